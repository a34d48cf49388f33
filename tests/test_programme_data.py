"""The policy's files: they load as they stand, and a fault in any of them is named clearly."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.programme.policy import Policy
from bot.programme.units import Units
from bot.programme.written import PolicyError

FLOWS = Path(__file__).parent.parent / "flows"
Raw = dict[str, Any]


@cache
def _files() -> Raw:
    def folder(name: str) -> Raw:
        return {p.stem: yaml.safe_load(p.read_text("utf-8")) for p in sorted((FLOWS / name).glob("*.yaml"))}

    provinces = folder("provinces")
    return {
        "units": provinces.pop("units"),
        "provinces": provinces,
        "programmes": folder("programmes"),
        "fees": yaml.safe_load((FLOWS / "fees.yaml").read_text("utf-8")),
        "sources": yaml.safe_load((FLOWS / "sources.yaml").read_text("utf-8")),
    }


def read_policy(files: Raw) -> Policy:
    units = Units.parse(files["units"])
    return Policy.parse(
        files["programmes"], files["fees"], files["sources"], units, files["provinces"], revision="test"
    )


@cache
def policy() -> Policy:
    """The policy of the repository's own flows/."""
    return read_policy(_files())


def test_the_files_load() -> None:
    assert set(policy().programmes) == {"id_vn", "biz_vn", "cooperative"}
    assert policy().revision == "test"


def test_every_dated_value_speaks_for_every_day() -> None:
    for programme in policy().programmes.values():
        for name, dated in programme.rules.items():
            for offset in range(0, 365 * 12, 13):
                day = programme.begins + timedelta(days=offset)
                holding = [line for line in dated if line.holds(day)]
                assert holding == [dated.on(day)] == [dated.at(day)], (programme.id, name, day)


def test_units_name_known_sources() -> None:
    assert {row["source"] for row in _files()["units"]["units"]} <= policy().sources.keys()


def test_overdue_names_what_to_look_at_and_never_today() -> None:
    assert policy().overdue(date(2026, 11, 20)) == ()
    overdue = policy().overdue(date(2026, 12, 16))
    assert "programmes: id_vn: period from 2027-01-01" in {review.where for review in overdue}


def _id(files: Raw) -> Raw:
    return files["programmes"]["id_vn"]["rules"]


def _cut_period(files: Raw) -> None:
    _id(files)["period"][1]["to"] = date(2026, 12, 30)


def _drop_last_period(files: Raw) -> None:
    del _id(files)["period"][-1]


def _overlap(files: Raw) -> None:
    _id(files)["age"][1]["from"] = date(2024, 12, 20)


def _late_start(files: Raw) -> None:
    _id(files)["first_name"][0]["from"] = date(2023, 6, 2)


def _backwards(files: Raw) -> None:
    _id(files)["citizenship"][0]["to"] = date(2023, 1, 1)


def _open_in_the_middle(files: Raw) -> None:
    del _id(files)["citizenship"][0]["to"]


def _until_too_early(files: Raw) -> None:
    _id(files)["period"][1]["until"] = date(2026, 6, 30)


def _silent_period(files: Raw) -> None:
    del _id(files)["period"][-1]["unannounced"]


def _unknown_source(files: Raw) -> None:
    _id(files)["age"][0]["sources"] = ["tt-99-2099"]


def _expired_source(files: Raw) -> None:
    _id(files)["period"][-1]["sources"] = ["tt-64-2025"]


def _falling_ages(files: Raw) -> None:
    _id(files)["age"][2]["upper"] = 24


def _text_for_a_number(files: Raw) -> None:
    _id(files)["age"][2]["lower"] = "18"


def _unknown_key(files: Raw) -> None:
    _id(files)["age"][2]["min"] = 18


def _unknown_condition(files: Raw) -> None:
    _id(files)["shoe_size"] = _id(files)["citizenship"]


def _group_without_rule(files: Raw) -> None:
    files["programmes"]["id_vn"]["groups"]["citizen"].append("certificate")


def _group_twice(files: Raw) -> None:
    files["programmes"]["cooperative"]["groups"]["citizen"] = ["period"]


def _group_forgotten(files: Raw) -> None:
    del files["programmes"]["biz_vn"]["groups"]["organisation"]


def _unknown_covered_unit(files: Raw) -> None:
    files["programmes"]["cooperative"]["rules"]["coverage"][0]["provinces"] = ["atlantis"]


def _fee_gap(files: Raw) -> None:
    files["fees"]["fees"][1]["from"] = date(2025, 6, 1)


def _fee_end(files: Raw) -> None:
    files["fees"]["fees"][1]["to"] = date(2026, 12, 31)


def _negative_fee(files: Raw) -> None:
    files["fees"]["fees"][1]["table"]["id.vn"]["yearly"] = -1


def _source_twice(files: Raw) -> None:
    files["sources"]["sources"].append(files["sources"]["sources"][0])


