"""The outbox from the sender's side: claimed, sent, tried again, given up; in order for every address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import addresses, contacts, outbox

LEASE = timedelta(seconds=60)  # longer than a send may take; after it nobody knows what became of one
_OPEN = ("queued", "sending")
_FAILED = {"status": "failed", "body": None}


@dataclass(frozen=True, slots=True)
class Claimed:
    """One message that is this sender's to send; `again` where it may have arrived before.

    `sealed` is the address, `standing` the channel's id of the message whose buttons stand there now.
    """

    id: int
    address_id: int
    sealed: bytes
    body: Mapping[str, Any]
    kind: str
    tries: int
    again: bool
    created_at: datetime
    standing: str | None


async def claim(
    db: AsyncConnection, channel: str, account: str, now: datetime, limit: int
) -> Sequence[Claimed]:
    """The oldest unsent message of each address, where it is due and nobody else is at it."""
    # A row whose turn another process works on is not there yet: it commits later and gets a later turn.
    oldest = select(func.min(outbox.c.id)).where(outbox.c.status.in_(_OPEN)).group_by(outbox.c.address_id)
    due = (outbox.c.status == "queued") & (outbox.c.due_at <= now) & outbox.c.id.in_(oldest)
    theirs = (
        (addresses.c.channel == channel) & (addresses.c.account == account) & addresses.c.gone_at.is_(None)
    )
    rows = (
        await db.execute(
            select(outbox, addresses.c.sealed)
            .join(addresses, addresses.c.id == outbox.c.address_id)
            .where(due & theirs)
            .order_by(outbox.c.id)
            .limit(limit)
            .with_for_update(of=outbox, skip_locked=True)
        )
    ).all()
    ids = [row.id for row in rows]
    if not ids:
        return []
    leased = {"status": "sending", "tries": outbox.c.tries + 1, "due_at": now + LEASE}
    await db.execute(update(outbox).where(outbox.c.id.in_(ids)).values(leased))
    standing = await _standing(db, [row.address_id for row in rows])
    return [
        Claimed(
            row.id,
            row.address_id,
            row.sealed,
            row.body,
            row.kind,
            row.tries + 1,
            row.doubts > 0,
            row.created_at,
            standing.get(row.address_id),
        )
        for row in rows
    ]


async def sent(db: AsyncConnection, message: Claimed, standing: str | None, now: datetime) -> None:
    """It arrived: its text goes, its buttons are the ones that stand from now on."""
    older = (outbox.c.address_id == message.address_id) & (outbox.c.id < message.id)
    await db.execute(update(outbox).where(older & outbox.c.standing.is_not(None)).values(standing=None))
    done = {"status": "sent", "sent_at": now, "body": None, "standing": standing}
    if (await db.execute(update(outbox).where(_ours(message)).values(done))).rowcount:
        await _forget_told(db, message)


async def retry(db: AsyncConnection, message: Claimed, due_at: datetime) -> None:
    """It did not arrive: once more, not before `due_at`."""
    await db.execute(update(outbox).where(_ours(message)).values(status="queued", due_at=due_at))


async def doubt(db: AsyncConnection, message: Claimed, now: datetime) -> None:
    """Nobody knows whether it arrived: a reply goes out once more, marked; a reminder never."""
    await _doubt(db, _ours(message), now)
    if message.again:
        await _forget_told(db, message)


async def expire(db: AsyncConnection, now: datetime) -> int:
    """Doubt what a sender that is no more was at; how many messages that were."""
    return await _doubt(db, (outbox.c.status == "sending") & (outbox.c.due_at < now), now)


async def give_up(db: AsyncConnection, message: Claimed) -> None:
    """It will never arrive."""
    if (await db.execute(update(outbox).where(_ours(message)).values(_FAILED))).rowcount:
        await _forget_told(db, message)


async def gone(db: AsyncConnection, address_id: int, now: datetime) -> None:
    """They cannot be reached any more: what waits for them is given up."""
    await db.execute(update(addresses).where(addresses.c.id == address_id).values(gone_at=now))
    waiting = (outbox.c.address_id == address_id) & outbox.c.status.in_(_OPEN)
    await db.execute(update(outbox).where(waiting).values(_FAILED))
    await _forget(db, address_id)


async def ours_still(db: AsyncConnection, message: Claimed) -> bool:
    """True where the message is still to be sent: its person may have been erased while it waited."""
    return (await db.execute(select(outbox.c.id).where(_ours(message)))).first() is not None


def _ours(message: Claimed) -> ColumnElement[bool]:
    """The row, as it was claimed: SQLite gives the number of a deleted one to the next."""
    claimed = (outbox.c.status == "sending") & (outbox.c.tries == message.tries)
    return (outbox.c.id == message.id) & claimed & (outbox.c.created_at == message.created_at)


async def _forget_told(db: AsyncConnection, message: Claimed) -> None:
    if message.kind == "last":
        await _forget(db, message.address_id)


async def _forget(db: AsyncConnection, address_id: int) -> None:
    """Nothing is kept of somebody who was erased, once they have been told – unless they wrote again."""
    whose = select(addresses.c.contact_id).where(addresses.c.id == address_id).scalar_subquery()
    nobody = (contacts.c.id == whose) & contacts.c.conversation.is_(None)
    await db.execute(delete(contacts).where(nobody))


async def _doubt(db: AsyncConnection, which: ColumnElement[bool], now: datetime) -> int:
    once_more = (outbox.c.kind != "reminder") & (outbox.c.doubts == 0)
    values = {
        "status": case((once_more, "queued"), else_="unknown"),
        "body": case((once_more, outbox.c.body), else_=None),
        "doubts": outbox.c.doubts + 1,
        "due_at": now,
    }
    return int((await db.execute(update(outbox).where(which).values(values))).rowcount)


async def _standing(db: AsyncConnection, address_ids: Sequence[int]) -> Mapping[int, str]:
    here = outbox.c.address_id.in_(address_ids) & outbox.c.standing.is_not(None)
    rows = await db.execute(select(outbox.c.address_id, outbox.c.standing).where(here).order_by(outbox.c.id))
    return {row.address_id: row.standing for row in rows}
