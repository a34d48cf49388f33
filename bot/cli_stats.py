"""`hiendien stats` and `hiendien demo-data`: the weekly numbers, and made-up weeks to look at them."""

from __future__ import annotations

import asyncio
import sys
import time
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bot.settings import Settings, SetupError, demo_settings, read_settings

if TYPE_CHECKING:  # every command imports this file, and most need no database
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.programme.units import Units

Folder = Annotated[
    Path | None, typer.Option(help="The folder of `hiendien demo`, instead of the settings' database.")
]


def stats(
    week: Annotated[str | None, typer.Option(help="Such as 2026-W47; default the running week.")] = None,
    province: Annotated[str | None, typer.Option(help="Only people of this province; old names too.")] = None,
    format_: Annotated[Literal["table", "csv", "json"], typer.Option("--format")] = "table",
    explain: Annotated[bool, typer.Option(help="Print what each number means instead.")] = False,
    folder: Folder = None,
) -> None:
    """The numbers of a week beside those of the week before, counted from the event log."""
    from bot.data import read_book
    from bot.desk.table import explained

    if folder and not (folder / "hiendien.db").exists():
        raise SetupError(f"--folder: there is no demo in {folder}; `hiendien demo-data` makes one")
    settings = _settings(folder)
    text = (
        explained(read_book(settings.data).messages)
        if explain
        else asyncio.run(_counted(settings, week, province, format_))
    )
    sys.stdout.buffer.write(text.encode() if text.endswith("\n") else text.encode() + b"\n")


async def _counted(settings: Settings, written: str | None, place: str | None, format_: str) -> str:
    from bot.app import open_house
    from bot.desk.exports import as_csv, as_json
    from bot.desk.table import as_table
    from bot.desk.weekly import compare
    from bot.desk.weeks import Week
    from storage.database import reading

    try:
        week = Week.parse(written) if written is not None else None
    except ValueError as fault:
        raise SetupError(f"--week: {fault}; write a week such as 2026-W47") from fault
    async with open_house(settings, made=True) as house:
        now, messages = house.now(), house.book.messages
        week = week or Week.of(now)
        async with reading(house.engine).begin() as db:
            province = await _province(db, house.book.policy.units, place, week.last_day)
            compared = await compare(db, house.book, week, province)
    if format_ == "table":
        return as_table(compared, messages, now)
    return as_csv(compared, messages) if format_ == "csv" else as_json(compared, messages)


async def _province(db: AsyncConnection, units: Units, written: str | None, on: date) -> str | None:
    from bot.desk.places import find_place

    if written is None:
        return None
    if (found := await find_place(db, units, written, on)) is None:
        raise SetupError(f"--province: {written!r} is no province; write its name, such as 'Ninh Binh'")
    return found


def demo_data(
    conversations: Annotated[int, typer.Option(min=1, max=100_000, help="How many to make up.")],
    weeks: Annotated[int, typer.Option(min=1, max=12, help="Over so many weeks, the running one last.")] = 4,
    seed: Annotated[int, typer.Option(min=0, help="Another seed makes other people.")] = 1,
    as_of: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="As if it were that day's evening.")
    ] = None,
    folder: Folder = None,
) -> None:
    """Fill a database with made-up weeks: invented people who talk through the real engine."""
    print(asyncio.run(_demo_data(_settings(folder), conversations, weeks, seed, as_of)))


async def _demo_data(
    settings: Settings, conversations: int, weeks: int, seed: int, as_of: datetime | None
) -> str:
    from bot.app import open_house
    from bot.data import parse_book, read_texts
    from bot.demo.cast import read_cast
    from bot.demo.play import NotEmptyError, Plan, play
    from bot.turns.house import VIETNAM

    cast = read_cast()
    book = parse_book(cast.with_places(read_texts(settings.data)))
    async with open_house(settings) as house:
        now = as_of.replace(hour=22, tzinfo=VIETNAM) if as_of else house.now()
        began = time.monotonic()
        try:
            played = await play(house, book, cast, Plan(conversations, weeks, seed, now))
        except NotEmptyError as fault:
            raise SetupError(str(fault)) from fault
    seconds = time.monotonic() - began
    return (
        f"{played.conversations} conversations, {played.turns} turns in {seconds:.1f} s"
        f" ({played.conversations / seconds:.0f} conversations/s)"
    )


def _settings(folder: Path | None) -> Settings:
    return demo_settings(folder) if folder else read_settings()
