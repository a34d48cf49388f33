"""One update from Telegram, however it came: committed first, a sign at the button after that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import structlog
from telegram import Bot

from bot.channels.background import Background
from bot.channels.telegram.groups import Groups
from bot.channels.telegram.updates import Arrival, GroupCall, Us, read_update
from bot.turns.house import House
from bot.turns.intake import Intake

log = structlog.get_logger()

_TOO_LATE = ("query is too old", "query_id_invalid")


class Receiver:
    """Takes updates in for one bot."""

    def __init__(self, house: House, intake: Intake, bot: Bot, us: Us, background: Background) -> None:
        self._house, self._intake, self._bot, self._us = house, intake, bot, us
        self._background = background
        self._groups = Groups(house, bot, us, background)

    async def take(self, raw: bytes | Mapping[str, Any]) -> bool:
        """Take one update in; False where it is no JSON at all.

        When this returns, the update is committed, or is nothing for us. TooSlowError, or what the database
        raised, where it was not committed: it must come again.
        """
        read = read_update(raw, self._us, self._house.now())
        match read:
            case Arrival():
                await self._intake.submit(read.incoming)
                if read.query is not None:
                    self.acknowledge(read.query)
            case GroupCall():
                self._groups.answer(read)
            case kind:
                log.info("telegram_update_unread", kind=kind)
        return read != "broken"

    def acknowledge(self, query: str) -> None:
        """End the spinner on a pressed button, in the background; too late is no matter."""
        self._background.start("telegram_press_unanswered", self._bot.answer_callback_query(query), _TOO_LATE)
