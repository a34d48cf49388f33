"""Contacts and their addresses: who somebody is, apart from where they write from."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.keys import Keys
from storage.tables import addresses, contacts


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact, and the address they write from now."""

    id: int
    number: int
    address_id: int
    conversation: str | None
    province: str | None
    commune: str | None
    source: str | None
    thread: Mapping[str, Any] | None

    @property
    def place(self) -> str | None:
        """Where events count the contact; None where that was never told."""
        return place_of(self.province, self.commune)


def place_of(province: str | None, commune: str | None) -> str | None:
    """The place of an event: "Ninh Bình", with a commune "Ninh Bình/14464", None where nothing was told."""
    return f"{province}/{commune}" if province and commune else province


_COLUMNS = (
    contacts.c.id,
    contacts.c.number,
    contacts.c.conversation,
    contacts.c.province,
    contacts.c.commune,
    contacts.c.source,
    contacts.c.thread,
)


def new_number() -> int:
    """A number for the event log that says nothing about anybody."""
    return secrets.randbits(62)


async def find_address(
    db: AsyncConnection, keys: Keys, channel: str, account: str, address: str, *, renew: bool = True
) -> int | None:
    """The id of an address, None for one never seen; unless told not to, under the current key afterwards."""
    hmacs = keys.hmacs(f"{channel}|{account}|{address}")
    where = (addresses.c.channel == channel) & (addresses.c.account == account)
    row = (
        await db.execute(
            select(addresses.c.id, addresses.c.key_id).where(
                where & addresses.c.hmac.in_([h for _, h in hmacs])
            )
        )
    ).first()
    if row is None:
        return None
    key_id, hmac = hmacs[0]
    if renew and row.key_id != key_id:
        renewed = {"key_id": key_id, "hmac": hmac, "sealed": keys.seal(address)}
        await db.execute(update(addresses).where(addresses.c.id == row.id).values(renewed))
    return int(row.id)


async def add_address(
    db: AsyncConnection, keys: Keys, channel: str, account: str, address: str, now: datetime
) -> int:
    """The id of a new address of a new contact."""
    values = {"number": new_number(), "created_at": now, "seen_at": now}
    contact_id = (await db.execute(insert(contacts).values(values).returning(contacts.c.id))).scalar_one()
    return await join_address(db, keys, contact_id, channel, account, address)


async def join_address(
    db: AsyncConnection, keys: Keys, contact_id: int, channel: str, account: str, address: str
) -> int:
    """The id of one more address of a contact that exists."""
    key_id, hmac = keys.hmacs(f"{channel}|{account}|{address}")[0]
    row = {
        "contact_id": contact_id,
        "channel": channel,
        "account": account,
        "hmac": hmac,
        "key_id": key_id,
        "sealed": keys.seal(address),
    }
    return int((await db.execute(insert(addresses).values(row).returning(addresses.c.id))).scalar_one())


async def others(db: AsyncConnection, address_id: int) -> Sequence[tuple[int, str]]:
    """The other addresses of the contact behind an address, with their channels."""
    whose = select(addresses.c.contact_id).where(addresses.c.id == address_id).scalar_subquery()
    theirs = (addresses.c.contact_id == whose) & (addresses.c.id != address_id)
    rows = await db.execute(
        select(addresses.c.id, addresses.c.channel).where(theirs).order_by(addresses.c.id)
    )
    return [(row.id, row.channel) for row in rows]


def _behind(address_id: int) -> Select[Any]:
    return (
        select(*_COLUMNS)
        .join(addresses, addresses.c.contact_id == contacts.c.id)
        .where(addresses.c.id == address_id)
    )


async def lock(db: AsyncConnection, address_id: int) -> Contact | None:
    """The contact behind an address, locked for this transaction; None while another process holds it."""
    row = (await db.execute(_behind(address_id).with_for_update(of=contacts, skip_locked=True))).first()
    return _contact(row, address_id) if row else None


async def of_address(db: AsyncConnection, address_id: int) -> Contact | None:
    """The contact behind an address, only to look at."""
    row = (await db.execute(_behind(address_id))).first()
    return _contact(row, address_id) if row else None


def _contact(row: Any, address_id: int) -> Contact:
    return Contact(
        row.id,
        row.number,
        address_id,
        row.conversation,
        row.province,
        row.commune,
        row.source,
        row.thread,
    )


async def touch(db: AsyncConnection, contact: Contact, heard_at: datetime | None) -> None:
    """Keep where the contact is and which conversation is active; when they were heard, where they were."""
    values: dict[str, Any] = {
        "conversation": contact.conversation,
        "province": contact.province,
        "commune": contact.commune,
        "source": contact.source,
        "thread": contact.thread,
    }
    if heard_at is not None:
        values["seen_at"] = heard_at
    await db.execute(update(contacts).where(contacts.c.id == contact.id).values(values))


async def where(db: AsyncConnection, keys: Keys, address_id: int) -> tuple[str, str, str]:
    """Channel, account and the address itself; ValueError where its key is gone."""
    columns = (addresses.c.channel, addresses.c.account, addresses.c.sealed)
    row = (await db.execute(select(*columns).where(addresses.c.id == address_id))).one()
    return row.channel, row.account, keys.open(row.sealed)


async def heard(db: AsyncConnection, address_id: int, at: datetime) -> bool:
    """They wrote from here at that moment and can be reached again; False where they have written since."""
    here = addresses.c.id == address_id
    newest = here & (addresses.c.heard_at.is_(None) | (addresses.c.heard_at <= at))
    if (await db.execute(update(addresses).where(newest).values(heard_at=at, gone_at=None))).rowcount:
        return True
    await db.execute(update(addresses).where(here).values(gone_at=None))
    return False


async def reachable(db: AsyncConnection, address_id: int, since: datetime | None = None) -> bool:
    """False for an address that blocked us, or was not heard from since then where a moment is given."""
    here = (addresses.c.id == address_id) & addresses.c.gone_at.is_(None)
    if since is not None:
        here &= addresses.c.heard_at >= since
    return (await db.execute(select(addresses.c.id).where(here))).first() is not None


async def channel_of(db: AsyncConnection, address_id: int) -> str | None:
    """The channel of an address, None where there is no such address (any more)."""
    found = (await db.execute(select(addresses.c.channel).where(addresses.c.id == address_id))).scalar()
    return None if found is None else str(found)


async def unseen_since(db: AsyncConnection, limit: datetime) -> Sequence[Contact]:
    """Contacts not heard from since `limit`."""
    rows = await db.execute(select(*_COLUMNS).where(contacts.c.seen_at < limit))
    return [_contact(row, 0) for row in rows.all()]


async def remove(db: AsyncConnection, contact_id: int) -> None:
    """Delete a contact; everything that belongs to it goes along."""
    await db.execute(delete(contacts).where(contacts.c.id == contact_id))


async def remove_idle(db: AsyncConnection, contact_id: int, limit: datetime) -> bool:
    """Delete a contact unless it was heard from after `limit`; True where it is gone."""
    idle = (contacts.c.id == contact_id) & (contacts.c.seen_at < limit)
    return (await db.execute(delete(contacts).where(idle))).rowcount == 1
