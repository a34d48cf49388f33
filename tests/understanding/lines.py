"""The lines people type and what they mean, read from the files beside this one and checked."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent
TODAY = date(2026, 11, 20)
QUESTIONS = (
    "who_are_you", "birth", "established", "has_certificate", "yes_no",
    "province", "person_name", "shop_name", "label", "any",
)  # fmt: skip
INTENTS = (
    "restart", "back", "help", "human", "delete_data", "what_is_idvn", "is_it_free", "cost_after",
    "documents", "scam", "have_domain", "greeting", "thanks", "abuse",
)  # fmt: skip
CHOICES = ("citizen", "enterprise", "household", "cooperative", "helper")
PROVINCES = (
    "Hà Nội", "Huế", "Lai Châu", "Điện Biên", "Sơn La", "Lạng Sơn", "Quảng Ninh", "Thanh Hóa", "Nghệ An",
    "Hà Tĩnh", "Cao Bằng", "Tuyên Quang", "Lào Cai", "Thái Nguyên", "Phú Thọ", "Bắc Ninh", "Hưng Yên",
    "Hải Phòng", "Ninh Bình", "Quảng Trị", "Đà Nẵng", "Quảng Ngãi", "Gia Lai", "Khánh Hòa", "Lâm Đồng",
    "Đắk Lắk", "Hồ Chí Minh", "Đồng Nai", "Tây Ninh", "Cần Thơ", "Vĩnh Long", "Đồng Tháp", "Cà Mau", "An Giang",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One text, the question it follows, and what it means; `held` where nobody may look."""

    place: str
    question: str
    text: str
    want: dict[str, object]
    also: dict[str, object]
    unsure: bool
    trap: bool
    held: bool


def read_lines(path: Path) -> list[Line]:
    """The lines of one file; ValueError naming the line that is malformed."""
    lines = []
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if raw.strip():
            place = f"{path.stem}:{number}"
            try:
                lines.append(_line(json.loads(raw), place, path.parent.name == "held"))
            except (ValueError, KeyError, TypeError) as problem:
                raise ValueError(f"{place}: {problem!r}: {raw}") from problem
    return lines


def every_line() -> list[Line]:
    """All lines of all files, held ones last."""
    return [
        line
        for path in sorted(HERE.glob("*.jsonl")) + sorted(HERE.glob("held/*.jsonl"))
        for line in read_lines(path)
    ]


def _line(raw: dict[str, object], place: str, held: bool) -> Line:
    unknown = raw.keys() - {"question", "text", "want", "also", "why", "trap"}
    if unknown:
        raise ValueError(f"unknown keys {sorted(unknown)}")
    question, text, want = raw["question"], raw["text"], raw["want"]
    if question not in QUESTIONS or not isinstance(text, str) or not isinstance(want, dict) or len(want) != 1:
        raise ValueError("question, text or want")
    also = raw.get("also", {})
    for key, value in (*want.items(), *also.items()):
        _check(key, value)
    trap, why = bool(raw.get("trap", False)), raw.get("why")
    if trap and want != {"none": True}:
        raise ValueError("a trap wants none")
    if why not in (None, "unsure"):
        raise ValueError("why is unsure or absent")
    return Line(place, question, text, want, also, why == "unsure", trap, held)


def _check(key: str, value: object) -> None:
    good = {
        "choice": lambda: value in CHOICES,
        "yes": lambda: isinstance(value, bool),
        "date": lambda: bool(date.fromisoformat(value)),
        "birth_year": lambda: 1900 < value < 2027,
        "birth_between": lambda: date.fromisoformat(value[0]) <= date.fromisoformat(value[1]),
        "age": lambda: 0 < value < 121,
        "established_between": lambda: len(value) == 2 and value != [None, None] and all(
            end is None or date.fromisoformat(end) <= TODAY for end in value
        ),
        "province": lambda: value in PROVINCES,
        "name": lambda: isinstance(value, str) and bool(value),
        "label": lambda: isinstance(value, str) and value == value.lower() and value.isascii()
        and not {" ", "."} & set(value),
        "intent": lambda: value in INTENTS,
        "none": lambda: value is True,
    }  # fmt: skip
    if key not in good or not good[key]():
        raise ValueError(f"{key}: {value!r}")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        read = read_lines(Path(name))
        print(f"{name}: {len(read)} lines, {sum(line.trap for line in read)} traps")
