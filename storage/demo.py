"""What made-up weeks need to know of a database: whether it is theirs, and what stands before each person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.keys import Keys
from storage.tables import addresses, contacts, conversations, events

Where = tuple[str, str]  # channel, address


async def others(db: AsyncConnection, account: str, revision: str) -> bool:
    """True where somebody of another account is here, or left a line under a revision that begins otherwise."""
    people = select(addresses.c.id).where(addresses.c.account != account).limit(1)
    lines = select(events.c.id).where(~events.c.flow_revision.startswith(revision)).limit(1)
    found = [(await db.execute(query)).first() for query in (people, lines)]
    return any(found)


async def standing(
    db: AsyncConnection, keys: Keys, account: str, people: Sequence[Where]
) -> Sequence[Mapping[str, Any] | None]:
    """The active conversation's state for each, in order; None for who is unknown (any more)."""
    hmacs = [_hmac(keys, account, person) for person in people]
    rows = await db.execute(
        select(addresses.c.hmac, conversations.c.state)
        .join(contacts, contacts.c.id == addresses.c.contact_id)
        .join(conversations, conversations.c.id == contacts.c.conversation)
        .where(addresses.c.hmac.in_(hmacs) & (addresses.c.account == account))
    )
    states = {row.hmac: row.state for row in rows}
    return [states.get(hmac) for hmac in hmacs]


def _hmac(keys: Keys, account: str, person: Where) -> str:
    channel, address = person
    return keys.hmacs(f"{channel}|{account}|{address}")[0][1]
