"""What the house has to say: the rows a person fetches, and later those that are sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import outbox

SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message that stands for an address."""

    id: int
    inbox_id: int | None
    body: Mapping[str, Any]


async def put(
    db: AsyncConnection, *, address_id: int, inbox_id: int | None, body: Mapping[str, Any], now: datetime
) -> int:
    """Put a message for a person who fetches it; older messages of the address lose their text."""
    await db.execute(
        update(outbox)
        .where((outbox.c.address_id == address_id) & outbox.c.body.is_not(None))
        .values(body=None)
    )
    row = {
        "address_id": address_id,
        "inbox_id": inbox_id,
        "body": dict(body),
        "status": SHOWN,
        "created_at": now,
    }
    return int((await db.execute(insert(outbox).values(row).returning(outbox.c.id))).scalar_one())


async def last(db: AsyncConnection, address_id: int) -> Outgoing | None:
    """The message that stands, None where nothing was said yet."""
    row = (
        await db.execute(
            select(outbox.c.id, outbox.c.inbox_id, outbox.c.body)
            .where((outbox.c.address_id == address_id) & outbox.c.body.is_not(None))
            .order_by(outbox.c.id.desc())
            .limit(1)
        )
    ).first()
    return Outgoing(row.id, row.inbox_id, row.body) if row else None
