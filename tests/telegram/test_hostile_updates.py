"""Whatever comes in the place of an update, reading it is never an exception."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram.updates import Arrival, GroupCall, read_update
from tests.telegram.test_updates import COMPOSED, NOW, US


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"\xff\xfe", b"nothing", b"[" * 100_000, b'{"update_id":' + b"9" * 10_000, b"\0"]
)
def test_no_json(raw: bytes) -> None:
    assert read_update(raw, US, NOW) == "broken"


@pytest.mark.parametrize(
    "raw",
    [
        b'{"update_id":1,"message":' + b'{"message":' * 150 + b"1" + b"}" * 151,
        b'{"x":"' + b"a" * 200_000 + b'"}',
    ],
)
def test_deep_and_long(raw: bytes) -> None:
    assert read_update(raw, US, NOW) == "unknown"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)


def _changed(value: Any) -> st.SearchStrategy[Any]:
    """The value with any of its parts replaced by anything, or left out."""
    if not isinstance(value, dict):
        return st.just(value) | JSON
    parts = {name: _changed(part) for name, part in value.items()}
    return st.fixed_dictionaries({}, optional=parts) | JSON


@settings(max_examples=300, deadline=None)
@given(JSON | st.sampled_from(COMPOSED).flatmap(_changed))
def test_nothing_raises(update: Any) -> None:
    for raw in (json.dumps(update).encode(), update):
        read = read_update(raw, US, NOW)
        assert isinstance(read, Arrival | GroupCall | str)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_raise(raw: bytes) -> None:
    read_update(raw, US, NOW)
