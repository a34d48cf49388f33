"""One week counted whole, and beside it the week before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.book import Book
from bot.desk.numbers import COUNTED, MEDIANS, NUMBERS
from bot.desk.weeks import Week
from storage import statistics
from storage.statistics import Lines, Question, Values, Way

# Somebody asked on Sunday night may answer on Monday; after that a week's numbers do not change any more.
GRACE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Weekly:
    """The numbers of one week, by id; None is a mean or a median of nothing."""

    week: Week
    values: Values
    verdicts: Mapping[tuple[str, str], int]
    questions: Sequence[Question]
    channels: Mapping[str, Values]
    provinces: Mapping[str, Values]


@dataclass(frozen=True, slots=True)
class Compared:
    """A week and the week before; only of contacts in `province` where one is named."""

    now: Weekly
    before: Weekly
    province: str | None


async def compare(db: AsyncConnection, book: Book, week: Week, province: str | None = None) -> Compared:
    """The week and the one before, counted."""
    now, before = [await weekly(db, book, w, province) for w in (week, week.before)]
    return Compared(now, before, province)


async def weekly(db: AsyncConnection, book: Book, week: Week, province: str | None = None) -> Weekly:
    """One week counted from the event log."""
    lines = Lines(week.start, week.end, province)
    return Weekly(
        week,
        await figures(db, week, province),
        await statistics.verdicts(db, lines),
        await questions(db, book, week, province),
        await statistics.count(db, COUNTED, lines, "channel"),
        await statistics.count(db, COUNTED, lines, "province"),
    )


async def figures(db: AsyncConnection, week: Week, province: str | None = None) -> Values:
    """Every number of a week, by id, not broken down."""
    lines = Lines(week.start, week.end, province)
    counted = (await statistics.count(db, COUNTED, lines))[""]
    values = {**counted, **await _medians(db, lines)}
    return {name: values[name] for name in NUMBERS}


async def questions(
    db: AsyncConnection, book: Book, week: Week, province: str | None = None
) -> Sequence[Question]:
    """Where conversations of a week stopped, in the order people meet the questions."""
    lines = Lines(week.start, week.end, province)
    return _in_order(await statistics.questions(db, lines, week.end + GRACE), book)


def _in_order(found: Sequence[Question], book: Book) -> Sequence[Question]:
    """As people meet them: the flows of the menu first, each from top to bottom."""
    flows = dict.fromkeys((*book.menu, *book.flows))
    steps = [(name, step.id) for name in flows for step in book.flows[name].steps]
    place = {where: number for number, where in enumerate(steps)}
    return sorted(found, key=lambda q: place.get((q.flow, q.step), len(place)))


async def _medians(db: AsyncConnection, lines: Lines) -> Values:
    kinds = {number.to for number in MEDIANS.values()}
    ways = {to: await statistics.ways(db, lines, to) for to in kinds}
    return {name: _median(ways[number.to], number.what) for name, number in MEDIANS.items()}


def _median(ways: Sequence[Way], what: str) -> float | None:
    measured = [way.time.total_seconds() if what == "seconds" else float(way.taps) for way in ways]
    return median(measured) if measured else None
