"""Which of the known questions a text asks: the nearest way of asking, where no other comes near it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from math import log, sqrt

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.fold import HELD, clean, plain
from bot.understanding.question_words import WEIGHTLESS, alike, joined
from bot.understanding.sentence import word_set

ENOUGH, SURE = 0.56, 0.80
"""How near (0 to 1) a text that asks must be to a question: to be meant at all, and to be meant for sure."""
STATED, STATED_SHORT = 0.65, 0.86
"""How near where nothing in it asks: a sentence, and a word or two."""
MARGIN, SURE_MARGIN = 0.04, 0.12
"""How much farther every other question must be."""
ALONE, ALONE_MARGIN = 0.50, 0.15
"""How near is enough where every other question is that much farther."""

_FLOOR = ALONE - ALONE_MARGIN  # a question that is farther is not meant, and makes no other doubtful
_PAIR, _COVERED, _STRANGE = 0.6, 0.35, 0.4
_MOST_WORDS, _MOST_CLAUSES, _SHORT, _SHORTEST_TYPO = 60, 6, 2, 5
_CLAUSE = re.compile(r"[,.;:!?\n]+ ")
_ASKING = word_set("laai lamgi gi sao vi nao ai khinao baonhieu baolau odau khacgi hay may")
_CLOSING = word_set("khong chua ha hen chu")
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


@dataclass(frozen=True, slots=True)
class Feature:
    """A word, or two in a row: what it weighs, and its share of each way of asking that has it, by question."""

    weight: float
    shares: Mapping[str, Sequence[tuple[int, float]]]
    largest: Mapping[str, float]
    """Question → the largest of its shares."""
    peak: float
    """The largest of all."""


@dataclass(frozen=True)
class Questions:
    """Ways of asking by question, weighed once: a word that few questions use weighs much."""

    words: Mapping[str, Feature]
    pairs: Mapping[str, Feature]
    strange: float
    """What a word that no question uses weighs: enough to make the text less near to any."""

    @classmethod
    def weigh(cls, asks: Mapping[str, Iterable[str]]) -> Questions:
        """The questions made ready for finding; `asks` gives the ways of asking each."""
        ways = [(owner, _features(alike(ask))) for owner, lines in asks.items() for ask in lines]
        used: dict[str, set[str]] = defaultdict(set)
        for owner, features in ways:
            for feature in features:
                used[feature].add(owner)
        weights = {f: _weight(f, len(asks) / len(by)) for f, by in used.items()}
        shares: dict[str, dict[str, list[tuple[int, float]]]] = defaultdict(lambda: defaultdict(list))
        for at, (owner, features) in enumerate(ways):
            length = _length(weights[f] for f in features)
            for feature in features:
                shares[feature][owner].append((at, weights[feature] / length))
        made = {f: _feature(weights[f], by_owner) for f, by_owner in shares.items()}
        words = {f: feature for f, feature in made.items() if " " not in f}
        pairs = {f: feature for f, feature in made.items() if " " in f}
        return cls(words, pairs, _STRANGE * log(1 + len(words) / 4))

    @cached_property
    def spelled(self) -> Callable[[str], str]:
        """The known word one slip away from a word, where there is one only; the word itself otherwise."""
        longer = [word for word in self.words if len(word) >= _SHORTEST_TYPO]

        @lru_cache(HELD)
        def spelled(token: str) -> str:
            if len(token) < _SHORTEST_TYPO or token in self.words:
                return token
            hits = process.extract(token, longer, scorer=OSA.distance, score_cutoff=1, limit=2)
            return hits[0][0] if len(hits) == 1 else token

        return spelled


def find_question(text: str, questions: Questions, *, written: str | None = None) -> Found | None:
    """The one question the text asks; None where it asks none of them, or two alike.

    `written` is the text before short forms were written out: capitals and marks are read there.
    """
    said, text = plain(text), text if written is None else written
    tokens = alike(said)[:_MOST_WORDS]
    asking = is_asking(said) or clean(text).lower().rstrip(" .!").endswith(_REALLY)
    if _BARE.issuperset(token for token in tokens if token.isalpha()) or (
        _is_named(text) and "?" not in said
    ):
        return None
    enough = STATED if len(tokens) > _SHORT else STATED_SHORT
    near = _nearness(tokens, questions, _FLOOR if asking else enough - MARGIN)
    best = _best(near, SURE, SURE_MARGIN)
    if best and asking and " " in said and _known(tokens, questions):
        return Found(best, True, near[best])
    if asking:
        _clauses(said, near, questions)
        best = _best(near, ENOUGH, MARGIN) or _best(near, ALONE, ALONE_MARGIN)
    elif len(tokens) > 1:
        best = _best(near, enough, MARGIN)
    else:
        best = None
    return Found(best, False, near[best]) if best else None


def is_asking(said: str) -> bool:
    """True where the plain text has a word that asks, or closes like a question."""
    tokens = joined(said)
    last = next((t for t in reversed(tokens) if t in _CLOSING or t not in WEIGHTLESS), "")
    return "?" in said or last in _CLOSING or not _ASKING.isdisjoint(tokens)


def _is_named(text: str) -> bool:
    """True for several words that all begin with a capital, as names do."""
    written = clean(text).split()
    return len(written) > 1 and all(word[:1].isupper() for word in written)


def _known(tokens: list[str], questions: Questions) -> bool:
    """True for words that all are used in questions; a number may be an age or a year, and so an answer."""
    return len(tokens) > 1 and all(token in questions.words and token.isalpha() for token in tokens)


def _clauses(said: str, near: dict[str, float], questions: Questions) -> None:
    """Bring near what one clause of a long message asks."""
    clauses = [part for part in map(alike, _CLAUSE.split(said)[:_MOST_CLAUSES]) if len(part) > 1]
    for clause in clauses if len(clauses) > 1 else ():
        for question, value in _nearness(clause, questions, _FLOOR).items():
            near[question] = max(near.get(question, 0.0), value)


def _nearness(tokens: list[str], questions: Questions, floor: float) -> dict[str, float]:
    """How near the words are to each question: to its nearest way of asking, and to all its words.

    A question that cannot come as near as the floor is left out.
    """
    tokens = [questions.spelled(token) for token in tokens]
    words = [questions.words.get(token) for token in set(tokens)]
    pairs = [pair for two in {f"{a} {b}" for a, b in pairwise(tokens)} if (pair := questions.pairs.get(two))]
    weights = [word.weight if word else questions.strange for word in words]
    length, total = _length((*weights, *(pair.weight for pair in pairs))), sum(weights)
    known = [word for word in words if word]
    shared = _length(feature.weight for feature in (*known, *pairs))
    if (1 - _COVERED) * shared + _COVERED * length * sum(
        word.weight for word in known
    ) / total < floor * length:
        return {}
    most: dict[str, float] = defaultdict(float)
    covered: dict[str, float] = defaultdict(float)
    for feature in (*known, *pairs):
        weight = (1 - _COVERED) * feature.weight / length
        for owner, share in feature.largest.items():
            most[owner] += weight * share
    for word in known:
        weight = _COVERED * word.weight / total
        for owner in word.largest:
            covered[owner] += weight
    return {
        owner: covered[owner] + (1 - _COVERED) / length * _nearest(owner, (*known, *pairs))
        for owner, value in most.items()
        if value + covered[owner] >= floor
    }


def _nearest(owner: str, features: Iterable[Feature]) -> float:
    """How much of the features the question's nearest way of asking has."""
    ways: dict[int, float] = defaultdict(float)
    for feature in features:
        for at, share in feature.shares.get(owner, ()):
            ways[at] += feature.weight * share
    return max(ways.values())


def _best(near: Mapping[str, float], enough: float, margin: float) -> str | None:
    ranked = sorted(near.items(), key=lambda item: -item[1])[:2]
    if not ranked or ranked[0][1] < enough:
        return None
    return ranked[0][0] if len(ranked) < 2 or ranked[0][1] - ranked[1][1] >= margin else None


def _features(tokens: list[str]) -> frozenset[str]:
    return frozenset(tokens) | {f"{one} {two}" for one, two in pairwise(tokens)}


def _feature(weight: float, shares: Mapping[str, Sequence[tuple[int, float]]]) -> Feature:
    largest = {owner: max(share for _, share in by) for owner, by in shares.items()}
    return Feature(weight, shares, largest, max(largest.values()))


def _weight(feature: str, rarity: float) -> float:
    return log(1 + rarity) * (_PAIR if " " in feature else 1.0)


def _length(weights: Iterable[float]) -> float:
    return sqrt(sum(weight * weight for weight in weights))
