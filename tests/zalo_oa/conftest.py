"""Zalo under test: an account with a webhook, and the people who write to it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import pytest

from bot.conversation.book import Book
from bot.turns.house import House
from tests.databases import SqliteFiles
from tests.house import Clock, make_house, noon
from tests.zalo_oa.somebody import Somebody
from tests.zalo_oa.station import Station, station


@pytest.fixture
def clock() -> Clock:
    return Clock(noon(date(2026, 11, 20)))


@pytest.fixture
async def house(sqlite_files: SqliteFiles, book: Book, clock: Clock) -> AsyncIterator[House]:
    async with make_house(sqlite_files.fresh(), clock, book=book) as opened:
        yield opened


@pytest.fixture
async def bot(house: House) -> AsyncIterator[Station]:
    """An account with buttons."""
    async with station(house) as made:
        yield made


@pytest.fixture
def an(bot: Station) -> Somebody:
    """Somebody in a chat with the account."""
    return Somebody(bot.oa)
