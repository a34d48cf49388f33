"""POST /channels/telegram: 200 only after the commit."""

from __future__ import annotations

import hmac

import structlog
from aiohttp import web

from bot.channels.body import read_body
from bot.channels.telegram.receiver import Receiver
from bot.turns.house import House
from bot.turns.intake import TooSlowError

log = structlog.get_logger()

PATH = "/channels/telegram"
MOST_BYTES = 256 * 1024
_SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name


class Webhook:
    """The handler, with what it needs put in by the front door."""

    def __init__(self, house: House, receiver: Receiver, secret: str) -> None:
        self._house, self._receiver, self._secret = house, receiver, secret.encode()

    def add_to(self, app: web.Application) -> None:
        """Put the route into an aiohttp application."""
        app.router.add_post(PATH, self.receive)

    async def receive(self, request: web.Request) -> web.Response:
        """403 without the secret, 400 for what is no JSON, 503 where Telegram should try again, else 200."""
        given = request.headers.get(_SECRET, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            log.warning("telegram_secret_wrong")
            return web.Response(status=403)
        try:
            body = await read_body(request, MOST_BYTES)
        except web.HTTPException as fault:
            self._house.troubles[f"telegram_body_{fault.status}"] += 1
            raise
        try:
            taken = await self._receiver.take(body)
        except TooSlowError:
            return web.Response(status=503)
        return web.Response(status=200 if taken else 400)
