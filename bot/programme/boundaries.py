"""The days and places on either side of every limit the rules know: what a walk over all paths must try."""

from __future__ import annotations

from datetime import date

from bot.programme.calendar import months_after
from bot.programme.policy import Policy
from bot.programme.rules import Age, Coverage, Term
from bot.programme.written import DAY


def birth_days(policy: Policy, today: date) -> tuple[date, ...]:
    """Birth dates on each side of the ages in force, youngest first."""
    rule = policy.programmes["id_vn"].rule("age", Age, today)
    if rule is None:
        return (months_after(today, -12 * 20),)
    turned = {age: months_after(today, -12 * age) for age in (rule.lower, rule.upper, rule.over)}
    return (
        turned[rule.lower] + DAY,
        turned[rule.lower],
        turned[rule.upper],
        turned[rule.upper] - DAY,
        turned[rule.over] + DAY,
        turned[rule.over],
    )


def certificate_days(policy: Policy, today: date) -> tuple[date, ...]:
    """Dates of a first certificate on each side of the term in force, newest first."""
    rule = policy.programmes["biz_vn"].rule("twelve_months", Term, today)
    full = months_after(today, -(rule.months if rule else 0))
    return (full + DAY, full, full - DAY) if rule else (today,)


def special_provinces(policy: Policy, today: date) -> tuple[str, ...]:
    """The provinces (short names that day) for which some rule says something of its own."""
    rules = (p.rule("coverage", Coverage, today) for p in policy.programmes.values())
    ids = {unit_id for rule in rules if rule for unit_id in rule.provinces}
    return tuple(sorted(u.name for unit_id in ids if (u := policy.units.get(unit_id, today))))
