"""What a telephone has to load: the greeting and the longest conversation page, with style and script."""

from __future__ import annotations

import asyncio
import gzip
import re
import tempfile
from collections.abc import Iterator

from aiohttp.test_utils import TestClient, TestServer

from bot.app import make_app
from bot.conversation.book import Book
from bot.settings import Settings
from bot.turns.intake import Intake
from tests.bench.engine import TODAY
from tests.bench.table import Line
from tests.house import Clock, make_house, noon
from tests.people import Page
from tests.storage.person import ROAD

STATIC = re.compile(r'(?:href|src)="(/static/[^"]+)"')
LIMIT = 15_000


def lines(book: Book) -> Iterator[Line]:
    """Bytes of HTML, style and script together, as they are and compressed; and how long a page takes."""
    with tempfile.TemporaryDirectory() as folder:
        yield from asyncio.run(_measure(f"sqlite:///{folder}/pages.db", book))


async def _measure(url: str, book: Book) -> list[Line]:
    async with make_house(url, Clock(noon(TODAY)), book=book) as house:
        server = TestServer(make_app(house, Intake(house), Settings()))
        async with TestClient(server) as client:
            greeting = await (await client.get("/")).text()
            html = greeting
            for answer in ROAD[:-1]:
                form = Page(html).forms["options" if isinstance(answer, int) else "say"]
                given = {"pressed": form.buttons[answer][1]} if isinstance(answer, int) else {"said": answer}
                html = await (await client.post(form.action, data={**form.fields, **given})).text()
            static = [await (await client.get(path)).text() for path in STATIC.findall(greeting)]
    pages = {"greeting": greeting, "conversation before its last question": html}
    return [
        line
        for name, page in pages.items()
        for line in (
            Line(f"{name}: HTML alone", len(page.encode()), "bytes"),
            Line(f"{name}: HTML, CSS and JS", _raw(page, *static), "bytes"),
            Line(f"{name}: the same compressed", _packed(page, *static), "bytes", LIMIT),
        )
    ]


def _raw(*texts: str) -> int:
    return sum(len(text.encode()) for text in texts)


def _packed(*texts: str) -> int:
    return sum(len(gzip.compress(text.encode(), 6)) for text in texts)
