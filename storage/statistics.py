"""Counting the event log: what a number counts is given, the SQL is here; `test` lines never count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Label, Select, Subquery, and_, case, distinct, func, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import events

Group = Literal["channel", "province"]
Values = Mapping[str, float | None]

# What moves a conversation on: a question that is the last of these stands where somebody left.
_STEPS_ON = ("asked", "answered", "ended", "erased", "taken_over")


@dataclass(frozen=True, slots=True)
class Counted:
    """Lines of some kinds (any, where none is named) in a flow, whose data holds these values.

    Counted are different contacts, different conversations, the lines, or the mean of the data's `of`; with
    `last` only the last line of these kinds in each conversation: what was corrected does not count.
    """

    per: Literal["contact", "conversation", "line", "mean"]
    kinds: tuple[str, ...] = ()
    flow: str = ""
    data: Mapping[str, str | bool] = field(default_factory=dict)
    of: str = ""
    last: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines from `start` up to, not including, `end`; only of contacts in `province` where one is named."""

    start: datetime
    end: datetime
    province: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """How many conversations were asked a question, stopped at it, and how many answers were not understood."""

    flow: str
    step: str
    asked: int
    dropped: int
    missed: int


@dataclass(frozen=True, slots=True)
class Way:
    """From a conversation's start to what it reached: the time between, and the buttons pressed."""

    time: timedelta
    taps: int


async def count(
    db: AsyncConnection, numbers: Mapping[str, Counted], lines: Lines, by: Group | None = None
) -> Mapping[str, Values]:
    """Every number's value by channel or province (unknown: ""), or all under "" in one; None is no mean."""
    columns = [_value(counted, lines).label(name) for name, counted in numbers.items()]
    if by is None:
        row = (await db.execute(select(*columns).where(_within(lines)))).one()
        return {"": _plain(dict(row._mapping))}
    rows = await db.execute(_grouped(columns, lines, by))
    found = ((r._mapping["group"] or "", r._mapping) for r in rows)
    return {group: _plain({name: row[name] for name in numbers}) for group, row in found}


async def verdicts(db: AsyncConnection, lines: Lines) -> Mapping[tuple[str, str], int]:
    """Conversations by programme and verdict; of several verdicts in one, the last counts."""
    split = ("programme", "verdict")
    said = [events.c.data[name].as_string().label(name) for name in split]
    by_verdict = select(*said, func.count()).where(_within(lines), _is_last(("verdict",), lines))
    rows = await db.execute(by_verdict.group_by(*split).order_by(*split))
    return {(r[0], r[1]): r[2] for r in rows}


async def questions(db: AsyncConnection, lines: Lines, until: datetime) -> Sequence[Question]:
    """Every question asked or not understood; `dropped` where nothing moved the conversation on before `until`."""
    where = (events.c.flow, events.c.step)
    conversations = _value(Counted("conversation", ("asked",)), lines)
    misses = _value(Counted("line", ("missed",)), lines)
    asked = select(*where, conversations, misses).where(events.c.kind.in_(("asked", "missed")))
    rows = (await db.execute(asked.where(_within(lines)).group_by(*where).order_by(*where))).all()
    left = {(flow, step): number for flow, step, number in await db.execute(_left(lines, until))}
    return [Question(flow, step, number, left.get((flow, step), 0), m) for flow, step, number, m in rows]


async def ways(db: AsyncConnection, lines: Lines, to: str) -> Sequence[Way]:
    """One way for each conversation whose first line of the kind `to` is among these."""
    first = _per_conversation(func.min(events.c.id), (to,), events.c.at < lines.end)
    # Grouped, so that it is put together once: joined as it is, SQLite reads it again for every line.
    starts = select(events.c.conversation, func.min(events.c.at).label("at"))
    began = starts.where(events.c.kind == "started").group_by(events.c.conversation).subquery("began")
    rows = await db.execute(
        select(events.c.at, began.c.at, events.c.data["taps"].as_integer())
        .join(first, first.c.id == events.c.id)
        .join(began, began.c.conversation == events.c.conversation)
        .where(_within(lines))
    )
    return [Way(reached - started, taps or 0) for reached, started, taps in rows]


