"""Pages that a contact was joined to beside the address where it began: how many there are, and closing one."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import inbox
from storage.tables import addresses, lookups


async def pages(db: AsyncConnection, contact_id: int, channel: str) -> Sequence[int]:
    """The addresses on a channel that a contact got by joining, oldest first."""
    theirs = addresses.c.contact_id == contact_id
    first = select(func.min(addresses.c.id)).where(theirs).scalar_subquery()
    joined = theirs & (addresses.c.channel == channel) & (addresses.c.id != first)
    return list((await db.execute(select(addresses.c.id).where(joined).order_by(addresses.c.id))).scalars())


async def close(db: AsyncConnection, address_id: int, heir: int) -> None:
    """Remove an address and what was shown there; a name it waits for is looked up for the address of `heir`."""
    await inbox.keep_keys(db, [address_id])
    waits = lookups.c.address_id == address_id
    await db.execute(update(lookups).where(waits).values(address_id=heir))
    await db.execute(delete(addresses).where(addresses.c.id == address_id))
