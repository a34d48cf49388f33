from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.dates import DateRead, read_date
from bot.understanding.span import Span
from tests.lexicon import LEXICON

TODAY = date(2026, 11, 20)  # a Friday


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("15/3/2026", "2026-03-15", "2026-03-15"),
        ("15-3-26", "2026-03-15", "2026-03-15"),
        ("cấp ngày 15 tháng 3 năm 2026", "2026-03-15", "2026-03-15"),
        ("giấy cấp 15032026 ạ", "2026-03-15", "2026-03-15"),
        ("15/3 2026", "2026-03-15", "2026-03-15"),
        ("2026-03-15", "2026-03-15", "2026-03-15"),
        ("tháng 3/2026", "2026-03-01", "2026-03-31"),
        ("3/2026", "2026-03-01", "2026-03-31"),
        ("tháng ba năm 2026", "2026-03-01", "2026-03-31"),
        ("3/25", "2025-03-01", "2025-03-31"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("năm 2025", "2025-01-01", "2025-12-31"),
        ("năm 25", "2025-01-01", "2025-12-31"),
        ("2k25", "2025-01-01", "2025-12-31"),
        ("2026", "2026-01-01", "2026-11-20"),
        ("tháng 11/2026", "2026-11-01", "2026-11-20"),
        ("quý 1/2026", "2026-01-01", "2026-03-31"),
        ("quý I năm nay", "2026-01-01", "2026-03-31"),
        ("q3 2025", "2025-07-01", "2025-09-30"),
        ("quý 4", "2026-10-01", "2026-11-20"),
        ("quý trước", "2026-07-01", "2026-09-30"),
        ("hôm nay", "2026-11-20", "2026-11-20"),
        ("mới sáng nay", "2026-11-20", "2026-11-20"),
        ("hôm qua", "2026-11-19", "2026-11-19"),
        ("hom kia", "2026-11-18", "2026-11-18"),
        ("tuần trước", "2026-11-09", "2026-11-15"),
        ("tuần này", "2026-11-16", "2026-11-20"),
        ("tháng trước", "2026-10-01", "2026-10-31"),
        ("em mới xin giấy tháng trước ạ", "2026-10-01", "2026-10-31"),
        ("tháng này", "2026-11-01", "2026-11-20"),
        ("ngày 5 tháng trước", "2026-10-05", "2026-10-05"),
        ("cuối tháng trước", "2026-10-18", "2026-10-31"),
        ("giữa tháng 6", "2026-06-08", "2026-06-23"),
        ("đầu tháng 2 năm ngoái", "2025-02-01", "2025-02-12"),
        ("đầu năm", "2026-01-01", "2026-04-30"),
        ("đầu năm nay", "2026-01-01", "2026-04-30"),
        ("giữa năm 2025", "2025-05-01", "2025-08-31"),
        ("cuối năm ngoái", "2025-09-01", "2025-12-31"),
        ("năm nay", "2026-01-01", "2026-11-20"),
        ("năm ngoái", "2025-01-01", "2025-12-31"),
        ("năm kia", "2024-01-01", "2024-12-31"),
        ("tháng 3 năm nay", "2026-03-01", "2026-03-31"),
        ("tháng hai năm ngoái", "2025-02-01", "2025-02-28"),
        ("tháng sáu năm nay", "2026-06-01", "2026-06-30"),
        ("tháng 3", "2026-03-01", "2026-03-31"),
        ("tháng 12", "2025-12-01", "2025-12-31"),
        ("15/3", "2026-03-15", "2026-03-15"),
        ("15/12", "2025-12-15", "2025-12-15"),
        ("15 tháng 3", "2026-03-15", "2026-03-15"),
        ("hôm 15/10", "2026-10-15", "2026-10-15"),
        ("15/3 năm ngoái", "2025-03-15", "2025-03-15"),
        ("8 tháng trước", "2026-02-27", "2026-04-10"),
        ("được 8 tháng", "2026-02-27", "2026-04-10"),
        ("tám tháng rồi", "2026-02-27", "2026-04-10"),
        ("mười hai tháng", "2025-10-30", "2025-12-11"),
        ("năm tháng trước", "2026-05-30", "2026-07-11"),
        ("2 tuần trước", "2026-10-31", "2026-11-12"),
        ("hơn 2 ngày", "2026-11-17", "2026-11-18"),
        ("3 ngày trước", "2026-11-16", "2026-11-18"),
        ("2 năm rồi", "2024-05-20", "2025-05-20"),
        ("hai ba tháng nay", "2026-07-30", "2026-10-11"),
        ("2-3 tháng", "2026-07-30", "2026-10-11"),
        ("hơn 1 năm rồi", "2024-11-21", "2025-11-19"),
        ("được 1 năm có lẻ", "2024-11-21", "2025-11-19"),
        ("gần 1 năm", "2025-11-21", "2026-02-20"),
        ("chưa tới 1 năm", "2025-11-21", "2026-11-20"),
        ("dưới 3 tháng", "2026-08-21", "2026-11-20"),
        ("tròn 1 năm", "2025-11-05", "2025-12-05"),
        ("khoảng 8 tháng", "2026-01-20", "2026-05-20"),
        ("1 năm rưỡi", "2025-01-20", "2025-09-20"),
        ("1 năm 2 tháng", "2025-08-30", "2025-10-11"),
        ("nửa năm", "2026-04-20", "2026-06-20"),
        ("sau Tết", "2026-02-17", "2026-03-31"),
        ("được 8 tháng 3 ngày", "2026-03-10", "2026-03-24"),
        ("2020, cấp lại 2025", "2020-01-01", "2020-12-31"),
        ("thứ 2 tuần trước", "2026-11-09", "2026-11-09"),
        ("mã số 0123456789 cấp 2025", "2025-01-01", "2025-12-31"),
        ("tháng 3 à nhầm tháng 4", "2026-04-01", "2026-04-30"),
    ],
)
def test_the_days_meant(text: str, low: str, high: str) -> None:
    read = read_date(text, TODAY, LEXICON)
    assert read and read.problem is None
    assert read.span == Span(date.fromisoformat(low), date.fromisoformat(high))
    assert read.open == text.startswith("hơn") or "lẻ" in text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("1/1/2027", "date_in_future"),
        ("21/11/2026", "date_in_future"),
        ("tháng 12 năm nay", "date_in_future"),
        ("ngày mai", "date_in_future"),
        ("tuần sau", "date_in_future"),
        ("sang năm", "date_in_future"),
        ("30/2/2026", "invalid_date"),
        ("tháng 13/2026", "invalid_date"),
        ("đầu tháng 13", "invalid_date"),
        ("3 tháng nữa", "date_in_future"),
        ("15/3/2026 âm lịch", "lunar"),
    ],
)
def test_a_problem_is_told(text: str, problem: str) -> None:
    assert read_date(text, TODAY, LEXICON) == DateRead(None, problem)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "không nhớ",
        "lâu rồi",
        "vài năm",
        "mới đây",
        "3/5",
        "10/11",
        "8",
        "25",
        "cuối năm",
        "tháng sau",
        "sau 3 tháng",
        "1,5 năm",
        "1.5 năm",
        "0 tháng",
        "đổi giấy năm 2025",
        "hàng ngày",
        "2023 hoặc 2024",
        "hôm qua được không?",
        "cấp bao lâu thì hết hạn",
        "0912345678",
        "bảo hành 8 tháng",
        "em 20 tuổi",
        "chưa có giấy",
        "xin chào",
    ],
)
def test_what_is_not_certain_is_not_read(text: str) -> None:
    assert read_date(text, TODAY, LEXICON) is None


