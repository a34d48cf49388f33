"""When a certificate was issued, absolute or relative, as the span of past days it may mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.understanding.anniversaries import dated
from bot.understanding.calendar_math import Found, agreed, day_of, days_before
from bot.understanding.date_edges import DAY_EDGES, YEAR_EDGES
from bot.understanding.dated_clauses import clauses, marked, near
from bot.understanding.durations import DURATIONS, EXACT_DURATIONS, without_lengths
from bot.understanding.feasts import FEASTS, feasts_dated
from bot.understanding.lexicon import Lexicon
from bot.understanding.other_dates import explained, is_of_something_else, is_plain, without_figures
from bot.understanding.persons import is_self, nearest_is_others
from bot.understanding.regex import regex
from bot.understanding.relative_dates import CALENDAR_NAMES, RECENT_NAMES
from bot.understanding.scattered_dates import gathered, in_numbers
from bot.understanding.sentence import NEGATORS, corrections, is_question, word_set, words
from bot.understanding.span import Span
from bot.understanding.spoken_numbers import in_digits
from bot.understanding.written_dates import (
    FULL_DATES,
    MONTHS,
    YEARS,
    Forms,
    is_lunar,
    is_lunar_day,
    prepared,
    without_id_numbers,
)


@dataclass(frozen=True, slots=True)
class DateRead:
    """The days meant, none after today, or the problem: `invalid_date`, `date_in_future`, `lunar`.

    `open` where they may begin any time before.
    """

    span: Span | None
    problem: str | None
    open: bool = False


_FORMS = Forms(
    (
        *DAY_EDGES,
        *FULL_DATES,
        *FEASTS,
        *EXACT_DURATIONS,
        *CALENDAR_NAMES,
        *MONTHS,
        *DURATIONS,
        *YEAR_EDGES,
        *RECENT_NAMES,
        *YEARS,
    )
)
_UNTIL_NOW = regex(
    r"\b(?:tinh )?(?:toi|den|tu do|dung) (?:hom |bua )?(?:nay|gio|bay gio)\b|\bnam nay \d+ tuoi\b"
)
_TO_COME = regex(
    r"\b(?:ra|het|qua|sau|an) (?:tet|gieng|nam) (?:xong )?moi (?:di|lam|xin|dang ky|tinh)\b"
    r"|\bcuoi (?:thang|nam|tuan) nay moi (?:ra|co|lay|cap|di|lam)\b"
)
_YEAR_ONLY = regex(r"^(?:\w+[ ,]+)*(?:19|20)[0-9]{2}(?: (?:a|nha|nhe|roi|moi dung|do))*$")
# Where n and l are one; "làm ngoài phường" is done there.
_LAST_YEAR = regex(
    r"(?<!dang )(?<!di )(?<!giay )\blam"
    r"(?= (?:nay|ngoai(?! (?:phuong|xa|uy|cho|ray|ruong|dong|duong|huyen|tinh|bien)))\b)"
)
_SINCE = word_set("cap thanh lap mo dang giay ra co chung duoc ky len")
_TIMED = regex(r"[0-9]|\b(?:thang|nam|hom|tuan|tet|quy|ngay|bua)\b")
_CHOICE = regex(r"[0-9] ?(?:hay|hoac)(?: la)? (?:ngay |thang |nam )?[\ue000-\uf8ff]")
_TRADE = regex(r"\b(?:ban|buon|kinh doanh) (?:\w+ ){0,3}(?:tu|hoi|duoc)\b")
_BOSS = regex(r"\bcong ty (?:cua )?sep(?: (?:em|toi|minh|con))?\b")
_DAY_AND_MONTH = regex(r"[0-9]/[0-9]")
_DENIES = NEGATORS - {"dau"}  # before a date it is a guess: "đâu hồi tháng tư"
_HALF_YEAR = 200


def read_date(text: str, today: date, lexicon: Lexicon, *, asked: bool = True) -> DateRead | None:
    """The days the text says, None where it is not certain to say any.

    Relative words are taken as widely as people use them: "8 tháng" is three weeks less to three weeks more.
    Not `asked`, only what is called an issue or a foundation counts.
    """
    whole = lexicon.said(text, "established")
    if not asked and not (_TIMED.search(whole) and not _SINCE.isdisjoint(words(whole))):
        return None
    parts = corrections(whole)
    if not parts[-1]:
        return None
    for at in range(len(parts) - 1, -1, -1):
        one = _read(_prepared(parts[at], today), today, lexicon, asked)
        if one is None:
            continue
        if at and _YEAR_ONLY.search(parts[at]):
            one = _with_day(_read(_prepared(parts[at - 1], today), today, lexicon, asked), one, today)
        return DateRead(one.span, one.problem, one.open)
    return None


def _with_day(before: Found | None, year: Found, today: date) -> Found:
    """The day said before, in the year it was corrected to."""
    if before is None or before.span is None or not before.span.is_day or year.span is None:
        return year
    day = before.span.low
    return day_of(year.span.low.year, day.month, day.day, today)


def _prepared(part: str, today: date) -> str:
    said = _BOSS.sub("cong ty", prepared(without_figures(part)))
    if "lam" in said:
        said = _LAST_YEAR.sub("nam", said)
    said = dated(said, today)
    if "nay" in said or "gio" in said:
        said = _UNTIL_NOW.sub(" ", said)
    said = without_lengths(in_numbers(in_digits(said)))
    return without_id_numbers(feasts_dated(gathered(said, today)))


def _read(said: str, today: date, lexicon: Lexicon, asked: bool) -> Found | None:
    if "moi" in said and _TO_COME.search(said):
        return Found(None, "date_in_future")
    rest, found = marked(said, _FORMS, today)
    if is_lunar(rest) or is_lunar_day(" ".join(said.split())):
        return Found(None, "lunar")
    if not found or (not asked and "sinh" in words(rest)):
        return None
    kept = [
        found[mark]
        for clause in _chosen([c for c in clauses(rest) if "sinh" not in words(c)], found, lexicon)
        for mark in _told(clause, found, lexicon, asked)
    ]
    days = {one.span for one in kept if one.span and one.span.is_day}
    exact = [one for one in kept if one.span in days] if len(days) == 1 else kept
    return agreed(exact) or _overlapping(exact)


def _chosen(spoken: Sequence[str], found: Mapping[str, Found], lexicon: Lexicon) -> list[str]:
    """The clauses with a date of the certificate: the first one's; else those that name the issue."""
    timed = [clause for clause in spoken if _marks(clause, found)]
    for names in ("first_issue", "issued"):
        named = [clause for clause in timed if lexicon.holds(names, words(near(clause)))]
        if named and (names == "first_issue" or not _other_days(timed, named, found, lexicon)):
            return named
    others = any(_is_anothers(clause, lexicon) for clause in timed)
    return [c for c in timed if (not others or is_self(c)) and not _belongs(c, spoken, found, lexicon)]


