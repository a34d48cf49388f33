"""Days named by a feast, a season or a weekday: after Tết, before 2/9, around Christmas, last summer, on Monday."""

from __future__ import annotations

import re
from datetime import date

from bot.understanding.calendar_math import Found, days_before, until_today
from bot.understanding.regex import regex
from bot.understanding.written_dates import MONTH_WORD, NUMBER, START, YEAR, Form, number, year

# The first day of the lunar year, from the official calendar (Ban Lịch nhà nước).
_TET = {
    2019: date(2019, 2, 5), 2020: date(2020, 1, 25), 2021: date(2021, 2, 12), 2022: date(2022, 2, 1),
    2023: date(2023, 1, 22), 2024: date(2024, 2, 10), 2025: date(2025, 1, 29), 2026: date(2026, 2, 17),
    2027: date(2027, 2, 6),
}  # fmt: skip
_MOVABLE = {
    "trung thu": {
        2022: date(2022, 9, 10), 2023: date(2023, 9, 29), 2024: date(2024, 9, 17),
        2025: date(2025, 10, 6), 2026: date(2026, 9, 25), 2027: date(2027, 9, 15)
    },
    "vu lan": {
        2022: date(2022, 8, 12), 2023: date(2023, 8, 30), 2024: date(2024, 8, 18),
        2025: date(2025, 9, 6), 2026: date(2026, 8, 27), 2027: date(2027, 8, 16)
    },
    "gio to": {
        2022: date(2022, 4, 10), 2023: date(2023, 4, 29), 2024: date(2024, 4, 18),
        2025: date(2025, 4, 7), 2026: date(2026, 4, 26), 2027: date(2027, 4, 16)
    },
    "doan ngo": {
        2022: date(2022, 6, 3), 2023: date(2023, 6, 22), 2024: date(2024, 6, 10),
        2025: date(2025, 5, 31), 2026: date(2026, 6, 19), 2027: date(2027, 6, 9)
    },
}  # fmt: skip
_BEFORE, _AFTER, _AROUND = 30, 42, 7  # days that "before", "after" and "around" reach
_SOON = 30
_SEASONS = {"xuan": (1, 4), "he": (5, 8), "thu": (8, 10), "dong": (10, 12)}
_WEEKDAYS = {
    "hai": 0,
    "2": 0,
    "ba": 1,
    "3": 1,
    "tu": 2,
    "4": 2,
    "nam": 3,
    "5": 3,
    "sau": 4,
    "6": 4,
    "bay": 5,
    "7": 5,
}
_YEAR_SAID = (
    rf"(?:[ ,]*(?:nam )?(?P<y>{YEAR})|,? ?nam (?P<named>nay|ngoai|roi|truoc|kia)\b)?(?: vua roi| roi| "
    r"vua qua)?"
)
_NAMED = {
    "quoc khanh": "2/9", "giai phong": "30/4", "valentine": "14/2", "phu nu viet nam": "20/10", "nha giao": "20/11",
    "quoc te phu nu": "8/3", "quoc te lao dong": "1/5", "doanh nhan": "13/10", "giang sinh": "noel",
    "thieu nhi": "1/6",
}  # fmt: skip
_FEAST_NAME = regex(
    rf"(?<!nam )\b({'|'.join(_NAMED)})\b(?: viet nam)?(?P<dated>(?= +[0-9]{{1,2}}(?![0-9])))?"
)
_FULL_DATE = regex(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}")
# Years by their stem and branch, as Tết is called after them.
_STEMS = {
    "canh ty": 2020,
    "tan suu": 2021,
    "nham dan": 2022,
    "quy mao": 2023,
    "giap thin": 2024,
    "at ty": 2025,
    "binh ngo": 2026,
}
_SIDE = r"(?P<side>truoc|sau|qua|ra|gan|sat|hoi|dip|dung|hom|ngay|ngay sau|xong|an)"


def _in_year(match: re.Match[str], today: date, begun: bool) -> int:
    groups = match.groupdict()
    if groups.get("y"):
        return year(groups["y"], today)
    if groups.get("named"):
        return today.year - {"nay": 0, "kia": 2}.get(groups["named"], 1)
    return today.year if begun else today.year - 1


def _beside(side: str, feast: date, today: date, after: int = _SOON, within: int = 0) -> Found:
    """The days on that side of a feast; `within` so many where the text says how many."""
    if side in ("truoc", "gan", "sat"):
        return until_today(days_before(feast, within or _BEFORE), days_before(feast, 1), today)
    if within:
        return until_today(feast, days_before(feast, -within), today)
    if side in ("sau", "qua", "ra", "xong", "an", "ngay sau"):
        return until_today(feast, days_before(feast, -after), today)
    return until_today(days_before(feast, _AROUND), days_before(feast, -_AROUND), today)


def _within(match: re.Match[str]) -> int:
    """Within how many days of the feast, and some more; 0 where nothing says so."""
    if not match["unit"]:
        return 0
    count = 3 if match["few"] in ("may", "vai") else number(match["few"])
    return {"tuan": 7 * count + 7, "thang": 30 * count + 15}.get(match["unit"], count + _FEW)


_FEW = 8
_REACH = (
    rf"(?: nay)?(?:,? (?:co |chung |tam |khoang |duoc |do |hon )*(?P<few>may|vai|{NUMBER}) "
    r"(?P<unit>ngay|hom|bua|tuan|thang)\b)?"
)


def _movable(match: re.Match[str], today: date) -> Found | None:
    days = _MOVABLE[match["feast"]]
    feast = days.get(_in_year(match, today, days.get(today.year, today) <= today))
    return None if feast is None else _beside(match["side"] or "dip", feast, today, within=_within(match))


