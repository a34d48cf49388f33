"""What of a text still stands: nothing before words that take it back, call it a joke, or give it to others."""

from __future__ import annotations

from bot.understanding.cuts import Text, ways_back
from bot.understanding.fold import clean
from bot.understanding.lexicon import Lexicon
from bot.understanding.sentence import words
from bot.understanding.withdrawing import owns_up, puts_off


def standing(question: str, text: str, lexicon: Lexicon) -> str:
    """The text after the last words that take back what was said before them; all of it where none do.

    What only puts the answer off after that is dropped too, so that nothing may be left: "Tây Ninh, mà thôi khoan,
    để hỏi lại đã".
    """
    tidy = clean(text)
    ways = ways_back(tidy, words(lexicon.said(text)), lexicon)
    if not ways:
        return text
    whole = Text.of(tidy, question, lexicon)
    cut = max((cut for clause in whole.clauses for way in ways for cut in way(clause, whole)), default=0)
    if not cut:
        return text
    rest = [(max(start, cut), end) for start, end in whole.clauses if end > cut]
    kept = [
        span
        for span in rest
        if not puts_off(whole.said[slice(*span)]) and not owns_up(whole.said[slice(*span)])
    ]
    return " ".join(word for span in kept for word in whole.spoken[slice(*span)])
