"""Fetching updates where Telegram cannot reach us: each is committed before it is confirmed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import structlog
from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram.failures import as_failure
from bot.channels.telegram.receiver import Receiver
from bot.channels.telegram.request import AiohttpRequest
from bot.channels.telegram.updates import WANTED
from bot.turns.back_off import back_off
from bot.turns.intake import TooSlowError
from bot.turns.sending import TransientError

log = structlog.get_logger()

LONG_POLL = 50  # seconds Telegram holds the request open while there is nothing
_LONGEST_PAUSE = 30.0
_PATIENCE = 3  # conflicts: the other process may just be going down
_CONFLICT_PAUSE = 300.0


@dataclass(slots=True)
class _Troubles:
    """How often in a row something went wrong."""

    failures: int = 0
    conflicts: int = 0

    def pause(self) -> float:
        """Seconds to wait after one more failure: 1, 2, 4 … 30."""
        self.failures += 1
        return back_off(self.failures, _LONGEST_PAUSE)


class Polling:
    """The loop of one bot. It goes on whatever fails, except where the token is refused."""

    def __init__(
        self,
        bot: Bot,
        request: AiohttpRequest,
        receiver: Receiver,
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._bot, self._request, self._receiver, self._pause = bot, request, receiver, pause
        self._offset: int | None = None
        self._troubles = _Troubles()

    async def run(self) -> None:
        """Fetch until cancelled; cancelling loses nothing, since what was not confirmed comes again."""
        hooked = True
        while True:
            try:
                if hooked:
                    await self._bot.delete_webhook(drop_pending_updates=False)
                    hooked = False
                await self._take(await self._fetch())
                self._troubles = _Troubles()
            except InvalidToken:
                log.error("telegram_stopped", setting="HIENDIEN_TELEGRAM_TOKEN", why="Telegram refuses it")
                return
            except Conflict:
                hooked = True
                await self._pause(self._conflict())
            except (TelegramError, ValueError, LookupError, TypeError) as fault:
                await self._pause(self._failed(fault))

    async def _fetch(self) -> list[Any]:
        query = {"timeout": LONG_POLL, "allowed_updates": json.dumps(WANTED)}
        if self._offset is not None:
            query["offset"] = self._offset
        url = f"{self._bot.base_url}/getUpdates?{urlencode(query)}"
        # Bot.get_updates would build its own objects of every update, which nobody needs.
        answer = json.loads(await self._request.retrieve(url, read_timeout=LONG_POLL + 10))
        return list(answer["result"])

    async def _take(self, updates: list[Any]) -> None:
        for update in updates:
            number = int(update["update_id"])
            await self._commit(update)
            self._offset = number + 1

    async def _commit(self, update: Any) -> None:
        """Try until it is committed: the next update of the same person must not overtake it."""
        troubles = _Troubles()
        while True:
            try:
                await self._receiver.take(update)
            except TooSlowError:
                log.warning("telegram_update_waits", fault="TooSlowError")
                await self._pause(troubles.pause())
            except Exception as fault:  # the database: whatever it is, the update is not confirmed
                log.error("telegram_update_waits", fault=type(fault).__name__, exc_info=True)
                await self._pause(troubles.pause())
            else:
                return

    def _conflict(self) -> float:
        """Seconds to wait; the operator is told once it does not pass by itself."""
        self._troubles.conflicts += 1
        if self._troubles.conflicts < _PATIENCE:
            return self._troubles.pause()
        if self._troubles.conflicts == _PATIENCE:
            log.error(
                "telegram_conflict",
                setting="HIENDIEN_TELEGRAM_TOKEN",
                why="another process fetches this bot's updates, or has set a webhook; stop it",
            )
        return _CONFLICT_PAUSE

    def _failed(self, fault: Exception) -> float:
        pause = self._troubles.pause()
        log.warning("telegram_polling_failed", fault=type(fault).__name__, again_in=pause)
        if isinstance(fault, RetryAfter):
            failure = as_failure(fault)
            if isinstance(failure, TransientError) and failure.retry_after:
                return failure.retry_after
        return pause
