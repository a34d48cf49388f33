"""Wishes to be helped by a person, their note sealed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.keys import Keys
from storage.tables import wishes


@dataclass(frozen=True, slots=True)
class Wanted:
    """One wish as staff may read it."""

    at: datetime
    province: str | None
    note: str


async def add(
    db: AsyncConnection, keys: Keys, *, contact_id: int, province: str, note: str, now: datetime
) -> None:
    """Keep a wish; an empty province or note stays empty."""
    sealed = keys.seal(note) if note else None
    row = {"contact_id": contact_id, "province": province or None, "note": sealed, "at": now}
    await db.execute(insert(wishes).values(row))


async def all_open(db: AsyncConnection, keys: Keys) -> Sequence[Wanted]:
    """Every kept wish, newest first."""
    rows = await db.execute(
        select(wishes.c.at, wishes.c.province, wishes.c.note).order_by(wishes.c.id.desc())
    )
    return [Wanted(r.at, r.province, keys.open(r.note) if r.note else "") for r in rows]
