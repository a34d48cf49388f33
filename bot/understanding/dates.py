"""When a certificate was issued, absolute or relative, as the span of past days it may mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.understanding.calendar_math import agreed
from bot.understanding.durations import DURATIONS
from bot.understanding.fold import plain
from bot.understanding.relative_dates import CALENDAR_NAMES, RECENT_NAMES
from bot.understanding.sentence import POLITE, after_correction, is_question, word_set, words
from bot.understanding.span import Span
from bot.understanding.written_dates import (
    FULL_DATES,
    MONTHS,
    YEARS,
    consume,
    holds_id_number,
    is_lunar,
    prepared,
)


@dataclass(frozen=True, slots=True)
class DateRead:
    """The days meant, none after today, or the problem: `invalid_date`, `date_in_future`, `lunar`."""

    span: Span | None
    problem: str | None


_FORMS = (*FULL_DATES, *CALENDAR_NAMES, *MONTHS, *DURATIONS, *RECENT_NAMES, *YEARS)
_FILLERS = POLITE | word_set(
    "cap giay phep chung nhan dang ky dk dkkd gcn gpkd mo thanh lap tl lam xin",
    "cong ty cty doanh nghiep dn ho kinh doanh kd hkd hop tac xa htx quan tiem cua hang",
    "ngay thang nam hom tu hoi vao luc la thi duoc dc co moi vua roi cach duong lich",
)


def read_date(text: str, today: date) -> DateRead | None:
    """The days the text says, None where it is not certain to say any.

    Relative words are taken as widely as people use them: "8 tháng" is more than 7 and less than 9 months.
    """
    said = prepared(after_correction(plain(text)))
    if not said or holds_id_number(said) or is_question(said):
        return None
    if is_lunar(said):
        return DateRead(None, "lunar")
    found, rest = consume(said, _FORMS, today)
    one = agreed(found)
    if one is None or any(word not in _FILLERS for word in words(rest)):
        return None
    return DateRead(one.span, one.problem)
