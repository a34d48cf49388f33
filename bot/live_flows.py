"""`flows check --live`: the census of half-done conversations, in a table."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from bot.conversation.book import Book
from bot.messages.catalogue import Catalogue
from bot.settings import Settings, SetupError
from bot.turns import affected
from bot.turns.affected import Census
from storage.database import open_engine

COLUMNS = ("open", "moved", "parked", "waiting")


def count(settings: Settings, book: Book, today: date) -> Census:
    """The census of the database in the settings; SetupError where there is none that can be read."""
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise SetupError(f"HIENDIEN_DATABASE_URL: no file {url.database}; set it as for `hiendien run`")
    try:
        return asyncio.run(_count(settings.database_url, book, today))
    except (DBAPIError, OSError) as fault:
        raise SetupError(
            f"HIENDIEN_DATABASE_URL: the database cannot be read ({type(fault).__name__}); "
            "start `hiendien run` once with it, which brings it up to date"
        ) from fault


async def _count(url: str, book: Book, today: date) -> Census:
    engine = open_engine(url)
    try:
        return await affected.count(engine, book, today)
    finally:
        await engine.dispose()


def table(census: Census, messages: Catalogue) -> Iterator[str]:
    """The census in words and numbers, a line at a time."""
    rows = [(name, *(getattr(found, c) for c in COLUMNS)) for name, found in sorted(census.flows.items())]
    if rows:
        heads = [messages.label(f"tools.live.{c}") for c in ("flow", *COLUMNS)]
        yield from _aligned([heads, *([str(cell) for cell in row] for row in rows)])
        yield messages.label("tools.live.how")
    for kind, counted in (("gone", census.gone), ("broken", census.broken)):
        for name, number in sorted(counted.items()):
            yield f"{messages.label(f'tools.live.{kind}')}: {number} ({name})"
    if not rows and not census.gone and not census.broken:
        yield messages.label("tools.live.none")


def _aligned(rows: list[list[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *numbers in rows:
        cells = (cell.rjust(width) for cell, width in zip(numbers, widths[1:], strict=True))
        yield "  ".join([first.ljust(widths[0]), *cells])
