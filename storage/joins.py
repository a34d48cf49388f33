"""Links that open a talk at another address: each once, for a short while."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import addresses, joins


async def add(db: AsyncConnection, address_id: int, expires_at: datetime) -> str:
    """A new token for the talk at an address; only its hash is kept, and no older one of the same contact works."""
    here = select(addresses.c.contact_id).where(addresses.c.id == address_id).scalar_subquery()
    theirs = select(addresses.c.id).where(addresses.c.contact_id == here)
    await db.execute(delete(joins).where(joins.c.address_id.in_(theirs)))
    token = secrets.token_urlsafe(24)
    row = {"token_hash": _hash(token), "address_id": address_id, "expires_at": expires_at}
    await db.execute(insert(joins).values(row))
    return token


async def find(db: AsyncConnection, token: str, now: datetime) -> int | None:
    """The address where the token was asked for; None for an unknown, used or outdated one."""
    return (await db.execute(select(joins.c.address_id).where(_open(token, now)))).scalar()


async def take(db: AsyncConnection, token: str, now: datetime) -> bool:
    """Use the token up; False where somebody was a moment earlier."""
    return (await db.execute(delete(joins).where(_open(token, now)))).rowcount == 1


async def forget_expired(db: AsyncConnection, now: datetime) -> None:
    """Delete the tokens whose time is over."""
    await db.execute(delete(joins).where(joins.c.expires_at <= now))


def _open(token: str, now: datetime) -> ColumnElement[bool]:
    return (joins.c.token_hash == _hash(token)) & (joins.c.expires_at > now)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
