"""Names of provinces and districts in a text: found, kept together as one word each, or a slip away."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.fold import TEXTS, WORDS
from bot.understanding.gazetteer import Gazetteer
from bot.understanding.lexicon import Lexicon
from bot.understanding.regex import regex
from bot.understanding.sentence import word_set, words
from bot.understanding.syllables import SYLLABLES

BEFORE = word_set(
    "da vang em e minh toi tui chau con anh chi nha bac chu co ba ong o tai que tinh thanh pho tp song dang tu "
    "nguoi goc la dan tuot"
)
_AFTER = word_set(
    "che no cho a ah ak nha nhe nhen ne do day thoi luon roi oi vn e em cu xua lun nghen nghe ha ay y nao nhi nua mo "
    "lan hi hen ban ad chi anh con chau co chu bac ong ba"
)
_LEADS = BEFORE | word_set("ben huyen quan xa phuong tx vung mien")
# Abbreviations of more than one province, by the names they may stand for.
AMBIGUOUS = {
    "qn": ("quangninh", "quangngai", "quangnam", "binhdinh"),
    "dn": ("danang", "dongnai", "daknong"),
    "tn": ("thainguyen", "tayninh"),
    "bt": ("bentre", "binhthuan"),
    "bd": ("binhduong", "binhdinh"),
    "hg": ("hagiang", "haugiang"),
    "lc": ("laocai", "laichau"),
    "dl": ("daklak", "lamdong"),
    **{
        letters: (name,)
        for letters, name in (
            ("nb", "ninhbinh"),
            ("na", "nghean"),
            ("nd", "namdinh"),
            ("tb", "thaibinh"),
            ("th", "thanhhoa"),
            ("hd", "haiduong"),
            ("hy", "hungyen"),
            ("vp", "vinhphuc"),
            ("yb", "yenbai"),
            ("bg", "bacgiang"),
            ("qb", "quangbinh"),
            ("qt", "quangtri"),
            ("ls", "langson"),
            ("gl", "gialai"),
            ("ag", "angiang"),
        )
    },
}
PROVINCE, DISTRICT = 3, 2
_ERAS = 8  # gazetteers looked at by turns

_MOST_WORDS = 5
_LONE = 5  # letters, of a district called by one syllable
_VOWELS = frozenset("aeiouy")
# A slip in a shorter name makes an everyday word.
_SHORTEST_TYPO, _TWO_TYPOS, _LONGEST_TYPO = 6, 10, 22
_LONG = 7  # letters of a name that is hardly another word
_STOPS = ",.;:!?"
_WORD = regex(r"[^\W_]+")
# Without its marks this "into" is a wife.
_INTO = regex(
    r"(?:(?<=chong )|(?<=chuyen )|(?<=don ))vo (?=o |song )|(?<!que )\bvo (?=\w+_|hue\b|vinh\b|sg\b|pleiku\b)"
)


@dataclass(frozen=True, slots=True)
class Place:
    """What a name means: the provinces it may lie in, and whether it is a province or a district."""

    provinces: tuple[str, ...]
    rank: int


@lru_cache(TEXTS)
def bound(said: str, gazetteer: Gazetteer, lexicon: Lexicon) -> str:
    """The plain text with each place name of several words joined by underscores, the longest first."""
    if _may_be_bound(said, gazetteer, lexicon):
        said = _joined(said, gazetteer, lexicon)
    return _INTO.sub("vao ", said) if "vo " in said else said


def _may_be_bound(said: str, gazetteer: Gazetteer, lexicon: Lexicon) -> bool:
    pairs = [a + b for a, b in pairwise(words(said))]
    return not (gazetteer.beginnings.isdisjoint(pairs) and lexicon.place_beginnings.isdisjoint(pairs))


def may_hold_place(said: str, gazetteer: Gazetteer, lexicon: Lexicon) -> bool:
    """False for a plain text in which no name of a province or district can begin."""
    alone = not _of_one_word(gazetteer, lexicon).isdisjoint(words(said)) or "_" in said
    return alone or _may_be_bound(said, gazetteer, lexicon)


def _joined(said: str, gazetteer: Gazetteer, lexicon: Lexicon) -> str:
    found = list(_WORD.finditer(said))
    parts: list[str] = []
    at = end = 0
    while at < len(found):
        size = _size(said, found, at, gazetteer, lexicon)
        if size > 1 and _leads_over(said, found, at, size, gazetteer, lexicon):
            size = 1
        if size > 1:
            start, stop = found[at].start(), found[at + size - 1].end()
            parts += [said[end:start], said[start:stop].replace(" ", "_")]
            end = stop
        at += size
    return "".join(parts) + said[end:]


def _leads_over(
    said: str, found: Sequence[re.Match[str]], at: int, size: int, gazetteer: Gazetteer, lexicon: Lexicon
) -> bool:
    """True where words that lead up to a name only look like one with its beginning: "dạ Bắc Ninh", not Đà Bắc."""
    for later in range(at + 1, at + size):
        if found[later - 1][0] not in _LEADS:
            return False
        if later + _size(said, found, later, gazetteer, lexicon) > at + size:
            return True
    return False


def _size(said: str, found: Sequence[re.Match[str]], at: int, gazetteer: Gazetteer, lexicon: Lexicon) -> int:
    joined, longest = "", 1
    for size, word in enumerate(found[at : at + _MOST_WORDS], 1):
        joined += word[0]
        if joined not in gazetteer.beginnings and joined not in lexicon.place_beginnings:
            break
        name = said[found[at].start() : word.end()]
        if size > 1 and name.count(" ") == size - 1 and place(name, gazetteer, lexicon):
            longest = size
    return longest


def unnamed(said: str, gazetteer: Gazetteer, lexicon: Lexicon) -> str:
    """The plain text with one and the same word for every place."""
    tokens = bound(said, gazetteer, lexicon).split()
    return " ".join(
        ["place" if place(token.strip(_STOPS), gazetteer, lexicon) else token for token in tokens]
    )


def holds_place(tokens: Sequence[str], gazetteer: Gazetteer, lexicon: Lexicon) -> bool:
    """True where the name of a province or district is among the words that `bound` left."""
    return not _of_one_word(gazetteer, lexicon).isdisjoint(tokens) or "_" in "".join(tokens)


@lru_cache(_ERAS)
def _of_one_word(gazetteer: Gazetteer, lexicon: Lexicon) -> frozenset[str]:
    names = (*lexicon.places, *gazetteer.provinces, *gazetteer.districts)
    return frozenset(name for name in names if place(name, gazetteer, lexicon) and " " not in name)


# The same few names come up all day, and most words are none.
@lru_cache(WORDS)
def place(name: str, gazetteer: Gazetteer, lexicon: Lexicon) -> Place | None:
    """The province or district of exactly this name, its words apart or joined."""
    spaced = name.replace("_", " ")
    joined = spaced.replace(" ", "")
    if spaced in lexicon.places:
        return Place((lexicon.places[spaced],), PROVINCE)
    if joined in gazetteer.provinces:
        return Place((gazetteer.provinces[joined],), PROVINCE)
    if joined in gazetteer.districts and not joined.isdigit():
        spelled_apart = " " not in spaced or any(
            _same_words(spaced, known.name) for known in gazetteer.districts[joined]
        )
        return Place(tuple(_provinces_of(joined, gazetteer)), DISTRICT) if spelled_apart else None
    return None


def district(name: str, gazetteer: Gazetteer) -> Place | None:
    """The district of exactly this name, though a province is called so too."""
    joined = name.replace("_", "")
    return Place(tuple(_provinces_of(joined, gazetteer)), DISTRICT) if joined in gazetteer.districts else None


def _same_words(typed: str, name: str) -> bool:
    """True where the words end at the same letters; a name with more than letters is not looked at so closely."""
    return not name.replace(" ", "").isalpha() or list(map(len, typed.split())) == list(
        map(len, name.split())
    )


def is_lone(name: str) -> bool:
    """True for a name of one short syllable, which is as often another word."""
    return "_" not in name and len(name) < _LONE and not _VOWELS.isdisjoint(name)


def alone(tokens: Sequence[str]) -> Iterator[str]:
    """What may be the bare name: without the words after it, and without ever more of those before it."""
    end = len(tokens)
    while end > 1 and tokens[end - 1] in _AFTER:
        end -= 1
    before = sum(1 for _ in takewhile(BEFORE.__contains__, tokens[: max(0, end - 1)]))
    yield from (" ".join(tokens[start:end]) for start in range(min(before, 8) + 1))
    yield " ".join(tokens)


def nearly(
    names: Sequence[str],
    known: Mapping[str, object],
    gazetteer: Gazetteer,
    lexicon: Lexicon,
    whole: Collection[str],
) -> list[str]:
    """The provinces of the nearest known names, one slip away or two in a long name.

    What is spelled right may be meant as it is: it counts only as the `whole` of a message, and where it is long.
    """
    for name in names:
        typed = name.replace(" ", "").replace("_", "")
        spelled_right = SYLLABLES.issuperset(name.replace("_", " ").split())
        if spelled_right and (name not in whole or len(typed) < _LONG):
            continue
        if not _SHORTEST_TYPO - 1 <= len(typed) <= _LONGEST_TYPO or lexicon.holds("no_slips", name.split()):
            continue
        hits = process.extract(typed, known.keys(), scorer=OSA.distance, score_cutoff=2, limit=20)
        near = [
            (alias, slips) for alias, slips, _ in hits if len(alias) >= (0, _SHORTEST_TYPO, _TWO_TYPOS)[slips]
        ]
        nearest = [alias for alias, slips in near if slips == near[0][1]]
        found = [province for alias in nearest for province in _provinces_of(alias, gazetteer)]
        if found:
            return found
    return []


def _provinces_of(name: str, gazetteer: Gazetteer) -> list[str]:
    if name in gazetteer.provinces:
        return [gazetteer.provinces[name]]
    return sorted({part.province for d in gazetteer.districts[name] for part in d.communes})
