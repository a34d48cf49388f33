"""What people write in flows/: strict models, dated lines without gaps, errors that name the place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*([-_][a-z0-9]+)*$")]
Ids = Annotated[tuple[Id, ...], Field(strict=False)]
Confidence = Literal["H", "M", "L"]
DAY = timedelta(days=1)


class PolicyError(ValueError):
    """A file of flows/ that cannot be used; the text names the file, the key and the date."""


class Written(BaseModel):
    """A mapping of a YAML file: no unknown key, no silent conversion, frozen."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Line(Written):
    """One dated value: in force from `start` to `end` (both included, `end` None = until further notice)."""

    start: date = Field(alias="from")
    end: date | None = Field(default=None, alias="to")
    sources: Annotated[Ids, Field(min_length=1)]
    confidence: Confidence
    review_by: date

    @model_validator(mode="after")
    def _ordered(self) -> Line:
        if self.end is not None and self.end < self.start:
            raise ValueError(f"ends on {self.end}, before it begins on {self.start}")
        return self

    def holds(self, day: date) -> bool:
        """True where the line is in force on that day."""
        return self.start <= day and (self.end is None or day <= self.end)


LineT = TypeVar("LineT", bound=Line)


@dataclass(frozen=True, slots=True)
class Dated(Generic[LineT]):
    """A value over time: lines that follow one another without gap or overlap."""

    lines: tuple[LineT, ...]

    @classmethod
    def joined(cls, lines: Sequence[LineT], where: str, begins: date | None = None) -> Dated[LineT]:
        """The lines as one value; PolicyError where a day after the first has no line or two.

        With `begins` the first line must begin on that day and the last must stay open.
        """
        if not lines:
            raise PolicyError(f"{where}: no line")
        if begins is not None and lines[0].start != begins:
            raise PolicyError(f"{where}: begins on {lines[0].start}, not on {begins}")
        for number, (line, after) in enumerate(pairwise(lines), 2):
            if line.end is None:
                raise PolicyError(f"{where}: the line from {line.start} has no `to`, yet another follows")
            if after.start != line.end + DAY:
                raise PolicyError(f"{where}: line {number} begins on {after.start}, must on {line.end + DAY}")
        if begins is not None and lines[-1].end is not None:
            raise PolicyError(f"{where}: nothing is said for {lines[-1].end + DAY} and later")
        return cls(tuple(lines))

    def on(self, day: date) -> LineT | None:
        """The line in force that day, None before the first and after a closed last one."""
        for line in reversed(self.lines):
            if line.start <= day:
                return line if line.end is None or day <= line.end else None
        return None

    def at(self, day: date) -> LineT:
        """The line in force that day of a value that stays open; the first line for the days before it."""
        for line in reversed(self.lines):
            if line.start <= day:
                return line
        return self.lines[0]

    def __iter__(self) -> Iterator[LineT]:
        return iter(self.lines)


WrittenT = TypeVar("WrittenT", bound=Written)


def read(model: type[WrittenT], raw: object, where: str) -> WrittenT:
    """The raw YAML value as the model; PolicyError naming the path of the first fault."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        path = ".".join(str(part) for part in fault["loc"])
        raise PolicyError(f"{where}: {path}: {fault['msg']}") from None
