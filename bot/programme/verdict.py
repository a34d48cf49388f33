"""The three-valued decision: every condition with its state, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from bot.programme.conditions import BAD_DATES, Case, Finding, State
from bot.programme.facts import Facts
from bot.programme.policy import Policy
from bot.programme.programme import Check, Programme, ProgrammeId

Outcome = Literal["eligible", "to_confirm", "not_eligible", "missing"]
REASONS = frozenset(
    {
        *("ok", "age_to_confirm", "twelve_months_today", "already_paid_name", "cooperative_services_only"),
        *("not_citizen", "age_below_18", "age_over", "established_over_12_months", "no_certificate"),
        *("already_used", "period_ended", "cooperative_not_covered", "organisation_not_covered"),
        *("fact_missing", *BAD_DATES),
    }
)
TOKENS = REASONS.union(get_args(Outcome), get_args(ProgrammeId))
"""All that a guard may ask of a verdict."""

# Strongest first: a definite no holds whatever the open facts turn out to be.
_STRENGTH: tuple[tuple[State, Outcome], ...] = (
    ("not_met", "not_eligible"),
    ("unknown", "missing"),
    ("to_confirm", "to_confirm"),
    ("met", "eligible"),
)


@dataclass(frozen=True, slots=True)
class Condition:
    """How one condition stands: `needs` names the facts that would settle an unknown one."""

    name: str
    state: State
    reason: str
    sources: tuple[str, ...]
    needs: tuple[str, ...]

    @property
    def kept(self) -> str:
        """What `Facts.states` may keep of it once the answer behind it is erased."""
        return f"{self.state}:{self.reason}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows for one person on one day; `sources` are those in force behind the reason."""

    programme: str
    verdict: Outcome
    reason: str
    conditions: tuple[Condition, ...]
    needs: tuple[str, ...]
    sources: tuple[str, ...]
    as_of: date


def decide(policy: Policy, facts: Facts, today: date) -> Verdict:
    """The verdict on that day, never an early no and never an exception for odd facts.

    Before a programme began the rules of its first day are shown, and its period is not met. Without `who`
    the programme is the one the other facts hint at, id_vn where they hint at nothing.
    """
    if facts.who is None:
        return _nobody_yet(policy, facts, today)
    programme = policy.by_group[facts.who]
    case = Case(facts, today, programme.suffix, policy.units)
    checks = programme.groups[facts.who]
    return _weigh(programme, tuple(_condition(check, case) for check in checks), today)


def _condition(check: Check, case: Case) -> Condition:
    line = check.dated.at(case.today)
    finding = _kept(case.facts.states.get(check.name), check) or check.test.judge(line, case)
    sources = line.sources if line.start <= case.today else ()
    return Condition(check.name, finding.state, finding.reason, sources, finding.needs)


def _kept(kept: str | None, check: Check) -> Finding | None:
    """The finding behind a kept state, with or without its reason; None where nothing decided was kept."""
    if kept is None:
        return None
    state, _, reason = kept.partition(":")
    if state == "met":
        return Finding("met", "ok")
    if state == "to_confirm" and (reason or check.test.to_confirm):
        return Finding("to_confirm", reason or check.test.to_confirm)
    return Finding("not_met", reason or check.test.not_met) if state == "not_met" else None


def _weigh(programme: Programme, conditions: tuple[Condition, ...], today: date) -> Verdict:
    outcome, decisive = _decisive(conditions)
    return Verdict(
        programme=programme.id,
        verdict=outcome,
        reason=decisive[0].reason,
        conditions=conditions,
        needs=tuple(dict.fromkeys(need for c in decisive for need in c.needs)),
        sources=tuple(dict.fromkeys(source for c in decisive for source in c.sources)),
        as_of=today,
    )


def _decisive(conditions: tuple[Condition, ...]) -> tuple[Outcome, list[Condition]]:
    """The outcome and the conditions behind it, the one that gives the reason first."""
    bad = [c for c in conditions if c.reason in BAD_DATES]
    if bad:
        rest = [c for c in conditions if c.state == "unknown" and c not in bad]
        return "missing", [*sorted(bad, key=lambda c: BAD_DATES.index(c.reason)), *rest]
    for state, outcome in _STRENGTH:
        if behind := [c for c in conditions if c.state == state]:
            return outcome, behind
    raise ValueError("a programme must set at least one condition")


def _nobody_yet(policy: Policy, facts: Facts, today: date) -> Verdict:
    business = facts.certificate_issued is not None or facts.has_certificate is not None
    business = business or "certificate_issued" in facts.invalid
    citizen = facts.birth is not None or facts.citizen_of_vn is not None or "birth" in facts.invalid
    programme = policy.programmes["biz_vn" if business and not citizen else "id_vn"]
    case = Case(facts, today, programme.suffix, policy.units)
    spans = {"birth": facts.birth, "certificate_issued": facts.certificate_issued}
    bad = [finding for name, span in spans.items() if (finding := case.bad_date(name, span))]
    found = [*bad, Finding("unknown", "fact_missing", ("who",))]
    return _weigh(programme, tuple(Condition("who", f.state, f.reason, (), f.needs) for f in found), today)
