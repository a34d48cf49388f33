"""All that is dated law and offer, read from flows/ and checked as one whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from bot.programme.facts import WHO, Who
from bot.programme.fees import Fees
from bot.programme.programme import Programme
from bot.programme.provinces import DEFAULT, Province, parse_provinces
from bot.programme.sources import Source, check_cited, parse_sources
from bot.programme.units import Units
from bot.programme.written import Line, PolicyError


class Review(NamedTuple):
    """A value and the day by which somebody must look at it again."""

    where: str
    review_by: date


@dataclass(frozen=True, slots=True, eq=False)
class Policy:
    """The whole policy; `revision` names the edition of the files it was read from. Compared by identity."""

    programmes: Mapping[str, Programme]
    by_group: Mapping[Who, Programme]
    fees: Fees
    sources: Mapping[str, Source]
    units: Units
    provinces: Mapping[str, Province]
    revision: str

    @classmethod
    def parse(
        cls,
        programmes: Mapping[str, object],
        fees: object,
        sources: object,
        units: Units,
        provinces: Mapping[str, object],
        revision: str = "",
    ) -> Policy:
        """The policy of parsed YAML; `programmes` and `provinces` by file name without its ending.

        PolicyError names file, key and date: of an unknown key, a gap or overlap between dated lines, a
        source that is unknown or not in force, a group of people in two programmes or in none.
        """
        known = parse_sources(sources)
        tables = Fees.parse(fees)
        check_cited(tables.tables, known, "fees.yaml")
        offers = [
            Programme.parse(raw, f"programmes/{stem}.yaml", known, units) for stem, raw in programmes.items()
        ]
        places = parse_provinces(provinces, known, units)
        return cls({o.id: o for o in offers}, _by_group(offers), tables, known, units, places, revision)

    def province(self, name: str | None, on: date) -> Province:
        """The province's file; the country's where it has none or the name is unknown."""
        unit = self.units.find(name, on) if name else None
        return self.provinces.get(unit.id if unit else DEFAULT) or self.provinces[DEFAULT]

    def overdue(self, today: date) -> tuple[Review, ...]:
        """What still counts and whose `review_by` is past: for operators to mend, never a reason to stop."""
        return tuple(review for review in self._reviews(today) if review.review_by < today)

    def _reviews(self, today: date) -> Iterator[Review]:
        for source in self.sources.values():
            yield Review(f"sources.yaml: {source.id}", source.review_by)
        for stem, place in self.provinces.items():
            yield Review(f"provinces: {stem}: contact", place.contact.review_by)
        for where, line in self._lines():
            if line.end is None or line.end >= today:
                yield Review(f"{where} from {line.start}", line.review_by)

    def _lines(self) -> Iterator[tuple[str, Line]]:
        yield from (("fees.yaml:", table) for table in self.fees.tables)
        for offer in self.programmes.values():
            for name, dated in offer.rules.items():
                yield from ((f"programmes: {offer.id}: {name}", line) for line in dated)
        for stem, place in self.provinces.items():
            yield from ((f"provinces: {stem}: services", line) for line in place.services)


def _by_group(offers: list[Programme]) -> Mapping[Who, Programme]:
    groups: dict[Who, Programme] = {}
    for offer in offers:
        for who in offer.groups:
            if who in groups:
                raise PolicyError(f"programmes: {who} stands in {groups[who].id} and in {offer.id}")
            groups[who] = offer
    if missing := [who for who in WHO if who not in groups]:
        raise PolicyError(f"programmes: no programme says anything about {missing}")
    return groups
