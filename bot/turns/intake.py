"""The intake: updates that wait anyway share one commit; an answer only after it."""

from __future__ import annotations

import asyncio

import structlog

from bot.messages.message import Message
from bot.turns import look_ups, turns
from bot.turns.channel import Incoming
from bot.turns.house import House
from bot.turns.turns import Outcome

BATCH = 32
LONGEST_QUEUE = 128
COMMIT_SECONDS = 1.5
LOOK_UP_SECONDS = 3.0

log = structlog.get_logger()


class TooSlowError(Exception):
    """The turn could not be committed in time: answer 503, the channel tries again."""


class Intake:
    """One per process; turns run in batches, one batch at a time."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._queue: list[tuple[Incoming, asyncio.Future[Outcome]]] = []
        self._worker: asyncio.Task[None] | None = None
        self._looking: dict[int, asyncio.Task[Message | None]] = {}

    async def submit(self, incoming: Incoming) -> Outcome:
        """The committed outcome of one update; TooSlowError where that takes over 1.5 seconds."""
        if len(self._queue) >= LONGEST_QUEUE:
            raise TooSlowError
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._queue.append((incoming, future))
        if self._worker is None or self._worker.done():
            self._worker = asyncio.create_task(self._work())
        try:
            return await asyncio.wait_for(asyncio.shield(future), COMMIT_SECONDS)
        except TimeoutError:
            future.add_done_callback(lambda f: f.cancelled() or f.exception())
            raise TooSlowError from None

    async def looked_up(self, outcome: Outcome) -> None:
        """Wait until the name that an update asked for is looked up, but not longer than people wait."""
        task = self._looking.get(outcome.address_id) if outcome.status == "looking" else None
        if task is not None:
            await asyncio.wait([task], timeout=LOOK_UP_SECONDS)

    async def close(self) -> None:
        """Wait for the batch under way, and for the look-ups."""
        if self._worker is not None:
            await self._worker
        await asyncio.gather(*self._looking.values(), return_exceptions=True)

    async def _work(self) -> None:
        while self._queue:
            batch, self._queue = self._queue[:BATCH], self._queue[BATCH:]
            try:
                outcomes = await turns.handle(self._house, [incoming for incoming, _ in batch])
            except Exception as fault:  # the whole transaction is rolled back: everybody is told
                for _, future in batch:
                    future.set_exception(fault)
            else:
                for (_, future), outcome in zip(batch, outcomes, strict=True):
                    self._committed(outcome)
                    future.set_result(outcome)

    def _committed(self, outcome: Outcome) -> None:
        if outcome.status == "looking":
            task = asyncio.create_task(look_ups.work(self._house, outcome.address_id))
            self._looking[outcome.address_id] = task
            task.add_done_callback(lambda _: self._looked(outcome.address_id, task))
        elif outcome.address_id:
            self._house.tell(outcome.address_id)

    def _looked(self, address_id: int, task: asyncio.Task[Message | None]) -> None:
        if self._looking.get(address_id) is task:
            del self._looking[address_id]
        if not task.cancelled() and (fault := task.exception()) is not None:
            log.error("look_up_failed", fault=type(fault).__name__, exc_info=fault)
