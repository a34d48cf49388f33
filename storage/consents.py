"""Consents, one line per answer: purpose, yes or no, which wording, where, when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import consents


async def given(db: AsyncConnection, contact_id: int) -> tuple[str, ...]:
    """The purposes a contact agrees to now: the last answer counts."""
    rows = await db.execute(
        select(consents.c.purpose, consents.c.given)
        .where(consents.c.contact_id == contact_id)
        .order_by(consents.c.id)
    )
    last = {row.purpose: row.given for row in rows}
    return tuple(purpose for purpose, agreed in last.items() if agreed)


async def add(
    db: AsyncConnection,
    *,
    contact_id: int,
    purpose: str,
    given: bool,
    wording: str,
    channel: str,
    now: datetime,
) -> None:
    """Keep one answer; later answers do not overwrite earlier ones."""
    row = {
        "contact_id": contact_id,
        "purpose": purpose,
        "given": given,
        "wording": wording,
        "channel": channel,
    }
    await db.execute(insert(consents).values({**row, "at": now}))
