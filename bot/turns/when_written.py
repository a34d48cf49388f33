"""When a person wrote: updates come late, again and in another order than they were written in."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.turns.house import House
from storage import contacts, inbox


async def heard(house: House, db: AsyncConnection, waiting: inbox.Waiting) -> inbox.Waiting:
    """Keep when they were heard; the update, marked where something they wrote later was worked before it."""
    newest = await contacts.heard(db, waiting.address_id, _written(waiting))
    if newest or waiting.body["written_at"] is None:
        return waiting
    house.troubles[f"{waiting.channel}_overtaken"] += 1
    return replace(waiting, body={**waiting.body, "overtaken": True})


def _written(waiting: inbox.Waiting) -> datetime:
    """When the person wrote: what comes late was written before it came."""
    written = waiting.body["written_at"]
    return min(waiting.received_at, datetime.fromisoformat(written)) if written else waiting.received_at
