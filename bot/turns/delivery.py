"""Sending what the outbox holds for one channel: in order for every address, at the channel's pace."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import structlog

from bot.conversation.params import base_params
from bot.messages.message import Message, fit
from bot.turns import hours, stored_message
from bot.turns.back_off import back_off
from bot.turns.channel import Channel, open_since
from bot.turns.house import House
from bot.turns.sending import PermanentError, Sender, TransientError, UnknownError
from storage import contacts, sending
from storage.sending import Claimed

log = structlog.get_logger()

MOST_AT_ONCE = 32
LOOK_SECONDS = 1.0  # what other processes queue is found so
LONGEST_WAIT = 60.0
GIVE_UP_AFTER = timedelta(days=1)  # a day later nobody waits for the answer any more


class Delivery:
    """One for each channel that is sent to; several processes may run one each."""

    def __init__(
        self, house: House, channel: Channel, sender: Sender, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._house, self._channel, self._sender, self._clock = house, channel, sender, clock
        self._news = asyncio.Event()
        self._under_way: set[asyncio.Task[None]] = set()
        self._next = 0.0
        self._last: dict[int, float] = {}

    def nudge(self, _: int) -> None:
        """Something was committed: look at once."""
        self._news.set()

    async def run(self, over: asyncio.Event) -> None:
        """Send until `over`; what is under way then is finished."""
        while not over.is_set():
            self._news.clear()
            try:
                claimed = await self._claim()
            except Exception as fault:
                log.error("outbox_failed", fault=type(fault).__name__, exc_info=True)
                claimed = []
            if not claimed:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._news.wait(), LOOK_SECONDS)
        await asyncio.gather(*self._under_way)

    async def flush(self) -> None:
        """Send everything that is due now, and what becomes due by it."""
        while await self._claim():
            await asyncio.gather(*self._under_way)

    async def _claim(self) -> Sequence[Claimed]:
        free = MOST_AT_ONCE - len(self._under_way)
        if not free:
            return []
        now = self._house.now()
        async with self._house.engine.begin() as db:
            await sending.expire(db, now)
            claimed = await sending.claim(db, self._channel.name, self._sender.account, now, free)
        for message in claimed:
            task = asyncio.create_task(self._work(message))
            self._under_way.add(task)
            task.add_done_callback(self._done)
        return claimed

    def _done(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self._news.set()
        if not task.cancelled() and (fault := task.exception()) is not None:
            log.error("send_failed", fault=type(fault).__name__, exc_info=fault)

    async def _work(self, message: Claimed) -> None:
        await self._keep_pace(message.address_id)
        if not await self._still_wanted(message):
            return
        try:
            address = self._house.keys.open(message.sealed)
            standing = await self._sender.send(address, self._fitted(message), message.standing)
        except TransientError as fault:
            await self._later(message, fault)
        except PermanentError as fault:
            await self._never(message, fault)
        except UnknownError as fault:
            log.warning("send_unknown", outbox=message.id, fault=str(fault))
            async with self._house.engine.begin() as db:
                await sending.doubt(db, message, self._house.now())
        except Exception as fault:  # a fault of ours: it would be the same the next time
            log.error("send_broken", outbox=message.id, fault=type(fault).__name__, exc_info=True)
            async with self._house.engine.begin() as db:
                await sending.give_up(db, message)
        else:
            async with self._house.engine.begin() as db:
                await sending.sent(db, message, standing, self._house.now())

    async def _still_wanted(self, message: Claimed) -> bool:
        """False for what is gone meanwhile, or may be sent no more.

        A reminder that would come at night waits for the morning.
        """
        now = self._house.now()
        decent = hours.next_decent(now) if message.kind == "reminder" else now
        async with self._house.engine.begin() as db:
            if decent > now:
                await sending.retry(db, message, decent)
                return False
            if not await sending.ours_still(db, message):
                return False
            since = open_since(self._channel.reach, now)
            if since is None or await contacts.reachable(db, message.address_id, since):
                return True
            log.warning("send_too_late", outbox=message.id, channel=self._channel.name)
            await sending.give_up(db, message)
            return False

    def _fitted(self, claimed: Claimed) -> Message:
        message = stored_message.read(claimed.body)
        if claimed.again:
            house = self._house
            said = house.book.messages.render("common.resent", base_params(house.book, house.today()))
            message = replace(message, paragraphs=(said, *message.paragraphs))
        return fit(message, self._channel.can)

    async def _later(self, message: Claimed, fault: TransientError) -> None:
        now = self._house.now()
        wait = (
            fault.retry_after if fault.retry_after is not None else back_off(message.tries + 1, LONGEST_WAIT)
        )
        log.warning("send_again", outbox=message.id, tries=message.tries, wait=wait, fault=str(fault))
        async with self._house.engine.begin() as db:
            if now + timedelta(seconds=wait) - message.created_at > GIVE_UP_AFTER:
                await sending.give_up(db, message)
            else:
                await sending.retry(db, message, now + timedelta(seconds=wait))

    async def _never(self, message: Claimed, fault: PermanentError) -> None:
        log.warning("send_refused", outbox=message.id, gone=fault.gone, fault=str(fault))
        async with self._house.engine.begin() as db:
            await sending.give_up(db, message)
            if fault.gone:
                await sending.gone(db, message.address_id, self._house.now())

    async def _keep_pace(self, address_id: int) -> None:
        """Wait for the next free moment of the channel, and of the address."""
        pace, now = self._sender.pace, self._clock()
        slot = max(now, self._next, self._last.get(address_id, 0.0) + pace.between)
        self._next = max(self._next, now) + 1 / pace.per_second
        self._last[address_id] = slot
        self._last = {a: at for a, at in self._last.items() if at + pace.between > now}
        if slot > now:
            await asyncio.sleep(slot - now)
