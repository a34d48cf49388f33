"""What a verdict means for the talk: prices, days left, services, what else there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from bot.programme.calendar import birthday, months_after
from bot.programme.facts import Facts
from bot.programme.fees import Fee
from bot.programme.policy import Policy
from bot.programme.programme import Programme
from bot.programme.provinces import DEFAULT
from bot.programme.rules import Age, Period, Term
from bot.programme.verdict import Verdict
from bot.programme.written import DAY, PolicyError
from bot.understanding.span import Span

_OPEN = ("eligible", "to_confirm")


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another suffix that anybody of the group may take, with its state fees in đồng."""

    suffix: str
    fee_register: int
    fee_year: int
    fee_first_year: int


@dataclass(frozen=True, slots=True)
class Offer:
    """Dates are the last good day; fees are state fees in đồng, a registrar's service fee comes on top.

    `free` is True only for a sure yes. `deadline` is the earliest of the period's end, the age limit and
    the twelve months; None without a chance or where the answer behind a limit is erased. `announced` is
    False where nothing is known for today, `announced_until` the last day for which something is.
    `deadline_open` where it hangs on a day that was said as a year, a month or an age: then there is none.
    `eighteenth` is set for whoever is too young, only its year where no day was said;
    `first_certificate_limit` for an enterprise: the day its twelve months are full.
    """

    suffix: str
    free: bool
    deadline: date | None
    deadline_open: bool
    days_left: int | None
    closing_soon: bool
    fee_register: int | None
    fee_year: int | None
    fee_first_year: int | None
    eighteenth: date | None
    eighteenth_year: int | None
    services: tuple[str, ...]
    announced: bool
    announced_until: date | None
    alternatives: tuple[Alternative, ...]
    first_certificate_limit: date | None


class Terms(NamedTuple):
    """What the programme for citizens and enterprises says on a day, whoever asks; ages in years, fees by suffix."""

    announced: bool
    announced_until: date | None
    age_lower: int
    age_upper: int
    term_months: int
    fees: Mapping[str, Fee]


@lru_cache(maxsize=64)
def terms(policy: Policy, today: date) -> Terms:
    """The figures in force that day, or of the first day where it was not in force yet."""
    people, business = policy.programmes["id_vn"], policy.programmes["biz_vn"]
    age, term = people.rule("age", Age, today), business.rule("twelve_months", Term, today)
    if age is None or term is None:
        raise PolicyError("programmes: id_vn needs the rule age, biz_vn the rule twelve_months")
    until = _announced_until(people, today)
    fees = policy.fees.on(today)
    return Terms(_announced(people, today), until, age.lower, age.upper, term.months, fees)


def offer(policy: Policy, facts: Facts, verdict: Verdict, today: date) -> Offer:
    """The offer behind the verdict as it stands today."""
    programme = policy.programmes[verdict.programme]
    suffix = _suffix(programme, verdict)
    fee = policy.fees.of(suffix, today)
    deadlines = {_deadline(programme, ends, verdict, today) for ends in _ends(facts)}
    deadline = deadlines.pop() if len(deadlines) == 1 else None
    eighteenth = _eighteenth(programme, facts, verdict, today)
    days_left = (deadline - today).days if deadline else None
    return Offer(
        suffix=suffix,
        free=verdict.verdict == "eligible",
        deadline=deadline,
        deadline_open=bool(deadlines),
        days_left=days_left,
        closing_soon=days_left is not None and days_left <= programme.warn_days,
        fee_register=fee.register_once if fee else None,
        fee_year=fee.yearly if fee else None,
        fee_first_year=fee.first_year if fee else None,
        eighteenth=eighteenth.low if eighteenth and eighteenth.is_day else None,
        eighteenth_year=eighteenth.low.year
        if eighteenth and eighteenth.low.year == eighteenth.high.year
        else None,
        services=_services(policy, facts, verdict, today),
        announced=_announced(programme, today),
        announced_until=_announced_until(programme, today),
        alternatives=_alternatives(policy, programme, today),
        first_certificate_limit=_certificate_full(programme, facts, today),
    )


