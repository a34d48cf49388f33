"""Yes, no or "I do not know", with the particles, idioms and short forms of chat."""

from __future__ import annotations

import re
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.lexicon import Lexicon, inside
from bot.understanding.sentence import after_correction, core, word_set, words

YesNo = Literal["yes", "no", "unsure"]

ASIDE = word_set(
    "da a ah ak oi nha nhe nhen ne ni hen he do day nay vay hi hihi haha hehe nghe nghen ha hoi thua",
    "em minh toi anh chi chu bac chau con ban ad shop bot admin cung la thi ma ta lun b c oiii",
)
"""What may stand beside an answer without changing it."""

_STOP = re.compile(r"[,.;:!\n()…]+")
_ASKED = re.compile(
    r"\?|\b(?:gi|ai|nao|sao|bao nhieu|bao lau|o dau|may gio)\b"
    r"|\bco (?:\w+ ){0,3}khong(?: (?:a|ah|nhi|vay|the|ban|em|anh|chi|shop|ad|ta|con|ha|nua))*$"
)
_OTHERS = re.compile(
    r"\b(?:me|bo|ba|ma|cha|vo|chong|anh|chi|ban|thay|co|sep|thang|con|dua|nguoi)(?: \w+){0,2} "
    r"(?:noi|bao|keu|bieu|khai|thi|ke)\b"
)
_LONGEST_START = 4
_SHORTEST_TYPO, _LONGEST_TYPO = 6, 24
_DENIED = re.compile(r"\b(?:khong|chua|chang|cha|deo) (?:\w+ ){0,3}dau\b|\bdung (?:co )?(?:lam|dang ky|hoi|goi)\b")


def read_yes_no(text: str, lexicon: Lexicon) -> YesNo | None:
    """What the text answers; None where it asks, is merely polite, or says both.

    "Probably" is `unsure`: the rules need to know.
    """
    said = after_correction(lexicon.said(text, "yes_no"))
    spoken = clauses(said, lexicon)
    if "?" in text or any(lexicon.holds("open", clause) for clause in spoken):
        return None
    return agreed([answer(clause, lexicon) for clause in spoken])


_CLOSING = ASIDE | word_set("thoi luon roi het tron rut lam qua do u o uh um")
_NOTHING = re.compile(r"\b(?:gi|nao|ai) (?:\w+ ){0,2}(?:het|ca|dau|tron|luon|nua)\b")


def clauses(said: str, lexicon: Lexicon) -> list[list[str]]:
    """The words of each clause, in order; one ends at a stop, or before a word that joins another."""
    found: list[list[str]] = []
    for part in _STOP.split(said):
        clause: list[str] = []
        for word in words(part):
            if word in lexicon.lists["joins"] and clause:
                found.append(clause)
                clause = []
            clause.append(word)
        found.append(clause)
    return [clause for clause in found if clause and not ASIDE.issuperset(clause)]


def agreed(answers: list[YesNo | None]) -> YesNo | None:
    """The one answer that all clauses give which give any; None for two."""
    given = {one for one in answers if one}
    return "unsure" if "unsure" in given else given.pop() if len(given) == 1 else None


def answer(clause: list[str], lexicon: Lexicon) -> YesNo | None:
    """What one clause answers; None for what somebody else says."""
    said = " ".join(clause)
    if _OTHERS.search(said):
        return None
    forms = [said, *(" ".join(core(clause, around)) for around in (ASIDE, _CLOSING))]
    forms.append(" ".join(word for word in clause if word not in ASIDE))
    answers = lexicon.answers
    for kind in _KINDS:
        if not answers[kind].whole.isdisjoint(forms) or answers[kind].whole.issuperset(core(clause, ASIDE) or ["-"]):
            return kind
    for kind in _KINDS:
        if inside(answers[kind].inside, clause):
            return kind
    if _DENIED.search(said):
        return "no"
    return _begun(forms, lexicon) or _nearly(forms[1], lexicon)


def _nearly(said: str, lexicon: Lexicon) -> YesNo | None:
    """The answer one slip away, where no other is as near."""
    if not _SHORTEST_TYPO <= len(said) <= _LONGEST_TYPO or _ASKED.search(said):
        return None
    near = {kind for kind in _KINDS if process.extractOne(said, lexicon.answers[kind].long, scorer=OSA.distance, score_cutoff=1)}
    return near.pop() if len(near) == 1 else None


def _begun(forms: list[str], lexicon: Lexicon) -> YesNo | None:
    if _ASKED.search(forms[0]) and not _NOTHING.search(forms[0]):
        return None
    spoken = (form.split() for form in forms)
    starts = {" ".join(words_[:size]) for words_ in spoken for size in range(1, _LONGEST_START + 1)}
    return next((kind for kind in _KINDS if not lexicon.answers[kind].start.isdisjoint(starts)), None)


_KINDS: tuple[YesNo, ...] = ("yes", "unsure", "no")
