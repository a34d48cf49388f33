"""The commune a person names: today's name or one from before 1/7/2025, with or without what it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.address import Said, address_words, after_marker, is_street, read_address
from bot.understanding.fold import lowered, plain
from bot.understanding.gazetteer import Commune, Gazetteer, PlaceName
from bot.understanding.sentence import NEGATORS, after_correction, is_question, words

MOST_CANDIDATES = 5

_LONGEST_TEXT = 30  # words
_SHORTEST_TYPO, _TWO_TYPOS, _LONGEST_TYPO = 6, 11, 30
_LONGEST_WORD = 3  # letters, of an everyday word that is written without marks and names a commune
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def find_communes(text: str, gazetteer: Gazetteer) -> tuple[Commune, ...]:
    """The communes of today the text may mean: none, one where it is certain, or up to five, likeliest first."""
    said = plain(text)
    tokens = address_words(said)
    if not tokens or len(tokens) > _LONGEST_TEXT or "?" in said:
        return ()
    read = read_address(tokens, gazetteer)
    if read.unknown:  # only then: some names read like a question or a correction
        if is_question(said):
            return ()
        tokens = address_words(after_correction(said))
        read = read_address(tokens, gazetteer)
    if not NEGATORS.isdisjoint(tokens[at] for at in read.unknown):
        return ()
    if read.unknown and not is_street(tokens, read):
        return _few(*_nearly(tokens, read, gazetteer), read)
    if read.communes:
        return _few(*_named(tokens, _spelled(text, tokens), read, gazetteer), read)
    whole = [part for name in gazetteer.districts.get(read.district, ()) for part in name.communes]
    return _few(whole, True, read)


def _named(
    tokens: Sequence[str], spelled: Sequence[str], read: Said, gazetteer: Gazetteer
) -> tuple[list[Commune], bool]:
    """What the names may mean, and whether the first of them bears its name today."""
    meant: list[Commune] = []
    likely = False
    for start, end, title in read.communes:
        folded = "".join(tokens[start:end])
        names = _as_spelled(gazetteer.communes[folded], spelled[start:end])
        if not title:
            names = [name for name in names if not _everyday(name, spelled[start])]
        alike = [name for name in names if name.title == title]
        now, before = _meanings(_within(alike or names, read.district, gazetteer))
        if not title:
            districts = _as_spelled(gazetteer.districts.get(folded, []), spelled[start:end])
            before += [part for name in districts for part in name.communes]
            if folded in gazetteer.provinces and not before:
                now = []  # a province, as far as anybody can tell
        likely = likely or (not meant and 0 < len(now) <= MOST_CANDIDATES)
        meant += [*now, *before]
    return meant, likely


def _everyday(name: PlaceName, typed: str) -> bool:
    """True where a lone syllable, said without what it is, is written like another word."""
    written = name.name.isascii() and len(name.name) > _LONGEST_WORD  # "Kbang" is no word
    return name.name.isalpha() and not written and _tone_last(name.name) != typed


def _within(names: list[PlaceName], district: str, gazetteer: Gazetteer) -> list[PlaceName]:
    """The names that lie in the district, where one is told."""
    if not district:
        return names
    parts = {part for name in gazetteer.districts[district] for part in name.communes}
    former = {name.name for name in gazetteer.districts[district]}
    return [n for n in names if (n.district in former if n.district else not parts.isdisjoint(n.communes))]


def _meanings(names: Iterable[PlaceName]) -> tuple[list[Commune], list[Commune]]:
    """Communes that bear the name today, and those that took in another place of that name."""
    names = list(names)
    now = [part for name in names if not name.district for part in name.communes]
    before = [n.communes for n in names if n.district and set(now).isdisjoint(n.communes)]
    return now, [part for parts in before for part in parts]


def _nearly(tokens: Sequence[str], read: Said, gazetteer: Gazetteer) -> tuple[list[Commune], bool]:
    """The communes a slip or two away; those a slip farther too, for a near neighbour may be meant."""
    taken = {at for start, end, _ in read.communes for at in range(start, end)} | set(read.unknown)
    start, end = min(taken), max(taken) + 1
    named = after_marker(tokens, start)
    typed = "".join(tokens[named:end])
    if len(taken) != end - start or not _SHORTEST_TYPO <= len(typed) <= _LONGEST_TYPO:
        return [], False
    most = 1 if len(typed) < _TWO_TYPOS else 2
    hits = process.extract(
        typed, gazetteer.communes.keys(), scorer=OSA.distance, score_cutoff=most + 1, limit=9
    )
    if not hits or hits[0][1] > most:
        return [], False
    nearest = [name for name, slips, _ in hits if slips == hits[0][1]]
    found = _bearing(nearest, read, gazetteer)
    if len(found) == 1:
        found += _bearing([name for name, slips, _ in hits if slips == hits[0][1] + 1], read, gazetteer)
    if named == start:
        found += [part for name in nearest for d in gazetteer.districts.get(name, ()) for part in d.communes]
    return found, True


def _bearing(folded: Iterable[str], read: Said, gazetteer: Gazetteer) -> list[Commune]:
    found = [_meanings(_within(gazetteer.communes[name], read.district, gazetteer)) for name in folded]
    return list(dict.fromkeys(part for now, before in found for part in (*now, *before)))


def _few(meant: Iterable[Commune], likely: bool, read: Said) -> tuple[Commune, ...]:
    """Those in the province that was named; too many are cut only where the first are the likeliest."""
    different = dict.fromkeys(meant)
    inside = tuple(one for one in different if not read.provinces or one.province in read.provinces)
    return inside[:MOST_CANDIDATES] if likely or len(inside) <= MOST_CANDIDATES else ()


def _spelled(text: str, tokens: Sequence[str]) -> list[str]:
    """The words as they were written, for names that only marks tell apart; empty words where nobody can tell."""
    written = address_words(lowered(text))[-len(tokens) :]
    if "".join(written).isascii() or len(written) != len(tokens):
        return [""] * len(tokens)
    return [_tone_last(word) for word in written]


def _as_spelled(names: Sequence[PlaceName], spelled: Sequence[str]) -> list[PlaceName]:
    """The names written just so; all of them where none is."""
    typed = "".join(spelled)
    same = [name for name in names if typed and _tone_last(name.name) == typed]
    return same or list(names)


def _tone_last(name: str) -> str:
    """Each word's letters, then its tone, so that it does not matter on which vowel the tone was put."""
    split = (unicodedata.normalize("NFD", word) for word in words(name.lower()))
    return "".join("".join(sorted(word, key=_TONES.__contains__)) for word in split)
