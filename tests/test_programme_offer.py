"""What a verdict means for the talk, and whom to ask."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.programme.calendar import birthday, months_after
from bot.programme.contacts import contact
from bot.programme.facts import Facts
from bot.programme.offer import Offer, offer
from bot.programme.verdict import decide
from tests.test_programme_data import policy

TODAY = date(2026, 11, 20)
NEW = {"had_free": [], "had_paid": []}


def _offer(today: date = TODAY, **raw: Any) -> Offer:
    facts = Facts.parse({**NEW, **raw}, policy().units, today)
    return offer(policy(), facts, decide(policy(), facts, today), today)


def _citizen(birth: str, today: date = TODAY, **raw: Any) -> Offer:
    return _offer(today, who="citizen", citizen_of_vn=True, birth=birth, **raw)


def test_a_young_citizen_has_until_the_period_ends() -> None:
    got = _citizen("2005-03-15")
    assert (got.suffix, got.free, got.deadline, got.days_left) == ("id.vn", True, date(2026, 12, 31), 41)
    assert (got.fee_register, got.fee_year, got.fee_first_year) == (10_000, 50_000, 60_000)
    assert not got.closing_soon
    assert got.announced and got.announced_until == date(2026, 12, 31)


def test_the_age_limit_may_come_first() -> None:
    assert _citizen("2003-11-30").deadline == date(2026, 11, 30)
    assert _citizen("2003-11-20").days_left == 0
    assert _citizen("2002-12-01").deadline == date(2026, 11, 30), "to confirm: until the day before the 24th"
    assert not _citizen("2002-12-01").free


def test_the_twelve_months_may_come_first() -> None:
    got = _offer(who="enterprise", certificate_issued="2025-12-01")
    assert (got.deadline, got.first_certificate_limit) == (date(2026, 11, 30), date(2026, 12, 1))
    assert _offer(who="enterprise", certificate_issued="2025-11-21").days_left == 0
    assert _offer(who="enterprise", certificate_issued="2025-11-20").deadline == TODAY
    assert _offer(who="enterprise", certificate_issued="2026-06-01").deadline == date(2026, 12, 31)


def test_a_span_whose_days_end_on_other_days_has_no_deadline() -> None:
    got = _offer(who="enterprise", certificate_issued="2025-12")
    assert (got.deadline, got.deadline_open, got.days_left) == (None, True, None)
    got = _offer(who="enterprise", certificate_issued="2026-05")
    assert (got.deadline, got.deadline_open) == (date(2026, 12, 31), False)


@pytest.mark.parametrize(("day", "soon"), [(16, False), (17, True), (31, True)])
def test_the_last_fourteen_days_warn(day: int, soon: bool) -> None:
    got = _offer(date(2026, 12, day), who="household", has_certificate=True)
    assert (got.closing_soon, got.days_left) == (soon, 31 - day)


def test_what_was_announced_is_what_was_known_that_day() -> None:
    household: dict[str, Any] = {"who": "household", "has_certificate": True}
    assert _offer(date(2025, 6, 30), **household).deadline == date(2025, 12, 31)
    assert _offer(date(2025, 7, 1), **household).deadline == date(2026, 12, 31)
    assert not _offer(date(2023, 5, 31), **household).announced
    after = _offer(date(2027, 1, 5), **household)
    assert not after.announced and not after.free and after.deadline is None
    assert after.announced_until == date(2026, 12, 31)
    assert after.fee_first_year == 350_000, "prices go on"


def test_too_young_knows_the_day_of_eighteen() -> None:
    got = _citizen("2009-03-02")
    assert (got.eighteenth, got.deadline, got.services) == (date(2027, 3, 2), None, ())
    assert (_citizen("2012").eighteenth, _citizen("2012").eighteenth_year) == (None, 2030)
    assert _citizen("2001-01-01").eighteenth is None


def test_an_erased_birth_leaves_the_verdict_but_no_deadline() -> None:
    facts = Facts.parse({"who": "citizen", "birth": "2003-05-01", **NEW}, policy().units, TODAY)
    kept = {c.name: c.kept for c in decide(policy(), facts, TODAY).conditions if c.state != "unknown"}
    assert kept["age"] == "to_confirm:age_to_confirm"
    erased = Facts(who="citizen", citizen_of_vn=True, states=kept)
    verdict = decide(policy(), erased, TODAY)
    assert (verdict.verdict, verdict.reason) == ("to_confirm", "age_to_confirm")
    assert offer(policy(), erased, verdict, TODAY).deadline is None


@pytest.mark.parametrize(
    ("kept", "verdict", "reason"),
    [
        ("met", "eligible", "ok"),
        ("to_confirm", "to_confirm", "age_to_confirm"),
        ("not_met", "not_eligible", "age_over"),
        ("not_met:age_below_18", "not_eligible", "age_below_18"),
        ("unknown", "missing", "fact_missing"),
        ("rubbish", "missing", "fact_missing"),
    ],
)
def test_a_kept_state_counts_with_or_without_its_reason(kept: str, verdict: str, reason: str) -> None:
    none: frozenset[str] = frozenset()
    facts = Facts(who="citizen", citizen_of_vn=True, had_free=none, had_paid=none, states={"age": kept})
    got = decide(policy(), facts, TODAY)
    assert (got.verdict, got.reason) == (verdict, reason)


@pytest.mark.parametrize(
    ("province", "id_vn", "biz_vn"),
    [
        ("Ninh Bình", ("website", "email", "cv"), ("website", "email", "cv")),
        ("Nam Định", ("website", "email", "cv"), ("website", "email", "cv")),
        ("Tuyên Quang", ("website", "email", "cv", "hosting"), ("website", "email", "hosting")),
        ("Hải Phòng", ("website", "email", "cv"), ("website", "email")),
        ("Trà Vinh", ("website", "email"), ("website", "email")),
        ("Hà Nội", ("website", "email"), ("website", "email")),
        (None, ("website", "email"), ("website", "email")),
    ],
)
def test_services_come_from_the_provinces_plan(
    province: str | None, id_vn: tuple[str, ...], biz_vn: tuple[str, ...]
) -> None:
    assert _citizen("2005-03-15", province=province).services == id_vn
    assert _offer(who="household", has_certificate=True, province=province).services == biz_vn


def test_before_a_plan_the_countrys_services_hold() -> None:
    got = _citizen("2005-03-15", today=date(2026, 1, 31), province="Tuyên Quang")
    assert got.services == ("website", "email")


def test_a_cooperative_gets_services_where_its_province_says_so() -> None:
    there = _offer(who="cooperative", province="Hà Giang")
    assert (there.free, there.services, there.deadline) == (
        False,
        ("website", "email", "hosting"),
        date(2026, 12, 31),
    )
    assert _offer(who="cooperative", province="Hà Nội").services == ()


def test_alternatives_carry_their_price() -> None:
    prices = {a.suffix: (a.fee_register, a.fee_year, a.fee_first_year) for a in _citizen("2001").alternatives}
    assert prices["name.vn"] == (10_000, 20_000, 30_000)
    organisation = _offer(who="organisation")
    assert [a.suffix for a in organisation.alternatives] == ["com.vn", "io.vn"]
    assert organisation.fee_first_year == 350_000


def test_no_fee_is_told_for_days_no_table_speaks_of() -> None:
    got = _citizen("2003-01-01", today=date(2023, 5, 31))
    assert (got.fee_register, got.fee_year, got.fee_first_year, got.alternatives) == (None, None, None, ())


def test_contacts() -> None:
    home = contact(policy(), "Bến Tre")
    assert home.office == "Sở Khoa học và Công nghệ tỉnh Vĩnh Long" and not home.national
    assert home.url == contact(policy(), None).url
    for nowhere in (None, "", "Atlantis", "Hà Nội"):
        assert contact(policy(), nowhere).national


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2023, 2, 28), 12, date(2024, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(9999, 6, 1), 12, date.max),
    ],
)
def test_months_on_the_calendar(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


def test_leap_birthdays() -> None:
    born = date(2004, 2, 29)
    assert [birthday(born, age) for age in (18, 23, 24)] == [
        date(2022, 2, 28),
        date(2027, 2, 28),
        date(2028, 2, 29),
    ]
