"""Every test in this folder that asks for `database_url` or `house` runs on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import date

import pytest

from bot.app import CHANNELS
from bot.conversation.book import Book
from bot.turns.house import House
from storage.database import open_engine
from storage.keys import Keys
from tests.databases import PostgresServer, SqliteFiles
from tests.house import PUBLIC_URL, SECRET, Clock, noon

TODAY = date(2026, 11, 20)


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest) -> SqliteFiles | PostgresServer:
    """The database server of one kind."""
    name = "sqlite_files" if request.param == "sqlite" else "postgres_server"
    return request.getfixturevalue(name)


@pytest.fixture
def database_url(server: SqliteFiles | PostgresServer) -> Iterator[str]:
    """A migrated database of its own for each test."""
    url = server.fresh()
    yield url
    server.give_back(url)


@pytest.fixture
def empty_url(server: SqliteFiles | PostgresServer) -> str:
    """A database without any table."""
    return server.fresh(migrated=False)


@pytest.fixture
def clock() -> Clock:
    return Clock(noon(TODAY))


@pytest.fixture
async def house(database_url: str, book: Book, clock: Clock) -> AsyncIterator[House]:
    engine = open_engine(database_url)
    yield House(engine, Keys([SECRET]), book, CHANNELS, PUBLIC_URL, clock, lambda: 0)
    await engine.dispose()


@pytest.fixture
def postgres_only(server: SqliteFiles | PostgresServer) -> None:
    """For what only a server with several processes can meet."""
    if isinstance(server, SqliteFiles):
        pytest.skip("one process, one writer: SQLite cannot meet this")


@pytest.fixture
def sqlite_only(server: SqliteFiles | PostgresServer) -> None:
    """For what only the embedded database can meet."""
    if not isinstance(server, SqliteFiles):
        pytest.skip("a matter of SQLite's file")
