"""Registrar links: a token that carries nothing, and the first click."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.contacts import place_of
from storage.tables import contacts, links


@dataclass(frozen=True, slots=True)
class Handed:
    """A link that was handed out, at which step; `first_click` where this opening is the first."""

    url: str
    at_step: Mapping[str, Any]
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
    at_step: Mapping[str, Any],
    url: str,
    registrar: str,
    channel: str,
    test: bool,
    now: datetime,
) -> str:
    """The token of a new link given at a step (flow, step, visit, conversation): 16 letters nobody can guess."""
    token = secrets.token_urlsafe(12)
    row = {
        "token": token,
        "contact_id": contact_id,
        **at_step,
        "url": url,
        "registrar": registrar,
        "channel": channel,
        "test": test,
        "created_at": now,
    }
    await db.execute(insert(links).values(row))
    return token


async def newest(db: AsyncConnection, contact_id: int) -> str | None:
    """The token handed out last to a contact, None where there is none."""
    given = select(links.c.token).where(links.c.contact_id == contact_id)
    return (await db.execute(given.order_by(links.c.created_at.desc()).limit(1))).scalar()


async def remove(db: AsyncConnection, contact_id: int) -> None:
    """Delete a contact's links: each carries the name they chose."""
    await db.execute(delete(links).where(links.c.contact_id == contact_id))


async def open_link(db: AsyncConnection, token: str, now: datetime, *, count: bool) -> Handed | None:
    """The link behind a token, its click kept where it counts and is the first; None for an unknown token."""
    known = (contacts.c.number, contacts.c.province, contacts.c.commune)
    query = select(links, *known).join(contacts).where(links.c.token == token)
    row = (await db.execute(query)).first()
    if row is None:
        return None
    first = False
    if count:
        fresh = (links.c.token == token) & links.c.clicked_at.is_(None)
        first = (await db.execute(update(links).where(fresh).values(clicked_at=now))).rowcount == 1
    return Handed(
        row.url,
        {name: getattr(row, name) for name in ("flow", "step", "visit", "conversation")},
        row.registrar,
        row.channel,
        row.test,
        row.number,
        place_of(row.province, row.commune),
        first,
    )
