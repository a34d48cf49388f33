"""A birth date, birth year or age as people write it, read as the span of days it may mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.understanding.calendar_math import Found, agreed, days_before, months_before, year_of
from bot.understanding.fold import plain
from bot.understanding.sentence import NEGATORS, POLITE, after_correction, is_question, word_set, words
from bot.understanding.span import Span
from bot.understanding.written_dates import (
    FULL_DATES,
    MONTHS,
    START,
    TAKEN,
    YEARS,
    Form,
    consume,
    holds_id_number,
    is_lunar,
    prepared,
    year,
)

OLDEST_AGE = 120


@dataclass(frozen=True, slots=True)
class Birth:
    """The days a person may be born on, or the problem: `invalid_date`, `date_in_future`, `lunar`."""

    span: Span | None
    problem: str | None


_FILLERS = POLITE | word_set(
    "sinh sn ns khai nhat ngay thang nam tuoi duong lich",
    "nu la thi vao hoi luc ra cua duoc dc tron vua moi hien gio bay tai roi",
)
_OTHER_PERSON = re.compile(
    r"\b(?:me|bo|cha|vo|chong)\b"
    r"|\b(?:con|ba|ma|ong|anh|chi|em|co|chu|bac|ban|chau|di|cau|mo|be|dua|nguoi) "
    r"(?:em|toi|tui|minh|chau|trai|gai|ruot|cua|chong|dau|ho|yeu|than|noi|ngoai|ut|lon)\b"
    r"|\b(?:con|chau|be|ong|ba) nha\b"
)
_BORN = re.compile(rf"(?<!hoc )\b(?:sinh|sn|ns)(?: (?:nam|ngay|thang|vao|ra|nhat|la)){{0,3}} ?:? +\{TAKEN}")
_BARE = re.compile(r"[0-9]{2}")


def read_birth(text: str, today: date) -> Birth | None:
    """The birth that the text tells of, None where it is not certain to tell of one.

    An age covers the births of two legal ages below it (age by Vietnamese count) and of one above,
    so that no age within a year of a bound ever decides.
    """
    said = prepared(after_correction(plain(text)))
    if not said or holds_id_number(said) or is_question(said) or _OTHER_PERSON.search(said):
        return None
    if is_lunar(said):
        return Birth(None, "lunar")
    found, rest = consume(said, _FORMS, today)
    left = [word for word in words(rest) if word not in _FILLERS]
    if not found and len(left) == 1 and _BARE.fullmatch(left[0]):
        return _birth(_two_digits(left[0], today))
    one = agreed(found)
    if one is None or not (not left or _told_as_birth(rest, left)):
        return None
    return _birth(one)


def _told_as_birth(rest: str, left: list[str]) -> bool:
    told = _BORN.search(rest) is not None
    return told and not any(word in NEGATORS or word[0].isdigit() for word in left)


def _birth(found: Found | None) -> Birth | None:
    return None if found is None else Birth(found.span, found.problem)


def _two_digits(digits: str, today: date) -> Found | None:
    if digits[0] == "0" or int(digits) >= 60:
        return year_of(year(digits, today), today)
    return _age(int(digits), today)


def _age(age: int, today: date) -> Found | None:
    if not 1 <= age <= OLDEST_AGE:
        return None
    low = days_before(months_before(today, 12 * (age + 2)), -1)
    return Found(Span(low, months_before(today, 12 * max(age - 2, 0))))


def _told_age(match: re.Match[str], today: date) -> Found | None:
    return _age(int(match["age"]), today)


def _short_year(match: re.Match[str], today: date) -> Found:
    return year_of(year(match["y"], today), today)


_FORMS: tuple[Form, ...] = (
    *FULL_DATES,
    *MONTHS,
    *YEARS,
    (re.compile(rf"{START}(?P<age>[0-9]{{1,3}}) ?(?:tuoi|tui|t)\b(?! ?[0-9])"), _told_age),
    (re.compile(r"\b(?:(?<!hoc )sinh nam|nam sinh|sn|ns) ?:? ?'?(?P<y>[0-9]{2})(?![0-9/.-])"), _short_year),
    (re.compile(r"\b(?:(?<!hoc )sinh|nam) ?'?(?P<y>0[0-9]|[6-9][0-9])(?![0-9/.-])"), _short_year),
)
