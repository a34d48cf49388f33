"""The dated tree of places: provinces today; communes, schools and offices hang below them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from types import MappingProxyType

from pydantic import Field

from bot.programme.written import DAY, Id, PolicyError, Written, read
from bot.understanding.fold import fold

FILE = "provinces/units.yaml"
_RANK = re.compile(r"^(?:tinh|thanhpho|tp)(?=.)")


@dataclass(frozen=True, slots=True)
class Unit:
    """One place as it was from `valid_from` to `valid_to` (both included); `id` outlives its changes."""

    id: str
    name: str
    kind: str
    title: str
    valid_from: date
    valid_to: date | None
    successor: str | None
    parent: str | None

    @property
    def full_name(self) -> str:
        """The name with what it is, such as a province or a city, as data writes it."""
        return f"{self.title} {self.name}"

    def holds(self, day: date) -> bool:
        """True where the unit exists in this form that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class _Row(Written):
    id: Id
    name: str
    kind: str
    start: date = Field(alias="from")
    end: date | None = Field(default=None, alias="to")
    successor: Id | None = None
    parent: Id | None = None
    source: Id
    aliases: list[str] = Field(default_factory=list)


class _UnitsFile(Written):
    kinds: dict[str, str]
    units: list[_Row] = Field(min_length=1)


class Units:
    """The whole tree; every lookup says for which day."""

    def __init__(self, versions: Mapping[str, tuple[Unit, ...]], names: Mapping[str, frozenset[str]]) -> None:
        self._versions = versions
        self._names = names
        self._aliases: dict[date, Mapping[str, str]] = {}  # of the last day asked about: it is today's
        self._by_key = MappingProxyType(_unambiguous((n.replace(" ", ""), ids) for n, ids in names.items()))

    @classmethod
    def parse(cls, raw: object) -> Units:
        """The tree of units.yaml; PolicyError naming the unit and the date that do not fit."""
        written = read(_UnitsFile, raw, FILE)
        versions: dict[str, list[Unit]] = defaultdict(list)
        names: dict[str, set[str]] = defaultdict(set)
        for row in written.units:
            if row.kind not in written.kinds:
                raise PolicyError(f"{FILE}: {row.id}: unknown kind {row.kind}")
            title = written.kinds[row.kind]
            versions[row.id].append(
                Unit(row.id, row.name, row.kind, title, row.start, row.end, row.successor, row.parent)
            )
            for name in (row.name, *row.aliases):
                names[fold(name)].add(row.id)
        for line in versions.values():
            _check(line, versions)
        frozen = {unit_id: tuple(line) for unit_id, line in versions.items()}
        return cls(frozen, {name: frozenset(ids) for name, ids in names.items()})

    def __contains__(self, unit_id: object) -> bool:
        return unit_id in self._versions

    def get(self, unit_id: str, on: date) -> Unit | None:
        """The unit as it is that day, through its successors where it is no more; None if unknown."""
        line = self._versions.get(unit_id)
        while line:
            for unit in reversed(line):
                if unit.holds(on):
                    return unit
            line = self._versions.get(line[-1].successor or "") if on > line[0].valid_from else None
        return None

    def find(self, name: str, on: date) -> Unit | None:
        """The unit that day which the name means, None if unknown or ambiguous.

        Takes official, former and short names with or without marks, capitals and what the unit is.
        """
        key = fold(name).replace(" ", "")
        found = self._by_key.get(key) or self._by_key.get(_RANK.sub("", key))
        return self.get(found, on) if found else None

    def today_name(self, name: str, on: date) -> str | None:
        """The short official name, valid that day, of what the name means; None if unknown."""
        unit = self.find(name, on)
        return unit.name if unit else None

    def provinces(self, on: date) -> tuple[Unit, ...]:
        """The units without a parent that exist that day, in alphabetical order."""
        standing = (unit for line in self._versions.values() for unit in line if unit.holds(on))
        return tuple(
            sorted((unit for unit in standing if unit.parent is None), key=lambda unit: fold(unit.name))
        )

    def aliases(self, on: date) -> Mapping[str, str]:
        """Every unambiguous folded name, spaces kept, with the short official name valid that day."""
        if on not in self._aliases:
            meant = ((a, self.get(unit_id, on)) for a, unit_id in _unambiguous(self._names.items()).items())
            self._aliases = {on: {alias: unit.name for alias, unit in meant if unit}}
        return self._aliases[on]


def _unambiguous(names: Iterable[tuple[str, frozenset[str]]]) -> dict[str, str]:
    return {name: next(iter(ids)) for name, ids in names if len(ids) == 1}


def _check(line: list[Unit], versions: Mapping[str, list[Unit]]) -> None:
    for unit, after in pairwise(line):
        if unit.valid_to is None or after.valid_from != unit.valid_to + DAY:
            raise PolicyError(f"{FILE}: {unit.id}: gap or overlap before {after.valid_from}")
    for unit in line:
        if unit.valid_to is not None and unit.valid_to < unit.valid_from:
            raise PolicyError(f"{FILE}: {unit.id}: ends on {unit.valid_to}, before it begins")
        for named in (unit.successor, unit.parent):
            if named is not None and named not in versions:
                raise PolicyError(f"{FILE}: {unit.id}: names the unknown unit {named}")
    last = line[-1]
    if last.valid_to is not None:
        heirs = versions.get(last.successor or "", [])
        if not any(heir.holds(last.valid_to + DAY) for heir in heirs):
            raise PolicyError(f"{FILE}: {last.id}: nothing takes its place on {last.valid_to + DAY}")
