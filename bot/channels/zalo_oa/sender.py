"""Messages to an Official Account's people, with what Zalo's refusals mean."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import structlog

from bot.channels.half_way import HalfWay
from bot.channels.zalo_oa.advice import advice
from bot.channels.zalo_oa.api import ZaloApi
from bot.channels.zalo_oa.channel import Buttons
from bot.channels.zalo_oa.errors import as_failure, remedy
from bot.channels.zalo_oa.layout import Layout, lay_out
from bot.channels.zalo_oa.tokens import Tokens
from bot.messages.message import Message
from bot.turns.house import House
from bot.turns.sending import Pace, TransientError

log = structlog.get_logger()

# Zalo's own bound is 4,000 calls a minute for an app; parts of a long message count too.
_PACE = Pace(per_second=40, between=0.5)


class _ButtonsRefusedError(Exception):
    """The message was refused, maybe for its buttons."""

    def __init__(self, code: int, sent: Sequence[str]) -> None:
        super().__init__(f"Zalo error {code}")
        self.code, self.sent = code, tuple(sent)


class ZaloOaSender:
    """A `Sender` of one account; once Zalo refuses buttons, it sends numbers until the process ends."""

    def __init__(
        self,
        house: House,
        oa_id: str,
        api: ZaloApi,
        tokens: Tokens,
        buttons: Buttons,
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._house, self._oa_id, self._api, self._tokens = house, oa_id, api, tokens
        self._buttons, self._pause = buttons, pause
        self._half_way = HalfWay(house.now)

    @property
    def account(self) -> str:
        """The account's id."""
        return self._oa_id

    @property
    def pace(self) -> Pace:
        """40 messages a second, two a second to a person."""
        return _PACE

    async def send(self, address: str, message: Message, standing: str | None) -> str | None:
        """Send a message in as many parts as it needs; None, since no message can be changed afterwards."""
        try:
            await self._send(address, lay_out(message, self._buttons))
        except _ButtonsRefusedError as refused:
            await self._send(address, lay_out(message, "off"), refused.sent)
            if self._buttons != "off":
                self._buttons = "off"
                self._house.troubles["zalo_oa_buttons_refused"] += 1
                log.error("zalo_oa_buttons_refused", code=refused.code, set="HIENDIEN_ZALO_OA_BUTTONS=off")
        return None

    async def _send(self, address: str, layout: Layout, arrived: Sequence[str] = ()) -> None:
        """Send the parts behind those that `arrived` already, now or in an earlier try."""
        texts = layout.texts
        begin = self._half_way.arrived(address, texts)
        begin = len(arrived) if arrived and texts[: len(arrived)] == tuple(arrived) else begin
        for number, text in enumerate(texts[begin:], begin):
            buttons = layout.buttons if number == len(texts) - 1 else ()
            try:
                await self._send_part(_body(address, text, buttons), buttons, texts[:number])
            except TransientError:
                self._half_way.stopped(address, texts, number)
                raise

    async def _send_part(
        self, body: Mapping[str, Any], buttons: Sequence[Mapping[str, Any]], sent: Sequence[str]
    ) -> None:
        code = await self._code(body)
        if code and buttons and remedy(code) == "plain":
            raise _ButtonsRefusedError(code, sent)
        if code:
            raise self._told(code)

    async def _code(self, body: Mapping[str, Any]) -> int:
        """What Zalo answers, after the one more try that some answers ask for."""
        token = await self._tokens.access()
        code = await self._api.send(token, body)
        match remedy(code) if code else None:
            case "refresh":
                return await self._api.send(await self._tokens.refused(token), body)
            case "again":
                await self._pause(1.0)
                return await self._api.send(token, body)
        return code

    def _told(self, code: int) -> Exception:
        kind = remedy(code)
        if kind in ("alert", "refresh", "plain", "never"):
            self._house.troubles[f"zalo_oa_error_{-code}"] += 1
            log.error("zalo_oa_refused", code=code, remedy=kind, do=advice(code))
        return as_failure(code)


def _body(address: str, text: str, buttons: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    message: dict[str, Any] = {"text": text}
    if buttons:
        message["attachment"] = {"type": "template", "payload": {"buttons": list(buttons)}}
    return {"recipient": {"user_id": address}, "message": message}
