"""/g/<code>: whoever scanned a code chooses where to talk, and the code goes along."""

from __future__ import annotations

from aiohttp import web

from bot.channels.web import pages
from bot.channels.web.doors import Doors
from bot.turns.house import House
from bot.understanding.referral_codes import as_code


class Referrals:
    """The handler of /g/<code>; it keeps nothing, whoever looks."""

    def __init__(self, house: House, doors: Doors) -> None:
        self._house, self._doors = house, doors

    def add_to(self, app: web.Application) -> None:
        """Put the route into an aiohttp application."""
        app.router.add_get("/g/{code}", self.choose)

    async def choose(self, request: web.Request) -> web.Response:
        """Zalo with the code to copy, Telegram, the web; where it can be no code, a line says so."""
        code = as_code(request.match_info["code"])
        html = pages.referral(
            self._house,
            code,
            zalo=self._doors.zalo,
            telegram=self._doors.telegram_with(code),
            chat=f"/?g={code}" if code else "/",
        )
        return web.Response(text=html, content_type="text/html")
