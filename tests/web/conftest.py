"""The web chat under test: the real application on SQLite, a clock that stands, forms posted by hand."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest
from aiohttp.test_utils import TestClient, TestServer
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import func, select

from bot.app import make_app
from bot.conversation.book import Book
from bot.settings import Settings
from bot.turns.house import House
from bot.turns.intake import Intake
from bot.turns.news import News
from storage.tables import metadata
from tests.databases import SqliteFiles
from tests.house import SECRET, Clock, make_house, noon
from tests.web.phone import PHONE, Motion, Open, Phone, Scheme
from tests.web.visitor import Visitor

PORTAL = "https://portal.example"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]


@dataclass
class Site(Visitor):
    """A visitor, and the house behind the site."""

    house: House
    news: News

    async def count(self, table: str) -> int:
        """How many rows a table has."""
        async with self.house.engine.begin() as db:
            return int(
                (await db.execute(select(func.count()).select_from(metadata.tables[table]))).scalar_one()
            )


@pytest.fixture
async def site(sqlite_files: SqliteFiles, book: Book) -> AsyncIterator[Site]:
    url = sqlite_files.fresh()
    settings = Settings(_env_file=None, database_url=url, secret_key=[SECRET], portals=[PORTAL])
    async with make_house(url, Clock(noon(date(2026, 11, 20))), book=book) as house:
        intake = Intake(house)
        news = News()
        client: TestClient[Any, Any] = TestClient(TestServer(make_app(house, intake, settings, news)))
        async with client:
            yield Site(client, house, news)
        await intake.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        reason = "no Chromium on this machine: the browser tests did not run"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield chromium
        chromium.close()


@pytest.fixture
def phone(browser: Browser, server: str) -> Iterator[Open]:
    """Makes phones; at the end none may have complained, or asked anybody but the server for anything."""
    phones: list[Phone] = []

    def make(
        *,
        js: bool = True,
        scheme: Scheme = "light",
        width: int = 360,
        motion: Motion = "reduce",
        agent: str | None = None,
    ) -> Phone:
        context = browser.new_context(
            viewport={**PHONE, "width": width},
            java_script_enabled=js,
            color_scheme=scheme,
            locale="vi-VN",
            has_touch=True,
            reduced_motion=motion,
            user_agent=agent,
        )
        context.set_default_timeout(10_000)
        phones.append(Phone(context.new_page(), server))
        return phones[-1]

    yield make
    for made in phones:
        known = ("404", "410", "503", "ERR_INTERNET_DISCONNECTED")
        expected = [c for c in made.complaints if any(k in c for k in known)]
        assert made.complaints == expected
        assert {urlsplit(r.url).netloc for r in made.requests} <= {urlsplit(server).netloc, ""}
        made.page.context.close()
