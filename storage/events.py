"""The event log: what happened, never what was said; every number is counted from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.contacts import new_number
from storage.tables import events

# Fixed from the first release on, so that numbers defined later apply to the past.
KINDS = frozenset(
    {
        *("started", "consented", "asked", "answered", "missed", "aside", "verdict", "name_chosen"),
        *("link_given", "link_clicked", "outcome", "rated", "person_wanted"),
        *("taken_over", "given_back", "ended", "erased"),
    }
)


async def add(db: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Append lines; ValueError for a kind outside the catalogue."""
    if unknown := {r["kind"] for r in rows} - KINDS:
        raise ValueError(f"event kinds outside the catalogue: {sorted(unknown)}")
    if rows:
        await db.execute(insert(events), [dict(r) for r in rows])


async def forget_place(db: AsyncConnection, number: int) -> None:
    """Take the place out of a contact's lines."""
    await db.execute(update(events).where(events.c.contact == number).values(place=None))


async def renumber(db: AsyncConnection, number: int) -> None:
    """Cut the tie between a contact's lines and the contact: a random number nobody keeps."""
    await db.execute(update(events).where(events.c.contact == number).values(contact=new_number()))
