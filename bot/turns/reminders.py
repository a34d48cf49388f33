"""Reminders that are due: each fires once, at a decent hour, and never where nothing waits for it any more."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.events import TimerFired
from bot.turns import hours, turns
from bot.turns.channel import open_since
from bot.turns.house import House
from storage import contacts, conversations, timers
from storage.database import reading
from storage.timers import Timer

log = structlog.get_logger()

TOO_LATE = timedelta(days=7)
BUSY = timedelta(hours=1)
JUST_NOW = timedelta(minutes=30)


async def fire_due(house: House) -> int:
    """Fire what is due; how many reminders were sent. A failing one does not keep the others back."""
    async with reading(house.engine).begin() as db:
        found = await timers.due(db, house.now())
    sent = 0
    for timer in found:
        try:
            sent += await _fire(house, timer)
        except turns.BusyError:
            continue  # they are writing just now: the next round finds it
        except Exception as fault:
            log.error("reminder_failed", timer=timer.id, fault=type(fault).__name__, exc_info=True)
    return sent


async def _busy(db: AsyncConnection, address_id: int, now: datetime) -> bool:
    """True where a person of the office is answering, or they are in the middle of something themselves."""
    if await conversations.with_person(db, address_id):
        return True
    return await conversations.touched_since(db, address_id, now - JUST_NOW)


async def _arrives(house: House, db: AsyncConnection, address_id: int) -> bool:
    """False for somebody who blocked us, or to whom we may not write first any more."""
    channel = await contacts.channel_of(db, address_id)
    known = house.channels.get(channel or "")
    return known is not None and await contacts.reachable(
        db, address_id, open_since(known.reach, house.now())
    )


async def _fire(house: House, timer: Timer) -> bool:
    now = house.now()
    async with house.engine.begin() as db:
        if (decent := hours.next_decent(now)) > now:
            await timers.postpone(db, timer, decent)
            return False
        if await _busy(db, timer.address_id, now):
            await timers.postpone(db, timer, now + BUSY)
            return False
        arrives = await _arrives(house, db, timer.address_id)
        if not await timers.take(db, timer) or not arrives or now - timer.due_at > TOO_LATE:
            return False
        message = await turns.happen(
            house,
            db,
            timer.address_id,
            timer.conversation,
            TimerFired(timer.visit),
            kind="reminder",
            test=timer.test,
        )
    house.tell(timer.address_id)
    return message is not None
