"""Five good labels from a name: read it, make candidates, keep those nothing is to be said against."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from bot.naming.label import problems, without_suffix
from bot.naming.person import MAX_SYLLABLES, PersonWords
from bot.naming.person_labels import person_labels
from bot.naming.protected import OK, NameRules
from bot.naming.shop import Shop
from bot.naming.shop_labels import LONG_NAME, company_labels, shop_labels, trade_labels
from bot.naming.spelling import compact, joined, read_words
from bot.understanding.fold import clean

Kind = Literal["person", "shop", "company"]

MAX_CHARS = 200
"""No name is read beyond this many characters."""
BRAND = "mark"
COMFORTABLE = 24
"""Longer labels come after all shorter ones: nobody spells them over the telephone."""

# What is wrong with a province or a trade standing alone says nothing about the labels made with it.
_ABOUT_THE_LABEL_ONLY = frozenset({"", "short", "province", "generic"})

_MARKUP = re.compile(
    r"<(script|style)\b.*?</\1>|<[^<>]*>|\{\{.*?\}\}|\{[%#].*?[%#]\}|\$\{.*?\}|&#?\w+;", re.I
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
_BREAKS = re.compile(r"\s[-–—]+\s|[,;:|/\\•·–—\"“”]")


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Labels best first, distinct, valid, none blocked; warnings are codes, () where all is well."""

    labels: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was understood: the texts to be judged before anything is proposed, and the candidates."""

    said: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def suggest(name: str, kind: Kind, rules: NameRules, limit: int = 5, place: str = "") -> Suggestions:
    """Up to `limit` labels for a person, a shop or a company; `place` is a province, used for shops."""
    if len(name) > MAX_CHARS * 2 or len(clean(name)) > MAX_CHARS:
        return Suggestions((), ("too_long",))
    segments = _segments(without_suffix(name))
    if kind == "person" and not _is_shop(segments, rules):
        reading = _read_person(segments, rules.people)
    else:
        reading = _read_shop(segments, kind, rules, compact(place) if kind == "shop" else "")
    judged = [rules.judge(text) for text in reading.said]
    # Variants of a brand are what deceivers use: none, even where the brand itself is only doubtful.
    refused = any(judgement.level == "block" or judgement.code == BRAND for judgement in judged)
    labels = () if refused else _chosen(reading.candidates, rules, limit)
    codes = [judgement.code for judgement in judged if judgement.code not in _ABOUT_THE_LABEL_ONLY]
    warnings = tuple(dict.fromkeys((*reading.warnings, *codes)))
    return Suggestions(labels, warnings if labels or warnings else ("sensitive",))


def _segments(name: str) -> list[str]:
    """The name without markup and brackets, cut where a new thought begins."""
    tidy = _MARKUP.sub(" ", clean(name))
    outside = _BRACKETS.sub(" ", tidy)
    return _BREAKS.split(outside if read_words(outside) else tidy)


def _chosen(candidates: Iterable[str], rules: NameRules, limit: int) -> tuple[str, ...]:
    """The first `limit` with nothing against them, comfortable ones before long ones, numbered ones last."""
    ordered = sorted(dict.fromkeys(candidates), key=lambda label: len(label) > COMFORTABLE)
    good = tuple(islice(_sound(ordered, rules), max(limit, 0)))
    numbered = [f"{label}{number}" for label in good[:1] for number in range(1, 10)]
    more = (label for label in _sound(numbered, rules) if label not in good)
    return (*good, *islice(more, max(limit, 0) - len(good)))


def _sound(labels: Iterable[str], rules: NameRules) -> Iterator[str]:
    return (label for label in labels if not problems(label) and rules.judge(label) == OK)


def _read_person(segments: Iterable[str], people: PersonWords) -> _Reading:
    names = [words for segment in segments if (words := people.name_in(segment))]
    name = next((words for words in names if people.is_name(words)), None)
    if name is None:
        return _Reading(warnings=("not_a_name",))
    if len(name) > MAX_SYLLABLES:
        return _Reading(warnings=("too_long",))
    return _Reading((joined(name),), tuple(person_labels(people.taken_apart(name), people)))


def _read_shop(segments: Iterable[str], kind: Kind, rules: NameRules, place: str) -> _Reading:
    read = [(segment, rules.shops.taken_apart(segment)) for segment in segments if read_words(segment)]
    if not read or any(rules.people.is_chatter(read_words(segment)) for segment, _ in read):
        return _Reading(warnings=("not_a_name",))
    shop = next((shop for _, shop in read if shop.name), read[0][1])
    if not shop.name:
        return _Reading((joined(shop.said),), tuple(trade_labels(shop, rules.shops, place)), ("generic",))
    warnings = ("too_long",) if len(joined(shop.name)) > LONG_NAME else ()
    said = (joined(shop.said), joined(shop.name))
    return _Reading(said, tuple(_shop_candidates(shop, kind, rules, place)), warnings)


def _is_shop(segments: Iterable[str], rules: NameRules) -> bool:
    """True for "Tiệm bánh Cô Ba" where a person's name was asked for: many take their shop's."""
    first = next(filter(None, map(read_words, segments)), ())
    return bool(first) and first[0] not in rules.people.surnames and rules.shops.opens_with_trade(first)


def _shop_candidates(shop: Shop, kind: Kind, rules: NameRules, place: str) -> Iterator[str]:
    """A household business or firm that bears its owner's full name gets labels as a person does."""
    people = rules.people
    owner = people.is_full_name(shop.name)
    if shop.lines or shop.head:
        shop = replace(shop, name=people.called(shop.name)) if owner else shop
    elif owner or (kind == "shop" and people.starts_with_surname(shop.name)):
        yield from person_labels(people.taken_apart(shop.name), people)
        return
    yield from (
        company_labels(shop, rules.shops) if kind == "company" else shop_labels(shop, rules.shops, place)
    )
