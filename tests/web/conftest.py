"""The web chat under test: the real application on SQLite, a clock that stands, forms posted by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import func, select

from bot import logs
from bot.app import make_app
from bot.conversation.book import Book
from bot.settings import Settings
from bot.turns.house import House
from bot.turns.intake import Intake
from storage.tables import metadata
from tests.databases import SqliteFiles
from tests.house import SECRET, Clock, make_house, noon
from tests.web.visitor import Visitor

PORTAL = "https://portal.example"


@dataclass
class Site(Visitor):
    """A visitor, and the house behind the site."""

    house: House

    async def count(self, table: str) -> int:
        """How many rows a table has."""
        async with self.house.engine.begin() as db:
            return int(
                (await db.execute(select(func.count()).select_from(metadata.tables[table]))).scalar_one()
            )


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    return SqliteFiles(tmp_path_factory.mktemp("web"))


@pytest.fixture(scope="session", autouse=True)
def _log_as_the_server_does() -> None:
    logs.configure()


@pytest.fixture
async def site(sqlite_files: SqliteFiles, book: Book) -> AsyncIterator[Site]:
    url = sqlite_files.fresh()
    settings = Settings(_env_file=None, database_url=url, secret_key=[SECRET], portals=[PORTAL])
    async with make_house(url, Clock(noon(date(2026, 11, 20))), book=book) as house:
        intake = Intake(house)
        client: TestClient[Any, Any] = TestClient(TestServer(make_app(house, intake, settings)))
        async with client:
            yield Site(client, house)
        await intake.close()
