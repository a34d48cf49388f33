"""What the house has to say: rows that a person fetches, and rows that are sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import addresses, contacts, outbox

_UNSENT = ("queued", "sending")


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
    sent: bool,
    now: datetime,
    kind: str = "reply",
) -> None:
    """Put a message: to be sent, or for a person who fetches it.

    Of those that are fetched, older ones lose their text – but a card only to a new card.
    """
    if not sent:
        older = _standing(address_id) if keep else _standing(address_id) & ~outbox.c.keep
        await db.execute(update(outbox).where(older).values(body=None))
    row = {
        "address_id": address_id,
        "inbox_id": inbox_id,
        "body": dict(body),
        "keep": keep,
        "kind": kind,
        "status": "queued" if sent else "shown",
        "tries": 0,
        "doubts": 0,
        "created_at": now,
        "due_at": now,
    }
    await db.execute(insert(outbox).values(row))


async def reword(db: AsyncConnection, conversation: str, body: Mapping[str, Any]) -> None:
    """Put another text into the message that stands for whoever is in that conversation now."""
    here = select(addresses.c.id).join(contacts).where(contacts.c.conversation == conversation)
    standing = outbox.c.address_id.in_(here) & (outbox.c.status == "shown") & ~outbox.c.keep
    standing &= outbox.c.body.is_not(None)
    await db.execute(update(outbox).where(standing).values(body=dict(body)))


async def last(db: AsyncConnection, address_id: int) -> Outgoing | None:
    """The message that stands, None where nothing was said yet."""
    return await _newest(db, _standing(address_id))


async def card(db: AsyncConnection, address_id: int) -> Outgoing | None:
    """The card to keep, None where none was given yet."""
    return await _newest(db, _standing(address_id) & outbox.c.keep)


def _standing(address_id: int) -> ColumnElement[bool]:
    shown = (outbox.c.address_id == address_id) & (outbox.c.status == "shown")
    return shown & outbox.c.body.is_not(None)


async def shown_at(db: AsyncConnection, address_id: int) -> datetime | None:
    """When our newest word reached them; None where it is still on its way, or there is none."""
    columns = (outbox.c.sent_at, outbox.c.created_at, outbox.c.status)
    query = select(*columns).where(outbox.c.address_id == address_id).order_by(outbox.c.id.desc()).limit(1)
    row = (await db.execute(query)).first()
    if row is None or row.status in _UNSENT:
        return None
    shown: datetime = row.sent_at or row.created_at
    return shown


async def forget(db: AsyncConnection, contact_id: int) -> None:
    """Empty every message of a contact, cards too; what waits to be sent is not sent any more."""
    theirs = outbox.c.address_id.in_(select(addresses.c.id).where(addresses.c.contact_id == contact_id))
    unsent = outbox.c.status.in_(_UNSENT)
    status = case((unsent, "failed"), else_=outbox.c.status)
    await db.execute(update(outbox).where(theirs).values(body=None, keep=False, status=status))


async def forget_before(db: AsyncConnection, limit: datetime) -> None:
    """Delete the rows older than `limit` that hold nothing any more."""
    empty = outbox.c.body.is_(None) & outbox.c.standing.is_(None) & outbox.c.status.not_in(_UNSENT)
    await db.execute(delete(outbox).where(empty & (outbox.c.created_at < limit)))


async def _newest(db: AsyncConnection, which: ColumnElement[bool]) -> Outgoing | None:
    columns = (outbox.c.id, outbox.c.body)
    row = (await db.execute(select(*columns).where(which).order_by(outbox.c.id.desc()).limit(1))).first()
    return Outgoing(row.id, row.body) if row else None