def _tet(match: re.Match[str], today: date) -> Found | None:
    if match["stem"]:
        return _beside(match["side"] or "dip", _TET[_STEMS[match["stem"]]], today, _AFTER)
    begun = _TET.get(today.year, today) <= today
    feast = _TET.get(_in_year(match, today, begun))
    return None if feast is None else _beside(match["side"] or "dip", feast, today, _AFTER, _within(match))


def _new_year(match: re.Match[str], today: date) -> Found:
    return _beside(match["side"] or "dip", date(_in_year(match, today, True), 1, 1), today)


def _feast(match: re.Match[str], today: date) -> Found | None:
    day, month = int(match["d"]), number(match["m"])
    if not (1 <= month <= 12 and 1 <= day <= 28 + (month != 2) * 2):
        return None
    in_year = _in_year(match, today, (month, day) <= (today.month, today.day))
    return _beside(match["side"], date(in_year, month, day), today, within=_within(match))


def _christmas(match: re.Match[str], today: date) -> Found:
    in_year = _in_year(match, today, (today.month, today.day) >= (12, 10))
    if match["side"] == "sau":
        return until_today(date(in_year, 12, 25), date(in_year + 1, 1, 15), today)
    return until_today(date(in_year, 12, 10 if match["side"] else 20), date(in_year, 12, 31), today)


def _season(match: re.Match[str], today: date) -> Found:
    first, last = _SEASONS[match["season"] or match["summer"] or match["summer2"]]
    in_year = _in_year(match, today, first <= today.month)
    return until_today(
        date(in_year, first, 1),
        days_before(date(in_year, last % 12 + 1, 1), 1) if last < 12 else date(in_year, 12, 31),
        today,
    )


def _weekday(match: re.Match[str], today: date) -> Found:
    weekday = 6 if match["day"] is None else _WEEKDAYS[match["day"]]
    monday = days_before(today, today.weekday())
    which = match["week"] or ""
    if which in ("sau", "toi"):
        return Found(None, "date_in_future")
    if which:
        day = days_before(
            monday, -weekday + (7 if which in ("truoc", "roi", "vua roi", "qua", "vua qua") else 0)
        )
    else:
        day = days_before(monday, -weekday)
        day = day if day <= today else days_before(day, 7)
    return until_today(day, day, today)


def feasts_dated(said: str) -> str:
    """The plain text with feasts of a fixed day called by that day: "2/9" for "quốc khánh"."""
    if not any(map(said.__contains__, _NAMED)):
        return said
    whole = _FULL_DATE.search(said) is not None  # then the feast only says why it is remembered
    return _FEAST_NAME.sub(lambda f: "" if whole or f["dated"] is not None else _NAMED[f[1]], said)


FEASTS: tuple[Form, ...] = (
    Form(
        regex(
            rf"{START}(?:{_SIDE} )?(?:(?:le|tet|ngay|ram|dip) )*(?P<feast>{'|'.join(_MOVABLE)})(?: hung "
            rf"vuong)?{_YEAR_SAID}{_REACH}"
        ),
        _movable,
        tuple(_MOVABLE),
    ),
    Form(regex(rf"{START}(?:{_SIDE} )?tet (?:tay|duong(?: lich)?)\b{_YEAR_SAID}"), _new_year, ("tet",)),
    Form(
        regex(
            rf"{START}(?:{_SIDE} )?(?:cai )?tet(?: (?:nam )?(?P<stem>{'|'.join(_STEMS)}))?(?: (?:nguyen dan|am "
            rf"lich|am|ta|xong)\b)?{_YEAR_SAID}{_REACH}"
        ),
        _tet,
        ("tet",),
    ),
    Form(
        regex(rf"{START}(?:{_SIDE} )?(?:le )?(?:noel|no en|giang sinh){_YEAR_SAID}"),
        _christmas,
        ("noel", "no en", "giang sinh"),
    ),
    Form(
        regex(
            rf"{START}(?P<side>truoc|sau|gan|sat|qua) (?:le |dip |ngay |hom |dip le |ngay le "
            rf")*(?P<d>[0-9]{{1,2}}) ?(?:/|-|{MONTH_WORD})"
            rf"(?P<m>{NUMBER})(?![/0-9-]){_YEAR_SAID}{_REACH}"
        ),
        _feast,
        ("truoc", "sau", "gan", "sat", "qua"),
    ),
    Form(
        regex(
            rf"{START}(?:(?:dau |giua |cuoi |hoi |dip )?mua (?P<season>he|xuan|thu|dong)\b|(?:(?:dau|giua|cuoi|"
            r"hoi|dip) )?(?P<summer>he)(?= (?:nam|vua|roi|nay)\b)|(?:hoi|dip|nghi|dot) "
            rf"(?P<summer2>he)\b){_YEAR_SAID}"
        ),
        _season,
        ("mua", "he"),
    ),
    Form(
        regex(
            rf"(?<!lan )(?<!nam )(?<!nguoi )(?<!cai )(?<!dua ){START}(?:thu (?P<day>hai|ba|tu|nam|sau|bay|"
            r"[2-7])|chu nhat|cn)\b(?! (?:toi|sau)\b)(?: (?:cua )?tuan "
            rf"(?P<week>nay|sau|toi|truoc|roi|vua roi|qua|vua qua))?(?: "
            r"vua roi| vua qua)?"
        ),
        _weekday,
        ("thu ", "chu nhat", "cn"),
    ),
)
"""Read before other relative names: "30 tháng 4" after "sau lễ" is no day itself."""
