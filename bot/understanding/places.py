"""The province a person lives in, by today's division; former provinces, districts and communes count for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.understanding.gazetteer import Gazetteer
from bot.understanding.lexicon import Lexicon
from bot.understanding.place_guesses import CUE, UNIT, guessed, split
from bot.understanding.place_names import (
    AMBIGUOUS,
    BEFORE,
    DISTRICT,
    PROVINCE,
    Place,
    alone,
    bound,
    district,
    holds_place,
    is_lone,
    may_hold_place,
    place,
)
from bot.understanding.place_roles import STREET, role_of
from bot.understanding.regex import regex
from bot.understanding.sentence import NEGATORS, after_correction, cut, is_question, word_set

MOST_CANDIDATES = 5

_MOST_TOKENS = 60
_LONG = 7  # letters of a name that is hardly another word
_LIVED = word_set("o tai tren duoi trong ngoai ben mien xu vung dan nguoi que dat goc")
_HOUSED = word_set("o tai huyen xa pho que dao tp tx")
# After a place: what one does or finds there.
_VISITED = regex(
    r"(?:xong (?:ve|len|chuyen)|"
    r"(?:choi|tham|an|hang|hop|fc|dep|ngon|vo dich)(?: |$)|hoi (?:nho|xua|truoc|do|con|19|20)|[0-9]+ ?km|hay dau"
    r"|nghi (?:duong|mat|le|he)|du lich|cong tac|tam bien|mua(?: (?:khong|qua|to|hoai|lon|suot|chua|roi))?$"
    r"|(?:nang|nong|lanh) (?:qua|lam|khong|nong|[0-9]))"
)
_MERGED = regex(r"\b(?:gop|sap nhap|nhap)\b")
_FORMER = regex(r"\b(?:hoi truoc|truoc day|ngay truoc|truoc)(?: day)? (?:la|thuoc) ")
_FORMERLY = regex(r"hoi (?:truoc|xua|do)")  # so it was called
_ABROAD = regex(
    r"\b(?:gio|hien|nay|dang|hien tai)\b(?: \w+){0,4} (?:o|song o|ben|qua|tai) (?!(?:nha|day|do|que|dau|day"
    r"|rieng|cung|chung|tro|lai)\b)[a-z]{4,}$"
)
_BACK = regex(r"\b(?:moi|vua) (?:\w+ )?(?:o|tu|di|ra|vao)$")
_SETTLES = regex(
    r"\b(?:song|tro|thuong tru|cu tru|chuyen|don|lay vo|lay chong|lap nghiep|ho khau|theo|hoc)\b"
)
_NOW = regex(r"\b(?:gio|hien|nay|luon|han|moi (?:vao|ra|len|ve|chuyen|don))\b")
_HOME = regex(r"\bnha(?: (?:toi|em|minh|thi|con))* o$")
_SINCE = regex(r"(?:gio|nay|hien|bay gio) ")
# A question, markup, here by turns, or one of two.
_UNREAD = regex(
    r"[?<>={}$]|\b(?:(?:dau|nao|gi|mo) cung duoc\b|(?:hai|2) (?:cho|noi|tinh)\b"
    r"|select\b.*\bfrom\b|(luc|khi|nua|bua)\b.*\b\1\b"
    r"|(?:ban|ad|bot|shop) o dau\b|(?:ban|ad|bot|shop) o \w+ (?:a|ha|ah)\b|hay (?:la )?(?:tinh|o|theo)\b|tinh "
    r"(?:cu|moi)\b.*\btinh (?:cu|moi)\b)"
)
_WRITTEN_APART = regex(r"(?<=[0-9])\.|(?<=\b[a-z])\.(?=[a-z]\b)")
_SPELLED_SO = regex(r"\bqui\b|\bf(?=[aeiouy])")


@dataclass(slots=True)
class _Told:
    """Where the writer lives, says to live now, comes from; `away` where somebody else is, or was.

    `abroad` where the writer lives at a place that is not known.
    """

    here: list[Place] = field(default_factory=list)
    now: list[Place] = field(default_factory=list)
    origin: list[Place] = field(default_factory=list)
    away: bool = False
    abroad: bool = False


def read_province(
    text: str,
    gazetteer: Gazetteer,
    lexicon: Lexicon,
    *,
    asked: bool = True,
    bare: bool = False,
    exact: bool = False,
) -> tuple[str, ...]:
    """Today's short names the text may mean: none, one where it is certain, or two to five to ask about.

    Not `asked`, only a place somebody says they live or work in counts; `bare` takes one that closes a clause too.
    With `exact` a slip counts only after a word of place.
    """
    said = after_correction(lexicon.said(text, "province"))
    if "." in said:
        said = _WRITTEN_APART.sub("", said)
    if "qui" in said or "f" in said:
        said = _SPELLED_SO.sub(lambda slip: "quy" if slip[0] == "qui" else "ph", said)
    if not (asked or may_hold_place(said, gazetteer, lexicon)):
        return ()
    if _MERGED.search(said):
        said = _FORMER.sub("", said)
    said = bound(said, gazetteer, lexicon)
    tokens = cut(said, "_")
    if not tokens or len(tokens) > _MOST_TOKENS or not (asked or holds_place(tokens, gazetteer, lexicon)):
        return ()
    if _UNREAD.search(said):
        return ()
    for name in alone(tokens) if asked else ():
        if name in AMBIGUOUS:
            return _few(gazetteer.provinces[full] for full in AMBIGUOUS[name] if full in gazetteer.provinces)
    told = _Told()
    for clause in split(said):
        _hear(clause, told, gazetteer, lexicon, asked, bare)
    if told.abroad and not told.here:
        return ()
    found = (
        _agreed(told.now) if told.now and len(_agreed(told.here)) != 1 else _agreed(told.here or told.origin)
    )
    if found or told.away or not asked or not (NEGATORS | STREET).isdisjoint(tokens) or is_question(said):
        return _few(found)
    return _few(guessed(text, said, tokens, gazetteer, lexicon, exact))


def _hear(clause: str, told: _Told, gazetteer: Gazetteer, lexicon: Lexicon, asked: bool, bare: bool) -> None:
    """Take what one clause tells of places."""
    tokens = cut(clause, "_")
    if _ABROAD.search(clause) and not holds_place(tokens, gazetteer, lexicon):
        told.abroad = True
    if lexicon.holds("elsewhere", _apart(tokens, gazetteer, lexicon)):
        told.away = told.away or NEGATORS.isdisjoint(tokens)
        return
    asks = is_question(clause)
    for before, after, one in _places(tokens, gazetteer, lexicon, asked, bare):
        role = (
            ""
            if asks
            or (_VISITED.match(after) and not (_FORMERLY.match(after) and not before))
            or (after[:2] == "ve" and _BACK.search(before))
            else role_of(before, lexicon)
        )
        if not role:
            told.away = True
        elif role == "origin":
            told.origin.append(one)
        else:
            told.here.append(one)
            if (
                _NOW.search(before)
                or _HOME.search(before)
                or _SINCE.match(clause)
                or (len(told.here) == 1 and _NOW.search(clause))
            ):
                told.now.append(one)


def _apart(tokens: Sequence[str], gazetteer: Gazetteer, lexicon: Lexicon) -> list[str]:
    """The words of the names apart, but not of a province behind a word of place: "bên Lào Cai" is not "bên Lào"."""
    words: list[str] = []
    for token in tokens:
        one = place(token, gazetteer, lexicon) if words[-1:] in (["ben"], ["qua"]) else None
        words += [token] if one and one.rank == PROVINCE else token.split("_")
    return words


def _places(
    tokens: Sequence[str], gazetteer: Gazetteer, lexicon: Lexicon, asked: bool, bare: bool
) -> Iterator[tuple[str, str, Place]]:
    """The places meant as such, each with the words since the one before and the word after it."""
    bare_names = set(alone(tokens))
    closing = next(reversed(list(alone(tokens))[:1]), "").split()[-1:]
    start = 0
    for at, name in enumerate(tokens):
        one = place(name, gazetteer, lexicon)
        if one is None:
            continue
        before = tokens[start:at]
        if before[-1:] in (["huyen"], ["quan"]):
            one = district(name, gazetteer) or one
        cued = bool(before) and (
            before[-1] in (CUE if asked or _SETTLES.search(" ".join(before)) else _LIVED)
            or (before[-1] in UNIT and before[-3:-1] != ["hop", "tac"])
            or before[-2:-1] in (["o"], ["tai"])
        )
        begins = all(word in BEFORE for word in before)
        lone = is_lone(name) and not (one.rank == PROVINCE and before[-1:] and before[-1] in CUE)
        sure = cued or (name in bare_names and (asked or bare or one.rank == PROVINCE))
        if not lone and not sure:
            sure = (
                (begins and len(tokens) > 1) if asked else bare and [name] == closing and "ten" not in tokens
            )
            sure = sure or (asked and len(name) >= (_LONG if one.rank == DISTRICT else 6))
        if one.rank == DISTRICT and lexicon.holds("everyday_places", name.split("_")):
            if not before or before[-1] not in _HOUSED:
                continue  # everyday words: what follows may still be told of them
            sure = True
        if sure and not (
            lone
            and (not asked or name not in bare_names)
            and before[-1:]
            and before[-1] not in UNIT | {"o", "tai"}
        ):
            yield " ".join(before).replace("_", " "), " ".join(tokens[at + 1 : at + 3]), one
        start = at + 1


def _agreed(places: Sequence[Place]) -> list[str]:
    """What all the places may share: a district is in the province named beside it."""
    if not places:
        return []
    shared = set.intersection(*(set(one.provinces) for one in places))
    if shared:
        return sorted(shared)
    highest = max(one.rank for one in places)
    named = [one.provinces for one in places if one.rank == highest]
    common = set.intersection(*map(set, named))
    return (
        sorted(common)
        if common
        else list(dict.fromkeys(province for provinces in named for province in provinces))
    )


def _few(provinces: Iterable[str]) -> tuple[str, ...]:
    different = tuple(dict.fromkeys(provinces))
    return different if len(different) <= MOST_CANDIDATES else ()
