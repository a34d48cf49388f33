"""The tables of communes: complete, coded, and every former name leads to a commune that stands."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from bot.data import read_texts
from bot.programme.communes import parse_communes, parse_former
from bot.programme.units import Units
from bot.programme.written import PolicyError
from bot.strict_yaml import parse_yaml
from bot.understanding.fold import fold
from bot.understanding.gazetteer import key
from tests.test_understanding_communes import TODAY, units

TEXTS = read_texts(None)
COMMUNES = TEXTS["flows/provinces/communes.txt"]
FORMER = TEXTS["flows/provinces/former_communes.txt"]


def parsed(communes: str, former: str = "") -> Units:
    return Units.parse(parse_yaml(TEXTS["flows/provinces/units.yaml"], "units"), communes, former)


def test_all_are_there() -> None:
    standing = [unit for p in units().provinces(TODAY) for unit in units().children(p.id, TODAY)]
    assert len(standing) == len({unit.id for unit in standing}) == 3321
    assert Counter(unit.title for unit in standing) == {"xã": 2621, "phường": 687, "đặc khu": 13}


@pytest.mark.parametrize(
    ("province", "kinds"),
    [
        ("ninh-binh", {"xã": 97, "phường": 32}),
        ("tuyen-quang", {"xã": 117, "phường": 7}),
        ("vinh-long", {"xã": 105, "phường": 19}),
        ("hai-phong", {"xã": 67, "phường": 45, "đặc khu": 2}),
    ],
)
def test_provinces_have_as_many_as_the_facts_say(province: str, kinds: dict[str, int]) -> None:
    assert Counter(unit.title for unit in units().children(province, TODAY)) == kinds


# Codes that another public table had wrong; these are the statistics office's.
@pytest.mark.parametrize(
    ("code", "name"),
    [
        *(("13285", "Phủ Lý"), ("13291", "Phù Vân"), ("13318", "Châu Sơn"), ("13669", "Nam Định")),
        *(("14614", "Khánh Hội"), ("29740", "Song Phú"), ("11329", "Ngô Quyền"), ("10891", "Tứ Minh")),
        *(("20333", "Hoàng Sa"), ("22736", "Trường Sa")),
    ],
)
def test_codes_are_the_official_ones(code: str, name: str) -> None:
    unit = units().get(code, TODAY)
    assert unit is not None
    assert unit.name == name
    assert units().get(code, date(2025, 6, 30)) is None


def test_every_former_commune_leads_into_the_province_its_own_became_part_of() -> None:
    former = list(parse_former(FORMER))
    assert len(former) == 10_040
    # 696 districts, six of them a city and the rural district around it under one name.
    assert len({(one.province, one.district) for one in former}) == 690
    for one in former:
        province = units().get(one.province, TODAY)
        for code in one.codes:
            heir = units().get(code, TODAY)
            assert province is not None
            assert heir is not None
            assert heir.parent == province.id


def test_names_of_the_tables_fold_as_typed_ones_do() -> None:
    former = [name for one in parse_former(FORMER) for name in (one.name, one.district)]
    today = [unit.name for unit in parse_communes(COMMUNES, {"a": "xã", "b": "phường", "c": "đặc khu"})]
    for name in {*former, *today}:
        assert key(name) == fold(name).replace(" ", "")


def test_a_commune_changes_its_kind_or_is_merged_from_a_day_on() -> None:
    changed = COMMUNES.replace(
        "14464 xã Gia Viễn\n",
        "14464 xã Gia Viễn | to 2027-06-30\n14464 phường Gia Viễn | from 2027-07-01\n",
    ).replace("14488 xã Gia Vân\n", "14488 xã Gia Vân | to 2027-06-30 | into 14464\n")
    tree = parsed(changed)
    before, after = (tree.get("14488", date(2027, month, 1)) for month in (6, 7))
    assert before and before.full_name == "xã Gia Vân"
    assert after and after.full_name == "phường Gia Viễn"
    assert len(tree.children("ninh-binh", date(2027, 7, 1))) == 128


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("14464 thôn Gia Viễn", r"communes\.txt: line 2: not a code, a kind and a name"),
        ("1446 xã Gia Viễn", r"communes\.txt: line 2: not a code"),
        ("14464 đặc Gia Viễn", r"communes\.txt: line 2: not a code"),
        ("14464 xã", r"communes\.txt: line 2: not a code"),
        ("14464 xã Gia Viễn | till 2027-06-30", r"communes\.txt: line 2: after \| comes from, to or into"),
        ("14464 xã Gia Viễn | to tomorrow", r"communes\.txt: line 2: tomorrow is no date"),
        ("14464 xã Gia Viễn | to 2027-06-30", r"14464: nothing takes its place on 2027-07-01"),
        ("14464 xã Gia Viễn\n14464 xã Gia Viễn", r"14464: gap or overlap"),
    ],
)
def test_a_wrong_line_is_named(line: str, fault: str) -> None:
    with pytest.raises(PolicyError, match=fault):
        parsed(f"[ninh-binh] from 2025-07-01\n{line}\n")


def test_a_province_nobody_knows_is_named() -> None:
    with pytest.raises(PolicyError, match="names the unknown unit atlantis"):
        parsed("[atlantis] from 2025-07-01\n14464 xã Gia Viễn\n")


@pytest.mark.parametrize("text", ["xã Gia Vân 14488\n", "[ninh-binh] huyện Gia Viễn\nxã Gia Vân\n"])
def test_a_wrong_former_line_is_named(text: str) -> None:
    with pytest.raises(PolicyError, match=r"former_communes\.txt: line \d: not a kind"):
        list(parse_former(text))
