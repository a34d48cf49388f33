"""The daily check of the pages people are sent to: days counted, nothing held against a page without cause."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from bot.conversation.book import Book
from bot.turns import page_check
from bot.turns.house import House
from storage import pages
from storage.database import open_engine
from storage.keys import Keys
from tests.changed_books import changed_book
from tests.checks.page_server import Web, only_get, status, the_web
from tests.house import PUBLIC_URL, SECRET, Clock, noon
from tests.storage.conftest import TODAY
from tests.storage.person import rows

TENTEN = "https://tenten.vn/vi/ten-mien/id-vn"
NHANHOA = "https://nhanhoa.com/ten-mien.html"
MATBAO = "https://www.matbao.net/ten-mien/ket-qua-kiem-tra-ten-mien.html?tenmien={fqdn}"


def bare(address: str) -> str:
    return address.removeprefix("https://")


@dataclass
class Days:
    """A house whose days pass, in front of a web of its own."""

    house: House
    clock: Clock
    web: Web
    session: aiohttp.ClientSession

    async def check(self) -> Mapping[str, int]:
        return await page_check.check_pages(self.house, self.session)

    async def days(self, number: int) -> Mapping[str, int]:
        """Check on so many days; what the last found."""
        found: Mapping[str, int] = {}
        for _ in range(number):
            found = await self.check()
            assert found, "it was not due"
            self.clock.forward(days=1)
        return found

    async def down(self) -> set[str]:
        async with self.house.engine.begin() as db:
            return await pages.down(db)

    async def kept(self) -> dict[str, dict[str, object]]:
        return {str(row["address"]): row for row in await rows(self.house.engine, "pages")}


@pytest.fixture
async def days(house: House, clock: Clock, tmp_path: Path) -> AsyncIterator[Days]:
    site = Web()
    async with the_web(site, tmp_path) as session:
        yield Days(house, clock, site, session)


async def test_every_page_people_are_sent_to_is_opened_once(days: Days, book: Book) -> None:
    found = await days.check()
    kept = await days.kept()
    assert found == {"ok": len(kept), "down": 0}
    assert {TENTEN, MATBAO, *book.links.values()} <= kept.keys()
    assert {source.url for source in book.policy.sources.values() if source.url} <= kept.keys()
    asked = [where for _, where in days.web.asked]
    assert len(asked) == len(set(asked)) == len(kept)
    assert "www.matbao.net/ten-mien/ket-qua-kiem-tra-ten-mien.html?tenmien=tenmien.vn" in asked
    (agent,) = days.web.agents
    assert PUBLIC_URL in agent


async def test_no_host_has_more_than_two_of_us_at_once(days: Days) -> None:
    more = "".join(f"  page{n}: https://tenmien.vn/{n}\n" for n in range(6))
    book = changed_book(("flows/links.yaml", "  registrars: ", f"{more}  registrars: "))
    elsewhere = sum("//tenmien.vn" not in url for url in page_check.addresses(book).values())
    two_there, others_asked, released = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def held(_: web.Request) -> web.Response:
        if days.web.at_once["tenmien.vn"] >= 2:
            two_there.set()
        await released.wait()
        return web.Response()

    async def counted(_: web.Request) -> web.Response:
        if sum(not where.startswith("tenmien.vn/") for _, where in days.web.asked) == elsewhere:
            others_asked.set()
        return web.Response()

    days.web.pages, days.web.otherwise = {f"tenmien.vn/{n}": held for n in range(6)}, counted
    check = asyncio.create_task(page_check.check_pages(replace(days.house, book=book), days.session))
    await asyncio.wait_for(asyncio.gather(two_there.wait(), others_asked.wait()), 60)
    assert days.web.at_once["tenmien.vn"] == 2
    released.set()
    assert (await check)["ok"] > 6


async def test_it_is_done_once_a_day_in_the_night_after(days: Days) -> None:
    assert await days.check()
    assert await days.check() == {}
    days.clock.forward(hours=14)  # two in the morning
    assert await days.check() == {}
    days.clock.forward(hours=1)
    assert await days.check()
    assert await days.check() == {}


async def test_of_several_processes_one_does_it(days: Days, database_url: str) -> None:
    engines = [open_engine(database_url) for _ in range(4)]
    house = days.house
    others = [
        House(e, Keys([SECRET]), house.book, house.channels, PUBLIC_URL, days.clock, lambda: 0)
        for e in engines
    ]
    for _ in range(2):
        found = await asyncio.gather(*(page_check.check_pages(other, days.session) for other in others))
        assert sum(bool(counts) for counts in found) == 1
        days.clock.forward(days=1)
    for engine in engines:
        await engine.dispose()


async def test_three_failing_days_in_a_row_put_a_page_out_of_use(days: Days) -> None:
    await days.days(1)
    days.web.pages[bare(TENTEN)] = status(500)
    assert (await days.days(2))["down"] == 0
    assert await days.down() == set()
    assert (await days.days(1))["down"] == 1
    assert await days.down() == {TENTEN}
    page = (await days.kept())[TENTEN]
    assert (page["state"], page["status"], page["failed_days"]) == ("broken", 500, 3)
    assert page["since"] == noon(TODAY.replace(day=TODAY.day + 1))
    del days.web.pages[bare(TENTEN)]
    assert (await days.days(1))["down"] == 0
    assert await days.down() == set()


async def test_a_good_day_in_between_begins_the_count_anew(days: Days) -> None:
    for behaviour in (500, 500, 200, 500, 500):
        days.web.pages[bare(TENTEN)] = status(behaviour)
        await days.days(1)
    assert await days.down() == set()


@pytest.mark.parametrize("code", [404, 410])
async def test_a_page_that_is_gone_two_days_is_out_of_use(days: Days, code: int) -> None:
    days.web.pages[bare(TENTEN)] = status(code)
    await days.days(1)
    assert await days.down() == set()
    await days.days(1)
    assert await days.down() == {TENTEN}


async def test_a_page_that_leads_to_strangers_is_out_of_use_after_three_days(days: Days) -> None:
    days.web.pages[bare(MATBAO).replace("{fqdn}", "tenmien.vn")] = status(
        302, Location="https://parked.example/"
    )
    await days.days(3)
    assert await days.down() == {MATBAO}  # known as the book writes it, whatever name fills it
    assert (await days.kept())[MATBAO]["state"] == "moved"


async def test_what_only_refuses_programs_or_head_stays_in_use(days: Days) -> None:
    days.web.pages |= {bare(TENTEN): status(403), bare(NHANHOA): only_get(405)}
    await days.days(4)
    assert await days.down() == set()
    kept = await days.kept()
    assert (kept[TENTEN]["state"], kept[NHANHOA]["state"]) == ("refused", "ok")


async def test_out_of_reach_counts_only_against_a_page_that_was_reached_before(days: Days) -> None:
    days.web.cut_off = {"tenten.vn"}
    await days.days(1)
    days.web.cut_off = {"tenten.vn", "nhanhoa.com"}
    await days.days(3)
    assert await days.down() == {NHANHOA}
    assert (await days.kept())[TENTEN]["failed_days"] == 4


async def test_without_any_network_nothing_is_marked_and_it_is_tried_again_in_an_hour(days: Days) -> None:
    await days.days(1)
    before = await days.kept()
    days.web.offline = True
    for _ in range(4):
        assert (await days.check())["unreachable"] == len(before)
        assert await days.check() == {}
        days.clock.forward(hours=1)
    assert await days.kept() == before
    days.web.offline = False
    assert (await days.check())["ok"] == len(before)


async def test_a_network_that_answers_in_everybodys_place_marks_nothing(days: Days) -> None:
    days.web.otherwise = status(511)
    found = await days.check()
    assert found == {"broken": found["broken"], "down": 0}
    assert await days.kept() == {}


async def test_looking_again_on_the_same_day_makes_no_day_more(days: Days) -> None:
    days.web.pages[bare(TENTEN)] = status(404)
    for _ in range(4):
        await page_check.check_now(days.house, days.session)
    assert (await days.kept())[TENTEN]["gone_days"] == 1
    assert await days.check() == {}  # the operator's look is today's check


async def test_a_page_the_book_no_longer_offers_is_forgotten(days: Days) -> None:
    days.web.pages[bare(TENTEN)] = status(404)
    await days.days(2)
    assert await days.down() == {TENTEN}
    off = f'pages: {{id.vn: "{TENTEN}"}}\n    verified_on: 2026-11-20\n    confidence: high\n    offered: '
    book = changed_book(("flows/registrars.yaml", f"{off}true", f"{off}false"))
    await page_check.check_now(replace(days.house, book=book), days.session)
    assert await days.down() == set()
    assert TENTEN not in await days.kept()
