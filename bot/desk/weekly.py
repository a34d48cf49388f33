"""One week counted whole, and beside it the week before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.flow import Flow
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


async def compare(
    db: AsyncConnection, flows: Mapping[str, Flow], week: Week, province: str | None = None
) -> Compared:
    """The week and the one before, counted."""
    now, before = [await weekly(db, flows, w, province) for w in (week, week.before)]
    return Compared(now, before, province)


async def weekly(
    db: AsyncConnection, flows: Mapping[str, Flow], week: Week, province: str | None = None
) -> Weekly:
    """One week counted from the event log, questions in the order of the flows."""
    lines = Lines(week.start, week.end, province)
    counted = (await statistics.count(db, COUNTED, lines))[""]
    values = {**counted, **await _medians(db, lines)}
    return Weekly(
        week,
        {name: values[name] for name in NUMBERS},
        await statistics.verdicts(db, lines),
        _in_order(await statistics.questions(db, lines, week.end + GRACE), flows),
        await statistics.count(db, COUNTED, lines, "channel"),
        await statistics.count(db, COUNTED, lines, "province"),
    )


def _in_order(questions: Sequence[Question], flows: Mapping[str, Flow]) -> Sequence[Question]:
    steps = [(name, step.id) for name, flow in flows.items() for step in flow.steps]
    place = {where: number for number, where in enumerate(steps)}
    return sorted(questions, key=lambda q: place.get((q.flow, q.step), len(place)))


async def _medians(db: AsyncConnection, lines: Lines) -> Values:
    kinds = {number.to for number in MEDIANS.values()}
    ways = {to: await statistics.ways(db, lines, to) for to in kinds}
    return {name: _median(ways[number.to], number.what) for name, number in MEDIANS.items()}


def _median(ways: Sequence[Way], what: str) -> float | None:
    measured = [way.time.total_seconds() if what == "seconds" else float(way.taps) for way in ways]
    return median(measured) if measured else None
