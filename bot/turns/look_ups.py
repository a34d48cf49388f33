"""Looking names up after the commit, and telling the conversation that waits for the result."""

from __future__ import annotations

from datetime import timedelta

import structlog

from bot.conversation.events import LookedUp
from bot.messages.message import Message
from bot.turns import turns
from bot.turns.house import VIETNAM, House
from storage import lookups
from storage.database import reading
from storage.lookups import Lookup

log = structlog.get_logger()


async def work(house: House, address_id: int) -> Message | None:
    """Look up what an address waits for; the message that came of it, if any."""
    async with reading(house.engine).begin() as db:
        asked = await lookups.of_address(db, address_id)
    messages = [await _work(house, one) for one in asked]
    return next((m for m in reversed(messages) if m is not None), None)


async def work_left_over(house: House, seconds: float) -> int:
    """Look up what nobody did for so long: its process is no more; how many names."""
    async with reading(house.engine).begin() as db:
        asked = await lookups.asked_before(db, house.now() - timedelta(seconds=seconds))
    for one in asked:
        try:
            await _work(house, one)
        except Exception as fault:  # the others wait as well
            log.error("look_up_failed", lookup=one.id, fault=type(fault).__name__, exc_info=True)
    return len(asked)


async def _work(house: House, asked: Lookup) -> Message | None:
    result = await house.look(asked.name) if house.look else "unchecked"
    at = f"{house.now().astimezone(VIETNAM):%H:%M}"
    event = LookedUp(asked.visit, asked.step, dict(asked.value), asked.typed, result, at)
    try:
        async with house.engine.begin() as db:
            if not await lookups.take(db, asked):
                return None
            message = await turns.happen(
                house, db, asked.address_id, asked.conversation, event, kind="reply", test=asked.test
            )
    except turns.BusyError:  # it stays in the table, for the next time
        return None
    house.tell(asked.address_id)
    return message
