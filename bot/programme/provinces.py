"""What a province adds: the services that come along with a name, and whom to ask."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from bot.programme.sources import Source, check_cited
from bot.programme.units import Units
from bot.programme.written import Confidence, Dated, Id, Line, PolicyError, Written, read

DEFAULT = "default"
Service = Literal["website", "email", "cv", "hosting"]


class Services(Line):
    """The services, by programme, that a plan promises in these days, in the plan's order."""

    id_vn: list[Service] = Field(default_factory=list)
    biz_vn: list[Service] = Field(default_factory=list)
    cooperative: list[Service] = Field(default_factory=list)

    def of(self, programme: str) -> tuple[str, ...]:
        """The services that come along with that programme."""
        return tuple(getattr(self, programme))


class ContactData(Written):
    """Whom to ask; null stands where no source gives it."""

    office: str
    phone: str | None
    email: str | None
    hours: str | None
    url: str | None
    source: Id
    confidence: Confidence
    review_by: date

    @model_validator(mode="after")
    def _safe_link(self) -> ContactData:
        if self.url is not None and not self.url.startswith("https://"):
            raise ValueError("a link must begin with https://")
        return self


class Province(Written):
    """One file of flows/provinces, named after its unit; `default` speaks for the whole country."""

    contact: ContactData
    services: list[Services] = Field(default_factory=list)

    def services_on(self, day: date) -> Services | None:
        """The services of the plan in force that day, None where none is."""
        return next((line for line in self.services if line.holds(day)), None)


def parse_provinces(
    written: Mapping[str, object], sources: Mapping[str, Source], units: Units
) -> Mapping[str, Province]:
    """The provinces by unit id; PolicyError for an unknown unit or source, a gap, or no `default`."""
    if DEFAULT not in written:
        raise PolicyError(f"provinces/{DEFAULT}.yaml is missing")
    return {stem: _province(stem, raw, sources, units) for stem, raw in written.items()}


def _province(stem: str, raw: object, sources: Mapping[str, Source], units: Units) -> Province:
    where = f"provinces/{stem}.yaml"
    place = read(Province, raw, where)
    if stem != DEFAULT and stem not in units:
        raise PolicyError(f"{where}: no unit has the id {stem}")
    if place.contact.source not in sources:
        raise PolicyError(f"{where}: contact: unknown source {place.contact.source}")
    if place.services:
        Dated.joined(place.services, f"{where}: services")
        check_cited(place.services, sources, f"{where}: services")
    return place
