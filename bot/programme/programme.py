"""One programme: for whom, which conditions in which order, and their values over time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple, TypeVar

from pydantic import Field

from bot.programme.conditions import TESTS, Test
from bot.programme.facts import Who
from bot.programme.fees import Suffix
from bot.programme.rules import Coverage
from bot.programme.sources import Source, check_cited
from bot.programme.units import Units
from bot.programme.written import Dated, Line, PolicyError, Written, read

LineT = TypeVar("LineT", bound=Line)
ProgrammeId = Literal["id_vn", "biz_vn", "cooperative"]


class ProgrammeFile(Written):
    """One file of flows/programmes as it is written; the lines of a rule are read by its condition."""

    programme: ProgrammeId
    suffix: Suffix
    suffix_for_foreigners: Suffix | None = None
    begins: date
    warn_days: int = Field(gt=0)
    alternatives: list[Suffix]
    groups: dict[Who, list[str]] = Field(min_length=1)
    rules: dict[str, list[object]]


class Check(NamedTuple):
    """One condition a group must meet: its name, its values over time, its test."""

    name: str
    dated: Dated[Any]
    test: Test[Any]


@dataclass(frozen=True, slots=True)
class Programme:
    """One offer: its suffix, whom it is for, and its conditions in the order of reasons."""

    id: ProgrammeId
    suffix: str
    suffix_for_foreigners: str | None
    begins: date
    warn_days: int
    alternatives: tuple[str, ...]
    rules: Mapping[str, Dated[Any]]
    groups: Mapping[Who, tuple[Check, ...]]

    @classmethod
    def parse(cls, raw: object, where: str, sources: Mapping[str, Source], units: Units) -> Programme:
        """The programme of one file; PolicyError naming file, rule and date of what does not fit."""
        written = read(ProgrammeFile, raw, where)
        rules = {
            name: _rule(name, lines, f"{where}: {name}", written.begins, sources)
            for name, lines in written.rules.items()
        }
        for who, names in written.groups.items():
            if missing := [name for name in [*names, "period"] if name not in rules]:
                raise PolicyError(f"{where}: groups: {who}: no rule for {missing}")
        for line in rules.get("coverage", ()):
            _check_units(line, units, where)
        return cls(
            written.programme,
            written.suffix,
            written.suffix_for_foreigners,
            written.begins,
            written.warn_days,
            tuple(written.alternatives),
            rules,
            {w: tuple(Check(n, rules[n], TESTS[n]) for n in names) for w, names in written.groups.items()},
        )

    def rule(self, name: str, model: type[LineT], on: date) -> LineT | None:
        """The rule's line that day (before the programme began, its first); None without such a rule."""
        line = self.rules[name].at(on) if name in self.rules else None
        return line if isinstance(line, model) else None


def _rule(
    name: str, lines: list[object], where: str, begins: date, sources: Mapping[str, Source]
) -> Dated[Any]:
    if name not in TESTS:
        raise PolicyError(f"{where}: no such condition; there are {sorted(TESTS)}")
    parsed = [read(TESTS[name].model, line, f"{where}: line {n}") for n, line in enumerate(lines, 1)]
    check_cited(parsed, sources, where)
    return Dated.joined(parsed, where, begins)


def _check_units(line: Coverage, units: Units, where: str) -> None:
    for unit_id in line.provinces:
        if units.get(unit_id, line.start) is None:
            raise PolicyError(f"{where}: coverage: from {line.start}: unknown unit {unit_id}")
