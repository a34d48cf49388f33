"""Reminders that were asked for: one for each contact at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import addresses, timers


@dataclass(frozen=True, slots=True)
class Timer:
    """One reminder: which conversation asked for it at which visit, and where it goes."""

    id: int
    address_id: int
    conversation: str
    visit: int
    due_at: datetime
    test: bool


async def put(
    db: AsyncConnection,
    *,
    contact_id: int,
    address_id: int,
    conversation: str,
    visit: int,
    due_at: datetime,
    test: bool,
) -> None:
    """Ask for a reminder; an older one of the same contact is off."""
    await cancel(db, contact_id)
    row = {"address_id": address_id, "conversation": conversation, "visit": visit, "due_at": due_at}
    await db.execute(insert(timers).values({**row, "test": test}))


async def cancel(db: AsyncConnection, contact_id: int) -> None:
    """No reminder for that contact."""
    theirs = select(addresses.c.id).where(addresses.c.contact_id == contact_id)
    await db.execute(delete(timers).where(timers.c.address_id.in_(theirs)))


async def due(db: AsyncConnection, now: datetime) -> Sequence[Timer]:
    """The reminders whose time has come, oldest first."""
    rows = await db.execute(
        select(timers).where(timers.c.due_at <= now).order_by(timers.c.due_at, timers.c.id)
    )
    return [Timer(r.id, r.address_id, r.conversation, r.visit, r.due_at, r.test) for r in rows]


async def take(db: AsyncConnection, timer: Timer) -> bool:
    """True where the reminder is the caller's to fire: it fires in this transaction or not at all."""
    return (await db.execute(delete(timers).where(_same(timer)))).rowcount == 1


async def postpone(db: AsyncConnection, timer: Timer, due_at: datetime) -> None:
    """Later."""
    await db.execute(update(timers).where(_same(timer)).values(due_at=due_at))


def _same(timer: Timer) -> ColumnElement[bool]:
    """The row that was read: SQLite gives the number of a deleted one to the next."""
    asked = (timers.c.conversation == timer.conversation) & (timers.c.visit == timer.visit)
    return (timers.c.id == timer.id) & asked & (timers.c.due_at == timer.due_at)
