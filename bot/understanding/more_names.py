"""Asking for other suggestions than those offered: "đổi tên khác", "nỏ ưng", "có cái nào ngắn ngắn hông"."""

from __future__ import annotations

from typing import Literal

from bot.understanding.lexicon import Lexicon
from bot.understanding.only_said import says_only
from bot.understanding.regex import regex
from bot.understanding.sentence import POLITE, words

Asked = Literal["others", "shorter"]

_CLAUSE = regex(r"[,.;:!?\n]+")
# The shorter ones first: "tên khác ngắn hơn" asks for both.
_KINDS: tuple[tuple[Asked, str], ...] = (("shorter", "shorter_names"), ("others", "more_names"))


def asks_for_more(text: str, lexicon: Lexicon) -> Asked | None:
    """What a clause of the text asks for and says nothing else; None where none does."""
    clauses = [words(part) for part in _CLAUSE.split(lexicon.said(text))]
    beside = POLITE | lexicon.lists["beside_more_names"]
    for asked, name in _KINDS:
        if any(says_only(clause, lexicon.lists[name], beside) for clause in clauses):
            return asked
    return None
