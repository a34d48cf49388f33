"""A birth date, birth year or age as people write it, read as the span of days it may mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.understanding.birth_forms import BIRTH_FORMS, age_of, two_digits
from bot.understanding.calendar_math import Found, agreed, day_of, months_before
from bot.understanding.dated_clauses import clauses, marked, near
from bot.understanding.feasts import feasts_dated
from bot.understanding.lexicon import Lexicon
from bot.understanding.persons import is_self, nearest_is_others
from bot.understanding.regex import regex
from bot.understanding.scattered_dates import gathered, in_numbers
from bot.understanding.sentence import NEGATORS, POLITE, corrections, is_question, word_set, words
from bot.understanding.span import Span
from bot.understanding.spoken_numbers import in_digits
from bot.understanding.written_dates import holds_id_number, is_lunar, prepared, shape_of

_MONTH = 31
_CALLED = regex(r"\b(?:tuoi|sinh)\b")


@dataclass(frozen=True, slots=True)
class Birth:
    """The days a person may be born on, or the problem: `invalid_date`, `date_in_future`, `lunar`.

    `age` in years as it was said, where an age was said.
    """

    span: Span | None
    problem: str | None
    age: int | None = None


_FILLERS = POLITE | word_set(
    "sinh khai nhat ngay thang nam tuoi duong lich ta",
    "gen z doi lua the he dan nho nham lam lon neu chinh hieu con lat noi",
    "nu lao la thi vao hoi luc ra cua duoc tron vua moi hien gio bay tai roi cccd ghi de lai",
)
# "about 73, 74 or so": a guess that may decide all the same.
_ABOUT = regex(
    r"\b(?:khoang|chung|tam|do) ([0-9]{2}) ?[,-]? ?([0-9]{2})\b"
    r"|\b([0-9]{2}) ?[,-]? ?([0-9]{2})(?: tuoi)? gi (?:do|day)\b"
)
_BARE = regex(r"[0-9]{2}")
_WAS = regex(r"\b(?:con|moi|chua) (?:duoc |toi |du )?[0-9]{2}\b")
# Another number, an address, a price, or a question.
_COUNTS = regex(
    r"[0-9]|^ ?(?:khong|chua|chac|hay)\b|\b(?:duong|pho|ngo|hem|ngach|kiet|to|khu|ap|thon|phuong|quan|so|cai|nguoi"
    r"|lan|ky|ki|phut|gio|ngan|nghin|trieu|sao|nao|me|bo|ba|con|vo|chong|anh|chi|ong)\b"
)
# Words that nobody explains, beside a year or an age that nothing calls a birth: "2k4" is hardly anything else.
_MOST_BESIDE, _MOST_BESIDE_2K = 2, 7
_OPEN_END = regex(
    r"\b(?:hon|tren|duoi|gan|sap|chua|truoc|sau|tu|hoac|hay|den)\b(?: (?:ngay|thang|nam|co|tron|du|toi|den))* ?$"
)
_ME = regex(r"\bt (?=2k)")  # no month is meant
_SURELY = regex(r"\bkhong (?:nham|lam|lon|sai)\b")
_COMPARED = regex(r"\b(?:hon|kem) (?:em|toi|minh|con|chau) [0-9]")
_WRONG = regex(
    r"[\ue000-\uf8ff] (?:la |thi )?(?:khong (?:dung|phai)|sai)\b(?!.*[\ue000-\uf8ff])"
    r"|\bdung (?:ghi|lay|luu|tinh|nhap|chon) (?:\w+ )?[\ue000-\uf8ff]"
)
_ASKS_YOU = regex(r"^(?:may|bot|ad|ban)\b.*[\ue000-\uf8ff] (?:ha|a|phai khong)$")
_UNBORN = regex(r"\bchua (?:ra doi|sinh|de|co mat)\b")
_NOT_THE_AGE = regex(r"\b(?:hoi|luc|khi|tu|giong|nhu)(?: (?:nam|em|toi|minh|moi|duoc|tron|con))* ?$")
_RANGE = regex(r"[0-9\ue000-\uf8ff] *(?:-|den|toi|hoac|hay(?: la)?) *[0-9\ue000-\uf8ff]")
_UNDER = regex(r"\bchua (?:du|toi|tron|den|duoc) (?:1[0-9]|[2-9][0-9])(?: tuoi)?\b")
# A year said beside the animal it is called by.
_ANIMAL = regex(r"\b(?:nam|tuoi) (?:con )?(?:ty|suu|dan|mao|meo|thin|ngo|mui|than|dau|tuat|hoi)\b")


def read_birth(text: str, today: date, lexicon: Lexicon, *, asked: bool = True) -> Birth | None:
    """The birth that the text tells of, None where it is not certain to tell of one.

    An age covers the two years of birth it may have, and one more: counted by Vietnamese count nobody is younger
    than by the law, and most are a year older. Not `asked`, only what is called a birth counts.
    """
    said = lexicon.said(text, "birth")
    if not asked and not may_tell_birth(said):
        return None
    parts = _prepared(_told_plainly(said), today)
    if not parts[-1] or holds_id_number(text):
        return None
    if is_lunar(parts[-1]):
        return Birth(None, "lunar")
    read: list[Found] = []
    for part in parts:  # what corrects a birth is a birth, though nothing calls it so again
        if one := _read(part, today, lexicon, asked or bool(read), corrects=bool(read)):
            read.append(one)
        elif read and _FULL_YEAR.search(part):
            return None  # it was set right by something that is not understood
    if not read:
        return None
    last = _restated(read)
    return Birth(last.span, last.problem, last.count)


def _told_plainly(said: str) -> str:
    """The text without the animal of a year told in figures, and without an age not reached yet beside another."""
    said = said.replace("can cuoc", "cccd")
    if _FULL_YEAR.search(said):
        said = _ANIMAL.sub(" ", said)
    reached = _UNDER.sub(" ", said) if "chua" in said else said
    return reached if "0" in shape_of(in_digits(reached)) else said


def may_tell_birth(said: str) -> bool:
    """False for a plain text without a digit or a word for being born or for an age."""
    return "0" in shape_of(said) or _CALLED.search(said) is not None


def _prepared(said: str, today: date) -> list[str]:
    """The parts between words of correction, each date in one place."""
    parts, known = [], None
    for part in corrections(_ME.sub("toi ", said)):
        whole = gathered(
            in_numbers(feasts_dated(in_digits(prepared(part))).replace("noel", "25/12")), today, known
        )
        parts.append(whole)
        years = _FULL_YEAR.findall(whole)
        known = int(years[-1]) if years else known
    return parts


_FULL_YEAR = regex(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


def _read(said: str, today: date, lexicon: Lexicon, asked: bool, *, corrects: bool) -> Found | None:
    """What one part says, without what corrects it or is corrected by it."""
    rest, found = marked(said, BIRTH_FORMS, today)
    if _RANGE.search(rest) or (not found and not asked):
        return None
    if not found:
        return _bare(rest, today)
    parts = clauses(rest)
    others = any(nearest_is_others(part) and not found.keys().isdisjoint(part) for part in parts)
    own = [part for part in parts if not others or corrects or is_self(part)]
    most = _MOST_BESIDE_2K if "2k" in said else _MOST_BESIDE
    told = [found[mark] for part in own for mark in _told(part, found, lexicon, asked, most)]
    aged = any(one.count for one in told)
    if aged and not asked:  # beside an age a date is the day of birth, if both agree
        whole = [found[mark] for part in own for mark in _told(part, found, lexicon, True, most)]
        if both := agreed([_beside(one, whole) for one in whole]):
            return both
    return agreed([_beside(one, told) for one in told])


def _beside(one: Found, told: Sequence[Found]) -> Found:
    """An age beside a date or a year is a year more or less: it only says that the date is one's own."""
    if one.count is None or one.span is None or all(other.count for other in told):
        return one
    return replace(one, span=Span(months_before(one.span.low, 12), one.span.high))


