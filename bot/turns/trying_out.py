"""Who tries things out: what they do is in no number, from whichever of their addresses."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.turns.house import House
from storage import contacts


async def tries(house: House, db: AsyncConnection, address_id: int) -> bool:
    """True where one of the addresses of the contact behind this one is of the staff."""
    if not house.staff:
        return False
    ids = [address_id, *(other for other, _ in await contacts.others(db, address_id))]
    for one in ids:
        channel, _, address = await contacts.where(db, house.keys, one)
        if f"{channel}:{address}" in house.staff:
            return True
    return False
