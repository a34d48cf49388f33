"""Conversations as stored: plain JSON with a schema number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import addresses, contacts, conversations


@dataclass(frozen=True, slots=True)
class Stored:
    """One conversation row; `thread` is its contact's, where it was asked for."""

    id: str
    contact_id: int
    state: Mapping[str, Any]
    open: bool
    thread: Mapping[str, Any] | None = None


_WITH_THREAD = select(
    conversations.c.id,
    conversations.c.contact_id,
    conversations.c.state,
    conversations.c.open,
    contacts.c.thread,
).join(contacts, contacts.c.id == conversations.c.contact_id)


async def load(db: AsyncConnection, conversation_id: str, contact_id: int) -> Stored | None:
    """The conversation of that id where it is this contact's, else None."""
    row = (
        await db.execute(
            select(conversations).where(
                (conversations.c.id == conversation_id) & (conversations.c.contact_id == contact_id)
            )
        )
    ).first()
    return Stored(row.id, row.contact_id, row.state, row.open) if row else None


@dataclass(frozen=True, slots=True)
class Stands:
    """How a conversation stands: still open, a person of the office answering, when somebody last did something."""

    open: bool
    with_person: bool
    changed_at: datetime


async def stands(db: AsyncConnection, conversation_id: str) -> Stands | None:
    """How that conversation stands, None for one there is not."""
    columns = (conversations.c.open, conversations.c.state, conversations.c.changed_at)
    row = (await db.execute(select(*columns).where(conversations.c.id == conversation_id))).first()
    return Stands(row.open, row.state["with_person"], row.changed_at) if row else None


async def started_at(db: AsyncConnection, conversation_id: str) -> datetime | None:
    """When that conversation began, None for one there is not."""
    began = select(conversations.c.started_at).where(conversations.c.id == conversation_id)
    found: datetime | None = (await db.execute(began)).scalar()
    return found


async def latest_open(db: AsyncConnection, contact_id: int) -> Stored | None:
    """The contact's open conversation that was touched last, None where all have ended."""
    row = (
        await db.execute(
            select(conversations)
            .where((conversations.c.contact_id == contact_id) & conversations.c.open)
            .order_by(conversations.c.changed_at.desc(), conversations.c.id)
            .limit(1)
        )
    ).first()
    return Stored(row.id, row.contact_id, row.state, row.open) if row else None


async def open_page(db: AsyncConnection, after: str, most: int) -> Sequence[Stored]:
    """The next open conversations by id, after that one."""
    rows = await db.execute(
        _WITH_THREAD.where(conversations.c.open & (conversations.c.id > after))
        .order_by(conversations.c.id)
        .limit(most)
    )
    return [Stored(r.id, r.contact_id, r.state, r.open, r.thread) for r in rows]


async def with_person(db: AsyncConnection, address_id: int) -> bool:
    """True where a person of the office is talking at that address."""
    return await with_person_since(db, address_id) is not None


async def with_person_since(db: AsyncConnection, address_id: int) -> datetime | None:
    """When a person of the office last answered at that address, None where none is talking there."""
    here = select(contacts.c.conversation).join(addresses).where(addresses.c.id == address_id)
    columns = (conversations.c.state, conversations.c.changed_at)
    row = (await db.execute(select(*columns).where(conversations.c.id.in_(here)))).first()
    return row.changed_at if row and row.state["with_person"] else None


async def touch(db: AsyncConnection, conversation_id: str, now: datetime) -> None:
    """Keep that something happened in a conversation that changed nothing in it."""
    await db.execute(
        update(conversations).where(conversations.c.id == conversation_id).values(changed_at=now)
    )


async def touched_since(db: AsyncConnection, address_id: int, limit: datetime) -> bool:
    """True where the talk that is active at that address is open, and somebody did something in it after `limit`."""
    here = select(contacts.c.conversation).join(addresses).where(addresses.c.id == address_id)
    fresh = conversations.c.open & (conversations.c.changed_at > limit) & conversations.c.id.in_(here)
    return (await db.execute(select(conversations.c.id).where(fresh))).first() is not None


async def save(
    db: AsyncConnection,
    *,
    contact_id: int,
    state: Mapping[str, Any],
    open_: bool,
    revision: str,
    now: datetime,
) -> None:
    """Write a conversation's state, new or changed."""
    row = {"state": dict(state), "open": open_, "revision": revision, "changed_at": now}
    changed = await db.execute(update(conversations).where(conversations.c.id == state["id"]).values(row))
    if changed.rowcount == 0:
        fixed = {"id": state["id"], "contact_id": contact_id, "flow": state["flow"], "started_at": now}
        await db.execute(insert(conversations).values({**row, **fixed}))


async def remove_of_flows(db: AsyncConnection, contact_id: int, flows: Sequence[str], *, but: str) -> None:
    """Delete a contact's conversations of these flows, except one."""
    theirs = (conversations.c.contact_id == contact_id) & conversations.c.flow.in_(flows)
    await db.execute(delete(conversations).where(theirs & (conversations.c.id != but)))


async def open_unchanged_since(db: AsyncConnection, limit: datetime) -> Sequence[Stored]:
    """Open conversations that nobody touched since `limit`."""
    idle = conversations.c.open & (conversations.c.changed_at < limit)
    rows = await db.execute(_WITH_THREAD.where(idle))
    return [Stored(r.id, r.contact_id, r.state, r.open, r.thread) for r in rows]


async def replace_untouched(
    db: AsyncConnection, conversation_id: str, state: Mapping[str, Any], limit: datetime
) -> bool:
    """Write a state unless somebody answered after `limit`, which it must not undo; True where written.

    It is no touch: a retention job is nobody's answer.
    """
    untouched = (conversations.c.id == conversation_id) & (conversations.c.changed_at < limit)
    written = await db.execute(update(conversations).where(untouched).values(state=dict(state)))
    return written.rowcount == 1
