"""How near a text is to known ways of asking: by the words and pairs of words they share, the rarer the weightier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from math import hypot, log
from operator import itemgetter

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.fold import WORDS
from bot.understanding.question_words import alike

_PAIR, _STRANGE = 0.6, 0.4
_COVERED, _SHARED = (
    0.35,
    0.65,
)  # of being near: that all words belong to it, that they stand in one way of asking
_SHORTEST_TYPO = 5


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
    pairs: Mapping[tuple[str, ...], Feature]
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
            length = hypot(*[weights[f] for f in features])
            for feature in features:
                shares[feature][owner].append((at, weights[feature] / length))
        made = {f: _feature(weights[f], by_owner) for f, by_owner in shares.items()}
        words = {f: feature for f, feature in made.items() if " " not in f}
        pairs = {tuple(f.split(" ")): feature for f, feature in made.items() if " " in f}
        return cls(words, pairs, _STRANGE * log(1 + len(words) / 4))

    @cached_property
    def spelled(self) -> Callable[[str], str]:
        """The known word one slip away from a word, where there is one only; the word itself otherwise."""
        longer = [word for word in self.words if len(word) >= _SHORTEST_TYPO]

        @lru_cache(WORDS)
        def spelled(token: str) -> str:
            if len(token) < _SHORTEST_TYPO or token in self.words:
                return token
            hits = process.extract(token, longer, scorer=OSA.distance, score_cutoff=1, limit=2)
            return hits[0][0] if len(hits) == 1 else token

        return spelled


_Gain = tuple[float, float, float, Feature]
"""What a feature brings: at most, for its share of a way of asking, for being a word of the question."""
_MOST = itemgetter(0)


def nearness(tokens: Sequence[str], questions: Questions, enough: float, margin: float) -> dict[str, float]:
    """How near (0 to 1) the words are to each question: to its nearest way of asking, and to all its words.

    Those that come near enough and those within the margin of the nearest; of the others some, or none.
    """
    known = questions.words
    spelled = [token if token in known else questions.spelled(token) for token in tokens]
    gains = _gains(spelled, questions, enough)
    floor = enough - margin
    left = sum(map(_MOST, gains))
    near: dict[str, float] = {}
    for most, for_share, for_word, feature in gains:
        if left >= floor:
            for owner, share in feature.largest.items():
                near[owner] = near.get(owner, 0.0) + for_share * share + for_word
        else:  # too little is left for a question not begun with yet
            for owner in near.keys() & feature.largest.keys():
                near[owner] += for_share * feature.largest[owner] + for_word
        left -= most
    found: dict[str, float] = {}
    best = 0.0
    for most, owner in sorted([(most, owner) for owner, most in near.items() if most >= floor], reverse=True):
        if most < (best - margin if best >= enough else enough):
            break
        found[owner] = exactly = _exactly(owner, gains)
        best = max(best, exactly)
    return found


def _gains(tokens: Sequence[str], questions: Questions, enough: float) -> list[_Gain]:
    """What the known features bring, the most first; unknown words make each bring less.

    Nothing where so much is unknown that the words, however well they go together, are not near enough.
    """
    words = [*map(questions.words.get, set(tokens))]
    known = sum([word.weight for word in words if word])
    if not known or known < (known + words.count(None) * questions.strange) * (enough - _SHARED) / _COVERED:
        return []
    pairs = [*filter(None, map(questions.pairs.get, set(pairwise(tokens))))]
    weights = [word.weight if word else questions.strange for word in words]
    for_share = _SHARED / hypot(*weights, *[pair.weight for pair in pairs])
    for_word = _COVERED / sum(weights)
    gains = [
        ((share := one.weight * for_share) * one.peak + (word := one.weight * for_word), share, word, one)
        for one in words
        if one
    ]
    gains += [((share := one.weight * for_share) * one.peak, share, 0.0, one) for one in pairs]
    return sorted(gains, key=_MOST, reverse=True)


def _exactly(owner: str, gains: Sequence[_Gain]) -> float:
    """How near the question is by its nearest way of asking."""
    ways: dict[int, float] = defaultdict(float)
    covered = 0.0
    for _, for_share, for_word, feature in gains:
        shares = feature.shares.get(owner)
        if shares:
            covered += for_word
            for at, share in shares:
                ways[at] += for_share * share
    return covered + max(ways.values())


def _features(tokens: Sequence[str]) -> frozenset[str]:
    return frozenset(tokens) | {f"{one} {two}" for one, two in pairwise(tokens)}


def _feature(weight: float, shares: Mapping[str, Sequence[tuple[int, float]]]) -> Feature:
    largest = {owner: max(share for _, share in by) for owner, by in shares.items()}
    return Feature(weight, shares, largest, max(largest.values()))


def _weight(feature: str, rarity: float) -> float:
    return log(1 + rarity) * (_PAIR if " " in feature else 1.0)
