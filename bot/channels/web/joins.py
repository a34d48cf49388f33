"""/t/<token>: a talk of another channel goes on here, once the person says so."""

from __future__ import annotations

from aiohttp import web

from bot.channels.web import pages
from bot.channels.web.forms import posted
from bot.turns import joining
from bot.turns.house import VIETNAM, House

_PATH = "/t/{token:[A-Za-z0-9_-]{1,64}}"


class Joins:
    """The handlers of /t/<token>: looking uses nothing up, only the tap on the page's button joins."""

    def __init__(self, house: House) -> None:
        self._house = house

    def add_to(self, app: web.Application) -> None:
        """Put the routes into an aiohttp application."""
        app.router.add_get(_PATH, self.ask)
        app.router.add_post(_PATH, self.join)

    async def ask(self, request: web.Request) -> web.Response:
        """Whose talk it is, and the button."""
        invitation = await joining.look(self._house, request.match_info["token"])
        if invitation is None:
            return self._closed()
        label = self._house.book.messages.label(f"web.join.channels.{invitation.channel}")
        since = invitation.since and f"{invitation.since.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
        html = pages.invitation(self._house, request.path, label, since or "")
        return web.Response(text=html, content_type="text/html")

    async def join(self, request: web.Request) -> web.Response:
        """To the talk; a tap that is sent twice ends at the same one."""
        form, token = await posted(request), request.match_info["token"]
        address = self._house.keys.token(f"join|{token}|{form['nonce']}")
        if not await joining.join(self._house, token, (pages.CHANNEL, pages.ACCOUNT, address)):
            return self._closed()
        return web.Response(status=303, headers={"Location": f"/c/{address}#now"})

    def _closed(self) -> web.Response:
        label = self._house.book.messages.label
        html = pages.note(self._house, label("web.join.closed"), (label("web.again"), "/"))
        return web.Response(text=html, content_type="text/html", status=410)
