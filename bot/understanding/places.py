"""The province a person names, by today's division, old names and abbreviations included."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import takewhile

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.fold import plain
from bot.understanding.sentence import NEGATORS, after_correction, is_question, phrase_set, word_set, words

MOST_CANDIDATES = 5

_BEFORE = word_set(
    "da vang em e minh toi tui chau con anh chi", "o tai que tinh thanh pho tp song dang tu nguoi goc la"
)
_AFTER = word_set("a ah ak nha nhe nhen ne do day thoi luon roi oi vn")
# Abbreviations of more than one province, by the names they may stand for.
_AMBIGUOUS = {
    "qn": ("quang ninh", "quang ngai", "quang nam", "binh dinh"),
    "dn": ("da nang", "dong nai", "dak nong"),
    "tn": ("thai nguyen", "tay ninh"),
    "bt": ("ben tre", "binh thuan"),
    "bd": ("binh duong", "binh dinh"),
    "hg": ("ha giang", "hau giang"),
    "lc": ("lao cai", "lai chau"),
    "dl": ("dak lak", "lam dong"),
}
# Places abroad, then everyday words, that are a slip away from a province or hold one.
_ELSEWHERE = phrase_set(
    "thai lan, campuchia, trung quoc, dai loan, han quoc, nhat ban, singapore, malaysia, ha lan, nuoc ngoai",
    "hong kong, quang chau, quang dong, quang tay, nam ninh, nam kinh, bac kinh, thuong hai",
    "lao dong, ben tren, bac minh, dai duong, gia dinh",
)
_MOST_WORDS = 5
# Shorter names are also everyday words: they count only where nothing else is said.
_SURE_INSIDE = 4
# A slip in a shorter name makes an everyday word.
_SHORTEST_TYPO, _TWO_TYPOS, _LONGEST_TYPO = 6, 10, 30


def read_province(text: str, aliases: Mapping[str, str]) -> tuple[str, ...]:
    """Today's short names the text may mean: none, one where it is certain, or two to five to ask about.

    `aliases` maps folded names to today's short names.
    """
    said = after_correction(plain(text))
    tokens = words(said)
    if not tokens or is_question(said):
        return ()
    alone = _alone(tokens)
    for name in alone:
        if name in _AMBIGUOUS:
            return _few(aliases[full] for full in _AMBIGUOUS[name] if full in aliases)
    named = _named(tokens, alone, aliases)
    if named is None:
        return ()
    if named or not NEGATORS.isdisjoint(tokens):
        return _few(named)
    return _few(next(filter(None, (_nearly(name, aliases) for name in alone)), []))


def _alone(tokens: list[str]) -> list[str]:
    """What may be the bare name: without the words after it, and without ever more of those before it."""
    end = len(tokens)
    while end > 1 and tokens[end - 1] in _AFTER:
        end -= 1
    before = len(list(takewhile(_BEFORE.__contains__, tokens[: end - 1])))
    return [" ".join(tokens[start:end]) for start in range(min(before, 8) + 1)]


def _named(tokens: list[str], alone: list[str], aliases: Mapping[str, str]) -> list[str] | None:
    """The provinces affirmed, by whole words, the longest name first; None for a place elsewhere."""
    named: list[str] = []
    at = end = 0
    while at < len(tokens):
        size = _name_at(tokens, at, aliases)
        name = " ".join(tokens[at : at + size])
        if name in _ELSEWHERE:
            return None
        if size and (len(name) >= _SURE_INSIDE or name in alone):
            if NEGATORS.isdisjoint(tokens[end:at]):
                named.append(aliases[name])
            end = at + size
        at += size or 1
    return named


def _name_at(tokens: list[str], at: int, aliases: Mapping[str, str]) -> int:
    """How many words the longest name starting here has; 0 where none starts."""
    for size in range(min(_MOST_WORDS, len(tokens) - at), 0, -1):
        name = " ".join(tokens[at : at + size])
        if name in aliases or name in _ELSEWHERE:
            return size
    return 0


def _nearly(name: str, aliases: Mapping[str, str]) -> list[str]:
    """Provinces a slip away (two in a long name), the nearest only; spaces do not count."""
    typed = name.replace(" ", "")
    if len(typed) > _LONGEST_TYPO:
        return []
    joined = {alias.replace(" ", ""): province for alias, province in aliases.items()}
    hits = process.extract(typed, joined.keys(), scorer=OSA.distance, score_cutoff=2, limit=20)
    near = [
        (alias, slips) for alias, slips, _ in hits if len(alias) >= (0, _SHORTEST_TYPO, _TWO_TYPOS)[slips]
    ]
    return [joined[alias] for alias, slips in near if slips == near[0][1]]


def _few(provinces: Iterable[str]) -> tuple[str, ...]:
    different = tuple(dict.fromkeys(provinces))
    return different if len(different) <= MOST_CANDIDATES else ()
