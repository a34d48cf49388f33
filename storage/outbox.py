"""What the house has to say: the rows a person fetches, and later those that are sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import addresses, contacts, outbox

SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message that stands for an address."""

    id: int
    body: Mapping[str, Any]


async def put(
    db: AsyncConnection,
    *,
    address_id: int,
    inbox_id: int | None,
    body: Mapping[str, Any],
    keep: bool,
    now: datetime,
) -> None:
    """Put a message for a person who fetches it; older ones lose their text, but a card only to a new card."""
    older = _standing(address_id) if keep else _standing(address_id) & ~outbox.c.keep
    await db.execute(update(outbox).where(older).values(body=None))
    row = {
        "address_id": address_id,
        "inbox_id": inbox_id,
        "body": dict(body),
        "keep": keep,
        "status": SHOWN,
        "created_at": now,
    }
    await db.execute(insert(outbox).values(row))


async def reword(db: AsyncConnection, conversation: str, body: Mapping[str, Any]) -> None:
    """Put another text into the message that stands for whoever is in that conversation now."""
    here = select(addresses.c.id).join(contacts).where(contacts.c.conversation == conversation)
    standing = outbox.c.address_id.in_(here) & outbox.c.body.is_not(None) & ~outbox.c.keep
    await db.execute(update(outbox).where(standing).values(body=dict(body)))


async def last(db: AsyncConnection, address_id: int) -> Outgoing | None:
    """The message that stands, None where nothing was said yet."""
    return await _newest(db, _standing(address_id))


async def card(db: AsyncConnection, address_id: int) -> Outgoing | None:
    """The card to keep, None where none was given yet."""
    return await _newest(db, _standing(address_id) & outbox.c.keep)


def _standing(address_id: int) -> ColumnElement[bool]:
    return (outbox.c.address_id == address_id) & outbox.c.body.is_not(None)


async def _newest(db: AsyncConnection, which: ColumnElement[bool]) -> Outgoing | None:
    columns = (outbox.c.id, outbox.c.body)
    row = (await db.execute(select(*columns).where(which).order_by(outbox.c.id.desc()).limit(1))).first()
    return Outgoing(row.id, row.body) if row else None
