"""The inbox: every update once, kept before it is worked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import addresses, inbox


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update that was stored and not worked yet."""

    id: int
    address_id: int
    channel: str
    received_at: datetime
    body: Mapping[str, Any]


async def store(
    db: AsyncConnection,
    *,
    channel: str,
    account: str,
    update_id: str,
    address_id: int,
    now: datetime,
    body: Mapping[str, Any],
) -> int | None:
    """The id of the stored update, None where it was stored before."""
    insert = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
    row = {
        "channel": channel,
        "account": account,
        "update_id": update_id,
        "address_id": address_id,
        "received_at": now,
        "body": dict(body),
        "status": "new",
    }
    statement = insert(inbox).values(row).on_conflict_do_nothing().returning(inbox.c.id)
    found = (await db.execute(statement)).scalar()
    return int(found) if found is not None else None


async def store_key(
    db: AsyncConnection, *, channel: str, account: str, update_id: str, now: datetime
) -> None:
    """Keep only that an update came, tied to nobody."""
    insert = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
    row = {"channel": channel, "account": account, "update_id": update_id, "received_at": now}
    await db.execute(insert(inbox).values({**row, "status": "done"}).on_conflict_do_nothing())


async def known(db: AsyncConnection, channel: str, account: str, update_id: str) -> bool:
    """True where that update was stored before, whoever sent it."""
    where = (inbox.c.channel == channel) & (inbox.c.account == account) & (inbox.c.update_id == update_id)
    return (await db.execute(select(inbox.c.id).where(where))).first() is not None


async def keep_keys(db: AsyncConnection, address_ids: Collection[int]) -> None:
    """Leave of all updates from these addresses only their keys, tied to nobody: a repeat brings nobody back."""
    nobody = {"address_id": None, "status": "done", "body": None}
    await db.execute(update(inbox).where(inbox.c.address_id.in_(address_ids)).values(nobody))


async def waiting(db: AsyncConnection, contact_id: int) -> Sequence[Waiting]:
    """All unworked updates of a contact, wherever they came from, oldest first."""
    theirs = select(addresses.c.id).where(addresses.c.contact_id == contact_id)
    rows = await db.execute(
        select(inbox.c.id, inbox.c.address_id, inbox.c.channel, inbox.c.received_at, inbox.c.body)
        .where((inbox.c.status == "new") & inbox.c.address_id.in_(theirs))
        .order_by(inbox.c.id)
    )
    return [Waiting(r.id, r.address_id, r.channel, r.received_at, r.body) for r in rows]


async def addresses_waiting(db: AsyncConnection) -> Sequence[int]:
    """The addresses that have unworked updates."""
    rows = await db.execute(select(inbox.c.address_id).where(inbox.c.status == "new").distinct())
    return [int(a) for a in rows.scalars()]


async def close(db: AsyncConnection, inbox_id: int, status: str) -> None:
    """Mark an update worked ("done" or "failed") and drop what it said."""
    await db.execute(update(inbox).where(inbox.c.id == inbox_id).values(status=status, body=None))


async def forget_before(db: AsyncConnection, limit: datetime) -> int:
    """Delete the worked rows older than `limit`: their keys no longer meet repeats; the number deleted."""
    worked = (inbox.c.status != "new") & (inbox.c.received_at < limit)
    return int((await db.execute(delete(inbox).where(worked))).rowcount)
