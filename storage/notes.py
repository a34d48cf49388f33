"""Words for the office – a wish for help, a comment, a school, what was not understood –, sealed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.keys import Keys
from storage.tables import notes


@dataclass(frozen=True, slots=True)
class Note:
    """One note as staff may read it; `text` is None where its key is gone."""

    at: datetime
    kind: str
    province: str | None
    text: str | None


async def add(
    db: AsyncConnection, keys: Keys, *, contact_id: int, kind: str, province: str, text: str, now: datetime
) -> None:
    """Keep a note; an empty province or text stays empty."""
    sealed = keys.seal(text) if text else None
    row = {"contact_id": contact_id, "kind": kind, "province": province or None, "text": sealed, "at": now}
    await db.execute(insert(notes).values(row))


async def count(db: AsyncConnection, contact_id: int, kind: str) -> int:
    """How many notes of that kind a contact has left."""
    query = (
        select(func.count())
        .select_from(notes)
        .where((notes.c.contact_id == contact_id) & (notes.c.kind == kind))
    )
    return int((await db.execute(query)).scalar_one())


async def of_kind(db: AsyncConnection, keys: Keys, kind: str) -> Sequence[Note]:
    """Every kept note of that kind, newest first."""
    query = select(notes).where(notes.c.kind == kind).order_by(notes.c.id.desc())
    return [_note(row, keys) for row in await db.execute(query)]


async def of_contact(db: AsyncConnection, keys: Keys, contact_id: int) -> Sequence[Note]:
    """Everything one contact wrote, oldest first."""
    query = select(notes).where(notes.c.contact_id == contact_id).order_by(notes.c.id)
    return [_note(row, keys) for row in await db.execute(query)]


async def remove(db: AsyncConnection, contact_id: int, kind: str) -> None:
    """Delete a contact's notes of that kind."""
    await db.execute(delete(notes).where((notes.c.contact_id == contact_id) & (notes.c.kind == kind)))


def _note(row: Row[Any], keys: Keys) -> Note:
    try:
        return Note(row.at, row.kind, row.province, keys.open(row.text) if row.text else "")
    except ValueError:
        return Note(row.at, row.kind, row.province, None)
