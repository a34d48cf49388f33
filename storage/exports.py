"""Ways to take one's data along: a token that opens them for a short while."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import exports


async def add(db: AsyncConnection, contact_id: int, expires_at: datetime) -> str:
    """A new token for a contact's data; only its hash is kept."""
    token = secrets.token_urlsafe(24)
    row = {"token_hash": _hash(token), "contact_id": contact_id, "expires_at": expires_at}
    await db.execute(insert(exports).values(row))
    return token


async def contact_of(db: AsyncConnection, token: str, now: datetime) -> int | None:
    """Whose data the token opens, None for an unknown one or one whose time is over."""
    open_ = (exports.c.token_hash == _hash(token)) & (exports.c.expires_at > now)
    return (await db.execute(select(exports.c.contact_id).where(open_))).scalar()


async def remove(db: AsyncConnection, contact_id: int) -> None:
    """Close every way to a contact's data."""
    await db.execute(delete(exports).where(exports.c.contact_id == contact_id))


async def forget_expired(db: AsyncConnection, now: datetime) -> None:
    """Delete the tokens whose time is over."""
    await db.execute(delete(exports).where(exports.c.expires_at <= now))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
