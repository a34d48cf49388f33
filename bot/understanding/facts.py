"""What a text says, as one fact a question: the kind of fact and its value."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

from bot.understanding.birth import Birth
from bot.understanding.dates import DateRead
from bot.understanding.span import Span

Kind = Literal[
    "choice", "birth", "established", "yes", "province", "name", "label", "intent", "certificate", "had"
]
Why = Literal[
    "answer", "unsure", "asked", "several", "unread", "doubted", "invalid_date", "date_in_future", "lunar"
]


class Fact(NamedTuple):
    """One fact: its kind, and the value the reader of that kind gives."""

    kind: Kind
    value: Any


class Heard(NamedTuple):
    """What answers the question asked, if anything does; facts of other questions; and why it was read so."""

    got: Fact | None
    also: tuple[Fact, ...]
    why: str


def written(fact: Fact | None) -> Mapping[str, Any]:
    """The fact as plain JSON with one key; {"none": true} for no fact."""
    if fact is None:
        return {"none": True}
    if fact.kind == "birth":
        return _birth(fact.value)
    if fact.kind == "established":
        return {"established_between": _between(fact.value)}
    return {fact.kind: fact.value}


def _birth(birth: Birth) -> Mapping[str, Any]:
    if birth.age is not None:
        return {"age": birth.age}
    span = birth.span or Span.day(date.min)
    if span.is_day:
        return {"date": span.low.isoformat()}
    first = span.low == date(span.low.year, 1, 1)
    if first and span.high.year == span.low.year and (span.high - span.low).days > _MOST_OF_A_YEAR:
        return {"birth_year": span.low.year}
    return {"birth_between": [span.low.isoformat(), span.high.isoformat()]}


_MOST_OF_A_YEAR = 300


def _between(read: DateRead) -> list[str | None]:
    span = read.span or Span.day(date.min)
    return [None if read.open else span.low.isoformat(), span.high.isoformat()]