def _restated(read: list[Found]) -> Found:
    """What was said last; only a year, after a whole date, corrects that date's year."""
    last, before = read[-1], read[-2] if len(read) > 1 else None
    year_only = (
        last.span is not None and last.count is None and (last.span.high - last.span.low).days > _MONTH
    )
    if before is None or before.span is None or last.span is None or not before.span.is_day or not year_only:
        return last
    day = before.span.low
    return day_of(last.span.low.year, day.month, day.day, last.span.high)


def _told(clause: str, found: Mapping[str, Found], lexicon: Lexicon, asked: bool, most: int) -> list[str]:
    """The marks of the clause's dates that are the person's own birth, as far as anybody can tell."""
    clause = near(clause)
    marks = [char for char in clause if char in found]
    if (
        not marks
        or nearest_is_others(clause)
        or is_question(clause)
        or _COMPARED.search(clause)
        or _UNBORN.search(clause)
        or _WRONG.search(clause)
        or _ASKS_YOU.search(clause)
        or lexicon.holds("aged_things", words(clause))
        or _OPEN_END.search(clause[: clause.index(marks[0])])
    ):
        return []
    tokens = words(clause)
    before = _SURELY.sub(" ", clause[: clause.index(marks[0])])
    if not NEGATORS.isdisjoint(words(before)[-3:]) or (found[marks[0]].count and _NOT_THE_AGE.search(before)):
        return []
    if lexicon.holds("birth", tokens) or any(found[mark].count for mark in marks):
        return marks
    beside = [word for word in tokens if word not in _FILLERS and word.isascii()]
    if not asked or lexicon.holds("not_birth", tokens):
        return []
    sure = any((span := found[mark].span) and span.is_day for mark in marks)
    return marks if sure or len(beside) <= most else []


def _bare(said: str, today: date) -> Found | None:
    """A lone two-digit number: a year with a leading zero or beyond 60, else an age."""
    if is_question(said) or nearest_is_others(said) or "+" in said:
        return None
    if about := _ABOUT.search(said):
        return _around(about[1] or about[3], about[2] or about[4], today)
    number = _lone(said) or _first(said)
    if number is None:
        return None
    return age_of(int(number), today) if "tuoi mu" in said else two_digits(number, today)


def _lone(said: str) -> str | None:
    """The two digits that a text is, but for words that weigh nothing."""
    left = [word for word in words(said) if word not in _FILLERS]
    return left[0] if len(left) == 1 and _BARE.fullmatch(left[0]) else None


def _first(said: str) -> str | None:
    """The two digits that a text begins with, where what follows counts nothing else but what was before."""
    first, _, rest = said.partition(",")
    return _lone(first) if rest and not _COUNTS.search(_WAS.sub(" ", rest)) else None


def _around(one: str, other: str, today: date) -> Found | None:
    """Two neighbouring ages said as a guess: every birth that either may mean, also as the year it may be."""
    if int(other) - int(one) != 1:
        return None
    read = [two_digits(digits, today) for digits in (one, other)]
    read += [age_of(int(digits), today) for digits in (one, other) if digits[0] != "0"]
    spans = [found.span for found in read if found and found.span]
    return Found(Span(min(s.low for s in spans), max(s.high for s in spans))) if spans else None
