"""What words say of a wished name: they lead to it, turn it down, or are it and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.understanding.fold import WORDS, plain
from bot.understanding.lexicon import Lexicon
from bot.understanding.name_tokens import Segment, Word
from bot.understanding.regex import regex
from bot.understanding.syllables import SYLLABLES
from bot.understanding.undecoded import decoded

_LABEL = regex(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
# Numbers with a unit, and years as people shorten them; spelled letters.
_COUNTED = regex(r"[0-9]+[a-z]{1,3}[0-9]{0,2}|[a-z]{1,2}[0-9]{1,2}|(?:[a-z]-)+[a-z]")
_LONGEST_LEAD = 3
_LONGEST_SYLLABLE, _SHORTEST, _SHORTEST_LED = 7, 5, 4
_DENIES = frozenset(("khong", "dung", "chang", "cha", "dech", "deo", "khoi", "het"))
# Without marks one word, "use" and "do not".
_MARKED = {"đừng": (1, "refused"), "dùng": (1, "led")}
_JOINS = frozenset(("thi", "nen", "roi", "ma", "nhung", "chu", "cho", "con", "thay", "xong", "gio", "chuyen"))


def clauses(spoken: Sequence[Segment], lexicon: Lexicon) -> list[Segment]:
    """The segments, cut before a connecting word that leads to a wish or turns one down."""
    found: list[Segment] = []
    for part in spoken:
        start = 0
        for at in range(1, len(part.words)):
            if _turns(part.words, at, lexicon):
                found.append(Segment.of(part.words[start:at]))
                start = at
        found.append(Segment.of(part.words[start:]) if start else part)
    return found


def _turns(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    said = words[at].said
    if said == "thay":
        return " ".join([word.said for word in words[at : at + 2]]) in ("thay vi", "thay cho")
    if said not in _JOINS or (said == "cho" and words[at].written.lower() != "chớ"):
        return False
    if any(
        " ".join([w.said for w in words[at + 1 : at + size]]) in lexicon.lists["wish_lost"] for size in (2, 3)
    ):
        return False
    return any(phrase_at(words, after, lexicon)[0] for after in range(at + 1, min(at + 4, len(words))))


def phrase_at(words: Sequence[Word], at: int, lexicon: Lexicon) -> tuple[int, str]:
    """How many words from there lead to a wish ("led"), plan one or turn one down; 0 where they do none of it."""
    if not may_lead(words[at], lexicon):
        return 0, ""
    said = words[at].said
    written = words[at].written.lower()
    if written in _MARKED or (written == "thanh" and not at):
        return _MARKED.get(written, (0, ""))
    denied = said in _DENIES and at + 1 < len(words) and words[at + 1].said != "ten"
    size = _listed(words, at + 1, ("wish_leads", "wish_likes"), lexicon) if denied else 0
    if size:
        return size + 1, "refused"
    for names, kind in _KINDS:
        size = _listed(words, at, names, lexicon)
        if size:
            return size, kind
    return 0, ""


Leads = Mapping[int, tuple[int, str]]
"""The word where each such phrase of a clause begins → how many words it has, and its kind."""


def leads_in(words: Sequence[Word], lexicon: Lexicon) -> Leads:
    """All of them, in order; one may begin inside another."""
    found = ((at, phrase_at(words, at, lexicon)) for at in range(len(words)))
    return {at: lead for at, lead in found if lead[0]}


@lru_cache(WORDS)
def may_lead(word: Word, lexicon: Lexicon) -> bool:
    """False for a word that begins no phrase of those."""
    return word.said in _DENIES or word.bare == "dung" or word.said in lexicon.openings(*_LISTS)


_KINDS = (
    (("wish_refusals",), "refused"),
    (("wish_plans",), "planned"),
    (("wish_leads", "wish_likes"), "led"),
)
_LISTS = tuple(name for names, _ in _KINDS for name in names)


def _listed(words: Sequence[Word], at: int, names: Sequence[str], lexicon: Lexicon) -> int:
    """How many words from there are a phrase of the lists."""
    if at >= len(words):
        return 0
    likely = [name for name in names if words[at].said in lexicon.openings(name)]
    for size in range(min(_LONGEST_LEAD, len(words) - at) if likely else 0, 0, -1):
        part = words[at : at + size]
        for name in likely:
            if phrase_holds(name, part, lexicon):
                return size
    return 0


def phrase_holds(name: str, part: Sequence[Word], lexicon: Lexicon) -> bool:
    """True where the words are a phrase of the list; a word with marks only where the list has it with these."""
    said = " ".join([word.said for word in part])
    if said not in lexicon.lists[name]:
        return False
    written = " ".join([word.written for word in part]).lower()
    return written.isascii() or written in lexicon.written[name] or said != plain(written)


def as_label(part: Segment, at: int, lexicon: Lexicon, *, led: bool) -> str:
    """The word where it can be nothing but a label, with the trade words of a name around it; "" otherwise."""
    return _with_trade(part.words, at, lexicon) if _may_be_label(part.words[at], lexicon, led) else ""


@lru_cache(WORDS)
def _may_be_label(word: Word, lexicon: Lexicon, led: bool) -> bool:
    folded = plain(word.written).strip("'’._-+&")
    if not _LABEL.fullmatch(folded) or folded.isdigit() or not is_label(folded, lexicon, led=led):
        return False
    return not is_slip(word) and word.said not in lexicon.lists["wish_talk"]


def is_slip(word: Word) -> bool:
    """True for letters with marks that are no syllables, however they are cut."""
    letters = re.sub("[^a-z]", "", plain(word.written))
    return not word.written.isascii() and not is_run_together(letters)


def _with_trade(words: Sequence[Word], at: int, lexicon: Lexicon) -> str:
    """The word with what belongs to it: the other words in capitals beside it, or the trade behind it."""
    capital = words[at].written[:1].isupper()
    start, end = at, at + 1
    while capital and start and words[start - 1].written[:1].isupper():
        start -= 1
    while end < len(words) and (
        (capital and words[end].written[:1].isupper())
        or words[end].said.lower() in lexicon.lists["trade_words"]
    ):
        end += 1
    return " ".join([word.written for word in words[start:end]])


def is_label(folded: str, lexicon: Lexicon, *, led: bool) -> bool:
    """True for what no word of the language is: syllables run together, digits or hyphens inside."""
    if (
        folded in lexicon.lists["chat_words"]
        or folded in lexicon.lists["famous_sites"]
        or folded in lexicon.lists["trade_words"]
        or _COUNTED.fullmatch(folded)
    ):
        return False
    if (
        folded in SYLLABLES
        or decoded(folded) in SYLLABLES
        or (folded[-1] == folded[-2:-1] and folded[:-1] in SYLLABLES)
    ):
        return False
    if len(folded) < (_SHORTEST_LED if led else _SHORTEST):
        return False
    if not folded.isalpha():
        return True
    return len(folded) > _LONGEST_SYLLABLE or is_run_together(folded) or (led and len(folded) >= _SHORTEST)


@lru_cache(maxsize=64)
def is_run_together(folded: str) -> bool:
    """True for two or more syllables without a space between."""
    reached = {0}
    for end in range(1, len(folded) + 1):
        if any(
            start in reached and folded[start:end] in SYLLABLES
            for start in range(max(0, end - _LONGEST_SYLLABLE), end)
        ):
            reached.add(end)
    return len(folded) in reached


def is_talk(words: Sequence[Word], lexicon: Lexicon, least: int = 2) -> bool:
    """True where lower-case words are a sentence: one of them is said in sentences only, or `least` mostly."""
    lower = [word for word in words if not word.written[:1].isupper() or word.written.isupper()]
    mostly = [word for word in lower if holds("wish_talk_mostly", word, lexicon)]
    return len(mostly) >= least or any(
        holds("wish_talk", word, lexicon) for word in lower if word not in mostly
    )


@lru_cache(WORDS)
def holds(name: str, word: Word, lexicon: Lexicon) -> bool:
    """True where the list holds the word; one written with marks only where the list has it with these."""
    written = word.written.lower()
    if written.isascii() and not word.marked:
        return written in lexicon.lists[name] or word.said in lexicon.lists[name]
    return written in lexicon.written[name] or (
        word.said != plain(written) and word.said in lexicon.lists[name]
    )
