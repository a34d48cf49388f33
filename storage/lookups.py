"""Names to look up, each asked for by a conversation that waits for the result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import lookups


@dataclass(frozen=True, slots=True)
class Lookup:
    """One name to look up, and the answer that waits for it."""

    id: int
    address_id: int
    conversation: str
    visit: int
    step: str
    name: str
    value: Mapping[str, Any]
    typed: bool
    test: bool


async def add(db: AsyncConnection, asked_at: datetime, **row: Any) -> None:
    """Ask for a look-up; the columns are those of `Lookup` without its id."""
    await db.execute(insert(lookups).values({**row, "asked_at": asked_at}))


async def of_address(db: AsyncConnection, address_id: int) -> Sequence[Lookup]:
    """What is to be looked up for an address, oldest first."""
    return await _found(db, lookups.c.address_id == address_id)


async def asked_before(db: AsyncConnection, limit: datetime) -> Sequence[Lookup]:
    """What was asked for before `limit` and nobody has done: its process is no more."""
    return await _found(db, lookups.c.asked_at < limit)


async def take(db: AsyncConnection, lookup: Lookup) -> bool:
    """True where the result is the caller's to tell, in this transaction."""
    asked = (lookups.c.conversation == lookup.conversation) & (lookups.c.visit == lookup.visit)
    # SQLite gives the number of a deleted row to the next.
    return (await db.execute(delete(lookups).where((lookups.c.id == lookup.id) & asked))).rowcount == 1


async def _found(db: AsyncConnection, which: Any) -> Sequence[Lookup]:
    rows = await db.execute(select(lookups).where(which).order_by(lookups.c.id))
    return [_lookup(row) for row in rows]


def _lookup(row: Row[Any]) -> Lookup:
    return Lookup(
        row.id,
        row.address_id,
        row.conversation,
        row.visit,
        row.step,
        row.name,
        row.value,
        row.typed,
        row.test,
    )
