"""All rows about one contact, opened, for the contact to take along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import notes
from storage.keys import Keys
from storage.tables import addresses, consents, contacts, conversations, events, links, timers


async def of_contact(db: AsyncConnection, keys: Keys, contact_id: int) -> Mapping[str, Any]:
    """By kind: contact, addresses, conversations with their state, consents, links, notes, reminders, events."""
    own = contacts.c.id == contact_id
    (contact,) = await _rows(
        db, contacts, own, "number", "province", "commune", "source", "created_at", "seen_at", "thread"
    )
    theirs = addresses.c.contact_id == contact_id
    found = await _rows(db, addresses, theirs, "channel", "sealed")
    number = contact.pop("number")
    talks = await _rows(
        db,
        conversations,
        conversations.c.contact_id == contact_id,
        *("flow", "state", "open", "started_at"),
    )
    written = await notes.of_contact(db, keys, contact_id)
    reminders = select(timers.c.due_at).join(addresses).where(theirs)
    return {
        "contact": contact,
        "addresses": [{"channel": a["channel"], "address": _opened(keys, a["sealed"])} for a in found],
        "conversations": talks,
        "consents": await _rows(
            db, consents, consents.c.contact_id == contact_id, "purpose", "given", "channel", "at"
        ),
        "links": await _rows(
            db, links, links.c.contact_id == contact_id, "url", "registrar", "created_at", "clicked_at"
        ),
        "notes": [{"kind": n.kind, "province": n.province, "text": n.text, "at": n.at} for n in written],
        "reminders": list((await db.execute(reminders)).scalars()),
        "events": await _rows(
            db, events, events.c.contact == number, "at", "kind", "flow", "step", "place", "data"
        ),
    }


async def _rows(
    db: AsyncConnection, table: Table, which: ColumnElement[bool], *columns: str
) -> list[dict[str, Any]]:
    found = await db.execute(select(*(table.c[c] for c in columns)).where(which).order_by(*table.primary_key))
    return [dict(row._mapping) for row in found]


def _opened(keys: Keys, sealed: bytes) -> str | None:
    try:
        return keys.open(sealed)
    except ValueError:
        return None
