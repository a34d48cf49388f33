"""Which labels are protected, sensitive or unwise: TT 24/2015/TT-BTTTT Điều 6 and 8, as far as words tell.

The official list is kept by VNNIC and not public: a judgement is a guess, the registrar's answer holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.naming.cuts import Cuts
from bot.naming.person import PersonWords
from bot.naming.shop import ShopWords
from bot.naming.spelling import compact
from bot.naming.written import Group, Level, Match, People, Protected, Shops, parsed

_SEVERITY: Final[Mapping[Level, int]] = {"ok": 0, "warn": 1, "ask": 2, "block": 3}
_KEY: Final = 3  # letters by which entries are looked up at each place of a label
# "h0angsa" is read as "hoangsa".
_LOOKALIKES: Final = str.maketrans("0134", "oiea")


@dataclass(frozen=True, slots=True)
class Judgement:
    """`ok`, `warn` (take it, say a word), `ask` (is it theirs?) or `block`, and a code, "" where ok."""

    level: Level
    code: str


OK: Final = Judgement("ok", "")
# One or two characters are allowed at the third level (VNNIC 10/01/2011), yet mostly taken.
SHORT: Final = Judgement("warn", "short")
GENERIC: Final = Judgement("warn", "generic")


@dataclass(frozen=True, slots=True)
class _Entry:
    word: str
    match: Match
    judgement: Judgement

    def stands(self, start: int, cuts: Cuts) -> bool:
        """True where the entry, found at `start`, keeps to the borders its match asks for."""
        end = start + len(self.word)
        if self.match == "contains":
            return True
        if (self.match == "starts" and start > 0) or (self.match == "ends" and end < len(cuts.label)):
            return False
        alone = Cuts(self.word, cuts.fixed).all  # cut only where it is found: hardly any entry ever is
        return (cuts.only_fits if self.match == "clear" else cuts.fits)(start, end, alone)


def _entries(group: Group) -> Iterator[_Entry]:
    for word in map(compact, group.words):
        yield _Entry(word, group.match, Judgement(group.level, group.code))


@dataclass(frozen=True, slots=True, eq=False)
class NameRules:
    """Everything `judge` and `suggest` know, read once from flows/."""

    whole: Mapping[str, tuple[Judgement, ...]]
    inside: Mapping[str, tuple[_Entry, ...]]
    fixed_words: frozenset[str]
    people: PersonWords
    shops: ShopWords

    @classmethod
    def parse(
        cls, protected: Mapping[str, object], people: Mapping[str, object], shops: Mapping[str, object]
    ) -> NameRules:
        """The rules of protected.yaml, naming/people.yaml, naming/shops.yaml; NamingError names the path."""
        book = parsed(Protected, protected, "protected.yaml")
        provinces = [word for group in book.groups if group.code == "province" for word in group.words]
        shop_words = ShopWords.of(parsed(Shops, shops, "naming/shops.yaml"), provinces)
        whole: dict[str, tuple[Judgement, ...]] = dict.fromkeys(shop_words.generic, (GENERIC,))
        entries = [entry for group in book.groups for entry in _entries(group)]
        inside: dict[str, tuple[_Entry, ...]] = {}
        for entry in entries:
            if entry.match == "equals":
                whole[entry.word] = (*whole.get(entry.word, ()), entry.judgement)
            else:
                inside[entry.word[:_KEY]] = (*inside.get(entry.word[:_KEY], ()), entry)
        return cls(
            whole,
            inside,
            frozenset(map(compact, book.fixed_words)),
            PersonWords.of(parsed(People, people, "naming/people.yaml")),
            shop_words,
        )

    def judge(self, label: str) -> Judgement:
        """The gravest judgement on a label, hyphens and look-alike digits read through."""
        tight = label.lower().replace("-", "")
        forms = dict.fromkeys((tight, tight.translate(_LOOKALIKES)))
        found = [judgement for form in forms for judgement in self._found(form)]
        if len(tight) <= 2:
            found.append(SHORT)
        return max(found, key=lambda judgement: _SEVERITY[judgement.level], default=OK)

    def _found(self, form: str) -> Iterator[Judgement]:
        yield from self.whole.get(form, ())
        if form.isdigit():
            yield GENERIC
        present = [
            (start, entry)
            for start in range(len(form))
            for entry in self.inside.get(form[start : start + _KEY], ())
            if form.startswith(entry.word, start)
        ]
        if present:
            cuts = Cuts(form, self.fixed_words)
            yield from (entry.judgement for start, entry in present if entry.stands(start, cuts))
