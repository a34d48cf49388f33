"""Event lines written by hand, put into a log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.strict_yaml import parse_yaml
from bot.turns.house import VIETNAM
from storage import events

Line = Sequence[Any]


def written_week() -> Mapping[str, Any]:
    """The log of week_47.yaml with what is expected of it."""
    path = Path(__file__).with_name("week_47.yaml")
    tree: Mapping[str, Any] = parse_yaml(path.read_text(encoding="utf-8"), path.name)
    return tree


async def put(engine: AsyncEngine, lines: Sequence[Line], year: int = 2026) -> None:
    """Append lines of the form [at, kind, flow.step, conversation, contact, channel, place, data, "test"]."""
    async with engine.begin() as db:
        for line in lines:
            await events.add(db, [as_row(line, year)])


def as_row(line: Line, year: int = 2026) -> dict[str, Any]:
    """The event of such a line."""
    at, kind, where, conversation, contact, channel, place, *more = line
    flow, _, step = where.partition(".")
    return {
        "at": datetime.fromisoformat(f"{year}-{at}").replace(tzinfo=VIETNAM),
        "kind": kind,
        "flow": flow,
        "step": step,
        "visit": 0,
        "conversation": conversation,
        "contact": contact,
        "channel": channel,
        "assisted": False,
        "test": "test" in more,
        "place": place,
        "source": None,
        "flow_revision": "f",
        "policy_revision": "p",
        "data": more[0] if more else {},
    }
