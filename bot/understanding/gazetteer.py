"""The names by which communes are called: today's, those before 1/7/2025, and of the districts of that time."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.understanding.fold import fold
from bot.understanding.regex import regex

# Names in our own files are clean: dropping marks and what is no letter folds them, and there are thousands.
_LETTERS = {
    code: unicodedata.normalize("NFD", chr(code))[0] for code in (*range(0xC0, 0x1B1), *range(0x1E00, 0x1EFA))
}
_FOLDED = str.maketrans({**_LETTERS, ord("đ"): "d", **dict.fromkeys(map(ord, " -–'’"))})


_Y = regex(r"\b([HKLMSThklmst])[yỳýỷỹỵ]\b")


@dataclass(frozen=True, slots=True)
class Commune:
    """One commune of today: its official code, name, what it is, and its province's short name."""

    code: str
    name: str
    title: str
    province: str


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One name with the communes of today it may mean; a former name knows its district."""

    name: str
    title: str
    communes: tuple[Commune, ...]
    district: str = ""


class Gazetteer:
    """Everything called by name in a province, or in the country, under its folded name without spaces."""

    def __init__(self, names: Iterable[PlaceName], provinces: Mapping[str, str]) -> None:
        """`provinces` maps folded names of provinces, former ones too, to today's short names."""
        communes: dict[str, list[PlaceName]] = defaultdict(list)
        districts: dict[str, dict[str, dict[Commune, None]]] = defaultdict(lambda: defaultdict(dict))
        for name in names:
            if name.name:
                communes[key(name.name)].append(name)
            for spelled in _spellings(name.district):
                districts[spelled][name.district].update(dict.fromkeys(name.communes))
        self.communes: Mapping[str, list[PlaceName]] = dict(communes)
        self.districts: Mapping[str, list[PlaceName]] = {
            folded: [PlaceName(name, "", tuple(parts)) for name, parts in spelled.items()]
            for folded, spelled in districts.items()
        }
        self.provinces: Mapping[str, str] = {
            alias.replace(" ", ""): province for alias, province in provinces.items()
        }
        self.beginnings = beginnings((*self.districts, *self.provinces))


def beginnings(names: Iterable[str]) -> frozenset[str]:
    """Every name and what it begins with, letter by letter: no name goes on where one of these ends."""
    return frozenset(name[:end] for name in names for end in range(1, len(name) + 1))


def _spellings(name: str) -> Iterator[str]:
    """The name as it is looked up, and with the letter that many write for the last one of "Kỳ" and "Mỹ"."""
    if name:
        yield key(name)
        if _Y.search(name):
            yield key(_Y.sub(r"\1i", name))


def key(name: str) -> str:
    """A name of our own files folded, without spaces: how it is looked up."""
    return fold(name).replace(" ", "") if name.isascii() else name.lower().translate(_FOLDED)
