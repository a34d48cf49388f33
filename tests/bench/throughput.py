"""Whole turns a second, alone and sharing a commit, on databases that really write."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from bot.conversation.book import Book
from bot.turns import turns
from tests.bench.engine import TODAY
from tests.bench.table import Line
from tests.databases import NoPostgresError, SqliteFiles, postgres
from tests.house import Clock, make_house, noon
from tests.storage.person import ROAD, Person

SECONDS = 4.0
BATCHES = (1, 16, 64)


def lines(book: Book) -> Iterator[Line]:
    """Turns a second by database and batch."""
    with tempfile.TemporaryDirectory() as folder:
        files = SqliteFiles(Path(folder))
        for batch in BATCHES:
            yield Line(f"turns, SQLite (FULL), {batch} a commit", _rate(files.fresh(), book, batch), "/s")
    try:
        with postgres(durable=True) as server:
            for batch in BATCHES:
                rate = _rate(server.fresh(), book, batch)
                yield Line(f"turns, PostgreSQL (fsync), {batch} a commit", rate, "/s")
    except NoPostgresError as fault:
        print(fault)


def _rate(url: str, book: Book, batch: int) -> float:
    return asyncio.run(_measure(url, book, batch))


async def _measure(url: str, book: Book, batch: int) -> float:
    """Whole roads of `batch` people side by side, again and again."""
    done, spent, crowd = 0, 0.0, 0
    async with make_house(url, Clock(noon(TODAY)), book=book) as house:
        while spent < SECONDS:
            people = [Person(house, f"{crowd} {n}") for n in range(batch)]
            crowd += 1
            for answer in ("/start", *ROAD):
                updates = [person.update(answer) for person in people]
                began = perf_counter()
                outcomes = await turns.handle(house, updates)
                spent += perf_counter() - began
                done += batch
                for person, outcome in zip(people, outcomes, strict=True):
                    if outcome.status != "done":
                        raise RuntimeError(f"a measured turn was {outcome.status}")
                    person.took(outcome)
    return done / spent
