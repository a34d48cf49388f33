"""The conditions of the programmes: one small test each, registered by name in `TESTS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from bot.programme.calendar import birthday, months_after
from bot.programme.facts import Facts
from bot.programme.rules import Age, Coverage, Period, Plain, Term
from bot.programme.units import Units
from bot.programme.written import Line
from bot.understanding.span import Span

State = Literal["met", "to_confirm", "not_met", "unknown"]
BAD_DATES = ("invalid_date", "date_in_future")


class Finding(NamedTuple):
    """How one condition stands: its state, why, and the facts that would settle it."""

    state: State
    reason: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """Who is looked at, on which day, for which suffix."""

    facts: Facts
    today: date
    suffix: str
    units: Units

    def bad_date(self, name: str, span: Span | None) -> Finding | None:
        """Why the date cannot be: no such day, or wholly after today; None where it can."""
        if name in self.facts.invalid:
            return Finding("unknown", "invalid_date", (name,))
        if span is not None and span.low > self.today:
            return Finding("unknown", "date_in_future", (name,))
        return None

    def every_day(self, name: str, span: Span, judge: Callable[[date], Finding]) -> Finding:
        """What holds for every day of the span up to today, unknown where its days differ.

        The two ends suffice: all judgements here move one way as the day moves on.
        """
        first = judge(span.low)
        if span.is_day or judge(min(span.high, self.today)) == first:
            return first
        return unknown(name)


MET = Finding("met", "ok")


def unknown(*needs: str) -> Finding:
    """The state of a condition whose facts were not asked."""
    return Finding("unknown", "fact_missing", needs)


def citizenship(rule: Plain, case: Case) -> Finding:
    """id.vn is for citizens of Viet Nam (TT 64/2025/TT-BTC Điều 3)."""
    if case.facts.citizen_of_vn is None:
        return unknown("citizen_of_vn")
    return MET if case.facts.citizen_of_vn else Finding("not_met", "not_citizen")


def not_covered(rule: Plain, case: Case) -> Finding:
    """No text frees organisations; they may take a paid name."""
    return Finding("not_met", "organisation_not_covered")


def coverage(rule: Coverage, case: Case) -> Finding:
    """Cooperatives get services where their province's plan says so (KH Tuyên Quang mục III.2.1.1)."""
    if not rule.provinces:
        return Finding("not_met", "cooperative_not_covered")
    if case.facts.province is None:
        return unknown("province")
    units = (case.units.get(unit_id, case.today) for unit_id in rule.provinces)
    if any(unit is not None and unit.name == case.facts.province for unit in units):
        return Finding("to_confirm", "cooperative_services_only")
    return Finding("not_met", "cooperative_not_covered")


def age(rule: Age, case: Case) -> Finding:
    """From the 18th birthday to 23 (TT 64/2025/TT-BTC Điều 3); whether all of 23 counts is open."""
    birth = case.facts.birth
    if bad := case.bad_date("birth", birth):
        return bad
    if birth is None:
        return unknown("birth")
    found = case.every_day("birth", birth, lambda day: _age_of(day, rule, case.today))
    soon = birthday(birth.low, rule.lower).year == case.today.year
    # Some days of the span come of age this year still: which one it is may be the last chance.
    return unknown("birth") if found.reason == "age_below_18" and soon and not birth.is_day else found


def _age_of(birth: date, rule: Age, today: date) -> Finding:
    if today < birthday(birth, rule.lower):
        return Finding("not_met", "age_below_18")
    if today <= birthday(birth, rule.upper):
        return MET
    if today < birthday(birth, rule.over):
        return Finding("to_confirm", "age_to_confirm")
    return Finding("not_met", "age_over")


def certificate(rule: Plain, case: Case) -> Finding:
    """A registration certificate is needed (TT 64/2025/TT-BTC Điều 3); a household's may be of any age."""
    facts = case.facts
    if bad := case.bad_date("certificate_issued", facts.certificate_issued):
        return bad
    if facts.has_certificate is False:
        return Finding("not_met", "no_certificate")
    if facts.has_certificate or facts.certificate_issued is not None:
        return MET
    return unknown("certificate_issued" if facts.who == "enterprise" else "has_certificate")


def twelve_months(rule: Term, case: Case) -> Finding:
    """Registered within twelve months of the first certificate (TT 64/2025/TT-BTC Điều 3)."""
    issued = case.facts.certificate_issued
    if bad := case.bad_date("certificate_issued", issued):
        return bad
    if issued is None:
        return unknown("certificate_issued")
    return case.every_day("certificate_issued", issued, lambda day: _months_since(day, rule, case.today))


def _months_since(issued: date, rule: Term, today: date) -> Finding:
    full = months_after(issued, rule.months)
    if today < full:
        return MET
    if today == full:
        return Finding("to_confirm", "twelve_months_today")
    return Finding("not_met", "established_over_12_months")


def first_name(rule: Plain, case: Case) -> Finding:
    """Only the first newly registered name of the suffix is free (TT 64/2025/TT-BTC Điều 3)."""
    free, paid = case.facts.had_free, case.facts.had_paid
    if free is not None and case.suffix in free:
        return Finding("not_met", "already_used")
    if free is None or paid is None:
        return unknown(*(name for name, had in (("had_free", free), ("had_paid", paid)) if had is None))
    return Finding("to_confirm", "already_paid_name") if case.suffix in paid else MET


def period(rule: Period, case: Case) -> Finding:
    """The day lies in a period of the offer; `period_ended` also stands for one that has not begun."""
    return Finding("not_met", "period_ended") if rule.unannounced or case.today < rule.start else MET


LineT = TypeVar("LineT", bound=Line)


@dataclass(frozen=True, slots=True)
class Test(Generic[LineT]):
    """A condition: the model of its dated lines, its judgement, the usual reasons of a kept state."""

    model: type[LineT]
    judge: Callable[[LineT, Case], Finding]
    not_met: str
    to_confirm: str = ""


TESTS: Mapping[str, Test[Any]] = {
    "citizenship": Test(Plain, citizenship, "not_citizen"),
    "not_covered": Test(Plain, not_covered, "organisation_not_covered"),
    "coverage": Test(Coverage, coverage, "cooperative_not_covered", "cooperative_services_only"),
    "age": Test(Age, age, "age_over", "age_to_confirm"),
    "certificate": Test(Plain, certificate, "no_certificate"),
    "twelve_months": Test(Term, twelve_months, "established_over_12_months", "twelve_months_today"),
    "first_name": Test(Plain, first_name, "already_used", "already_paid_name"),
    "period": Test(Period, period, "period_ended"),
}
