"""Zalo Bot under test: a bot whose webhook is set, and the people who write to it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import pytest

from bot.conversation.book import Book
from bot.turns.house import House
from tests.databases import SqliteFiles
from tests.house import Clock, Names, make_house, noon
from tests.station import until
from tests.zalo_bot.somebody import Somebody
from tests.zalo_bot.station import Station, station


@pytest.fixture
def clock() -> Clock:
    return Clock(noon(date(2026, 11, 20)))


@pytest.fixture
def names() -> Names:
    return Names()


@pytest.fixture
async def house(sqlite_files: SqliteFiles, book: Book, clock: Clock, names: Names) -> AsyncIterator[House]:
    async with make_house(sqlite_files.fresh(), clock, book=book, look=names) as opened:
        yield opened


@pytest.fixture
async def bot(house: House) -> AsyncIterator[Station]:
    """A bot whose webhook is set."""
    async with station(house) as made:
        made.room.start()
        await until(lambda: bool(made.zalo.webhook))
        yield made


@pytest.fixture
def an(bot: Station) -> Somebody:
    """Somebody in a private chat with the bot."""
    return Somebody(bot.zalo, "6ede9afa66b88fe6d6a9")
