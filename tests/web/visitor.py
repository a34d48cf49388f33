"""Somebody with a browser that has no JavaScript, and the page before their eyes."""

from __future__ import annotations

import html
import itertools
import re
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient

NAME = "Nguyễn Thị Hồng Nhung"
BIRTH = "15/03/2005"
NONCES = (f"nonce-{n:06}" for n in itertools.count())


def _between(text: str, pattern: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(pattern, text, re.DOTALL)]


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of the server, and what its forms carry."""

    status: int
    path: str
    text: str
    headers: dict[str, str]

    @property
    def action(self) -> str:
        return _between(self.text, r'<form method="post" action="([^"]*)"')[0]

    @property
    def nonce(self) -> str:
        return _between(self.text, r'name="nonce" value="([^"]*)"')[0]

    @property
    def visit(self) -> str:
        return _between(self.text, r'name="seen" value="([^"]*)"')[0]

    @property
    def buttons(self) -> list[str]:
        """What the answer buttons carry."""
        return _between(self.text, r'name="pressed" value="([^"]*)"')

    @property
    def labels(self) -> list[str]:
        return _between(self.text, r'name="pressed" value="[^"]*">([^<]*)<')

    @property
    def step(self) -> str:
        """The step that the buttons belong to, "" where there are none."""
        return self.buttons[0].split(":")[2] if self.buttons else ""

    @property
    def open_question(self) -> tuple[str, list[str]]:
        """What must stay as it is when nonsense comes in."""
        return self.visit, self.buttons

    @property
    def newest(self) -> str:
        """The standing message, tags and all."""
        return re.findall(r'<li class="bot[^"]*" id="now".*?</li>', self.text, re.DOTALL)[0]


async def page_of(response: ClientResponse) -> Page:
    headers = dict(response.headers)
    return Page(response.status, response.url.path, await response.text(), headers)


@dataclass
class Visitor:
    """Opens pages and posts their forms."""

    client: TestClient[Any, Any]

    async def open(self, path: str = "/") -> Page:
        return await page_of(await self.client.get(path))

    async def post(self, path: str, fields: dict[str, str], **options: Any) -> Page:
        """Post just these fields."""
        return await page_of(await self.client.post(path, data=fields, **options))

    async def send(self, page: Page, **fields: str) -> Page:
        """Answer a page with its own nonce and visit, unless told otherwise."""
        form = {"nonce": page.nonce, "seen": page.visit, **fields}
        return await self.post(page.action, form)

    async def answer(self, *answers: str | int, page: Page | None = None) -> Page:
        """Go on from a page, or from the greeting: a text to type, or the number of a button to press."""
        page = page or await self.open()
        for answer in answers:
            if isinstance(answer, int):
                page = await self.send(page, pressed=page.buttons[answer])
            else:
                page = await self.send(page, said=answer)
        return page
