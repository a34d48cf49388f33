"""One line of the event log, as every turn writes it: when, where, who by number – never what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.turns.house import House


def event_line(
    house: House,
    kind: str,
    data: Mapping[str, Any],
    *,
    at_step: Mapping[str, Any],
    contact: int,
    place: str | None,
    channel: str,
    test: bool,
    source: str | None = None,
) -> dict[str, Any]:
    """The line; `at_step` gives flow, step, visit and conversation, `contact` is the number in the log."""
    return {
        "at": house.now(),
        "kind": kind,
        **{name: at_step[name] for name in ("flow", "step", "visit", "conversation")},
        "contact": contact,
        "channel": channel,
        "assisted": False,
        "test": test,
        "place": place,
        "source": source,
        "flow_revision": house.book.revision,
        "policy_revision": house.book.policy.revision,
        "data": dict(data),
    }
