"""The dated tree of provinces: 63 before 1 July 2025, 34 after it, every name of theirs understood."""

from __future__ import annotations

from datetime import date

import pytest

from bot.programme.units import Units
from tests.test_programme_data import policy

TODAY = date(2026, 11, 20)

# Nghị quyết 202/2025/QH15 Điều 1, written out a second time on purpose.
MERGED = {
    "Tuyên Quang": ["Hà Giang"],
    "Lào Cai": ["Yên Bái"],
    "Thái Nguyên": ["Bắc Kạn"],
    "Phú Thọ": ["Vĩnh Phúc", "Hòa Bình"],
    "Bắc Ninh": ["Bắc Giang"],
    "Hưng Yên": ["Thái Bình"],
    "Hải Phòng": ["Hải Dương"],
    "Ninh Bình": ["Hà Nam", "Nam Định"],
    "Quảng Trị": ["Quảng Bình"],
    "Đà Nẵng": ["Quảng Nam"],
    "Quảng Ngãi": ["Kon Tum"],
    "Gia Lai": ["Bình Định"],
    "Khánh Hòa": ["Ninh Thuận"],
    "Lâm Đồng": ["Đắk Nông", "Bình Thuận"],
    "Đắk Lắk": ["Phú Yên"],
    "Hồ Chí Minh": ["Bà Rịa - Vũng Tàu", "Bình Dương"],
    "Đồng Nai": ["Bình Phước"],
    "Tây Ninh": ["Long An"],
    "Cần Thơ": ["Sóc Trăng", "Hậu Giang"],
    "Vĩnh Long": ["Bến Tre", "Trà Vinh"],
    "Đồng Tháp": ["Tiền Giang"],
    "Cà Mau": ["Bạc Liêu"],
    "An Giang": ["Kiên Giang"],
}
KEPT = ["Cao Bằng", "Điện Biên", "Hà Nội", "Hà Tĩnh", "Huế", "Lai Châu", "Lạng Sơn", "Nghệ An"]
KEPT += ["Quảng Ninh", "Sơn La", "Thanh Hóa"]


def units() -> Units:
    return policy().units


@pytest.mark.parametrize(
    ("day", "provinces", "cities"),
    [
        ("2023-06-01", 63, 5),
        ("2024-12-31", 63, 5),
        ("2025-01-01", 63, 6),
        ("2025-06-30", 63, 6),
        ("2025-07-01", 34, 6),
        ("2026-04-29", 34, 6),
        ("2026-04-30", 34, 7),
        ("2026-09-01", 34, 8),
        ("2026-09-20", 34, 9),
        ("2026-11-20", 34, 9),
    ],
)
def test_how_many_there_are(day: str, provinces: int, cities: int) -> None:
    standing = units().provinces(date.fromisoformat(day))
    assert len(standing) == len({unit.id for unit in standing}) == provinces
    assert sum(unit.kind == "city" for unit in standing) == cities


def test_todays_names_are_those_of_the_resolution() -> None:
    assert {unit.name for unit in units().provinces(TODAY)} == {*MERGED, *KEPT}


