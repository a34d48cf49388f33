"""The province a person names, by today's division; former provinces, districts and communes count for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.communes import find_communes
from bot.understanding.gazetteer import Gazetteer
from bot.understanding.lexicon import Lexicon
from bot.understanding.persons import is_others
from bot.understanding.sentence import NEGATORS, after_correction, is_question, word_set, words

MOST_CANDIDATES = 5

_BEFORE = word_set(
    "da vang em e minh toi tui chau con anh chi nha bac chu co ba ong", "o tai que tinh thanh pho tp song dang tu nguoi goc la dan"
)
_AFTER = word_set("che no a ah ak nha nhe nhen ne do day thoi luon roi oi vn e em cu xua lun nghen nghe ha ay y nao")
# Abbreviations of more than one province, by the names they may stand for.
_AMBIGUOUS = {
    "qn": ("quangninh", "quangngai", "quangnam", "binhdinh"),
    "dn": ("danang", "dongnai", "daknong"),
    "tn": ("thainguyen", "tayninh"),
    "bt": ("bentre", "binhthuan"),
    "bd": ("binhduong", "binhdinh"),
    "hg": ("hagiang", "haugiang"),
    "lc": ("laocai", "laichau"),
    "dl": ("daklak", "lamdong"),
}
_MOST_WORDS = 5
# Shorter names are also everyday words: they count only where nothing else is said.
_SURE_INSIDE = 6
# A slip in a shorter name makes an everyday word.
_SHORTEST_TYPO, _TWO_TYPOS, _LONGEST_TYPO = 6, 10, 22
_MOST_TOKENS = 60
_CLAUSE = re.compile(
    r"[,;.!\n()…]+| (?:ma|nhung|chu|con|gio|nay|bay gio|hien|hien gio|roi) (?=(?!\s*$))| (?=(?:len|vao|ve|ra|xuong|qua|sang|den) \w)"
)
_HERE = re.compile(r"\b(?:o|tai|song|tro|thuong tru|cu tru|tru so|dat tai|ho khau|chuyen|doi|don|nhap|lam viec|lap nghiep|thuoc|lay vo|lay chong|theo|dia)\b")
_ORIGIN = re.compile(r"\b(?:que|goc|nguyen quan)\b")
_PAST = re.compile(
    r"^(?:\w+ ){0,3}(?:sinh ra|sanh|sinh|de|hoi truoc|truoc|ngay truoc|ngay xua|hoi xua|hoi di hoc|ra truong|hoi do|giap ranh|giap|gan|sat|ben canh)\b"
    r"|\btu (?!nho|be|do|luc|khi|hoi)\w+|^tuong\b"
)
_BORDER = re.compile(r"\b(?:giap|gan|sat|bien gioi|ke)\b")
_QUERY = re.compile(r"\bselect\b.*\bfrom\b|[<>={}$]")
_SHORT = 12
_EVERYDAY = frozenset(("thanhpho", "mienphi", "tenmien", "nuocngoai"))
_UNIT = word_set("huyen quan tx tp pho xa phuong mien xu vung tan miet thi")
_REFUSED = NEGATORS | {"khoi", "dung"}
_TURNS = re.compile(r"\b(?:luc|khi|nua|bua)\b.*\b(?:luc|khi|nua|bua)\b")
_STREET = word_set("duong pho cau truong cho ben ngo hem")
_WRITTEN_APART = re.compile(r"(?<=[0-9])\.|(?<=\b[a-z])\.(?=[a-z]\b)")


@dataclass(frozen=True, slots=True)
class _Place:
    """A name in a clause, the provinces it may lie in, and how sure it is that a place is meant."""

    start: int
    end: int
    provinces: tuple[str, ...]
    rank: int  # 3 a province, 2 a district, 1 a commune


def read_province(text: str, gazetteer: Gazetteer, lexicon: Lexicon, *, asked: bool = True) -> tuple[str, ...]:
    """Today's short names the text may mean: none, one where it is certain, or two to five to ask about.

    Not `asked`, only a place somebody says they live or work in counts.
    """
    said = _WRITTEN_APART.sub("", after_correction(lexicon.said(text, "province")))
    tokens = words(said)
    if not tokens or len(tokens) > _MOST_TOKENS or "?" in said or _QUERY.search(said):
        return ()
    if not asked and not (_HERE.search(said) or _ORIGIN.search(said) or "," in said):
        return ()
    if asked:
        for name in _alone(tokens):
            if name in _AMBIGUOUS:
                return _few(gazetteer.provinces[full] for full in _AMBIGUOUS[name] if full in gazetteer.provinces)
    if _TURNS.search(said):
        return ()
    found = _in_clauses(said, gazetteer, lexicon, asked)
    if found is None:
        return ()
    if found or not asked or not NEGATORS.isdisjoint(tokens):
        return _few(found)
    parts = [name for clause in _split(said) for name in _alone(words(clause))]
    near = _nearly([*_alone(tokens), *parts], gazetteer.provinces, gazetteer)
    near = near or _nearly([*_windows(tokens)], gazetteer.provinces, gazetteer)
    near = near or _nearly(_alone(tokens), gazetteer.districts, gazetteer)
    return _few(near or _of_communes(text, tokens, gazetteer))


def _windows(tokens: list[str]) -> list[str]:
    """Pairs and triples of words, of a text short enough to be an address."""
    if len(tokens) > _SHORT:
        return []
    return [" ".join(tokens[at : at + size]) for size in (3, 2) for at in range(len(tokens) - size + 1)]


def _split(said: str) -> list[str]:
    return [part.strip() for part in _CLAUSE.split(said) if part.strip()]


def _in_clauses(said: str, gazetteer: Gazetteer, lexicon: Lexicon, asked: bool) -> list[str] | None:
    """The provinces of the clauses that say where the writer is; where none does, of origin; None for elsewhere."""
    here: list[_Place] = []
    origin: list[_Place] = []
    away = False
    for clause in _split(said):
        tokens = words(clause)
        if lexicon.holds("elsewhere", tokens):
            away = away or not (_BORDER.search(clause) or not NEGATORS.isdisjoint(tokens))
            continue
        if is_others(clause) or lexicon.holds("not_there", tokens) or is_question(clause):
            away = True
            continue
        places = list(_places(tokens, clause, gazetteer, lexicon, asked))
        if _PAST.search(clause):
            away = away or bool(places)
        elif _ORIGIN.search(clause) and not _HERE.search(clause):
            origin.extend(places)
        else:
            here.extend(places)
    found = _agreed(here or origin)
    return found if found or not away else None


def _agreed(places: list[_Place]) -> list[str]:
    """What all the places may share: a district is in the province named beside it."""
    if not places:
        return []
    highest = max(place.rank for place in places)
    named = [set(place.provinces) for place in places if place.rank == highest]
    shared = set.intersection(*(set(place.provinces) for place in places))
    if shared:
        return sorted(shared)
    common = set.intersection(*named)
    return sorted(common) if common else list(dict.fromkeys(p for place in places if place.rank == highest for p in place.provinces))


def _places(tokens: list[str], clause: str, gazetteer: Gazetteer, lexicon: Lexicon, asked: bool) -> Iterator[_Place]:
    at = end = 0
    cued = bool(_HERE.search(clause)) or bool(re.match(r"(?:len|vao|ve|ra|xuong|qua|sang|den|huyen|quan|thi xa|tp|thanh pho|mien|xu|vung|mai tan|miet|tan|tren|duoi|dan|nguoi)\b", clause))
    alone = set(_alone(tokens))
    while at < len(tokens):
        place = _place_at(tokens, at, gazetteer, lexicon)
        if place is None:
            at += 1
            continue
        name = " ".join(tokens[at : place.end])
        sure = len(name) >= _SURE_INSIDE if place.rank == 3 else cued
        unit = at > 0 and tokens[at - 1] in _UNIT
        begins = place.rank == 2 and all(word in _BEFORE for word in tokens[:at])
        street = at > 0 and tokens[at - 1] in _STREET and tokens[at - 2 : at] != ["thanh", "pho"]
        if (sure or unit or begins or name in alone or (cued and place.rank == 3)) and not street and (asked or cued or name in alone):
            if _REFUSED.isdisjoint(tokens[end:at]):
                yield place
            end = place.end
        at = place.end


def _place_at(tokens: Sequence[str], at: int, gazetteer: Gazetteer, lexicon: Lexicon) -> _Place | None:
    """The longest name of a province or a district that starts here."""
    for size in range(min(_MOST_WORDS, len(tokens) - at), 0, -1):
        spaced, end = " ".join(tokens[at : at + size]), at + size
        name = spaced.replace(" ", "")
        if spaced in lexicon.places:
            return _Place(at, end, (lexicon.places[spaced],), 3)
        if name in gazetteer.provinces:
            return _Place(at, end, (gazetteer.provinces[name],), 3)
        if name in gazetteer.districts and not name.isdigit() and (size > 1 or len(name) > 4):
            provinces = {part.province for d in gazetteer.districts[name] for part in d.communes}
            return _Place(at, end, tuple(sorted(provinces)), 2)
    return None


def _alone(tokens: list[str]) -> list[str]:
    """What may be the bare name: without the words after it, and without ever more of those before it."""
    end = len(tokens)
    while end > 1 and tokens[end - 1] in _AFTER:
        end -= 1
    before = len(list(takewhile(_BEFORE.__contains__, tokens[: end - 1])))
    whole = [" ".join(tokens[start:end]) for start in range(min(before, 8) + 1)]
    return [*whole, " ".join(tokens)]


def _nearly(names: list[str], known: Mapping[str, object], gazetteer: Gazetteer) -> list[str]:
    """The provinces of the nearest known names, one slip away or two in a long name."""
    for name in names:
        typed = name.replace(" ", "")
        if not _SHORTEST_TYPO - 1 <= len(typed) <= _LONGEST_TYPO or typed in _EVERYDAY:
            continue
        hits = process.extract(typed, known.keys(), scorer=OSA.distance, score_cutoff=2, limit=20)
        near = [(alias, slips) for alias, slips, _ in hits if len(alias) >= (0, _SHORTEST_TYPO, _TWO_TYPOS)[slips]]
        nearest = [alias for alias, slips in near if slips == near[0][1]]
        found = [p for alias in nearest for p in _provinces_of(alias, gazetteer)]
        if found:
            return found
    return []


def _provinces_of(name: str, gazetteer: Gazetteer) -> list[str]:
    if name in gazetteer.provinces:
        return [gazetteer.provinces[name]]
    return sorted({part.province for d in gazetteer.districts[name] for part in d.communes})


def _of_communes(text: str, tokens: list[str], gazetteer: Gazetteer) -> list[str]:
    """The province of the communes a short text may name, where it is one."""
    if len(tokens) > 8:
        return []
    return [commune.province for commune in find_communes(text, gazetteer)]


def _few(provinces: Iterable[str]) -> tuple[str, ...]:
    different = tuple(dict.fromkeys(provinces))
    return different if len(different) <= MOST_CANDIDATES else ()