def _plain_http(files: Raw) -> None:
    files["sources"]["sources"][0]["url"] = "http://example.vn"


def _services_gap(files: Raw) -> None:
    files["provinces"]["default"]["services"][1]["from"] = date(2026, 1, 2)


def _unknown_province(files: Raw) -> None:
    files["provinces"]["atlantis"] = files["provinces"]["ninh-binh"]


def _no_default(files: Raw) -> None:
    del files["provinces"]["default"]


def _unknown_kind(files: Raw) -> None:
    files["units"]["units"][0]["kind"] = "kingdom"


def _no_heir(files: Raw) -> None:
    next(row for row in files["units"]["units"] if row["id"] == "ben-tre").pop("successor")


def _unknown_heir(files: Raw) -> None:
    next(row for row in files["units"]["units"] if row["id"] == "ben-tre")["successor"] = "atlantis"


def _unit_gap(files: Raw) -> None:
    rows = [row for row in files["units"]["units"] if row["id"] == "dong-nai"]
    rows[-1]["from"] = date(2026, 5, 1)


FAULTS: list[tuple[Callable[[Raw], None], str]] = [
    (_cut_period, r"id_vn\.yaml: period: line 3 begins on 2027-01-01, must on 2026-12-31"),
    (_drop_last_period, r"id_vn\.yaml: period: nothing is said for 2027-01-01"),
    (_overlap, r"id_vn\.yaml: age: .*(nd-147-2024|2024-12-25)"),
    (_late_start, r"id_vn\.yaml: first_name: begins on 2023-06-02, not on 2023-06-01"),
    (_backwards, r"id_vn\.yaml: citizenship: line 1: .*ends on 2023-01-01"),
    (_open_in_the_middle, r"id_vn\.yaml: citizenship: .*from 2023-06-01"),
    (_until_too_early, r"id_vn\.yaml: period: line 2: .*until"),
    (_silent_period, r"id_vn\.yaml: period: line 3: .*unannounced"),
    (_unknown_source, r"id_vn\.yaml: age: the line from 2023-06-01 names the unknown source tt-99-2099"),
    (_expired_source, r"id_vn\.yaml: period: tt-64-2025 is not in force throughout the line from 2027-01-01"),
    (_falling_ages, r"id_vn\.yaml: age: line 3: .*rise"),
    (_text_for_a_number, r"id_vn\.yaml: age: line 3: lower: "),
    (_unknown_key, r"id_vn\.yaml: age: line 3: min: "),
    (_unknown_condition, r"id_vn\.yaml: shoe_size: no such condition"),
    (_group_without_rule, r"id_vn\.yaml: groups: citizen: no rule for \['certificate'\]"),
    (_group_twice, r"programmes: citizen stands in "),
    (_group_forgotten, r"programmes: no programme says anything about \['organisation'\]"),
    (_unknown_covered_unit, r"cooperative\.yaml: coverage: from 2026-02-01: unknown unit atlantis"),
    (_fee_gap, r"fees\.yaml: fees: line 2 begins on 2025-06-01, must on 2025-05-03"),
    (_fee_end, r"fees\.yaml: fees: nothing is said for 2027-01-01"),
    (_negative_fee, r"fees\.yaml: fees\.\d\.table\.id\.vn\.yearly: "),
    (_source_twice, r"sources\.yaml: used twice: \['tt-20-2023'\]"),
    (_plain_http, r"sources\.yaml: sources\.0: .*https"),
    (_services_gap, r"default\.yaml: services: line 2 begins on 2026-01-02, must on 2026-01-01"),
    (_unknown_province, r"atlantis\.yaml: no unit has the id atlantis"),
    (_no_default, r"provinces/default\.yaml is missing"),
    (_unknown_kind, r"units\.yaml: ha-noi: unknown kind kingdom"),
    (_no_heir, r"units\.yaml: ben-tre: nothing takes its place on 2025-07-01"),
    (_unknown_heir, r"units\.yaml: ben-tre: names the unknown unit atlantis"),
    (_unit_gap, r"units\.yaml: dong-nai: gap or overlap before 2026-05-01"),
]


@pytest.mark.parametrize(("spoil", "message"), FAULTS, ids=lambda value: getattr(value, "__name__", ""))
def test_a_fault_is_named(spoil: Callable[[Raw], None], message: str) -> None:
    files = copy.deepcopy(_files())
    spoil(files)
    with pytest.raises(PolicyError, match=message):
        read_policy(files)


@pytest.mark.parametrize("rubbish", [None, [], "", 3, {"sources": []}, {"fees": []}, {"units": []}])
@pytest.mark.parametrize("name", ["fees", "sources", "units"])
def test_rubbish_for_a_file_is_a_policy_error(name: str, rubbish: object) -> None:
    with pytest.raises(PolicyError, match=name):
        read_policy({**_files(), name: rubbish})
