from __future__ import annotations

from datetime import date

import pytest

from bot.understanding.birth import Birth, read_birth
from bot.understanding.span import Span
from tests.lexicon import LEXICON

TODAY = date(2026, 11, 20)


def a_day(year: int, month: int, day: int) -> Span:
    return Span.day(date(year, month, day))


def a_year(year: int) -> Span:
    return Span(date(year, 1, 1), date(year, 12, 31))


MARCH_15 = a_day(2005, 3, 15)
MARCH = Span(date(2005, 3, 1), date(2005, 3, 31))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("15/3/2005", MARCH_15),
        ("15-03-05", MARCH_15),
        ("15.3.2005", MARCH_15),
        ("15 3 2005", MARCH_15),
        ("15 / 03 / 2005", MARCH_15),
        ("15 thang 3 nam 2005", MARCH_15),
        ("ngày 15 tháng 3 năm 2005", MARCH_15),
        ("ngày 15 tháng ba năm 2005", MARCH_15),
        ("15 tháng 3, 2005", MARCH_15),
        ("15/3 năm 05", MARCH_15),
        ("15 tháng 3 2k5", MARCH_15),
        ("２００５-03-15", MARCH_15),
        ("150305", MARCH_15),
        ("15032005", MARCH_15),
        ("dạ em sinh ngày 15/3/2005 ạ", MARCH_15),
        ("ngày sinh của em là 15/3/2005", MARCH_15),
        ("15/3/2005 (21 tuổi)", MARCH_15),
        ("mùng 2 tháng 9 năm 1980", a_day(1980, 9, 2)),
        ("2/9/84", a_day(1984, 9, 2)),
        ("29/2/2004", a_day(2004, 2, 29)),
        ("15/3/2005 dương lịch", MARCH_15),
        ("3/2005", MARCH),
        ("03-2005", MARCH),
        ("thg 3 2005", MARCH),
        ("tháng 3 năm 2005", MARCH),
        ("t3/2005", MARCH),
        ("tháng ba năm 2005", MARCH),
        ("032005", MARCH),
        ("tháng năm năm 2005", Span(date(2005, 5, 1), date(2005, 5, 31))),
        ("thang muoi hai nam 2005", Span(date(2005, 12, 1), date(2005, 12, 31))),
        ("3/98", Span(date(1998, 3, 1), date(1998, 3, 31))),
        ("2005", a_year(2005)),
        ("2k5", a_year(2005)),
        ("2k", a_year(2000)),
        ("2oo5", a_year(2005)),
        ("2 0 0 5", a_year(2005)),
        ("05", a_year(2005)),
        ("84", a_year(1984)),
        ("sinh 2005", a_year(2005)),
        ("sinh năm 2005 nha", a_year(2005)),
        ("e sn 2k5", a_year(2005)),
        ("sn05", a_year(2005)),
        ("sinh năm 98", a_year(1998)),
        ("năm sinh: 1975", a_year(1975)),
        ("nam 2001", a_year(2001)),
        ("e sn 2k5 o ninh binh mun lm trang web", a_year(2005)),
        ("2004 à nhầm 2005", a_year(2005)),
        ("2004, ý em là 2005", a_year(2005)),
        ("không phải 2004 mà là 2005", a_year(2005)),
        ("mẹ 1975 em 2005", a_year(2005)),
        ("em 2004 còn bạn em 2005", a_year(2004)),
        ("2026", Span(date(2026, 1, 1), TODAY)),
    ],
)
def test_a_date_or_a_year(text: str, span: Span) -> None:
    assert read_birth(text, TODAY, LEXICON) == Birth(span, None)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("20 tuổi", 20),
        ("20t", 20),
        ("20", 20),
        ("20 tuoi", 20),
        ("em 20 tuổi rồi ạ", 20),
        ("năm nay em 20", 20),
        ("vừa tròn 18", 18),
        ("42", 42),
        ("nam 23t", 23),
        ("65 tuổi", 65),
    ],
)
def test_an_age_is_as_wide_as_ages_are_counted(text: str, age: int) -> None:
    read = read_birth(text, TODAY, LEXICON)
    assert read is not None and read.span is not None
    assert read.span.low == date(2026 - age - 1, 11, 21)  # nobody is older than they say
    assert read.span.high == date(2026 - age + 1, 12, 31)  # a year on by Vietnamese count


@pytest.mark.parametrize("age", [18, 19, 23, 24, 25])
def test_no_age_within_a_year_of_a_bound_decides(age: int) -> None:
    read = read_birth(f"{age} tuổi", TODAY, LEXICON)
    assert read is not None and read.span is not None
    limits = [date(2026 - years, 11, 20) for years in (18, 23, 24)]
    assert any(read.span.low <= bound < read.span.high for bound in limits)


def test_twenty_decides() -> None:
    read = read_birth("20 tuổi", TODAY, LEXICON)
    assert read is not None and read.span is not None
    assert read.span.high <= date(2008, 11, 20) and read.span.low > date(2002, 11, 20)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("31/2/2005", "invalid_date"),
        ("29/2/2005", "invalid_date"),
        ("3/15/2005", "invalid_date"),
        ("13/2005", "invalid_date"),
        ("31/4/2005, em 21 tuổi", "invalid_date"),
        ("2030", "date_in_future"),
        ("21/11/2026", "date_in_future"),
        ("12/2026", "date_in_future"),
        ("15 tháng 5 âm lịch", "lunar"),
        ("rằm tháng 7 năm 2004", "lunar"),
        ("mùng 3 Tết năm 2005", "lunar"),
        ("em tuổi Thân", "lunar"),
        ("năm Giáp Thân", "lunar"),
        ("tháng giêng năm 2005", "lunar"),
    ],
)
def test_a_problem_is_told(text: str, problem: str) -> None:
    assert read_birth(text, TODAY, LEXICON) == Birth(None, problem)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "không nhớ",
        "con em 20 tuổi",
        "mẹ em sinh 1970",
        "20 hoặc 21 tuổi",
        "20-21 tuổi",
        "18 19 tuổi",
        "gần 20",
        "hơn 30 tuổi",
        "3/05",
        "15/3",
        "5",
        "200",
        "0 tuổi",
        "500 tuổi",
        "0912345678",
        "0912 345 678",
        "036205001234",
        "036 205 001 234 sinh 2005",
        "+84 912 345 678",
        "học sinh lớp 12",
        "sinh viên năm 2",
        "2005 có được không?",
        "sinh 2008 thì sao",
        "em không sinh 2005",
        "quán mở năm 2005",
        "2004 2005",
        "9x",
        "1850",
        "20k",
        "2005 nhầm",
        "xin chào",
        "😀😀",
    ],
)
def test_what_is_not_certain_is_not_read(text: str) -> None:
    assert read_birth(text, TODAY, LEXICON) is None
