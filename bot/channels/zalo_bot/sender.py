"""Messages to Zalo: plain text in parts of what Zalo takes, with what its refusals mean."""

from __future__ import annotations

import structlog

from bot.channels.half_way import HalfWay
from bot.channels.zalo_bot.api import ApiError, BotApi, RefusedError
from bot.channels.zalo_bot.channel import ZaloBot
from bot.channels.zalo_bot.failures import API_SETTING, DOUBTFUL, TOKEN_SETTING, as_failure, refused_token
from bot.messages.message import Message
from bot.messages.parts import in_parts
from bot.turns.house import House
from bot.turns.sending import Pace, PermanentError, TransientError, UnknownError

log = structlog.get_logger()

# Zalo's own bounds are not public.
_PACE = Pace(per_second=10, between=1.0)


class ZaloBotSender:
    """A `Sender` of one bot; without markup, so that nobody's words become any."""

    def __init__(self, house: House, api: BotApi, account: str) -> None:
        self._house, self._api, self._account = house, api, account
        self._can = ZaloBot().can
        self._half_way = HalfWay(house.now)

    @property
    def account(self) -> str:
        """The bot's id."""
        return self._account

    @property
    def pace(self) -> Pace:
        """10 messages a second, one a second to a person."""
        return _PACE

    async def send(self, address: str, message: Message, standing: str | None) -> None:
        """Send a message in parts; after a failure half-way the same message goes on where it stopped."""
        parts = in_parts(message, self._can)
        begin = self._half_way.arrived(address, parts)
        for number, part in enumerate(parts[begin:], begin):
            try:
                await self._api.call("sendMessage", chat_id=address, text=part)
            except ApiError as fault:
                failure = await self._meaning(fault)
                if isinstance(failure, TransientError):
                    self._half_way.stopped(address, parts, number)
                raise failure from None

    async def _meaning(self, fault: ApiError) -> TransientError | PermanentError | UnknownError:
        if not (isinstance(fault, RefusedError) and fault.code in DOUBTFUL):
            return as_failure(fault)
        try:
            await self._api.call("getMe")
        except RefusedError as again:
            if again.code in DOUBTFUL:
                self._house.troubles["zalo_bot_token_refused"] += 1
                log.error("zalo_bot_refused", setting=TOKEN_SETTING, see=API_SETTING, code=fault.code)
                return refused_token()
        except ApiError:
            return TransientError(f"error {fault.code}")
        return as_failure(fault)
