"""Which of the known questions a text asks: the nearest way of asking, where no other comes near it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.understanding.fold import TEXTS, clean, lowered
from bot.understanding.nearness import Questions, nearness
from bot.understanding.question_words import WEIGHTLESS, alike, joined
from bot.understanding.regex import regex
from bot.understanding.sentence import Tokens, word_set

ENOUGH, SURE = 0.56, 0.80
"""How near (0 to 1) a text that asks must be to a question: to be meant at all, and to be meant for sure."""
STATED, STATED_SHORT = 0.65, 0.86
"""How near where nothing in it asks: a sentence, and a word or two."""
MARGIN, SURE_MARGIN = 0.04, 0.12
"""How much farther every other question must be."""
ALONE, ALONE_MARGIN = 0.50, 0.15
"""How near is enough where every other question is that much farther."""

_MOST_WORDS, _MOST_CLAUSES, _SHORT = 60, 6, 2
_CLAUSE = regex(r"[,.;:!?\n]+ ")
_ASKING = word_set("laai lamgi gi sao vi nao ai khinao baonhieu baolau odau khacgi hay may")
_CLOSING = word_set("khong chua ha hen chu")
_A_FEW = regex(r"\bmay (?:bua|hom|ngay|thang|nam|tuan|lan) (?:nua|nay|roi|truoc|lien|sau)\b")
# Folded, this particle and the polite one that closes an answer are one letter.
_REALLY = " \N{LATIN SMALL LETTER A WITH GRAVE}"
# Alone they ask nothing in particular, or answer.
_BARE = _CLOSING | word_set("gi sao vi nao ai dau")


@dataclass(frozen=True, slots=True)
class Found:
    """The question that is asked; `sure` where it may be answered even inside a free-text question.

    `near` says how near the text is to a known way of asking, 0 to 1.
    """

    id: str
    sure: bool
    near: float = 1.0


def find_question(
    said: str, questions: Questions, *, written: str | None = None, least: float = 0.0
) -> Found | None:
    """The one question the plain text asks; None where it asks none of them, or two alike.

    `written` is the text before short forms were written out: capitals and marks are read there. What is less near
    than `least` may be left out.
    """
    text = said if written is None else written
    tokens = alike(said)[:_MOST_WORDS]
    asking = is_asking(said) or (not text.isascii() and lowered(text).rstrip(" .!").endswith(_REALLY))
    if _BARE.issuperset([token for token in tokens if token.isalpha()]) or (
        _is_named(text) and "?" not in said
    ):
        return None
    enough = STATED if len(tokens) > _SHORT else STATED_SHORT
    needed = max((ALONE, ALONE_MARGIN) if asking else (enough, MARGIN), (least, SURE_MARGIN))
    near = nearness(tokens, questions, *needed)
    best = _best(near, SURE, SURE_MARGIN)
    if best and asking and " " in said and _known(tokens, questions):
        return Found(best, True, near[best])
    if asking:
        _clauses(said, near, questions, *needed)
        best = _best(near, ENOUGH, MARGIN) or _best(near, ALONE, ALONE_MARGIN)
    elif len(tokens) > 1:
        best = _best(near, enough, MARGIN)
    else:
        best = None
    return Found(best, False, near[best]) if best else None


@lru_cache(TEXTS)
def is_asking(said: str) -> bool:
    """True where the plain text has a word that asks, or closes like a question."""
    tokens = joined(_A_FEW.sub(" ", said) if "may" in said else said)
    last = next((t for t in reversed(tokens) if t in _CLOSING or t not in WEIGHTLESS), "")
    return "?" in said or last in _CLOSING or not _ASKING.isdisjoint(tokens)


def _is_named(text: str) -> bool:
    """True for several words that all begin with a capital, as names do."""
    written = clean(text)
    return written[:1].isupper() and " " in written and all(word[0].isupper() for word in written.split())


def _known(tokens: Tokens, questions: Questions) -> bool:
    """True for words that all are used in questions; a number may be an age or a year, and so an answer."""
    return len(tokens) > 1 and all(token in questions.words and token.isalpha() for token in tokens)


def _clauses(said: str, near: dict[str, float], questions: Questions, enough: float, margin: float) -> None:
    """Bring near what one clause of a long message asks."""
    clauses = [part for part in map(alike, _CLAUSE.split(said)[:_MOST_CLAUSES]) if len(part) > 1]
    for clause in clauses if len(clauses) > 1 else ():
        for question, value in nearness(clause, questions, enough, margin).items():
            near[question] = max(near.get(question, 0.0), value)


def _best(near: Mapping[str, float], enough: float, margin: float) -> str | None:
    ranked = sorted(near.items(), key=lambda item: -item[1])[:2]
    if not ranked or ranked[0][1] < enough:
        return None
    return ranked[0][0] if len(ranked) < 2 or ranked[0][1] - ranked[1][1] >= margin else None
