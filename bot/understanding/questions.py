"""Which of the known questions a text asks: the nearest way of asking, where no other comes near it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.fold import clean, plain
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
class Questions:
    """Ways of asking by question, weighed once: a word that few questions use weighs much."""

    weights: Mapping[str, float]
    postings: Mapping[str, Sequence[tuple[int, float]]]
    """Word or pair of words → the ways of asking that have it, and its share of each."""
    owners: Sequence[str]
    spoken: Mapping[str, frozenset[str]]
    """Word → the questions that use it."""
    longer: Sequence[str]
    """The words long enough to be told apart by one slip."""

    @classmethod
    def weigh(cls, asks: Mapping[str, Iterable[str]]) -> Questions:
        """The questions made ready for finding; `asks` gives the ways of asking each."""
        lines = [(owner, _features(alike(ask))) for owner, ways in asks.items() for ask in ways]
        used: dict[str, set[str]] = defaultdict(set)
        for owner, features in lines:
            for feature in features:
                used[feature].add(owner)
        weights = {f: _weight(f, len(asks) / len(by)) for f, by in used.items()}
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, (_, features) in enumerate(lines):
            length = _length(weights[f] for f in features)
            for feature in features:
                postings[feature].append((at, weights[feature] / length))
        spoken = {f: frozenset(by) for f, by in used.items() if " " not in f}
        longer = [word for word in spoken if len(word) >= _SHORTEST_TYPO]
        return cls(weights, postings, tuple(owner for owner, _ in lines), spoken, longer)


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
    near = _nearness(tokens, questions)
    best = _best(near, SURE, SURE_MARGIN)
    if best and asking and " " in said and _known(tokens, questions):
        return Found(best, True, near[best])
    if asking:
        _clauses(said, near, questions)
        best = _best(near, ENOUGH, MARGIN) or _best(near, ALONE, ALONE_MARGIN)
    elif len(tokens) > 1:
        best = _best(near, STATED if len(tokens) > _SHORT else STATED_SHORT, MARGIN)
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
    return len(tokens) > 1 and all(token in questions.spoken and token.isalpha() for token in tokens)


def _clauses(said: str, near: dict[str, float], questions: Questions) -> None:
    """Bring near what one clause of a long message asks."""
    clauses = [part for part in map(alike, _CLAUSE.split(said)[:_MOST_CLAUSES]) if len(part) > 1]
    for clause in clauses if len(clauses) > 1 else ():
        for question, value in _nearness(clause, questions).items():
            near[question] = max(near.get(question, 0.0), value)


def _nearness(tokens: list[str], questions: Questions) -> dict[str, float]:
    """How near the words are to each question: to its nearest way of asking, and to all its words."""
    tokens = [token if token in questions.spoken else _spelled(token, questions) for token in tokens]
    features = _features(tokens)
    length = _length(questions.weights.get(f, _strange(f, questions)) for f in features)
    lines: dict[int, float] = defaultdict(float)
    for feature in features:
        weight = questions.weights.get(feature, 0.0) / length if length else 0.0
        for at, share in questions.postings.get(feature, ()):
            lines[at] += weight * share
    near: dict[str, float] = defaultdict(float)
    for at, value in lines.items():
        owner = questions.owners[at]
        near[owner] = max(near[owner], value)
    covered = _covered(tokens, questions)
    return {owner: (1 - _COVERED) * v + _COVERED * covered.get(owner, 0.0) for owner, v in near.items()}


def _covered(tokens: list[str], questions: Questions) -> dict[str, float]:
    """The share of the words' weight that each question knows."""
    weights = {token: questions.weights.get(token, _strange(token, questions)) for token in tokens}
    total, covered = sum(weights.values()), dict[str, float]()
    for token, weight in weights.items():
        for owner in questions.spoken.get(token, ()):
            covered[owner] = covered.get(owner, 0.0) + weight / total
    return covered


def _best(near: Mapping[str, float], enough: float, margin: float) -> str | None:
    ranked = sorted(near.items(), key=lambda item: -item[1])[:2]
    if not ranked or ranked[0][1] < enough:
        return None
    return ranked[0][0] if len(ranked) < 2 or ranked[0][1] - ranked[1][1] >= margin else None


def _features(tokens: list[str]) -> frozenset[str]:
    return frozenset(tokens) | {f"{one} {two}" for one, two in pairwise(tokens)}


def _weight(feature: str, rarity: float) -> float:
    return log(1 + rarity) * (_PAIR if " " in feature else 1.0)


def _strange(feature: str, questions: Questions) -> float:
    """What a word or pair that no question uses weighs: enough to make the text less near to any."""
    return 0.0 if " " in feature else _STRANGE * log(1 + len(questions.spoken) / 4)


def _length(weights: Iterable[float]) -> float:
    return sqrt(sum(weight * weight for weight in weights))


def _spelled(token: str, questions: Questions) -> str:
    """The known word one slip away, where there is one only; the word itself otherwise."""
    if len(token) < _SHORTEST_TYPO:
        return token
    hits = process.extract(token, questions.longer, scorer=OSA.distance, score_cutoff=1, limit=2)
    return hits[0][0] if len(hits) == 1 else token