def _suffix(programme: Programme, verdict: Verdict) -> str:
    """The suffix this person may take, free or not."""
    foreign = any(condition.reason == "not_citizen" for condition in verdict.conditions)
    return programme.suffix_for_foreigners or programme.suffix if foreign else programme.suffix


def _deadline(programme: Programme, facts: Facts, verdict: Verdict, today: date) -> date | None:
    """The last day on which registering still falls under this verdict."""
    if verdict.verdict not in _OPEN:
        return None
    reasons = {condition.name: condition.reason for condition in verdict.conditions}
    limits = [_announced_until(programme, today)]
    if "age" in reasons:
        limits.append(_last_day_of_age(programme, facts, reasons["age"], today))
    if "twelve_months" in reasons:
        full = _certificate_full(programme, facts, today)
        limits.append(
            full if full is None or reasons["twelve_months"] == "twelve_months_today" else full - DAY
        )
    known = [limit for limit in limits if limit is not None]
    return min(known) if len(known) == len(limits) else None


def _last_day_of_age(programme: Programme, facts: Facts, reason: str, today: date) -> date | None:
    rule = programme.rule("age", Age, today)
    if rule is None or facts.birth is None:
        return None
    if reason == "age_to_confirm":
        return birthday(facts.birth.low, rule.over) - DAY
    return birthday(facts.birth.low, rule.upper)


def _certificate_full(programme: Programme, facts: Facts, today: date) -> date | None:
    rule = programme.rule("twelve_months", Term, today)
    if rule is None or facts.who != "enterprise" or facts.certificate_issued is None:
        return None
    return months_after(facts.certificate_issued.low, rule.months)


def _ends(facts: Facts) -> tuple[Facts, Facts]:
    """The facts as they are where each day is the first it may be, and where it is the last."""
    birth, issued = facts.birth, facts.certificate_issued
    first, last = (
        replace(
            facts,
            birth=birth and Span.day(birth.low if low else birth.high),
            certificate_issued=issued and Span.day(issued.low if low else issued.high),
        )
        for low in (True, False)
    )
    return first, last


def _eighteenth(programme: Programme, facts: Facts, verdict: Verdict, today: date) -> Span | None:
    rule = programme.rule("age", Age, today)
    young = any(condition.reason == "age_below_18" for condition in verdict.conditions)
    if not (rule and young and facts.birth):
        return None
    return Span(birthday(facts.birth.low, rule.lower), birthday(facts.birth.high, rule.lower))


def _announced(programme: Programme, today: date) -> bool:
    period = programme.rule("period", Period, today)
    return period is not None and not period.unannounced and period.start <= today


def _announced_until(programme: Programme, today: date) -> date | None:
    """The last day of the offer that was known today, or that was ever known where it is over."""
    known = [line for line in programme.rules["period"] if line.start <= max(today, programme.begins)]
    return max((line.until for line in known if line.until is not None), default=None)


def _services(policy: Policy, facts: Facts, verdict: Verdict, today: date) -> tuple[str, ...]:
    """The services of the province's plan, else the country's; none without a chance."""
    if verdict.verdict not in _OPEN:
        return ()
    for place in (policy.province(facts.province, today), policy.provinces[DEFAULT]):
        if (line := place.services_on(today)) is not None:
            return line.of(verdict.programme)
    return ()


def _alternatives(policy: Policy, programme: Programme, today: date) -> tuple[Alternative, ...]:
    priced = ((suffix, policy.fees.of(suffix, today)) for suffix in programme.alternatives)
    return tuple(_priced(suffix, fee) for suffix, fee in priced if fee is not None)


def _priced(suffix: str, fee: Fee) -> Alternative:
    return Alternative(suffix, fee.register_once, fee.yearly, fee.first_year)
