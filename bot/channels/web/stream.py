"""News of a conversation as server-sent events: what is said while nobody posts reaches the open page."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import structlog
from aiohttp import web

from bot.channels.web import pages
from bot.turns import view
from bot.turns.house import House
from bot.turns.news import News

log = structlog.get_logger()

LOOK_SECONDS = (
    15.0  # what another process said is found by looking; the same beat keeps proxies from hanging up
)
STREAM_SECONDS = 600.0  # then the browser connects anew
WRITE_SECONDS = 10.0  # a phone that reads nothing for so long is gone
MOST_STREAMS = 500
MOST_PER_ADDRESS = 4
_ROW = re.compile(r"[0-9]{1,18}")
_LINE_END = re.compile(r"\r\n|\r|\n")
_KIND = {"Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no"}
_BEAT = ": \n\n"
_GONE = "event: gone\ndata: \n\n"


@dataclass(frozen=True, slots=True, eq=False)
class _Listener:
    request: web.Request
    address_id: int

    @property
    def alive(self) -> bool:
        """False once the browser has hung up, though the next beat has not found out yet."""
        return self.request.transport is not None


class NewsStream:
    """The handler of /c/<address>/news, and how many hold it open."""

    def __init__(self, house: House, news: News) -> None:
        self._house, self._news = house, news
        self._open: set[_Listener] = set()

    async def follow(self, request: web.Request) -> web.StreamResponse:
        """The standing message whenever it is newer than the one the page has; 429 or 503 where all is full."""
        if request.method == "HEAD":
            return web.Response(headers=_KIND)
        standing = await self._standing(request)
        response = web.StreamResponse(headers=_KIND)
        with self._counted(request, standing[0] if standing else 0):
            await response.prepare(request)
            try:
                await self._tell_on(request, response, standing)
            except (ConnectionResetError, TimeoutError):
                return response  # whoever listened has left
            except Exception as fault:  # the answer has begun: no error page can follow
                log.error("stream_failed", fault=type(fault).__name__, exc_info=True)
        return response

    async def _tell_on(
        self, request: web.Request, response: web.StreamResponse, standing: tuple[int, int] | None
    ) -> None:
        clock = asyncio.get_running_loop().time
        end, shown = clock() + STREAM_SECONDS, _shown(request)
        with self._news.listening(standing[0] if standing else 0) as ear:
            while standing is not None:
                event, shown = await self._event(request, shown) if standing[1] > shown else (_BEAT, shown)
                await _write(response, event)
                if event == _GONE or self._news.closed or clock() >= end:
                    return
                await ear.wait(min(LOOK_SECONDS, end - clock()))
                if self._news.closed:
                    return
                standing = await self._standing(request)
        await _write(response, _GONE)

    async def _event(self, request: web.Request, shown: int) -> tuple[str, int]:
        address = request.match_info["address"]
        seen = await view.look(self._house, pages.CHANNEL, pages.ACCOUNT, address)
        if seen is None:
            return _GONE, shown
        return message_event(seen.row, pages.fragment(self._house, seen, f"/c/{address}")), seen.row

    async def _standing(self, request: web.Request) -> tuple[int, int] | None:
        # By the address each time: SQLite may give the number of an erased one to somebody else.
        address = request.match_info["address"]
        return await view.standing(self._house, pages.CHANNEL, pages.ACCOUNT, address)

    @contextmanager
    def _counted(self, request: web.Request, address_id: int) -> Iterator[None]:
        alive = [listener.address_id for listener in self._open if listener.alive]
        if alive.count(address_id) >= MOST_PER_ADDRESS:
            raise web.HTTPTooManyRequests(headers={"Retry-After": str(int(LOOK_SECONDS))})
        if len(alive) >= MOST_STREAMS:
            raise web.HTTPServiceUnavailable(headers={"Retry-After": "60"})
        listener = _Listener(request, address_id)
        self._open.add(listener)
        try:
            yield
        finally:
            self._open.discard(listener)


def message_event(row: int, html: str) -> str:
    """The event that brings a message; a browser ends a line at a lone carriage return too."""
    lines = "".join(f"data: {line}\n" for line in _LINE_END.split(html))
    return f"id: {row}\n{lines}\n"


async def _write(response: web.StreamResponse, text: str) -> None:
    async with asyncio.timeout(WRITE_SECONDS):
        await response.write(text.encode())


def _shown(request: web.Request) -> int:
    """The newest row that the page has: what it said when it opened, or what reached it since."""
    told = request.query.get("after", ""), request.headers.get("Last-Event-ID", "")
    return max((int(row) for row in told if _ROW.fullmatch(row)), default=0)
