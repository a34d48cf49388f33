"""Registrar links: a token that carries nothing, and the first click."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import contacts, links


@dataclass(frozen=True, slots=True)
class Handed:
    """A link that was handed out; `first_click` where this opening is the first."""

    url: str
    conversation: str
    registrar: str
    channel: str
    test: bool
    contact: int
    place: str | None
    first_click: bool = False


async def add(
    db: AsyncConnection,
    *,
    contact_id: int,
    conversation: str,
    url: str,
    registrar: str,
    channel: str,
    test: bool,
    now: datetime,
) -> str:
    """The token of a new link, 16 letters that cannot be guessed."""
    token = secrets.token_urlsafe(12)
    row = {
        "token": token,
        "contact_id": contact_id,
        "conversation": conversation,
        "url": url,
        "registrar": registrar,
        "channel": channel,
        "test": test,
        "created_at": now,
    }
    await db.execute(insert(links).values(row))
    return token


async def open_link(db: AsyncConnection, token: str, now: datetime, *, count: bool) -> Handed | None:
    """The link behind a token, its click kept where it counts and is the first; None for an unknown token."""
    query = select(links, contacts.c.number, contacts.c.province).join(contacts).where(links.c.token == token)
    row = (await db.execute(query)).first()
    if row is None:
        return None
    first = False
    if count:
        fresh = (links.c.token == token) & links.c.clicked_at.is_(None)
        first = (await db.execute(update(links).where(fresh).values(clicked_at=now))).rowcount == 1
    return Handed(
        row.url, row.conversation, row.registrar, row.channel, row.test, row.number, row.province, first
    )
