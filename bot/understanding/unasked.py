"""What a text tells beside, or without, any question: facts stated beyond doubt, and a few words that are one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from bot.understanding.birth import read_birth
from bot.understanding.dates import read_date
from bot.understanding.facts import Fact
from bot.understanding.fold import clean, plain
from bot.understanding.outweigh import NAMES, holds_domain
from bot.understanding.own_birth import tells_birth_year
from bot.understanding.places import read_province
from bot.understanding.regex import regex
from bot.understanding.slots import FORMS, Slots, fact
from bot.understanding.told import tells_birth, tells_issue, told_name, without_named_shop
from bot.understanding.who import may_claim, read_who

LEAST_BESIDE = 2
"""Words a text has beside the answer before it is searched for more."""

_SHORT = 4
_TELL_WHO = frozenset(("birth", "province", "established"))
_NAMES_ONE = regex(r"\b(?:lay|xin|dat|chon|dang ky) (?:cho \w+ )?(?:cai )?ten (?:la )?[a-z0-9-]{8,}$")
_WISHED = regex(r"\b(?:lay|muon|thich|xin|chon|dang ky) (?:\w+ )?ten mien(?: la)? \w+")


def others(slots: Slots, question: str, text: str, today: date) -> Iterator[Fact]:
    """Facts of other questions that the text states beyond doubt, in the order of QUESTIONS."""
    if len(clean(text).split()) <= LEAST_BESIDE:
        return
    lexicon, said = slots.lexicon, slots.lexicon.said(text)
    told = False
    claims = slots.forms if question == "established" else slots.offer
    if question == "any" or (question in _TELL_WHO and may_claim(lexicon.said(text, "who_are_you"), claims)):
        who = read_who(without_named_shop(text, said), slots.offer, lexicon)
        if who and (question != "established" or who in FORMS):
            told = True
            yield Fact("choice", who)
    if question != "birth" and (question != "established" or tells_birth(said)):
        birth = read_birth(text, today, lexicon, asked=tells_birth_year(said))
        if birth and birth.span:
            told = True
            yield Fact("birth", birth)
    if question not in ("established", "birth") and tells_issue(said):
        issued = read_date(text, today, lexicon, asked=False)
        if issued and issued.span:
            yield Fact("established", issued)
    if question not in ("province", "label"):
        places = read_province(
            text, slots.gazetteer(today), lexicon, asked=False, bare=told and question == "any"
        )
        if len(places) == 1:
            yield Fact("province", places[0])
    if question not in NAMES and (name := told_name(text, lexicon)):
        yield Fact("name", name)
    if question != "label" and (label := _told_label(slots, text)):
        yield Fact("label", label)


def alone(slots: Slots, text: str, today: date, known: Collection[str]) -> list[Fact]:
    """What a text of a few words answers, whichever of the first questions it answers, beside what is `known`."""
    if len(clean(text).split()) > _SHORT or holds_domain(plain(text)):
        return []
    found = [fact("choice", read_who(text, slots.offer, slots.lexicon)), slots.slot("birth", text, today)[0]]
    places = read_province(text, slots.gazetteer(today), slots.lexicon, exact=True)
    found.append(fact("province", places[0] if len(places) == 1 else None))
    return [one for one in found if one is not None and one.kind not in known]


def _told_label(slots: Slots, text: str) -> str | None:
    said = slots.lexicon.said(text)
    told = holds_domain(plain(text)) or ("ten" in said and (_WISHED.search(said) or _NAMES_ONE.search(said)))
    return slots.label(text) if told else None
