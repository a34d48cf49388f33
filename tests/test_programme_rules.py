"""The verdicts, case by case: tests/rules/*.yaml and the golden lines of `hiendien decide`."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.programme.facts import Facts
from bot.programme.verdict import Verdict, decide
from tests.test_programme_data import policy

HERE = Path(__file__).parent

CONTRACT = {
    "eligible": {"ok"},
    "to_confirm": {
        "age_to_confirm",
        "twelve_months_today",
        "already_paid_name",
        "cooperative_services_only",
    },
    "not_eligible": {
        "not_citizen",
        "age_below_18",
        "age_over",
        "established_over_12_months",
        "no_certificate",
        "already_used",
        "period_ended",
        "cooperative_not_covered",
        "organisation_not_covered",
    },
    "missing": {"fact_missing", "invalid_date", "date_in_future"},
}


def _cases() -> list[Any]:
    cases = []
    for path in sorted((HERE / "rules").glob("*.yaml")):
        written = yaml.safe_load(path.read_text("utf-8"))
        for case in written["tests"]:
            facts = {**written["given"], **case["facts"]}
            plain = {key: v.isoformat() if isinstance(v, date) else v for key, v in facts.items()}
            cases.append(pytest.param({**case, "facts": plain}, id=f"{path.stem}: {case['name']}"))
    return cases


CASES = _cases()


def _decide(raw: dict[str, Any], today: date) -> Verdict:
    return decide(policy(), Facts.parse(raw, policy().units, today), today)


@pytest.mark.parametrize("case", CASES)
def test_rule(case: dict[str, Any]) -> None:
    verdict = _decide(case["facts"], case["date"])
    assert (verdict.verdict, verdict.reason) == (case["verdict"], case["reason"])
    if "needs" in case:
        assert list(verdict.needs) == case["needs"]
    if "programme" in case:
        assert verdict.programme == case["programme"]


@pytest.mark.parametrize("case", CASES)
def test_sources_are_in_force_and_behind_the_reason(case: dict[str, Any]) -> None:
    today = case["date"]
    verdict = _decide(case["facts"], today)
    for cited in verdict.sources:
        source = policy().sources[cited]
        assert source.in_force_from <= today <= (source.in_force_to or date.max)
    reason_sources = {s for c in verdict.conditions if c.reason == verdict.reason for s in c.sources}
    assert reason_sources <= set(verdict.sources)


def test_every_reason_of_the_contract_is_reached_and_no_other() -> None:
    reached = {(case.values[0]["verdict"], case.values[0]["reason"]) for case in CASES}
    assert reached == {(verdict, reason) for verdict, reasons in CONTRACT.items() for reason in reasons}


def _golden() -> list[dict[str, Any]]:
    lines = (HERE / "golden" / "decide.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_ten_golden_lines() -> None:
    assert len(_golden()) == 10


@pytest.mark.parametrize("line", _golden(), ids=lambda line: str(line["in"]["id"]))
def test_golden(line: dict[str, Any]) -> None:
    verdict = _decide(line["in"]["facts"], date.fromisoformat(line["in"]["date"]))
    assert line["out"] == {
        "id": line["in"]["id"],
        "programme": verdict.programme,
        "verdict": verdict.verdict,
        "reason": verdict.reason,
        "needs": list(verdict.needs),
        "sources": list(verdict.sources),
    }
