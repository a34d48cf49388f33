"""Writes flows/provinces/communes.txt and former_communes.txt from the data of `vietnamadminunits`.

Source: the PyPI package vietnamadminunits 1.0.4 (MIT, Copyright (c) 2025 Tran Ngoc Minh Hieu), read on 2026-11-21;
only its data is taken, its code is not run and it is no dependency:

    uv pip install --no-deps --target FOLDER vietnamadminunits==1.0.4
    python deploy/data/make_communes.py FOLDER

Checked on 2026-11-21 against the General Statistics Office's lists as kept in sunshine-tech/VietnamProvinces 2026.2.3
(commit 809e91b): all 3,321 codes and names agree; of the 10,033 former communes in both, 9,996 lead to the same
communes of today, 33 to one more (a namesake in the merged province), 4 to one less, none elsewhere.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from bot.data import SHIPPED
from bot.programme.units import Units
from bot.strict_yaml import parse_yaml

SINCE = date(2025, 7, 1)
BEFORE = date(2025, 6, 30)
TITLES = ("xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã", "thành phố")
OUT = SHIPPED / "flows" / "provinces"
HEAD = """\
# {what}
# Nguồn: gói PyPI vietnamadminunits 1.0.4 (MIT, Copyright (c) 2025 Tran Ngoc Minh Hieu; toàn văn: communes.LICENSE),
# đọc ngày 2026-11-21; tạo lại bằng deploy/data/make_communes.py. {counts}
# {how}
"""
TODAY_HOW = """\
Mỗi dòng: mã, loại, tên. Đơn vị đổi tên, đổi loại hay nhập vào nơi khác thì thêm dòng cùng mã, ví dụ:
#   14464 xã Gia Viễn | to 2027-06-30
#   14464 phường Gia Viễn | from 2027-07-01         (hết hẳn: | to 2027-06-30 | into 14488)"""
FORMER_HOW = "Mỗi dòng: loại, tên, mã của nơi nay là nó (nhiều mã khi bị chia); chỉ có mã: huyện không có xã."

COMMUNES = "SELECT province, wardCode, ward, provinceKey, wardKey FROM admin_units"
FORMER = """\
SELECT province, district, ward, wardCode, districtCode,
    provinceKey || '_' || districtKey || '_' || ifnull(wardKey, '')
FROM admin_units_legacy"""


def main(package: Path) -> None:
    """Write both files from the package under `package`; ValueError where its tables do not fit together."""
    data = package / "vietnamadminunits" / "data"
    units = Units.parse(parse_yaml((OUT / "units.yaml").read_text(encoding="utf-8"), "units.yaml"))
    with sqlite3.connect(data / "dataset.db") as db:
        communes, former = list(db.execute(COMMUNES)), list(db.execute(FORMER))
    codes = {(province, ward): code for _, code, _, province, ward in communes}
    became = _became(json.loads((data / "converter_2025.json").read_text(encoding="utf-8")), codes)
    _write("communes.txt", _today(units, communes))
    _write("former_communes.txt", _former(units, former, became))


def _became(converter: dict[str, dict[str, dict]], codes: dict[tuple[str, str], str]) -> dict[str, list[str]]:
    """The codes of today by the key of the former commune."""
    found: dict[str, set[str]] = defaultdict(set)
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in wards.items():
            for old in olds:
                found[old].add(codes[province, ward])
    for province, olds in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in olds.items():
            found[old] |= {codes[province, part["newWardKey"]] for part in parts}
    return {old: sorted(new) for old, new in found.items()}


def _today(units: Units, communes: Iterable[tuple[str, ...]]) -> Iterator[str]:
    by_province: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for province, code, ward, *_ in communes:
        by_province[_id(units, province, SINCE)].append((code, _lower(ward)))
    kinds = Counter(_title(ward) for rows in by_province.values() for _, ward in rows)
    total = f"{len(by_province)} tỉnh, thành phố; {sum(kinds.values())} đơn vị cấp xã: "
    counts = total + ", ".join(f"{count} {title}" for title, count in kinds.most_common()) + "."
    yield HEAD.format(what="Đơn vị hành chính cấp xã từ ngày 1/7/2025.", counts=counts, how=TODAY_HOW)
    for province, rows in sorted(by_province.items()):
        yield f"\n[{province}] from {SINCE}\n"
        yield from (f"{code} {ward}\n" for code, ward in sorted(rows))


def _former(
    units: Units, former: Iterable[tuple[str | None, ...]], became: dict[str, list[str]]
) -> Iterator[str]:
    by_district: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for province, district, ward, code, district_code, key in former:
        section = (_id(units, str(province), BEFORE), str(district_code), _lower(str(district)))
        named = f"{_lower(ward)} " if ward else ""
        by_district[section].append((code or "", named + " ".join(became[str(key)])))
    count = sum(len(rows) for rows in by_district.values())
    counts = f"{count} đơn vị cấp xã của {len(by_district)} huyện, quận, thị xã, thành phố."
    yield HEAD.format(
        what="Xã, phường, thị trấn và cấp huyện trước ngày 1/7/2025: tên cũ người ta vẫn gõ.",
        counts=counts,
        how=FORMER_HOW,
    )
    for (province, _, district), rows in sorted(by_district.items()):
        yield f"\n[{province}] {district}\n"
        yield from (f"{row}\n" for _, row in sorted(rows))


def _id(units: Units, name: str, on: date) -> str:
    unit = units.find(name, on)
    if unit is None or unit.parent is not None:
        raise ValueError(f"units.yaml knows no province {name} on {on}")
    return unit.id


def _title(name: str) -> str:
    return next(title for title in TITLES if name.lower().startswith(f"{title} "))


def _lower(name: str) -> str:
    title = _title(name)
    return title + name[len(title) :]


def _write(name: str, lines: Iterable[str]) -> None:
    (OUT / name).write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
