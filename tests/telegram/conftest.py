"""Telegram under test: a bot with a webhook, its set-up done, and the people who write to it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import pytest
from aiohttp import ClientSession

from bot.conversation.book import Book
from bot.turns.house import House
from tests.databases import SqliteFiles
from tests.house import Clock, make_house, noon
from tests.station import until
from tests.telegram.fake_api import FakeTelegram, serving
from tests.telegram.post import Post
from tests.telegram.somebody import Somebody
from tests.telegram.station import Station, station


@pytest.fixture
def clock() -> Clock:
    return Clock(noon(date(2026, 11, 20)))


@pytest.fixture
async def house(sqlite_files: SqliteFiles, book: Book, clock: Clock) -> AsyncIterator[House]:
    async with make_house(sqlite_files.fresh(), clock, book=book) as opened:
        yield opened


@pytest.fixture
async def bot(house: House) -> AsyncIterator[Station]:
    """A bot whose webhook is set."""
    async with station(house) as made:
        made.room.start()
        await until(lambda: bool(made.telegram.webhook))
        await made.room.background.idle()
        yield made


@pytest.fixture
def an(bot: Station) -> Somebody:
    """Somebody in a private chat with the bot."""
    return Somebody(bot.telegram, 5001)


@pytest.fixture
async def post(clock: Clock) -> AsyncIterator[Post]:
    telegram = FakeTelegram(lambda: clock().timestamp())
    async with serving(telegram) as base, ClientSession() as session:
        made = Post(telegram, base, session, clock)
        yield made
        await made.background.close()
    assert not telegram.wrong
