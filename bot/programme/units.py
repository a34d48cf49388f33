"""The dated tree of places: provinces today; communes, schools and offices hang below them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType

from pydantic import Field

from bot.programme.communes import Former, parse_communes, parse_former
from bot.programme.unit import Unit
from bot.programme.written import DAY, Id, PolicyError, Written, read
from bot.understanding.fold import fold
from bot.understanding.gazetteer import Commune, Gazetteer, PlaceName, key

FILE = "provinces/units.yaml"
_RANK = re.compile(r"^(?:tinh|thanhpho|tp)(?=.)")
_Era = tuple[int, int]


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

    def __init__(
        self,
        versions: Mapping[str, tuple[Unit, ...]],
        names: Mapping[str, frozenset[str]],
        former: str = "",
    ) -> None:
        self._versions = versions
        self._names = names
        self._former_text = former  # long, and most talks never ask
        self._below: dict[str | None, list[str]] = defaultdict(list)
        for unit_id, line in versions.items():
            self._below[line[-1].parent].append(unit_id)
        written = [unit for line in versions.values() for unit in line]
        self._begins = sorted({unit.valid_from for unit in written})
        self._ends = sorted({unit.valid_to for unit in written if unit.valid_to})
        self._gazetteers: dict[tuple[str, _Era], Gazetteer] = {}
        self._aliases: dict[_Era, Mapping[str, str]] = {}
        self._by_key = MappingProxyType(_unambiguous((n.replace(" ", ""), ids) for n, ids in names.items()))

    @classmethod
    def parse(cls, raw: object, communes: str = "", former: str = "") -> Units:
        """The tree of units.yaml and communes.txt; PolicyError naming the unit and the date that do not fit.

        `former` is the text of former_communes.txt, read when a name of that time is first looked for.
        """
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
        for unit in parse_communes(communes, written.kinds):
            versions[unit.id].append(unit)
        for line in versions.values():
            _check(line, versions)
        frozen = {unit_id: tuple(line) for unit_id, line in versions.items()}
        return cls(frozen, {name: frozenset(ids) for name, ids in names.items()}, former)

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
        told = fold(name).replace(" ", "")
        found = self._by_key.get(told) or self._by_key.get(_RANK.sub("", told))
        return self.get(found, on) if found else None

    def today_name(self, name: str, on: date) -> str | None:
        """The short official name, valid that day, of what the name means; None if unknown."""
        unit = self.find(name, on)
        return unit.name if unit else None

    def provinces(self, on: date) -> tuple[Unit, ...]:
        """The units without a parent that exist that day, in alphabetical order."""
        return self.children(None, on)

    def children(self, parent: str | None, on: date) -> tuple[Unit, ...]:
        """The units right below that one which exist that day, in alphabetical order."""
        lines = (self._versions[unit_id] for unit_id in self._below.get(parent, ()))
        standing = (unit for line in lines for unit in line if unit.holds(on))
        return tuple(sorted(standing, key=lambda unit: key(unit.name)))

    def gazetteer(self, province: str, on: date) -> Gazetteer:
        """How the communes of a province (by its short name), or with "" of the country, are called."""
        era = self._era(on)
        if (province, era) not in self._gazetteers:
            self._gazetteers[province, era] = self._gather(province, on)
        return self._gazetteers[province, era]

    def _gather(self, province: str, on: date) -> Gazetteer:
        wanted = {unit.id: unit.name for unit in self.provinces(on) if province in ("", unit.name)}
        communes = {
            unit.id: Commune(unit.id, unit.name, unit.title, name)
            for province_id, name in wanted.items()
            for unit in self.children(province_id, on)
        }
        names = [PlaceName(one.name, one.title, (one,)) for one in communes.values()]
        for was in self._former:
            above = self.get(was.province, on)
            if above and above.id in wanted:
                heirs = {heir.id: None for code in was.codes if (heir := self.get(code, on))}
                now = tuple(communes[code] for code in heirs)
                names.append(PlaceName(was.name, was.title, now, was.district))
        return Gazetteer(names, self.aliases(on))

    @cached_property
    def _former(self) -> tuple[Former, ...]:
        return tuple(parse_former(self._former_text))

    def aliases(self, on: date) -> Mapping[str, str]:
        """Every unambiguous folded name, spaces kept, with the short official name valid that day."""
        era = self._era(on)
        if era not in self._aliases:
            meant = ((a, self.get(unit_id, on)) for a, unit_id in _unambiguous(self._names.items()).items())
            self._aliases[era] = {alias: unit.name for alias, unit in meant if unit}
        return self._aliases[era]

    def _era(self, on: date) -> _Era:
        """How many days before it brought or ended some unit: where that is the same, so are the tables."""
        return bisect_right(self._begins, on), bisect_left(self._ends, on)


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
