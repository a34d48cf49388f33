"""How soon Zalo's webhook is answered while a hundred events a second come in, each committed before its answer."""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from aiohttp import ClientSession
from aiohttp.test_utils import TestClient, TestServer

from bot.app import make_app
from bot.channels.zalo_oa.room import ZaloOaRoom
from bot.channels.zalo_oa.webhook import PATH
from bot.conversation.book import Book
from bot.turns.intake import Intake
from tests.bench.engine import TODAY
from tests.bench.table import Line
from tests.databases import NoPostgresError, SqliteFiles, postgres
from tests.house import Clock, make_house, noon
from tests.zalo_oa.fake_oa import HEADER, FakeOa, sign
from tests.zalo_oa.somebody import Somebody
from tests.zalo_oa.station import settings_for

EACH_SECOND, SECONDS = 100, 10
SAID = ("xin chào", "1", "1", "1")  # four events a person, as they begin a talk
WARM = 40
LIMIT = 50.0


def lines(book: Book) -> Iterator[Line]:
    """The 99th percentile of the answers' times, client and server on the same machine and core."""
    with tempfile.TemporaryDirectory() as folder:
        url = SqliteFiles(Path(folder)).fresh()
        yield from _told("SQLite (FULL)", url, book)
    try:
        with postgres(durable=True) as server:
            yield from _told("PostgreSQL (fsync)", server.fresh(), book)
    except NoPostgresError as fault:
        print(fault)


def _told(name: str, url: str, book: Book) -> Iterator[Line]:
    answers = asyncio.run(_measure(url, book))
    p99 = quantiles((span for span, _ in answers), n=100)[98]
    yield Line(f"webhook p99 at {EACH_SECOND} events/s, {name}", p99, "ms", LIMIT)
    yield Line("  of them to be brought again (503)", sum(status != 200 for _, status in answers), "", 0)


async def _measure(url: str, book: Book) -> list[tuple[float, int]]:
    """Milliseconds and status of every answer; the events come in time, whether or not those before are answered."""
    async with make_house(url, Clock(noon(TODAY)), book=book) as house, ClientSession() as session:
        settings = settings_for("http://127.0.0.1:9")
        intake = Intake(house)
        app = make_app(house, intake, settings)
        ZaloOaRoom(house, intake, settings, session).add_to(app)
        async with TestClient(TestServer(app)) as client:
            oa = FakeOa(lambda: house.now().timestamp())
            for raw in _events(oa, 10**16, WARM):  # statements are compiled and connections made once
                await _answered(client, raw)
            began, coming = perf_counter(), []
            for number, raw in enumerate(_events(oa, 10**17, EACH_SECOND * SECONDS)):
                await asyncio.sleep(max(0.0, began + number / EACH_SECOND - perf_counter()))
                coming.append(asyncio.create_task(_answered(client, raw)))
            answers = await asyncio.gather(*coming)
        await intake.close()
    return answers


def _events(oa: FakeOa, first: int, events: int) -> Iterator[bytes]:
    people = [Somebody(oa, str(first + number)) for number in range(events // len(SAID))]
    for said in SAID:
        for person in people:
            yield json.dumps(person.text(said)).encode()


async def _answered(client: TestClient, raw: bytes) -> tuple[float, int]:
    header = {HEADER: sign(raw, json.loads(raw)["timestamp"]), "Content-Type": "application/json"}
    began = perf_counter()
    async with client.post(PATH, data=raw, headers=header) as answer:
        await answer.read()
    return (perf_counter() - began) * 1000, answer.status
