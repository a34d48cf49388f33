"""Everything that is kept of one person, for that person: as data for a program, and to read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.conversation import Thread, from_json, thread_from_json
from bot.conversation.overlays import answers_said
from bot.conversation.turn import Turn
from bot.turns.house import VIETNAM, House
from storage import exports, holdings
from storage.database import reading

Export = Mapping[str, Any]


async def export(house: House, token: str) -> Export | None:
    """What is kept of the person the token was given to, None where it opens nothing (any more)."""
    async with reading(house.engine).begin() as db:
        contact_id = await exports.contact_of(db, token, house.now())
        return None if contact_id is None else await _gathered(house, db, contact_id)


async def _gathered(house: House, db: AsyncConnection, contact_id: int) -> Export:
    held = await holdings.of_contact(db, house.keys, contact_id)
    thread = thread_from_json(held["contact"].pop("thread"))
    talks = [
        {**{name: t[name] for name in ("flow", "started_at", "open")}, "answers": _answers(house, t, thread)}
        for t in held["conversations"]
    ]
    return {"office": house.book.office, "made_at": house.now(), **held, "conversations": talks}


def _answers(house: House, talk: Mapping[str, Any], thread: Thread) -> list[str]:
    """The answers in words, as *dữ liệu của tôi* shows them; nothing of a flow that is no more."""
    if talk["flow"] not in house.book.flows:
        return []
    return answers_said(Turn(house.book, from_json(talk["state"], thread), house.today()))


def for_programs(held: Export) -> dict[str, Any]:
    """The export as plain JSON values: moments in Viet Nam's time, as ISO 8601."""
    values: dict[str, Any] = _written(held, lambda moment: moment.isoformat(timespec="seconds"))
    return values


def readable(house: House, held: Export) -> str:
    """The export as text, a heading and lines for each kind of thing; the log's lines only counted."""
    messages = house.book.messages
    params = {
        "held": _written(held, lambda moment: f"{moment:%H:%M %d/%m/%Y}"),
        "logged": len(held["events"]),
        "purposes": {p: messages.label(f"overlay.options.{p}") for p in house.book.purposes},
        "flows": {name: messages.label(f"my_data.flows.{name}") for name in house.book.flows},
    }
    return messages.render("my_data.readable", params)


def _written(value: Any, write: Callable[[datetime], str]) -> Any:
    if isinstance(value, datetime):
        return write(value.astimezone(VIETNAM))
    if isinstance(value, Mapping):
        return {name: _written(inner, write) for name, inner in value.items()}
    return [_written(inner, write) for inner in value] if isinstance(value, list) else value
