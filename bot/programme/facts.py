"""What a person told about themselves, as far as the rules need it."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from bot.programme.units import Units
from bot.understanding.span import Span

Who = Literal["citizen", "household", "enterprise", "cooperative", "organisation"]
WHO: tuple[Who, ...] = get_args(Who)

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class Facts:
    """The answers; None means not asked yet or not known.

    `certificate_issued` is the *first* certificate. `had_free` and `had_paid` hold suffixes, such as
    "id.vn". `invalid` names the dates that were given but cannot be. `states` holds conditions decided
    before a sensitive answer was erased (`Condition.kept`); they count instead of a new computation.
    """

    who: Who | None = None
    citizen_of_vn: bool | None = None
    birth: Span | None = None
    certificate_issued: Span | None = None
    has_certificate: bool | None = None
    had_free: frozenset[str] | None = None
    had_paid: frozenset[str] | None = None
    province: str | None = None
    states: Mapping[str, str] = field(default_factory=dict)
    invalid: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, raw: Mapping[str, object], units: Units, on: date) -> Facts:
        """The facts of plain JSON values; never raises for what stands in them.

        Unknown keys and unreadable values count as not asked; a date that cannot be is named in `invalid`.
        Dates are ISO "2005-03-15", "2005-03" or "2005"; a province may carry a former name.
        """
        spans = {name: _span(raw.get(name)) for name in ("birth", "certificate_issued")}
        province = raw.get("province")
        return cls(
            who=next((who for who in WHO if who == raw.get("who")), None),
            citizen_of_vn=_flag(raw.get("citizen_of_vn")),
            birth=spans["birth"],
            certificate_issued=spans["certificate_issued"],
            has_certificate=_flag(raw.get("has_certificate")),
            had_free=_suffixes(raw.get("had_free")),
            had_paid=_suffixes(raw.get("had_paid")),
            province=units.today_name(province, on) if isinstance(province, str) else None,
            invalid=frozenset(
                name for name, span in spans.items() if span is None and raw.get(name) is not None
            ),
        )


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _suffixes(value: object) -> frozenset[str] | None:
    if not isinstance(value, list | tuple | frozenset | set):
        return None
    suffixes = [item.strip().lower().removeprefix(".") for item in value if isinstance(item, str)]
    return frozenset(suffixes) if len(suffixes) == len(value) else None


def _span(value: object) -> Span | None:
    """The days that the written date may mean, None where there is no such date."""
    written = _ISO.fullmatch(value) if isinstance(value, str) else None
    if written is None:
        return None
    year, month, day = (int(part) if part else None for part in written.groups())
    try:
        low = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return Span.day(low)
    last = month or 12
    return Span(low, date(low.year, last, monthrange(low.year, last)[1]))
