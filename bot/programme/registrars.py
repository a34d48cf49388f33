"""Registrars: who takes which suffix, on which page, in which order they are shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Annotated, Literal
from urllib.parse import quote, urlsplit

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

ANY = "any"


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Registrar(_Written):
    """One registrar as flows/registrars.yaml writes it; `pages` by suffix, "any" for all."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]{1,15}$")]
    name: str
    hosts: tuple[str, ...]
    pages: Mapping[str, str]
    verified_on: date
    confidence: Literal["high", "medium", "low"]
    offered: bool
    last: bool = False

    @model_validator(mode="after")
    def _only_listed_hosts(self) -> Registrar:
        for suffix in self.pages:
            parts = urlsplit(self.page(suffix, "a.vn") or "")
            if parts.scheme != "https" or parts.netloc not in self.hosts:
                raise ValueError(
                    f"{self.id}: the page for {suffix} is not https on one of {list(self.hosts)}"
                )
        return self

    def takes(self, suffix: str) -> bool:
        """True where it is offered and has a page for the suffix."""
        return self.offered and (suffix in self.pages or ANY in self.pages)

    def template(self, suffix: str) -> str | None:
        """The page for that suffix as it is written, {fqdn} unfilled: what its daily check goes by."""
        return self.pages.get(suffix) or self.pages.get(ANY)

    def page(self, suffix: str, fqdn: str) -> str | None:
        """The page to send somebody to for that suffix, None where the registrar has none."""
        written = self.template(suffix)
        return written.replace("{fqdn}", quote(fqdn, safe="")) if written else None

    def led_to(self, url: str, templates: Collection[str]) -> bool:
        """True where one of these pages, as they are written, was filled in to be `url`."""
        return any(t in templates and url.startswith(t.partition("{fqdn}")[0]) for t in self.pages.values())


class Registrars(_Written):
    """The whole list; everything asked of it is asked for one suffix."""

    registrars: tuple[Registrar, ...]
    probe: Mapping[str, Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]*$")]]

    @model_validator(mode="after")
    def _probes_of_their_suffix(self) -> Registrars:
        for suffix, known in self.probe.items():
            if known != suffix and not known.endswith(f".{suffix}"):
                raise ValueError(f"probe: {known} is no name under {suffix}")
        return self

    def rotated(self, suffix: str, rotation: int) -> tuple[Registrar, ...]:
        """Those that take the suffix, turned by the rotation so that each is first equally often.

        Those marked `last` stay last.
        """
        offered = [r for r in self.registrars if r.takes(suffix)]
        turning = [r for r in offered if not r.last]
        start = rotation % len(turning) if turning else 0
        return (*turning[start:], *turning[:start], *(r for r in offered if r.last))

    def takes(self, registrar_id: str, suffix: str) -> bool:
        """True where the registrar is offered and has a page for the suffix."""
        found = self.find(registrar_id)
        return found is not None and found.takes(suffix)

    def name(self, registrar_id: str) -> str:
        """The brand as people know it; the id itself for one that is listed no more."""
        found = self.find(registrar_id)
        return found.name if found else registrar_id

    def url(self, registrar_id: str, label: str, suffix: str) -> str:
        """The page for that name, carrying nothing but the name; KeyError where it is not taken there."""
        found = self.find(registrar_id)
        page = found.page(suffix, f"{label}.{suffix}") if found and found.offered else None
        if page is None:
            raise KeyError(f"{registrar_id} does not take {suffix}")
        return page

    def find(self, registrar_id: str) -> Registrar | None:
        """The registrar of that id, None for one that is not listed."""
        return next((r for r in self.registrars if r.id == registrar_id), None)
