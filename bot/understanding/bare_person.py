"""A person named and nothing said of what is wanted for them: "tôi", "ông cụ", "cháu gái 20 tuổi"."""

from __future__ import annotations

from typing import Literal

from bot.understanding.lexicon import Lexicon
from bot.understanding.only_said import says_only
from bot.understanding.sentence import core, word_set, words

Bare = Literal["self", "other", "either"]

_AROUND = word_set("da vang a ah nha nhe nhen do day ne thua ad bot shop oi u uh uhm thi la cho")
_PEOPLE = ("selves", "other_people", "either_people")
_MOST_WORDS = 10
_AGED = word_set("tuoi t age")


def bare_person(text: str, lexicon: Lexicon) -> Bare | None:
    """Whether it is the writer, somebody else or may be either; None where the text says more, or asks.

    With an age it may be either: so people tell of themselves as well as of others.
    """
    if "?" in text:
        return None
    spoken = words(lexicon.said(text))
    if len(spoken) > _MOST_WORDS or not lexicon.holds_any(_PEOPLE, spoken):
        return None
    told = tuple(word for word in spoken if not word.isdigit() and word not in _AGED)
    named = core(told, _AROUND)
    aged = len(told) < len(spoken)
    if not aged and " ".join(named) in lexicon.lists["selves"]:
        return "self"
    if says_only(named, lexicon.lists["other_people"], lexicon.lists["beside_people"]):
        return "either" if aged else "other"
    either = says_only(named, lexicon.lists["either_people"], lexicon.lists["beside_people"])
    return "either" if either else None
