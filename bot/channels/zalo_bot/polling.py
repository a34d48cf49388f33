"""Fetching updates where Zalo cannot reach us: one by one, each committed before the next is asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog

from bot.channels.zalo_bot.api import ApiError, BotApi, LostError, RefusedError
from bot.channels.zalo_bot.failures import API_SETTING, TOKEN_SETTING
from bot.channels.zalo_bot.receiver import Receiver
from bot.turns.back_off import back_off
from bot.turns.intake import TooSlowError

log = structlog.get_logger()

LONG_POLL = 30  # seconds Zalo holds the call open while there is nothing
_LONGEST_PAUSE = 30.0
_NOTHING_NEW = 408
_NOTHING_PAUSE = 1.0  # should Zalo ever not hold the call open
_REFUSED = (401, 403, 404)
_REFUSED_PAUSE = 300.0


class Polling:
    """The loop of one bot; it goes on whatever fails."""

    def __init__(
        self,
        api: BotApi,
        receiver: Receiver,
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._api, self._receiver, self._pause = api, receiver, pause
        self._failures = 0
        self._in_hand: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Fetch until cancelled; `finish` then sees to the update in hand."""
        hooked = True
        while True:
            try:
                if hooked:
                    await self._api.call("deleteWebhook")
                    hooked = False
                update = await self._api.call("getUpdates", LONG_POLL + 10, timeout=str(LONG_POLL))
                await self._take(update)
                self._failures = 0
            except RefusedError as fault:
                hooked = fault.code != _NOTHING_NEW  # a webhook somebody has set keeps updates from us
                await self._pause(self._refused(fault.code))
            except ApiError as fault:
                await self._pause(self._failed(fault))
            except Exception as fault:  # a fault of ours must not end the loop
                log.error("zalo_bot_polling_broken", fault=type(fault).__name__, exc_info=True)
                await self._pause(self._longer(type(fault).__name__))

    async def finish(self, seconds: float) -> None:
        """Wait until what Zalo has handed over is committed: it would not come again."""
        if self._in_hand is not None:
            _, late = await asyncio.wait([self._in_hand], timeout=seconds)
            for task in late:
                log.error("zalo_bot_update_lost", why="the database did not take it in time")
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _take(self, update: object) -> None:
        if not isinstance(update, Mapping):
            raise LostError("no update in the answer")
        self._in_hand = asyncio.create_task(self._commit(update))
        await asyncio.shield(self._in_hand)
        self._in_hand = None

    async def _commit(self, update: Mapping[str, Any]) -> None:
        """Try until it is committed: Zalo gives no update twice."""
        tries = 0
        while True:
            try:
                await self._receiver.take(update)
            except TooSlowError:
                log.warning("zalo_bot_update_waits", fault="TooSlowError")
            except Exception as fault:  # the database: whatever it is, the update is not committed
                log.error("zalo_bot_update_waits", fault=type(fault).__name__, exc_info=True)
            else:
                return
            tries += 1
            await self._pause(back_off(tries, _LONGEST_PAUSE))

    def _refused(self, code: int) -> float:
        """Seconds to wait: nothing new is no failure, and a refused token is the operator's to mend."""
        if code == _NOTHING_NEW:
            self._failures = 0
            return _NOTHING_PAUSE
        if code in _REFUSED:
            log.error("zalo_bot_refused", setting=TOKEN_SETTING, see=API_SETTING, code=code)
            return _REFUSED_PAUSE
        return self._longer(f"error {code}")

    def _failed(self, fault: ApiError) -> float:
        if isinstance(fault, LostError):
            log.warning("zalo_bot_update_lost_perhaps", why="Zalo gives no update twice")
        return self._longer(type(fault).__name__)

    def _longer(self, fault: str) -> float:
        self._failures += 1
        pause = back_off(self._failures, _LONGEST_PAUSE)
        log.warning("zalo_bot_polling_failed", fault=fault, again_in=pause)
        return pause
