"""Taking an earlier answer back: "ghi sai ngày", "ngày đúng là …", "đổi lại …", "quay lại sửa tên"."""

from __future__ import annotations

from typing import Literal

from bot.understanding.lexicon import Lexicon
from bot.understanding.regex import regex
from bot.understanding.sentence import core, words

Amended = Literal["date", "name", "any"]

_CLAUSE = regex(r"[,.;:!\n]")
_OF: tuple[tuple[Amended, str], ...] = (("date", "amended_dates"), ("name", "amended_names"))


def takes_back(text: str, lexicon: Lexicon) -> bool:
    """True where words of correction stand in the text, whatever they correct."""
    return lexicon.holds("takes_back", words(lexicon.said(text)))


def has_come(text: str, lexicon: Lexicon) -> bool:
    """True where something that was missing before is said to be there now."""
    return lexicon.holds("has_come", words(lexicon.said(text)))


def amended(text: str, lexicon: Lexicon) -> Amended | None:
    """Which answer a clause asks to change, and does nothing else; "any" where it only says that one is wrong.

    The whole clause has to say so: "Sữa Ngày Mới" is a shop.
    """
    for clause in _CLAUSE.split(lexicon.said(text)):
        tokens = core(words(clause))
        while tokens and tokens[0] in lexicon.lists["amends_before"]:
            tokens = tokens[1:]
        after = tokens
        while after and after[0] in lexicon.lists["amends"]:
            after = after[1:]
        what = " ".join(core(after))
        for name, phrases in _OF:
            if after != tokens and what in lexicon.lists[phrases]:
                return name
        whole = " ".join(tokens)
        if whole in lexicon.lists["names_given_up"]:
            return "name"
        if whole in lexicon.lists["said_wrong"]:
            return "any"
    return None
