"""Opening one page as a person's browser would, to see whether it is still there."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

import aiohttp
from yarl import URL

State = Literal["ok", "refused", "moved", "gone", "broken", "unreachable"]

MOST_REDIRECTS = 5
_GONE = (404, 410)
_REFUSED = (401, 403, 405, 406, 429, 451)  # there, but not for a program; people may well get in


@dataclass(frozen=True, slots=True)
class Visit:
    """What was seen of an address: its state, and the HTTP status where there was one."""

    address: str
    state: State
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Visitor:
    """Asks for pages; `hosts` are those a redirect may lead to, subdomains included; `seconds` for each request."""

    session: aiohttp.ClientSession
    agent: str
    hosts: Collection[str]
    seconds: float

    async def visit(self, address: str, url: str) -> Visit:
        """The state of the page at `url`, known by `address`; only what GET says counts against it."""
        seen = await self._follow("HEAD", address, url)
        return seen if seen.state == "ok" else await self._follow("GET", address, url)

    async def _follow(self, method: str, address: str, url: str) -> Visit:
        try:
            async with asyncio.timeout(self.seconds):
                return await self._hops(method, address, URL(url))
        except (aiohttp.ClientError, OSError, ValueError):  # a TimeoutError is an OSError
            return Visit(address, "unreachable")

    async def _hops(self, method: str, address: str, url: URL) -> Visit:
        status = 0
        for _ in range(MOST_REDIRECTS + 1):
            status, onward = await self._ask(method, url)
            if onward is None:
                return Visit(address, _state(status), status)
            if not self._listed(onward):
                return Visit(address, "moved", status)
            url = onward
        return Visit(address, "broken", status)

    async def _ask(self, method: str, url: URL) -> tuple[int, URL | None]:
        """The status, and where the page sends on to; what a page says is not read."""
        headers = {
            "User-Agent": self.agent,
            "Accept": "text/html,*/*;q=0.8",
            "Accept-Language": "vi,en;q=0.5",
        }
        async with self.session.request(method, url, allow_redirects=False, headers=headers) as response:
            to = response.headers.get("Location") if response.status in (301, 302, 303, 307, 308) else None
            return response.status, url.join(URL(to)) if to else None

    def _listed(self, url: URL) -> bool:
        host = url.host or ""
        return url.scheme == "https" and any(host == h or host.endswith(f".{h}") for h in self.hosts)


def _state(status: int) -> State:
    if 200 <= status < 300:
        return "ok"
    if status in _GONE:
        return "gone"
    return "refused" if status in _REFUSED else "broken"
