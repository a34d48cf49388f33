"""Two processes on one database: an expired token in mid-talk is refreshed once, and nothing is lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass

import pytest

from bot.conversation.book import Book
from bot.turns.house import House
from storage import zalo_tokens
from tests.databases import PostgresServer
from tests.house import Clock, make_house
from tests.zalo_oa.fake_oa import ACCESS, OA_ID, REFRESH, FakeOa
from tests.zalo_oa.somebody import Somebody
from tests.zalo_oa.station import Station, station

PEOPLE = 24


@dataclass
class Two:
    """Both processes, and the one Zalo they speak to."""

    one: Station
    other: Station
    oa: FakeOa
    clock: Clock

    async def flush(self) -> None:
        """Both send what is due, until nothing is."""
        for _ in range(5):
            await asyncio.gather(self.one.deliver(), self.other.deliver())
            self.clock.forward(seconds=5)


@pytest.fixture
async def two(postgres_server: PostgresServer, book: Book, clock: Clock) -> AsyncIterator[Two]:
    url = await asyncio.to_thread(postgres_server.fresh)
    async with AsyncExitStack() as stack:
        houses = [await stack.enter_async_context(make_house(url, clock, book=book)) for _ in range(2)]
        one = await stack.enter_async_context(station(houses[0]))
        other = await stack.enter_async_context(station(houses[1], one.oa))
        yield Two(one, other, one.oa, clock)
    await asyncio.to_thread(postgres_server.give_back, url)


async def _number(house: House) -> int:
    async with house.engine.begin() as db:
        found = await zalo_tokens.load(db, house.keys, OA_ID)
    return found.number if found else 0


async def test_a_token_that_ends_in_mid_talk_is_refreshed_once(two: Two) -> None:
    people = [Somebody(two.oa, str(3000 + n)) for n in range(PEOPLE)]
    for number, person in enumerate(people):
        two.oa.post = (two.one if number % 2 else two.other).post
        await person.say("xin chào")
    await two.flush()
    assert [len(person.chat.sent) for person in people] == [1] * PEOPLE
    two.oa.expire()
    for number, person in enumerate(people):
        two.oa.post = (two.one if number % 2 else two.other).post
        await person.press(person.chat.sent[-1].answers[0][0])
    two.oa.token_faults.append("slow")  # so that both are at it at once
    sending = asyncio.create_task(two.flush())
    async with asyncio.timeout(20):
        while not two.oa.refreshes:  # noqa: ASYNC110 - what is waited for is told by no event
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.3)
        two.oa.release.set()
        await sending
    await two.flush()
    assert [len(person.chat.sent) for person in people] == [2] * PEOPLE
    assert two.oa.refreshes == [REFRESH]
    assert [await _number(s.house) for s in (two.one, two.other)] == [2, 2]


async def test_both_race_for_the_refresh_and_get_the_same_pair(two: Two) -> None:
    two.oa.expire()
    tokens = [s.room.tokens for s in (two.one, two.other) for _ in range(4)]
    results = await asyncio.gather(*(t.refused(ACCESS) for t in tokens), return_exceptions=True)
    assert two.oa.refreshes == [REFRESH]
    assert await two.one.room.tokens.refused(ACCESS) == await two.other.room.tokens.refused(ACCESS)
    assert {r for r in results if isinstance(r, str)} == {await two.one.room.tokens.access()}


async def test_both_refresh_early_once(two: Two) -> None:
    await asyncio.gather(*(s.room.keep_fresh() for s in (two.one, two.other, two.one, two.other)))
    assert two.oa.refreshes == [REFRESH]
    two.clock.forward(hours=20)
    await asyncio.gather(*(s.room.keep_fresh() for s in (two.one, two.other)))
    assert len(two.oa.refreshes) == 2


async def test_one_that_knows_only_the_old_token_finds_the_new_one(two: Two) -> None:
    assert await two.other.room.tokens.access() == ACCESS
    await two.one.room.keep_fresh()
    two.oa.access.pop(ACCESS)
    an = Somebody(two.oa)
    two.oa.post = two.other.post
    await an.say("xin chào")
    await two.other.deliver()
    assert len(an.chat.sent) == 1
    assert two.oa.refreshes == [REFRESH]