@pytest.mark.parametrize(
    ("text", "decided"),
    [("11 tháng", "within"), ("13 tháng", "over"), ("12 tháng", "open"), ("1 năm", "open")],
)
def test_the_twelve_month_line(text: str, decided: str) -> None:
    read = read_date(text, TODAY, LEXICON)
    assert read is not None and read.span is not None
    line = date(2025, 11, 20)
    where = "within" if read.span.low > line else "over" if read.span.high < line else "open"
    assert where == decided


RELATIVE = [
    "hôm nay",
    "hôm kia",
    "tuần trước",
    "tháng trước",
    "quý trước",
    "năm kia",
    "đầu năm",
    "giữa tháng 6",
    "tháng 2",
    "ngày 31 tháng trước",
    "8 tháng",
    "hơn 1 năm",
    "gần 2 tháng",
    "chưa tới 1 năm",
    "29 tháng 2",
    "tròn 1 năm",
    "khoảng 2 năm",
    "nửa năm",
    "3 ngày trước",
    "quý 4",
    "99 năm",
]


@given(st.sampled_from(RELATIVE), st.dates(date(2023, 6, 1), date(2035, 12, 31)))
def test_on_any_day_nothing_past_is_in_the_future(text: str, today: date) -> None:
    read = read_date(text, today, LEXICON)
    assert read is not None
    assert read.problem == "invalid_date" or (read.span is not None and read.span.high <= today)


@given(
    st.dates(date(2000, 1, 1), TODAY),
    st.sampled_from(["%d/%m/%Y", "%d-%m-%y", "%d tháng %m năm %Y", "%d%m%Y"]),
)
def test_every_written_day_comes_back(day: date, form: str) -> None:
    assert read_date(day.strftime(form), TODAY, LEXICON) == DateRead(Span.day(day), None)


@given(st.integers(1, 60))
def test_a_duration_holds_the_day_it_counts_to(months: int) -> None:
    read = read_date(f"{months} tháng trước", TODAY, LEXICON)
    assert read is not None and read.span is not None
    years, month = divmod(TODAY.year * 12 + TODAY.month - 1 - months, 12)
    assert read.span.low <= date(years, month + 1, 20) <= read.span.high
    assert read.span.high - read.span.low < timedelta(days=62)


@pytest.mark.parametrize("unit", ["ngày", "tuần", "tháng", "năm"])
@pytest.mark.parametrize("how", ["", "hơn ", "gần ", "chưa tới ", "tròn ", "khoảng "])
@settings(max_examples=40)
@given(st.integers(1, 98), st.integers(0, 1), st.dates(date(2023, 6, 1), date(2035, 12, 31)))
def test_every_duration_is_a_span(how: str, unit: str, number: int, more: int, today: date) -> None:
    for text in (f"{how}{number} {unit}", f"{how}{number}-{number + more} {unit}", f"{number} {unit} hơn"):
        read = read_date(text, today, LEXICON)
        assert read is not None and read.span is not None and read.span.high <= today
