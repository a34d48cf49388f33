"""The web chat over HTTP: plain forms that work without JavaScript, fragments for pages that have it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from aiohttp import web

from bot.channels.web import pages
from bot.channels.web.forms import posted
from bot.channels.web.stream import NewsStream
from bot.messages.message import Message
from bot.turns import registrar_links, view
from bot.turns.channel import Incoming
from bot.turns.house import House
from bot.turns.intake import Intake
from bot.turns.news import News
from bot.turns.turns import Outcome
from bot.understanding.referral_codes import as_code

_ADDRESS = "/c/{address:[A-Za-z0-9_-]{22}}"
_VISIT = re.compile(r"[0-9]{1,6}")


class WebRoutes:
    """The handlers, with what they need put in by the front door."""

    def __init__(self, house: House, intake: Intake, news: News) -> None:
        self._house, self._intake, self._news = house, intake, news

    def add_to(self, app: web.Application) -> None:
        """Put the routes into an aiohttp application."""
        app.router.add_get("/", self.opening)
        app.router.add_post("/", self.begin)
        app.router.add_get(_ADDRESS, self.look)
        app.router.add_post(_ADDRESS, self.answer)
        app.router.add_get(f"{_ADDRESS}/card", self.card)
        app.router.add_get(f"{_ADDRESS}/news", NewsStream(self._house, self._news).follow)
        app.on_shutdown.append(self._hang_up)
        app.router.add_get("/embed.js", self.embed)
        app.router.add_get("/r/{token:[A-Za-z0-9_-]{1,64}}", self.follow)
        app.router.add_get("/static/{file}", self.static)

    async def opening(self, request: web.Request) -> web.Response:
        """The greeting; nothing is stored for somebody who only looks."""
        source = as_code(request.query.get("g", ""))
        return _html(pages.page(self._house, view.opening(self._house), "/", source=source))

    async def begin(self, request: web.Request) -> web.Response:
        """The first answer makes a conversation; a repeated post finds the same one."""
        form = await _form(request)
        return await self._turn(request, form, self._address_for(form["nonce"]))

    async def look(self, request: web.Request) -> web.Response:
        """The conversation so far, and the open question."""
        seen = await view.look(self._house, pages.CHANNEL, pages.ACCOUNT, request.match_info["address"])
        if seen is None:
            return self._gone()
        return _html(pages.page(self._house, seen, request.path))

    async def card(self, request: web.Request) -> web.Response:
        """The standing message as a text file to keep."""
        seen = await view.look(self._house, pages.CHANNEL, pages.ACCOUNT, request.match_info["address"])
        card = seen.message if seen is not None and seen.message.keep else seen and seen.card
        if not isinstance(card, Message):
            raise web.HTTPNotFound
        links = [f"{link.label}: {link.url}" for link in card.links]
        text = "\n\n".join((*card.paragraphs, *links)) + "\n"
        # The link's own `download` saves it; an app's browser that cannot save shows it.
        headers = {"Content-Disposition": 'inline; filename="ten-mien.txt"'}
        return web.Response(text=text, content_type="text/plain", headers=headers)

    async def answer(self, request: web.Request) -> web.Response:
        """One answer of a conversation that exists."""
        form, address = await _form(request), request.match_info["address"]
        if await view.look(self._house, pages.CHANNEL, pages.ACCOUNT, address) is None:
            return self._gone()
        return await self._turn(request, form, address)

    async def follow(self, request: web.Request) -> web.Response:
        """To the registrar's page."""
        agent = request.headers.get("User-Agent", "")
        token = request.match_info["token"]
        url = await registrar_links.follow(self._house, token, method=request.method, agent=agent)
        if url is None:
            raise web.HTTPNotFound
        return web.Response(status=302, headers={"Location": url})

    async def static(self, request: web.Request) -> web.Response:
        """The style sheet and the script, nothing else."""
        file = pages.static().get(request.match_info["file"])
        if file is None:
            raise web.HTTPNotFound
        return _packed(web.Response(text=file.text, content_type=file.kind))

    async def embed(self, request: web.Request) -> web.Response:
        """The script for portals."""
        return _packed(web.Response(text=pages.embed(self._house), content_type="text/javascript"))

    async def _hang_up(self, _: web.Application) -> None:
        self._news.close()

    async def _turn(self, request: web.Request, form: Mapping[str, str], address: str) -> web.Response:
        incoming = Incoming(
            channel=pages.CHANNEL,
            account=pages.ACCOUNT,
            address=address,
            # Not the nonce itself: the first one makes the address, and a copied database must not.
            update_id=hashlib.sha256(f"{address}|{form['nonce']}".encode()).hexdigest(),
            at=self._house.now(),
            said=form.get("said"),
            pressed=form.get("pressed"),
            seen=int(form["seen"]) if _VISIT.fullmatch(form.get("seen", "")) else None,
            source=as_code(form.get("source", "")),
        )
        outcome = await self._intake.submit(incoming)
        await self._intake.looked_up(outcome)
        place = f"/c/{address}"
        if outcome.status == "erased" and outcome.message is not None:
            return self._last_words(request, outcome)
        if not request.headers.get("X-Fragment"):
            return web.Response(status=303, headers={"Location": f"{place}#now"})
        seen = await view.look(self._house, pages.CHANNEL, pages.ACCOUNT, address)
        if seen is None:
            return self._gone()
        html = pages.fragment(self._house, seen, place)
        return _html(html, {"X-Fragment": "1", "X-Location": place})

    def _last_words(self, request: web.Request, outcome: Outcome) -> web.Response:
        """The answer to somebody who has just been erased: there is no address to go back to."""
        if outcome.message is None:
            raise web.HTTPInternalServerError
        if not request.headers.get("X-Fragment"):
            return _html(pages.last_words(self._house, outcome.message, whole=True))
        html = pages.last_words(self._house, outcome.message, whole=False)
        return _html(html, {"X-Fragment": "1", "X-Location": "/"})

    def _gone(self) -> web.Response:
        opening = view.opening(self._house)
        notice = self._house.book.messages.label("web.gone")
        return _html(pages.page(self._house, opening, "/", notice), status=404)

    def _address_for(self, nonce: str) -> str:
        """The address that a first post makes: always the same for the same nonce, and not to be guessed."""
        return self._house.keys.token(f"web|{nonce}")


async def _form(request: web.Request) -> Mapping[str, str]:
    """An answer's fields: typed or pressed, not both; 400 for anything else."""
    form = await posted(request)
    if ("said" in form) == ("pressed" in form):
        raise web.HTTPBadRequest
    return form


def _html(text: str, headers: Mapping[str, str] | None = None, status: int = 200) -> web.Response:
    return _packed(web.Response(text=text, content_type="text/html", status=status, headers=headers))


def _packed(response: web.Response) -> web.Response:
    response.enable_compression()
    return response