def test_every_former_province_leads_to_the_one_it_is_part_of() -> None:
    former = {unit.name for unit in units().provinces(date(2025, 6, 30))}
    assert former == {*KEPT, *MERGED, *(name for names in MERGED.values() for name in names)}
    for now, names in MERGED.items():
        for name in (now, *names):
            assert units().today_name(name, TODAY) == now
            assert units().today_name(name, date(2025, 6, 30)) == name
    for name in KEPT:
        assert units().today_name(name, TODAY) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Bến Tre", "Vĩnh Long"),
        ("ben tre", "Vĩnh Long"),
        ("Tỉnh Bến Tre", "Vĩnh Long"),
        ("tinh  BEN   TRE", "Vĩnh Long"),
        ("TP HCM", "Hồ Chí Minh"),
        ("TP.HCM", "Hồ Chí Minh"),
        ("Tp. Hồ Chí Minh", "Hồ Chí Minh"),
        ("thành phố hồ chí minh", "Hồ Chí Minh"),
        ("sài gòn", "Hồ Chí Minh"),
        ("Bà Rịa – Vũng Tàu", "Hồ Chí Minh"),
        ("Thừa Thiên-Huế", "Huế"),
        ("Tỉnh Hà Tĩnh", "Hà Tĩnh"),
        ("Ha\u0300 No\u0323\u0302i", "Hà Nội"),
        ("Khánh Hoà", "Khánh Hòa"),
        ("thành phố Đồng Nai", "Đồng Nai"),
        ("tỉnh Đồng Nai", "Đồng Nai"),
        ("Daklak", "Đắk Lắk"),
        ("Hà Tây", "Hà Nội"),
        ("QN", None),
        ("Thủ Đức", None),
        ("tỉnh", None),
        ("", None),
        ("🙂", None),
    ],
)
def test_names_as_people_write_them(written: str, name: str | None) -> None:
    assert units().today_name(written, TODAY) == name


def test_a_unit_changes_rank_and_name_but_not_its_id() -> None:
    before, after = (units().get("dong-nai", date(2026, 4, day)) for day in (29, 30))
    assert before and before.full_name == "tỉnh Đồng Nai"
    assert after and after.full_name == "thành phố Đồng Nai"
    assert units().today_name("Huế", date(2024, 12, 31)) == "Thừa Thiên Huế"
    assert units().get("ben-tre", TODAY) == units().get("vinh-long", TODAY)
    assert units().get("atlantis", TODAY) is None
    assert units().get("ben-tre", date(2000, 1, 1)) is None


def test_aliases_are_folded_and_sure() -> None:
    aliases = units().aliases(TODAY)
    assert aliases["ba ria vung tau"] == aliases["sai gon"] == aliases["tp hcm"] == "Hồ Chí Minh"
    assert all(alias == alias.lower() and alias.isascii() for alias in aliases)
    assert all(units().today_name(alias, TODAY) == name for alias, name in aliases.items())
    assert set(aliases.values()) == {unit.name for unit in units().provinces(TODAY)}


def _row(unit_id: str, name: str, **more: object) -> dict[str, object]:
    return {"id": unit_id, "name": name, "kind": "province", "from": date(2020, 1, 1), "source": "x", **more}


def test_a_name_of_two_units_means_neither_and_children_are_no_provinces() -> None:
    rows = [
        _row("a", "Quảng Nam", aliases=["QN"]),
        _row("b", "Quảng Ninh", aliases=["QN"]),
        _row("c", "Một", parent="a"),
    ]
    tree = Units.parse({"kinds": {"province": "tỉnh"}, "units": rows})
    assert tree.today_name("QN", TODAY) is None
    assert "qn" not in tree.aliases(TODAY)
    assert [unit.id for unit in tree.provinces(TODAY)] == ["a", "b"]


def test_names_are_gathered_anew_only_where_a_unit_begins_or_ends() -> None:
    rows = [
        _row("a", "Quảng Nam", to=date(2025, 6, 30), successor="b"),
        _row("b", "Đà Nẵng"),
        _row("c", "Huế", **{"from": date(2026, 1, 2)}),
    ]
    tree = Units.parse({"kinds": {"province": "tỉnh"}, "units": rows})
    days = ("2020-01-01", "2025-06-30", "2025-07-01", "2026-01-01", "2026-01-02", "2030-01-01")
    old, last, new, before, begun, far = (tree.gazetteer("", date.fromisoformat(day)) for day in days)
    assert old is last and new is before and begun is far
    assert [table.provinces["quangnam"] for table in (last, new)] == ["Quảng Nam", "Đà Nẵng"]
    assert ["hue" in table.provinces for table in (before, begun)] == [False, True]
