"""One update from Zalo, however it came: committed first, a typing dot after that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import structlog

from bot.channels.background import Background
from bot.channels.daily import OnceADay
from bot.channels.zalo_bot.api import BotApi
from bot.channels.zalo_bot.updates import GroupCall, read_update
from bot.turns.channel import Incoming
from bot.turns.house import House
from bot.turns.intake import Intake

log = structlog.get_logger()


class Receiver:
    """Takes updates in for one bot."""

    def __init__(
        self, house: House, intake: Intake, api: BotApi, account: str, background: Background
    ) -> None:
        self._house, self._intake, self._api, self._account = house, intake, api, account
        self._background = background
        self._daily = OnceADay(house.today)

    async def take(self, raw: bytes | Mapping[str, Any]) -> bool:
        """Take one update in; False where it is no JSON at all.

        When this returns, the update is committed, or is nothing for us. TooSlowError, or what the database
        raised, where it was not committed: it must come again.
        """
        house = self._house
        read = read_update(raw, self._account, house.now(), house.keys.token)
        match read:
            case Incoming():
                outcome = await self._intake.submit(read)
                if outcome.status in ("looking", "waiting"):  # else the answer is as quick as the dots
                    self._typing(read.address)
            case GroupCall():
                self._answer_group(read.chat)
            case kind:
                log.info("zalo_bot_update_unread", kind=kind)
                if kind in ("broken", "unknown"):
                    self._house.troubles[f"zalo_bot_{kind}"] += 1
        return read != "broken"

    def _typing(self, chat: str) -> None:
        call = self._api.call("sendChatAction", chat_id=chat, action="typing")
        self._background.start("zalo_bot_not_typing", call)

    def _answer_group(self, chat: str) -> None:
        """One polite line a day that we only talk in private; nothing is kept."""
        if self._daily.first(chat):
            line = self._house.book.messages.label("zalo_bot.group")
            call = self._api.call("sendMessage", chat_id=chat, text=line)
            self._background.start("zalo_bot_group_unanswered", call)
