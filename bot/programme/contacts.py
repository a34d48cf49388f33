"""Whom a person can ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.programme.policy import Policy
from bot.programme.provinces import DEFAULT


@dataclass(frozen=True, slots=True)
class Contact:
    """An office; None stands for what no source gives, `national` for a province without a file."""

    office: str
    phone: str | None
    email: str | None
    hours: str | None
    url: str | None
    national: bool


@lru_cache(maxsize=64)
def contact(policy: Policy, province: str | None) -> Contact:
    """The office for that province (any of its names), the national one where none is written down.

    An office without a page of its own shows the national one, so that there is always somewhere to go.
    """
    country = policy.provinces[DEFAULT]
    place = policy.province(province, date.max)
    data = place.contact
    url = data.url or country.contact.url
    return Contact(data.office, data.phone, data.email, data.hours, url, place is country)
