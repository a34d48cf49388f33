"""Words that decide what a text does, wherever they stand in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.understanding.fold import clean, fold
from bot.understanding.lexicon import Lexicon
from bot.understanding.phrases import inside, phrases_in
from bot.understanding.questions import is_asking
from bot.understanding.sentence import words

_ASKS = "asks"
_ANY = re.compile(r"\b(?:gi|nao|ai|dau|sao|bao nhieu) cung\b")
_STOP = re.compile(r"[,;!?()\n]+|\.(?!\w)")
_CLAUSE = re.compile(r"[,.;:!\n]+")
_ASKED = re.compile(
    r"\b(?:co|can|phai|mat|duoc|dung|nen) (?:\w+ )*(?:khong|chua)(?: (?:a|vay|the|ad|em|chi|anh|co|chu|shop|ban"
    r"|ha|nhi|ta|luon|b))*\s*$"
)
_WRITTEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases to look for: without marks in a text that has none, single words with theirs in one that has."""

    bare: frozenset[str]
    several: frozenset[str]
    marked: frozenset[str]
    asks: bool

    @classmethod
    def parse(cls, written: str, lexicon: Lexicon) -> Phrases:
        """The phrases that "a / b / asks" lists."""
        parts = [part.strip() for part in written.split(" / ") if part.strip() and part.strip() != _ASKS]
        several = frozenset(fold(lexicon.said(part)) for part in parts if " " in part)
        single = frozenset(part for part in parts if " " not in part)
        return cls(several.union(map(fold, single)), several, single, _ASKS in written.split(" / "))

    def stand_in(self, said: Said) -> bool:
        """True where one of them stands in the text, or asking is enough and it asks."""
        if said.marked:
            found = inside(self.several, said.plain) or inside(self.marked, said.marked)
        else:
            found = inside(self.bare, said.plain)
        return found or (self.asks and said.asks)


@dataclass(frozen=True)
class Said:
    """A text for cues."""

    text: str
    said: str
    lexicon: Lexicon

    @cached_property
    def plain(self) -> list[str]:
        """The words of each clause without marks, a comma between two: no phrase stands across it."""
        return " , ".join(" ".join(words(clause)) for clause in _STOP.split(self.said)).split()

    @cached_property
    def marked(self) -> list[str]:
        """The same as they were written, short forms written out; nothing where there are no marks."""
        if self.text.isascii():
            return []
        clauses = [_WRITTEN.findall(clause) for clause in _STOP.split(clean(self.text).lower())]
        if all(word.isascii() for clause in clauses for word in clause):
            return []
        return " , ".join(" ".join(map(self.lexicon.written_out, clause)) for clause in clauses).split()

    @cached_property
    def asks(self) -> bool:
        """True where a clause asks; "any at all" asks nothing."""
        said = _ANY.sub(" ", self.said) if "cung" in self.said else self.said
        if is_asking(said):
            return True
        return any(_ASKED.search(clause) for clause in _CLAUSE.split(self.said))


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """Words that decide wherever they stand: one of each group, none of the last."""

    intent: str
    groups: tuple[Phrases, ...]
    without: Phrases

    @classmethod
    def parse(cls, intent: str, line: str, lexicon: Lexicon) -> Cue:
        """The cue that "a / b + c - d" writes."""
        wanted, _, without = line.partition(" - ")
        groups = tuple(Phrases.parse(group, lexicon) for group in wanted.split(" + "))
        return cls(intent, groups, Phrases.parse(without, lexicon))

    def holds(self, said: Said) -> bool | None:
        """True where the words stand in the text, None where what rules them out stands beside them."""
        if not all(group.stand_in(said) for group in self.groups):
            return False
        return None if self.without.stand_in(said) else True


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues in the order they are tried, found by a phrase of the group that has the fewest."""

    all: tuple[Cue, ...]
    by_phrase: Mapping[str, tuple[int, ...]]
    phrases: frozenset[str]
    always: tuple[int, ...]

    @classmethod
    def index(cls, cues: Sequence[Cue]) -> Cues:
        """The cues made ready for finding."""
        by_phrase: dict[str, list[int]] = defaultdict(list)
        always = []
        for at, cue in enumerate(cues):
            worded = [group.bare | group.marked for group in cue.groups if not group.asks]
            if not worded:
                always.append(at)
            for phrase in min(worded, key=len, default=()):
                by_phrase[phrase].append(at)
        found = {phrase: tuple(those) for phrase, those in by_phrase.items()}
        return cls(tuple(cues), found, frozenset(found), tuple(always))

    def holding(self, said: Said) -> dict[Cue, bool]:
        """The cues whose words stand in the text, in order; False where what rules one out stands beside them."""
        phrases = {*phrases_in(self.phrases, said.plain), *phrases_in(self.phrases, said.marked)}
        likely = sorted({at for phrase in phrases for at in self.by_phrase[phrase]}.union(self.always))
        found = ((cue, cue.holds(said)) for cue in map(self.all.__getitem__, likely))
        return {cue: holds is True for cue, holds in found if holds is not False}
