"""The legal sources that rules, fees and services name by id."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from pydantic import Field, model_validator

from bot.programme.written import Confidence, Id, Line, PolicyError, Written, read


class Source(Written):
    """One text: what it is called, since when and until when it is in force, how sure we are of it."""

    id: Id
    number: str
    article: str | None = None
    title: str
    date: dt.date | None
    url: str | None
    in_force_from: dt.date
    in_force_to: dt.date | None
    confidence: Confidence
    review_by: dt.date

    @model_validator(mode="after")
    def _safe_link(self) -> Source:
        if self.url is not None and not self.url.startswith("https://"):
            raise ValueError("a link must begin with https://")
        return self

    def covers(self, line: Line) -> bool:
        """True where the text is in force on every day of the line."""
        ends = line.end or dt.date.max
        return self.in_force_from <= line.start and ends <= (self.in_force_to or dt.date.max)


class _SourcesFile(Written):
    sources: list[Source] = Field(min_length=1)


def parse_sources(raw: object) -> Mapping[str, Source]:
    """The sources by id, in the file's order; PolicyError on a fault or an id used twice."""
    listed = read(_SourcesFile, raw, "sources.yaml").sources
    by_id = {source.id: source for source in listed}
    if len(by_id) < len(listed):
        ids = [source.id for source in listed]
        raise PolicyError(f"sources.yaml: used twice: {sorted({i for i in ids if ids.count(i) > 1})}")
    return by_id


def check_cited(lines: Iterable[Line], sources: Mapping[str, Source], where: str) -> None:
    """PolicyError where a line names a source that is unknown or not in force on all its days."""
    for line in lines:
        for cited in line.sources:
            if cited not in sources:
                raise PolicyError(f"{where}: the line from {line.start} names the unknown source {cited}")
            if not sources[cited].covers(line):
                raise PolicyError(f"{where}: {cited} is not in force throughout the line from {line.start}")
