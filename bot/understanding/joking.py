"""What is said in earnest: nothing up to the clause that calls it a joke."""

from __future__ import annotations

import re

from bot.understanding.fold import clean
from bot.understanding.lexicon import Lexicon
from bot.understanding.sentence import words

_CLAUSE = re.compile(r"[,;!?\n]+|\.(?=\s|$)")


def in_earnest(text: str, lexicon: Lexicon) -> str:
    """The text after the last clause that calls what was said a joke; all of it where none does."""
    if not lexicon.holds("joking", words(lexicon.said(text))):
        return text
    clauses = _CLAUSE.split(clean(text))
    jokes = [at for at, part in enumerate(clauses) if lexicon.holds("joking", words(lexicon.said(part)))]
    return ", ".join(clauses[jokes[-1] + 1 :]).strip(" ,") if jokes else text
