"""A person's name as people type it, read and taken apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.naming.spelling import Phrases, Word, compact, joined, read_words
from bot.naming.written import People

MAX_SYLLABLES = 8
MAX_LETTERS_OF_WORD = 20  # names typed without spaces among them
_VOWELS = frozenset("aeiouy")

Words = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A name in its parts, spelled as labels spell it; "" and () where there is none."""

    family: str
    given: tuple[str, ...]
    """The syllables people call each other by: ("hong", "nhung")."""
    middle: str = ""
    """Middle names before the given name's own, without Thị and Văn."""
    plain_middle: str = ""
    """Thị or Văn."""
    spoken_middle: str = ""
    """The plain middle where it may stand with the given name alone: Văn Nam, but not Thị Nhung."""
    in_order: bool = False
    """True where a label keeps the order typed: "Mai Anh" may have no family name in it at all."""


@dataclass(frozen=True, slots=True)
class PersonWords:
    """flows/naming/people.yaml made ready for reading."""

    lead_ins: Phrases[bool]
    titles: Phrases[bool]
    tails: Phrases[bool]
    not_names: Phrases[bool]
    keyboard_runs: frozenset[str]
    surnames: Phrases[bool]
    surnames_also_given: Phrases[bool]
    compound_surnames: Phrases[bool]
    plain_middles: Phrases[bool]
    spoken_middles: Phrases[bool]
    given_marks: frozenset[str]
    awkward: frozenset[str]
    with_given: tuple[str, ...]
    with_family: tuple[str, ...]

    @classmethod
    def of(cls, people: People) -> PersonWords:
        """The words of the file."""
        return cls(
            lead_ins=_table(people.lead_ins),
            titles=_table(people.titles, strict=True),
            tails=_table(people.tails, strict=True),
            not_names=_table(people.not_names),
            keyboard_runs=frozenset(people.keyboard_runs),
            surnames=_table(people.surnames),
            surnames_also_given=_table(people.surnames_also_given),
            compound_surnames=_table(people.compound_surnames),
            plain_middles=_table(people.plain_middles),
            spoken_middles=_table(people.spoken_middles),
            given_marks=frozenset(map(compact, people.given_marks)),
            awkward=frozenset(people.awkward),
            with_given=people.with_given,
            with_family=people.with_family,
        )

    def name_in(self, segment: str) -> Words:
        """The words of the name in what was typed: lead-ins, titles, years and what follows them left out."""
        words = read_words(segment)
        while words and (lead := self.lead_ins.first(words)):
            words = words[lead[0] :]
        digits = next((i for i, word in enumerate(words) if any(map(str.isdigit, word.plain))), len(words))
        words = words[:digits]
        while words and (tail := self.tails.last(words)) and tail[0] < len(words):
            words = words[: -tail[0]]
        return self._without_title(tuple(word for word in words if self._can_be_said(word)))

    def is_name(self, words: Words) -> bool:
        """False for sentences, keyboard runs and one letter over and over."""
        return (
            len(set(joined(words))) > 1
            and not self.is_chatter(words)
            and all(len(word.plain) <= MAX_LETTERS_OF_WORD for word in words)
        )

    def is_chatter(self, words: Words) -> bool:
        """True where the words hold a phrase no name has, or a run along the keyboard."""
        return any(self.not_names.first(words[i:]) for i in range(len(words))) or any(
            word.plain in self.keyboard_runs for word in words
        )

    def is_full_name(self, words: Words) -> bool:
        """True where the words are surely family, middle and given name ("Nguyễn Thị Hồng Nhung")."""
        return (
            len(words) >= 3
            and self._sure_surname(words[0])
            and any(w in self.plain_middles for w in words[1:-1])
        )

    def starts_with_surname(self, words: Words) -> bool:
        """True for three words or more of which the first is hardly ever anything but a family name."""
        return len(words) >= 3 and self._sure_surname(words[0])

    def called(self, words: Words) -> Words:
        """What a person of this full name is called by: its last words without Thị and Văn."""
        return tuple(word for word in words[1:] if word not in self.plain_middles)[-2:]

    def taken_apart(self, words: Words) -> Person:
        """The parts of a name; family and given names that read badly without marks are left out."""
        words = self._family_first(words)
        if self._marked_given(words):
            return self._marked(words)
        compound = self.compound_surnames.first(words)
        size = compound[0] if compound and compound[0] < len(words) else int(self._has_family(words))
        family, rest = joined(words[:size]), words[size:]
        kept = [word.plain for word in rest[:-1] if word not in self.plain_middles]
        plain = [word for word in rest[:-1] if word in self.plain_middles]
        given = (*kept[-1:], rest[-1].plain)
        return Person(
            "" if family in self.awkward else family,
            () if given[-1] in self.awkward else tuple(part for part in given if part not in self.awkward),
            "".join(kept[:-1]),
            joined(plain[:1]),
            joined(word for word in plain[:1] if word in self.spoken_middles),
            len(words) == 2 and words[0] in self.surnames_also_given,
        )

    def _can_be_said(self, word: Word) -> bool:
        return bool(_VOWELS & set(word.plain)) or word.plain in self.given_marks

    def _without_title(self, words: Words) -> Words:
        if len(words) < 3 or words[0] not in self.titles or words[1] not in self.surnames:
            return words
        # "Ông Cao Thắng" is a whole name: Ông is a family name too.
        return words if words[0] in self.surnames and len(words) < 4 else words[1:]

    def _sure_surname(self, word: Word) -> bool:
        return word in self.surnames and word not in self.surnames_also_given

    def _family_first(self, words: Words) -> Words:
        """The family name in front: "Hồng Nhung Nguyễn" turned, the saint of "Maria Trần Thị Hoa" left."""
        if (
            len(words) < 3
            or words[0] in self.surnames
            or words[0].plain in self.given_marks
            or words[0].prefix
        ):
            return words
        if self._sure_surname(words[1]):
            return words[1:]
        return (words[-1], *words[:-1]) if self._sure_surname(words[-1]) else words

    def _has_family(self, words: Words) -> bool:
        """True where the first word is the family name; two words of which it is none are a given name."""
        return len(words) >= 3 or (len(words) == 2 and words[0] in self.surnames)

    def _marked_given(self, words: Words) -> bool:
        return bool(words[0].prefix) or (len(words) > 1 and words[0].key in self.given_marks)

    def _marked(self, words: Words) -> Person:
        """Names such as "H'Hen Niê" and "Y Phôn": mark and given name first, then the clan."""
        if words[0].prefix:
            prefix = words[0].prefix
            return Person(joined(words[1:2]), (prefix, words[0].plain.removeprefix(prefix)))
        return Person(joined(words[2:3]), (words[0].plain, words[1].plain))


def _table(phrases: Sequence[str], strict: bool = False) -> Phrases[bool]:
    return Phrases.of(dict.fromkeys(phrases, True), strict)