async def provinces(db: AsyncConnection) -> Sequence[str]:
    """Every province that a line names."""
    named = select(_province(events.c.place)).where(events.c.place.is_not(None)).distinct()
    return (await db.execute(named)).scalars().all()


def _within(lines: Lines) -> ColumnElement[bool]:
    if lines.province is None:
        return _between(lines)
    home = _homes(lines)
    there = select(home.c.contact).where(home.c.province == lines.province)
    return _between(lines) & events.c.contact.in_(there)


def _between(lines: Lines) -> ColumnElement[bool]:
    return (events.c.at >= lines.start) & (events.c.at < lines.end) & ~events.c.test


def _homes(lines: Lines) -> Subquery:
    """The province of each contact, as their newest line that knows it says."""
    newest = select(func.max(events.c.id).label("id")).where(_between(lines), events.c.place.is_not(None))
    one_each = newest.group_by(events.c.contact).subquery("newest")
    homes = select(events.c.contact, _province(events.c.place).label("province"))
    return homes.join(one_each, one_each.c.id == events.c.id).subquery("homes")


def _province(place: ColumnElement[Any]) -> ColumnElement[Any]:
    """The text before the slash of "Ninh Bình/14464", the whole of "Ninh Bình"."""
    # The two databases share no function that finds a character: cut what is no slash, then the slash.
    to_the_slash = func.rtrim(place, func.replace(place, "/", ""))
    return case((place.contains("/"), func.rtrim(to_the_slash, "/")), else_=place)


def _grouped(columns: Sequence[Label[Any]], lines: Lines, by: Group) -> Select[Any]:
    if by == "channel":
        return select(events.c.channel.label("group"), *columns).where(_within(lines)).group_by("group")
    homes = _homes(lines)
    everybody = events.outerjoin(homes, homes.c.contact == events.c.contact)
    chosen = select(homes.c.province.label("group"), *columns).select_from(everybody)
    return chosen.where(_within(lines)).group_by(homes.c.province)


def _value(counted: Counted, lines: Lines) -> ColumnElement[Any]:
    meant = and_(
        events.c.kind.in_(counted.kinds) if counted.kinds else true(),
        events.c.flow == counted.flow if counted.flow else true(),
        *(_holds(name, value) for name, value in counted.data.items()),
        _is_last(counted.kinds, lines) if counted.last else true(),
    )
    if counted.per == "line":
        return func.count(case((meant, events.c.id)))
    if counted.per == "mean":
        return func.avg(case((meant, events.c.data[counted.of].as_float())))
    column = events.c.contact if counted.per == "contact" else events.c.conversation
    return func.count(distinct(case((meant, column))))


def _holds(name: str, value: str | bool) -> ColumnElement[bool]:
    said = events.c.data[name]
    kept: ColumnElement[Any] = said.as_boolean() if isinstance(value, bool) else said.as_string()
    return kept.is_(value) if isinstance(value, bool) else kept == value


def _is_last(kinds: Sequence[str], lines: Lines) -> ColumnElement[bool]:
    last = _per_conversation(func.max(events.c.id), kinds, _between(lines))
    return events.c.id.in_(select(last.c.id))


def _per_conversation(
    which: ColumnElement[Any], kinds: Sequence[str], where: ColumnElement[bool]
) -> Subquery:
    """The first or last line of some kinds in each conversation."""
    chosen = select(which.label("id")).where(events.c.kind.in_(kinds) & where & ~events.c.test)
    return chosen.group_by(events.c.conversation).subquery("chosen")


def _left(lines: Lines, until: datetime) -> Select[Any]:
    """Conversations by the question they stopped at."""
    known = (events.c.at >= lines.start) & (events.c.at < until)
    last = _per_conversation(func.max(events.c.id), _STEPS_ON, known)
    where = (events.c.flow, events.c.step)
    stopped = select(*where, func.count()).join(last, last.c.id == events.c.id)
    return stopped.where(_within(lines), events.c.kind == "asked").group_by(*where)


def _plain(row: Mapping[str, Any]) -> Values:
    return {name: n if n is None or isinstance(n, int) else float(n) for name, n in row.items()}
