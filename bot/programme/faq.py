"""What people ask again and again: how they ask it, and which sources the answer rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, StringConstraints

from bot.programme.written import PolicyError, Written, read

EntryId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{0,23}$")]
_Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$")]
_Ask = Annotated[str, StringConstraints(min_length=2, strip_whitespace=True)]


class Entry(Written):
    """One question: ways of asking it, and what the answer in the locales rests on.

    `sources` are ids of legal sources or of official pages; `timeless` where the answer holds without any
    announced offer; `top` where it is among those shown first.
    """

    id: EntryId
    asks: Annotated[tuple[_Ask, ...], Field(strict=False, min_length=1)]
    sources: Annotated[tuple[_Id, ...], Field(strict=False, min_length=1)]
    checked: dt.date
    links: Annotated[tuple[_Id, ...], Field(strict=False)] = ()
    timeless: bool = False
    top: bool = False


class FaqFile(Written):
    """faq.yaml as it is written."""

    faq: list[Entry] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Faq:
    """The entries by id, in the file's order."""

    entries: Mapping[str, Entry]

    @classmethod
    def parse(cls, raw: object) -> Faq:
        """The entries of faq.yaml; PolicyError on a fault or an id used twice."""
        listed = read(FaqFile, raw, "faq.yaml").faq
        entries = {entry.id: entry for entry in listed}
        if len(entries) < len(listed):
            ids = [entry.id for entry in listed]
            raise PolicyError(f"faq.yaml: used twice: {sorted({i for i in ids if ids.count(i) > 1})}")
        return cls(entries)

    @property
    def top(self) -> tuple[str, ...]:
        """The ids of the questions shown first."""
        return tuple(entry.id for entry in self.entries.values() if entry.top)
