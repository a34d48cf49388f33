"""Words that decide what a text does, wherever they stand in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.understanding.fold import TEXTS, fold, lowered
from bot.understanding.lexicon import Lexicon
from bot.understanding.phrases import inside, phrases_in
from bot.understanding.questions import is_asking
from bot.understanding.regex import regex
from bot.understanding.sentence import cut, words

_ASKS = "asks"
_ANY = regex(r"\b(?:gi|nao|ai|dau|sao|bao nhieu) cung\b")
_STOPS = ",;!?().\n"
_STOP = regex(r"[,;!?()\n]+|\.(?!\w)")
_CLAUSE = regex(r"[,.;:!\n]+")
_DIGIT = r"(?:hai|ba|bốn|bon|năm|nam|sáu|sau|bảy|bay|tám|tam|chín|chin|mấy|may|một|mot|mười|muoi)"
_THOUSANDS = r"(?:ngàn|ngan|nghìn|nghin|triệu|trieu)"
_SUM = regex(
    rf"\b(?:\d+(?:[.,]\d+)*(?: ?(?:k|{_THOUSANDS}|trăm|tram)| ?[.,]?000 ?(?:đ|đồng|dong|vnd|vnđ|d))"
    rf"|(?:{_DIGIT} )+(?:trăm|tram|{_THOUSANDS})(?: {_THOUSANDS})?)\b"
)
_ANY_SUM = " số tiền "
_ASKED = regex(
    r"\b(?:co|can|phai|mat|duoc|dung|nen) (?:\w+ )*(?:khong|chua)(?: (?:a|vay|the|ad|em|chi|anh|co|chu|shop|ban"
    r"|ha|nhi|ta|luon|b|da|do|day))*\s*$"
)


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


@dataclass(slots=True)
class Said:
    """A text for cues: its words, a comma between two clauses, so that no phrase stands across it.

    A sum of money, "300k", "hai triệu", is the phrase "số tiền".
    """

    plain: Sequence[str]
    """Without marks."""
    marked: Sequence[str]
    """As they were written, short forms written out; nothing where there are no marks."""
    said: str

    @property
    def asks(self) -> bool:
        """True where a clause of it asks."""
        return asks(self.said)

    @classmethod
    def of(cls, text: str, said: str, lexicon: Lexicon) -> Said:
        """The words of a text; `said` is the plain text."""
        said = _SUM.sub(fold(_ANY_SUM), said)
        marked = () if text.isascii() else _clauses(_SUM.sub(_ANY_SUM, lowered(text)))
        if not marked or "".join(marked).isascii():
            return cls(_clauses(said), (), said)
        out = lexicon.written_out(marked)
        # One short form may stand for two words.
        return cls(_clauses(said), out if " " not in "".join(out) else " ".join(out).split(), said)


def _clauses(said: str) -> Sequence[str]:
    return cut(_STOP.sub(" , ", said), ",") if any(map(said.__contains__, _STOPS)) else words(said)


@lru_cache(TEXTS)
def asks(said: str) -> bool:
    """True where a clause of the plain text asks; "any at all" asks nothing."""
    if is_asking(_ANY.sub(" ", said) if "cung" in said else said):
        return True
    return ("khong" in said or "chua" in said) and any(map(_ASKED.search, _CLAUSE.split(said)))


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
        for group in self.groups:
            if not group.stand_in(said):
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
        phrases = phrases_in(self.phrases, said.plain)
        if said.marked:
            phrases += phrases_in(self.phrases, said.marked)
        if not phrases and not self.always:
            return {}
        likely = {*self.always, *[at for phrase in phrases for at in self.by_phrase[phrase]]}
        found = [(self.all[at], self.all[at].holds(said)) for at in sorted(likely)]
        return {cue: holds is True for cue, holds in found if holds is not False}
