"""Every update of Zalo is one of ours, a call from a group, or left alone – and none is an exception."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.zalo_bot.updates import GroupCall, read_update
from bot.turns.channel import Incoming
from storage.keys import Keys
from tests.house import SECRET

NOW = datetime(2026, 11, 20, 5, tzinfo=UTC)
KEYS = Keys([SECRET])
UPDATES: dict[str, Any] = {
    name: entry["body"]
    for name, entry in json.loads((Path(__file__).parent / "updates.json").read_text(encoding="utf-8"))[
        "updates"
    ].items()
}


def read(update: Any) -> object:
    """What an update is; the same from bytes and from a mapping, where it is one."""
    found = read_update(json.dumps(update).encode(), "1459", NOW, KEYS.token)
    assert found == read_update(update, "1459", NOW, KEYS.token)
    return found


def arrived(update: Any) -> dict[str, Any]:
    found = read(update)
    assert isinstance(found, Incoming), found
    body = found.body()
    return {name: body[name] for name in ("said", "pressed", "other", "source") if body[name]}


def message(kind: str = "text", sender: Any = None, chat: Any = None, **content: Any) -> dict[str, Any]:
    return {
        "event_name": f"message.{kind}.received",
        "message": {
            "from": {"id": "a1", "is_bot": False} if sender is None else sender,
            "chat": {"id": "a1", "chat_type": "PRIVATE"} if chat is None else chat,
            "message_id": "m1",
            "date": 1789033572455,
            **content,
        },
    }


def test_every_fixture() -> None:
    assert {name: read(body) for name, body in UPDATES.items() if name == "group_text"} == {
        "group_text": GroupCall("g-77")
    }
    assert {name: arrived(body) for name, body in UPDATES.items() if name != "group_text"} == {
        "text_documented_envelope": {"said": "Xin chào"},
        "text_bare": {"said": "Tiệm may Cô Tư"},
        "image_bare": {"other": "photo"},
        "image_documented_field": {"other": "photo"},
        "sticker_bare": {"other": "sticker"},
        "sticker_string": {"other": "sticker"},
        "voice_bare": {"other": "voice"},
        "unsupported": {"other": "withheld"},
    }


def test_who_wrote_when() -> None:
    told = read(UPDATES["text_documented_envelope"])
    assert isinstance(told, Incoming)
    assert (told.channel, told.account, told.address) == ("zalo_bot", "1459", "6ede9afa66b88fe6d6a9")
    assert (told.at, told.written_at) == (NOW, datetime.fromtimestamp(1750316131.602, UTC))


def test_the_same_message_id_in_another_chat_is_another_update() -> None:
    one, other = read(message(text="x")), read(message(text="x", chat={"id": "b2", "chat_type": "PRIVATE"}))
    assert isinstance(one, Incoming)
    assert isinstance(other, Incoming)
    assert one.update_id != other.update_id


def test_the_key_that_stays_names_neither_chat_nor_message_and_needs_ours_to_be_made() -> None:
    told, long = read(message(text="x")), read(message(text="x", message_id="m" * 200))
    assert isinstance(told, Incoming)
    assert isinstance(long, Incoming)
    for key in (told.update_id, long.update_id):
        assert len(key) == 22
        assert not {"a1", "m1", "mm"} & {key[n : n + 2] for n in range(21)}
    other = read_update(message(text="x"), "1459", NOW, Keys(["another key of at least 32 letters"]).token)
    assert isinstance(other, Incoming)
    assert other.update_id != told.update_id


@pytest.mark.parametrize("odd", ["m" * 200, "m ", "m:1"])
def test_an_odd_message_id_still_tells_updates_apart(odd: str) -> None:
    keys = {getattr(read(message(text="x", message_id=m)), "update_id", "") for m in (odd, odd + "1", "m1")}
    assert len(keys) == 3
    assert all(0 < len(key) <= 96 and key.isascii() for key in keys)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("/start", {}),
        ("/start ABC-1", {"source": "ABC-1"}),
        ("/START  ABC-1 ", {"source": "ABC-1"}),
        ("/start two words", {"said": "/start two words"}),
        ("start", {"said": "start"}),
        ("a\0b", {"said": "ab"}),
        ("a\ud800b", {"said": "ab"}),
        ("ấ" * 5000, {"said": "ấ" * 4096}),
        ("", {}),
    ],
)
def test_texts(text: str, body: dict[str, str]) -> None:
    assert arrived(message(text=text)) == body


@pytest.mark.parametrize(
    ("date", "seconds"),
    [
        (1789033572455, 1789033572.455),
        ("1789033572455", 1789033572.455),
        *((date, None) for date in (0, -5, None, 10**20, "soon", "9" * 5000, 1.5, True, [])),
    ],
)
def test_a_time_nobody_can_read_is_no_time(date: Any, seconds: float | None) -> None:
    told = read(message(text="x", date=date))
    assert isinstance(told, Incoming)
    assert told.written_at == (datetime.fromtimestamp(seconds, UTC) if seconds else None)


@pytest.mark.parametrize(
    ("update", "why"),
    [
        (message(sender={"id": "b", "is_bot": True}, text="x"), "bot"),
        (message(chat={"id": "a", "chat_type": "CHANNEL"}, text="x"), "elsewhere"),
        (message("link", text="x"), "unknown"),
        (message("text"), "unknown"),
        (message(text=5), "unknown"),
        (message(text="x", message_id=""), "unknown"),
        (message(text="x", message_id=7), "unknown"),
        (message(text="x", chat={"id": 7, "chat_type": "PRIVATE"}), "unknown"),
        (message(text="x", chat={"id": "a" * 65, "chat_type": "PRIVATE"}), "unknown"),
        (message(text="x", chat={"id": "a"}), "unknown"),
        (message(text="x", chat={"id": "\ud800", "chat_type": "PRIVATE"}), "unknown"),
        (message(text="x", chat={"id": "ã", "chat_type": "PRIVATE"}), "unknown"),
        (message(text="x", message_id="\udfff"), "unknown"),
        (message(text="x", message_id="m\0"), "unknown"),
        (message(text="x", sender="a"), "unknown"),
        ({"event_name": "message.text.received"}, "unknown"),
        ({"event_name": "user.followed", "user": {"id": "a"}}, "unknown"),
        ({"ok": True}, "unknown"),
        ({"ok": False, "result": message(text="x")}, "unknown"),
        ({"ok": True, "result": {"ok": True, "result": message(text="x")}}, "unknown"),
        ({"ok": True, "result": [message(text="x")]}, "unknown"),
        ({}, "unknown"),
        ([], "unknown"),
        ("x", "unknown"),
        (None, "unknown"),
    ],
)
def test_left_alone(update: Any, why: str) -> None:
    assert read(update) == why


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"\xff\xfe", b"nothing", b"[" * 100_000, b'{"ok":' + b"9" * 10_000, b"\0"]
)
def test_no_json(raw: bytes) -> None:
    assert read_update(raw, "1459", NOW, KEYS.token) == "broken"


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
@given(JSON | st.sampled_from(list(UPDATES.values())).flatmap(_changed))
def test_nothing_raises(update: Any) -> None:
    for raw in (json.dumps(update).encode(), update):
        found = read_update(raw, "1459", NOW, KEYS.token)
        assert isinstance(found, Incoming | GroupCall | str)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_raise(raw: bytes) -> None:
    read_update(raw, "1459", NOW, KEYS.token)
