"""The words the readers know, as people write them in flows/understanding: teencode, answers, papers, persons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from bot.understanding.ends import ends_of, may_be_near, of_length
from bot.understanding.fold import MAX_CHARS, TEXTS, WORDS, bare, fold, lowered, plain
from bot.understanding.gazetteer import beginnings
from bot.understanding.phrases import by_key, openings, stand
from bot.understanding.regex import regex
from bot.understanding.sentence import words
from bot.understanding.undecoded import decoded

Phrase = tuple[str, ...]

_EVERYWHERE = "everywhere"
_PIECE = regex(r"[^\W_]+|[\W_]+")
_WORD = regex(r"[^\W_]+")
_STOPS = ",.;:!?…"
_SHORTEST_LONG = 5
_SHORTEST_WORD = 4


@dataclass(frozen=True)
class Answers:
    """Phrases that mean one answer: alone in a clause, at its start, anywhere in it."""

    whole: frozenset[str]
    start: frozenset[str]
    inside: frozenset[str]

    def near(self, said: str) -> Sequence[str]:
        """The phrases that a text may be but for one slip; none of it where it is more than one away from each."""
        return self._of_length(len(said), 1) if may_be_near(said, self._ends) else ()

    @cached_property
    def _of_length(self) -> Callable[[int, int], Sequence[str]]:
        return of_length(self._long)

    @cached_property
    def _long(self) -> tuple[str, ...]:
        return tuple(phrase for phrase in self.whole if len(phrase) > _SHORTEST_LONG)

    @cached_property
    def _ends(self) -> frozenset[str]:
        return ends_of(self._long)

    @cached_property
    def openings(self) -> frozenset[str]:
        """The words that the phrases begin with which stand at the start."""
        return openings(self.start)

    @cached_property
    def all(self) -> frozenset[str]:
        """Every phrase, wherever it has to stand."""
        return self.whole | self.start | self.inside


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Everything folded and ready for looking up; the one of a book is equal to itself only, so that it hashes."""

    short: Mapping[str, Mapping[str, str]]
    """Short form → word, by question; forms with marks are kept with them."""
    answers: Mapping[str, Answers]
    lists: Mapping[str, frozenset[str]]
    written: Mapping[str, frozenset[str]]
    """The lists as they are written, marks kept."""
    places: Mapping[str, str]
    """Nickname → today's short name of the province."""
    surnames: frozenset[str]
    given: frozenset[str]
    """Folded family names, and those of them that are given names too."""

    @classmethod
    def parse(
        cls, teencode: Mapping[str, Any], words: Mapping[str, Any], people: Mapping[str, Any]
    ) -> Lexicon:
        """The lexicon of the written lists and of naming/people.yaml; ValueError for a short form of two words."""
        places = {fold(n): province for province, names in words["place_names"].items() for n in names}
        answers = {name: _answers(words[name]) for name in ("yes", "no", "unsure")}
        lists = {name: _folded(written) for name, written in words.items() if isinstance(written, list)}
        kept = {name: _flat(part) for name, part in words.items() if isinstance(part, list)}
        compound = (name.split()[0] for name in people["compound_surnames"])
        kept["answers"] = frozenset(p for name in answers for p in _flat(words[name].get("whole", ())))
        kept["surnames"] = frozenset((*people["surnames"], *compound))
        common = _short(teencode[_EVERYWHERE], _EVERYWHERE)
        special = {q: common | _short(w, q) for q, w in teencode.items() if q != _EVERYWHERE}
        surnames = _folded((*people["surnames"], *(name.split()[0] for name in people["compound_surnames"])))
        given = _folded(people["surnames_also_given"])
        return cls({_EVERYWHERE: common, **special}, answers, lists, kept, places, surnames, given)

    @cached_property
    def answer_words(self) -> frozenset[str]:
        """Every word that answers yes, no or unsure are made of."""
        kinds = self.answers.values()
        phrases = (phrase for kind in kinds for phrase in kind.all)
        return frozenset(word for phrase in phrases for word in phrase.split() if len(word) > 1)

    @cached_property
    def long_answer_words(self) -> tuple[str, ...]:
        """Those of them that may be told apart by one slip."""
        return tuple(word for word in self.answer_words if len(word) >= _SHORTEST_WORD)

    @cached_property
    def place_beginnings(self) -> frozenset[str]:
        """What the nicknames of provinces begin with, their words joined."""
        return beginnings(name.replace(" ", "") for name in self.places)

    def said(self, text: str, question: str = _EVERYWHERE) -> str:
        """The plain text with short forms written out and Telex decoded; punctuation stays."""
        own = self._own_forms.get(question)
        if own is None or own.isdisjoint(words(lowered(text))):
            return self._said(text)
        return self._said_at(text, question)

    @cached_property
    def _own_forms(self) -> Mapping[str, frozenset[str]]:
        """Question → the short forms that mean something else there than everywhere."""
        common = self.short[_EVERYWHERE].items()
        return {
            question: frozenset(form for form, _ in short.items() - common)
            for question, short in self.short.items()
            if question != _EVERYWHERE
        }

    @cached_property
    def _said(self) -> Callable[[str], str]:
        # Asked a dozen times a text: by one word alone it is found twice as fast.
        return lru_cache(TEXTS)(lambda text: self._spell(text, _EVERYWHERE))

    @cached_property
    def _said_at(self) -> Callable[[str, str], str]:
        return lru_cache(TEXTS)(self._spell)

    def _spell(self, text: str, question: str) -> str:
        written = lowered(text).replace("đề nghị", "yêu cầu")  # without marks, "let me think"
        said = " ".join(map(self._word_at[question], written.split(" ")))
        if not said.isascii() or len(said) > MAX_CHARS:
            said = plain(said)
        return said.replace("bao bao nhieu", "bao nhieu")  # the short form of the two words is one of them

    @cached_property
    def _word_at(self) -> Mapping[str, Callable[[str], str]]:
        """Question → what a lower-case word is there without short forms, marks and Telex; punctuation stays."""

        def made(short: Mapping[str, str]) -> Callable[[str], str]:
            return lru_cache(WORDS)(
                lambda word: "".join([_undone(short.get(piece, piece)) for piece in _PIECE.findall(word)])
            )

        return {question: made(short) for question, short in self.short.items()}

    @cached_property
    def spelled(self) -> Callable[[str], str]:
        """The plain words that one typed word stands for, punctuation around it dropped; "" for none."""

        @lru_cache(WORDS)
        def spelled(word: str) -> str:
            lowered = word.strip(_STOPS).lower()
            if not lowered.isalpha():
                return " ".join(_WORD.findall(self.said(word)))
            return self._word_at[_EVERYWHERE](lowered)

        return spelled

    def is_ironic(self, text: str) -> bool:
        """True where a sign stands in the text that turns it into its contrary."""
        return any(sign in text for sign in self.written["ironic_signs"])

    def written_out(self, words: Iterable[str]) -> list[str]:
        """Lower-case words as they are meant everywhere, with their marks: a short form as the word, or words."""
        short = self.short[_EVERYWHERE]
        return [short.get(word, word) for word in words]

    def holds(self, name: str, tokens: Sequence[str]) -> bool:
        """True where a phrase of the list stands in the tokens."""
        return stand(self._phrases[name], tokens)

    @cached_property
    def openings(self) -> Callable[..., frozenset[str]]:
        """The words that the phrases of some lists, called by their names, begin with."""

        @lru_cache
        def found(*names: str) -> frozenset[str]:
            return frozenset(word for name in names for word in openings(self.lists[name]))

        return found

    def holds_any(self, names: tuple[str, ...], tokens: Sequence[str]) -> bool:
        """True where a phrase of any of the lists stands in the tokens."""
        return stand(self._phrases_of(names), tokens)

    @cached_property
    def _phrases_of(self) -> Callable[[tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
        return lru_cache(lambda names: by_key(frozenset().union(*map(self.lists.__getitem__, names))))

    @cached_property
    def _phrases(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        return {name: by_key(phrases) for name, phrases in self.lists.items()}


def _undone(piece: str) -> str:
    """A lower-case word without marks and Telex; anything else as it is, as far as it has no marks."""
    if piece.isalpha():
        return decoded(bare(piece))
    return bare(piece) if piece[:1].isalnum() else piece


def _short(written: Mapping[str, Iterable[str]], question: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for word, forms in written.items():
        for form in forms:
            if found.setdefault(form, word) != word:
                raise ValueError(f"teencode: {question}: {form!r} stands under {found[form]} and {word}")
    return found


def _flat(written: Iterable[Any]) -> frozenset[str]:
    return frozenset(p for part in written for p in ([part] if isinstance(part, str) else part))


def _folded(written: Iterable[Any]) -> frozenset[str]:
    return frozenset(map(fold, _flat(written)))


def _answers(written: Mapping[str, Any]) -> Answers:
    return Answers(*(_folded(written.get(part, ())) for part in ("whole", "start", "inside")))
