"""What must hold for any facts at all."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.programme.facts import WHO, Facts
from bot.programme.offer import offer
from bot.programme.verdict import Verdict, decide
from bot.understanding.span import Span
from tests.test_programme_data import policy
from tests.test_programme_rules import CONTRACT

STATE_OF = {"not_eligible": "not_met", "missing": "unknown", "to_confirm": "to_confirm", "eligible": "met"}
STRONGEST_FIRST = ["not_eligible", "missing", "to_confirm", "eligible"]

# No deadline per example: the suite shares its processors.
many = settings(max_examples=300, deadline=None)
days = st.dates(date(2022, 1, 1), date(2028, 12, 31))
suffixes = st.lists(st.sampled_from(["id.vn", "biz.vn", "com.vn"]), max_size=3)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def _written(dates: st.SearchStrategy[date]) -> st.SearchStrategy[str]:
    return dates.map(date.isoformat).flatmap(
        lambda iso: st.sampled_from([iso, iso[:7], iso[:4], "2005-02-30"])
    )


SENSIBLE: dict[str, st.SearchStrategy[Any]] = {
    "who": st.sampled_from(WHO),
    "citizen_of_vn": st.booleans(),
    "birth": _written(st.dates(date(1998, 1, 1), date(2029, 1, 1))),
    "certificate_issued": _written(st.dates(date(2021, 1, 1), date(2029, 1, 1))),
    "has_certificate": st.booleans(),
    "had_free": suffixes,
    "had_paid": suffixes,
    "province": st.sampled_from(["Tuyên Quang", "Hà Giang", "Hà Nội", "Atlantis"]),
}
sensible = st.fixed_dictionaries({}, optional=SENSIBLE)
anything = st.fixed_dictionaries({}, optional={key: json_values | some for key, some in SENSIBLE.items()})


def _decide(raw: dict[str, Any], today: date) -> Verdict:
    return decide(policy(), Facts.parse(raw, policy().units, today), today)


@given(anything, st.dates())
@many
def test_nothing_people_send_raises(raw: dict[str, Any], today: date) -> None:
    facts = Facts.parse(raw, policy().units, today)
    verdict = decide(policy(), facts, today)
    assert verdict.reason in CONTRACT[verdict.verdict]
    assert bool(verdict.needs) == (verdict.verdict == "missing")
    got = offer(policy(), facts, verdict, today)
    assert got.free == (verdict.verdict == "eligible")
    assert (got.deadline is None) or got.deadline >= today


@given(sensible, days)
@many
def test_the_verdict_is_the_strongest_condition_and_its_reason_the_first(
    raw: dict[str, Any], today: date
) -> None:
    verdict = _decide(raw, today)
    dates = [c for c in verdict.conditions if c.reason in {"invalid_date", "date_in_future"}]
    if dates:
        assert verdict.verdict == "missing" and verdict.reason in {c.reason for c in dates}
        return
    present = {c.state for c in verdict.conditions}
    strongest = next(v for v in STRONGEST_FIRST if STATE_OF[v] in present)
    assert verdict.verdict == strongest
    assert verdict.reason == next(c.reason for c in verdict.conditions if c.state == STATE_OF[strongest])


@given(sensible, sensible, days)
@many
def test_a_verdict_once_given_is_not_taken_back_by_more_facts(
    known: dict[str, Any], more: dict[str, Any], today: date
) -> None:
    """Only `missing` may change, so that nobody hears an early no; a date that cannot be comes first."""
    whole = {**more, **known}
    assume(
        whole.get("has_certificate") is not False or "certificate_issued" not in whole
    )  # a date of no paper
    before, after = _decide(known, today), _decide(whole, today)
    if before.verdict != "missing" and after.reason not in {"invalid_date", "date_in_future"}:
        assert after.verdict == before.verdict


@given(sensible, days)
@many
def test_missing_needs_facts_that_are_not_known_exactly(raw: dict[str, Any], today: date) -> None:
    facts = Facts.parse(raw, policy().units, today)
    for need in decide(policy(), facts, today).needs:
        value = getattr(facts, need)
        assert value is None or isinstance(value, Span)


@given(
    st.sampled_from(["birth", "certificate_issued"]),
    days,
    st.integers(0, 9000),
    st.integers(0, 800),
    st.data(),
)
@many
def test_what_a_span_decides_holds_for_each_of_its_days(
    name: str, today: date, ago: int, length: int, data: st.DataObject
) -> None:
    low = today - timedelta(days=ago)
    span = Span(low, low + timedelta(days=length))
    day = min(low + timedelta(days=data.draw(st.integers(0, length))), today)
    names: frozenset[str] = frozenset()

    def verdict(of: Span) -> Verdict:
        known: dict[str, Any] = {name: of}
        who = "citizen" if name == "birth" else "enterprise"
        return decide(
            policy(), Facts(who=who, citizen_of_vn=True, had_free=names, had_paid=names, **known), today
        )

    at_day = {c.name: c for c in verdict(Span.day(day)).conditions}
    ends = [{c.name: c for c in verdict(Span.day(end)).conditions} for end in (low, min(span.high, today))]
    for condition in verdict(span).conditions:
        if condition.state == "unknown":
            assert condition.needs == (name,)
            of_age_this_year = (
                name == "birth" and low.year + 18 == today.year
            )  # the last chance may hang on it
            differ = ends[0][condition.name] != ends[1][condition.name]
            assert differ or of_age_this_year, "asked only where its days differ"
        else:
            assert at_day[condition.name] == condition


@many
@given(sensible, days, st.permutations(list(SENSIBLE)))
def test_facts_read_alike_in_any_order(raw: dict[str, Any], today: date, order: list[str]) -> None:
    assert _decide(raw, today) == _decide({key: raw[key] for key in order if key in raw}, today)