def _other_days(
    timed: Sequence[str], named: Sequence[str], found: Mapping[str, Found], lexicon: Lexicon
) -> bool:
    """True where another day stands in a clause that nothing calls the day of something else, or nothing is sure."""
    if any(lexicon.holds("not_issued", words(clause)) for clause in named):
        return True
    if any(lexicon.holds("day_of_issue", words(clause)) for clause in named):
        return False
    beside = [
        clause for clause in timed if clause not in named and not lexicon.holds("not_issued", words(clause))
    ]
    spans = [found[mark].span for clause in beside for mark in _marks(clause, found)]
    return any(span is not None and span.is_day for span in spans)


def _overlapping(found: Sequence[Found]) -> Found | None:
    """All the days that several vague readings may mean, where each touches the first."""
    spans = [one.span for one in found if one.span is not None]
    if len(spans) < len(found) or not spans or any(one.open for one in found):
        return None
    if any((span.high - span.low).days > _HALF_YEAR for span in spans):
        return None
    low, high = min(span.low for span in spans), max(span.high for span in spans)
    touching = all(
        span.low <= days_before(spans[0].high, -1) and spans[0].low <= days_before(span.high, -1)
        for span in spans
    )
    return Found(Span(low, high)) if touching else None


def _is_anothers(clause: str, lexicon: Lexicon) -> bool:
    """True for somebody else's date; whoever fetched the paper is nobody's matter."""
    return nearest_is_others(clause) and not lexicon.holds("fetched", words(clause))


def _marks(clause: str, found: Mapping[str, Found]) -> list[str]:
    return [] if clause.isascii() else [char for char in clause if char in found]


def _belongs(clause: str, spoken: Sequence[str], found: Mapping[str, Found], lexicon: Lexicon) -> bool:
    """True for a bare date that the clause before it says something else of."""
    at = spoken.index(clause)
    before = words(spoken[at - 1]) if at else []
    tokens = words(clause)
    bare = all(explained(word, lexicon) for word in tokens) and not lexicon.holds("issued_at_last", tokens)
    dated_before = at > 0 and _DAY_AND_MONTH.search(spoken[at - 1]) is not None
    return (
        bare
        and not dated_before
        and not _marks(spoken[at - 1], found)
        and lexicon.holds("not_issued", before)
    )


def _told(clause: str, found: Mapping[str, Found], lexicon: Lexicon, asked: bool) -> Sequence[str]:
    """The marks of the clause's dates on which the certificate may have been issued."""
    clause = near(clause)
    marks, tokens = _marks(clause, found), words(clause)
    if (
        not marks
        or _is_anothers(clause, lexicon)
        or is_question(clause)
        or _CHOICE.search(clause)
        or _TRADE.search(clause)
        or is_of_something_else(clause, lexicon)
    ):
        return []
    if lexicon.holds("first_issue", tokens):
        return marks[:1]
    if lexicon.holds("not_issued", tokens) or not _DENIES.isdisjoint(
        words(clause[: clause.index(marks[0])])[-3:]
    ):
        return []
    if not asked:
        return marks if not _SINCE.isdisjoint(tokens) else []
    issued = not lexicon.lists["issue_words"].isdisjoint(tokens)
    return marks if issued or is_plain(tokens, lexicon) else []
