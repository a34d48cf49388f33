"""Somebody who talks through real turns, and all that is stored, as it can be compared and searched."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.messages.message import Message
from bot.turns import turns
from bot.turns.channel import Incoming
from bot.turns.house import House
from bot.turns.turns import Outcome
from storage.keys import Keys
from storage.tables import metadata

NAME = "Nguyễn Thị Hồng Nhung"
BIRTH = "15/03/2005"

# From hello to the registrar's link: a text to type, or the number of a button to press.
ROAD: tuple[str | int, ...] = (0, 0, 0, BIRTH, NAME, 0, 0)


@dataclass
class Person:
    """Sends one update after another from one address."""

    house: House
    address: str = "someone"
    channel: str = "web"
    sent: int = 0
    heard: list[Message] = field(default_factory=list)

    def update(self, answer: str | int) -> Incoming:
        """The next update: a text, or a press on a button of the newest message."""
        said = answer if isinstance(answer, str) else None
        pressed = None if isinstance(answer, str) else self.heard[-1].buttons[answer].data
        number = f"{sha256(self.address.encode()).hexdigest()[:8]}-{self.sent}"
        now = self.house.now()
        return Incoming(self.channel, "test", self.address, number, now, said=said, pressed=pressed)

    async def send(self, update: Incoming) -> Outcome:
        """One turn."""
        (outcome,) = await turns.handle(self.house, [update])
        return self.took(outcome)

    def took(self, outcome: Outcome) -> Outcome:
        """Count an update as sent and read what it brought."""
        self.sent += 1
        if outcome.message is not None:
            self.heard.append(outcome.message)
        return outcome

    async def answer(self, *answers: str | int) -> Outcome:
        """Some turns one after another; the outcome of the last."""
        outcome = Outcome("waiting")
        for answer in answers:
            outcome = await self.send(self.update(answer))
        return outcome

    async def go(self, steps: int = len(ROAD)) -> Outcome:
        """The first word and so many steps of the road."""
        return await self.answer("/start", *ROAD[:steps])


async def rows(engine: AsyncEngine, table: str) -> list[dict[str, Any]]:
    """Every row of a table, oldest first."""
    found = metadata.tables[table]
    async with engine.begin() as db:
        return [dict(r._mapping) for r in await db.execute(select(found).order_by(*found.primary_key))]


async def dump(engine: AsyncEngine) -> str:
    """Everything that is stored as one text, to search for what must not be there."""
    tables = {name: await rows(engine, name) for name in metadata.tables}
    return json.dumps(tables, ensure_ascii=False, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return value.isoformat() if isinstance(value, datetime) else str(value)


_CHANCE = re.compile(r"\b[0-9a-f]{10}\b|(?<=/r/)[\w-]{16}")  # ids of conversations, tokens of links
_CHANCE_COLUMNS = {"id", "number", "contact", "token", "contact_id", "address_id", "inbox_id"}


async def snapshot(house: House) -> dict[str, list[str]]:
    """Everything that is stored, sealed texts opened, with what chance or a counter chose taken out."""
    tables = {name: await rows(house.engine, name) for name in metadata.tables}
    return {name: sorted(_even(row, house.keys) for row in found) for name, found in tables.items()}


def _even(row: dict[str, Any], keys: Keys) -> str:
    kept = {k: v for k, v in row.items() if k not in _CHANCE_COLUMNS}
    opened = {k: keys.open(v) if isinstance(v, bytes) else v for k, v in kept.items()}
    return _CHANCE.sub("*", json.dumps(opened, ensure_ascii=False, default=_plain, sort_keys=True))
