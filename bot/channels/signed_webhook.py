"""A webhook whose platform proves itself with a secret in a header: 200 only after the commit."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Protocol

import structlog
from aiohttp import web

from bot.channels.body import read_body
from bot.turns.house import House
from bot.turns.intake import TooSlowError

log = structlog.get_logger()


class Receiver(Protocol):
    """What takes an update in; False for one that is no JSON."""

    async def take(self, raw: bytes) -> bool: ...


@dataclass(frozen=True, slots=True)
class Door:
    """Where a platform calls: `channel` names its counters, `setting` what a wrong secret is mended with."""

    channel: str
    path: str
    header: str
    most_bytes: int
    setting: str


class SignedWebhook:
    """The handler of one door, with what it needs put in by the room."""

    def __init__(self, door: Door, house: House, receiver: Receiver, secret: str) -> None:
        self._door, self._house, self._receiver, self._secret = door, house, receiver, secret.encode()

    def add_to(self, app: web.Application) -> None:
        """Put the route into an aiohttp application."""
        app.router.add_post(self._door.path, self.receive)

    async def receive(self, request: web.Request) -> web.Response:
        """403 without the secret, 400 for what is no JSON, 503 where the platform should try again, else 200."""
        door, troubles = self._door, self._house.troubles
        given = request.headers.get(door.header, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            troubles[f"{door.channel}_secret_wrong"] += 1
            log.warning(f"{door.channel}_secret_wrong", setting=door.setting)
            return web.Response(status=403)
        try:
            body = await read_body(request, door.most_bytes)
        except web.HTTPException as fault:
            troubles[f"{door.channel}_body_{fault.status}"] += 1
            raise
        try:
            taken = await self._receiver.take(body)
        except TooSlowError:
            return web.Response(status=503)
        return web.Response(status=200 if taken else 400)
