"""The name a person wishes for out of a sentence: "lấy giùm em phobahang nha" is a wish for phobahang."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.understanding.fold import clean, plain
from bot.understanding.lexicon import Lexicon
from bot.understanding.name_tokens import Segment, Word, corrected, segments
from bot.understanding.persons import is_others, is_theirs
from bot.understanding.regex import regex
from bot.understanding.sentence import words
from bot.understanding.web_names import domains, holds_mail, spoken_marks
from bot.understanding.wish_changes import changed
from bot.understanding.wish_leads import led_phrases, spaced_host
from bot.understanding.wish_phrases import lone_phrase, quoted
from bot.understanding.wish_words import Leads, as_label, clauses, holds, leads_in
from bot.understanding.withdrawing import puts_off
from bot.understanding.written_dates import holds_id_number

_PROFILE = regex(r"\b(facebook|fb|youtube|tiktok|instagram|zalo|shopee|lazada)\.\w+/\S+", re.I)
_NAMELESS = regex(r"\b(?:co|phai|dau co|lam gi co) ten (?:tuoi )?(?:gi|nao|chi)? ?dau\b")
# What is to be in it, or in another's place, is not the name.
_SOME_LETTERS = regex(
    r"\b(?:thich|muon|ung|uu|lay|chon|chiu) (?:cai |ten )*(?:nao )?co (?:them )?chu \w"
    r"|\b(?:sua|doi|thay) chu \w.* thanh\b"
)
_EITHER = regex(r"\b(?:hoac|hay|or|va|voi)\b")
_CORRECTED = regex(
    r"\b(?:nham|lon|a thieu|a thoi|y la|a khong|sua lai|(?:du|thua|thieu) (?:mot |1 )?(?:chu|so|dau)|doi y|ma "
    r"la|dung ra|moi dung)\b"
)
_ASKED = regex(
    r"\b(?:la (?:gi|sao|ai)|bao nhieu|may tien|gia (?:bao|ca|may|the|sao|tien)|tai sao|vi sao|o dau|"
    r"sao (?:ten|lai|phai|co)|cua ai|(?<!co )ai (?:lay|dang ky|dung|xai)|lam gi|nghia|the nao|"
    r"(?:co|biet) .{1,40} (?:khong|chua))\b"
)
_OR_ANOTHER = regex(
    r" (?:hay|hoac) (?:la )?(?!(?:qua|ghe|lam|nhi|ha|do|day|hon|lun|luon|nhat|a|nha|khong"
    r"|chua|ne|ma|va|thi|phet|vay)\b)\w"
)
_ONE_OR = regex(r"(?:\w+ )?[a-z0-9-]+ (?:hay|hoac) (?:la )?")
_FREE = regex(r"\bcon (?:trong )?khong\b|\bco ai (?:lay|dang ky|dung|xai)\b|\bduoc (?:khong|chua)\b")
_OWNED = regex(
    r"\b(?:co|san|dang (?:dung|xai|chay)|da (?:mua|dang ky|lap)) (?:ten mien |web |trang |website |cai )*$"
)
_OFFICES = ("gov", "edu", "mil")
_TOOK = regex(
    r"(?<!muon )(?<!doi )(?<!dinh )(?<!bao )(?<!keu )(?<!noi )\b(?:lay|dang ky|mua|xai|dung)(?: ten| web)?$"
)
_GONE = regex(r"\b(?:roi|mat|truoc)\b")
_SNATCHED = regex(r"\b(?:giat|cuop|gianh|hot|phong|lay|dang ky|mua) mat$")
_THEY_TOOK = regex(r"\b(?:no|ho|nguoi ta) (?:da |vua |moi )?(?:lay|dang ky|mua|xai|dung|giat|cuop)$")
_TAKEN = regex(r"\b(?:lay|dang ky|mua|xai|dung) (?:mat|roi)\b")
_NOT_FOR_ALL = frozenset(("gov.vn", "edu.vn"))  # nobody wishes for a name there, but many have seen one
_DOMAINS = {"led": 8, "planned": 6, "": 7}
_LABELS = {"led": 5, "planned": 4, "": 3}
_PLANNED = (_DOMAINS["planned"], _LABELS["planned"])
_QUOTED, _PHRASE_LED = 2, 1
_FOR_SURE = frozenset((*_DOMAINS.values(), _LABELS["led"], _LABELS["planned"]))


@dataclass(frozen=True, slots=True)
class _Wish:
    """A name that may be meant: the higher its `rank`, the surer; `refused` where it is turned down or another's."""

    name: str
    rank: int
    refused: bool = False


def read_wish(text: str, lexicon: Lexicon, *, asked: bool = True) -> str | None:
    """The wished name as it was typed, with its suffix if one was; None where there is none, or a choice.

    Marks and spaces stay: what a label may hold is for whoever makes one of it. Not `asked`, only a domain
    counts, or what can be nothing but a label behind a word that leads to one.
    """
    typed = _uncapitalised(clean(text))
    typed = spoken_marks(_PROFILE.sub(r"\1", typed) if "/" in typed else typed)
    said = plain(typed)
    if holds_mail(typed) or "<" in typed or holds_id_number(said):
        return None
    if "chu" in said and _SOME_LETTERS.search(said):
        return None
    if "dau" in said and _NAMELESS.search(said):
        return None
    spoken = clauses(corrected(segments(typed, lexicon)), lexicon)
    if spoken and not domains(typed) and puts_off([word.said for word in spoken[0].words]):
        return None
    leads = [leads_in(part.words, lexicon) for part in spoken]
    told = [wish for part, led in zip(spoken, leads, strict=True) for wish in _told(part, led, lexicon)]
    told += [_Wish(name, _QUOTED) for name in quoted(typed, lexicon)]
    told += (
        [_Wish(name, _PHRASE_LED) for name in led_phrases(spoken, leads, lexicon)] if "?" not in typed else []
    )
    refused = {_key(wish.name) for wish in told if wish.refused}
    wishes = [
        wish
        for wish in told
        if not wish.refused and _key(wish.name) not in refused and not _holds(wish, refused)
    ]
    if not asked:
        wishes = [wish for wish in wishes if wish.rank in _FOR_SURE]
    if (
        wishes
        and max(wish.rank for wish in wishes) in _PLANNED
        and any(lexicon.holds("wish_given_up", words(part.said)) for part in spoken)
    ):
        return None
    wishes = [wish for wish in wishes if len(wish.name) > 1 or wish.rank == _QUOTED]  # "đổi ý" is no name
    if wishes:
        wish = _chosen(wishes, said)
    else:
        wish = lone_phrase(spoken, lexicon) if asked and not refused and "?" not in typed else None
    return changed(wish, said) if wish else None


def _uncapitalised(typed: str) -> str:
    """The text without capitals that say nothing: all of them, or that of the first word alone."""
    if typed.isupper():
        return typed.lower()
    first, _, rest = typed.partition(" ")
    alone = first[:1].isupper() and (first[1:].islower() or len(first) == 1) and not rest[:1].isupper()
    return typed[0].lower() + typed[1:] if alone and rest else typed


def _holds(wish: _Wish, refused: set[str]) -> bool:
    return wish.rank <= _PHRASE_LED and any(key in _key(wish.name) for key in refused)


def _key(name: str) -> str:
    return re.sub(r"\W", "", plain(name).split(".")[0])


def _chosen(wishes: Sequence[_Wish], said: str) -> str | None:
    """The surest wish; of several alike the last, where they are no choice."""
    rank = max(wish.rank for wish in wishes)
    best = [wish.name for wish in wishes if wish.rank == rank]
    if any(map(_OR_ANOTHER.match, said.split(plain(best[-1]))[1:])):
        return None
    if _ONE_OR.fullmatch(said.partition(plain(best[-1]))[0]):
        return None
    if len({_key(name) for name in best}) == 1 or _CORRECTED.search(said):
        return best[-1]
    unsure = rank in (_LABELS[""], _DOMAINS[""]) or _between(best[-2:], said)
    return None if unsure else best[-1]


def _between(names: Sequence[str], said: str) -> bool:
    """True where the text gives a choice between the two names."""
    first, last = (said.find(plain(name)) for name in names)
    return first < 0 or bool(_EITHER.search(said[first:last]))


def _told(part: Segment, leads: Leads, lexicon: Lexicon) -> Iterator[_Wish]:
    """The domains and the words that can be nothing but a label, by what the words before and after say of them."""
    spoken, at = part.words, 0
    mode = "led" if spoken[0].said == "thoi" else ""
    while at < len(spoken):
        size, kind = leads.get(at, (0, ""))
        if kind and (kind == "refused" or mode != "refused"):
            mode = kind
        name = "" if size else _name(part, at, lexicon, mode)
        if name:
            refused = mode == "refused" or _lost(part, at, lexicon)
            yield _Wish(name, _rank(name, mode), refused)
            mode = "" if refused else mode
        at += max(size, 1)


def _rank(name: str, mode: str) -> int:
    by_mode = _DOMAINS if "." in name else _LABELS
    return by_mode.get(mode, by_mode[""])


def _name(part: Segment, at: int, lexicon: Lexicon, mode: str) -> str:
    """The domain or label that one word is; "" for any other word."""
    written = part.words[at].written
    found = domains(written) if "." in written else ()
    if not found:
        return as_label(part, at, lexicon, led=mode == "led")
    if found[0].suffix.lower() in _NOT_FOR_ALL:
        return ""
    host = found[0].host.rpartition(".")[2]
    if not found[0].ours and (
        (mode != "led" and len(part.words) > 2) or plain(host) in lexicon.lists["famous_sites"]
    ):
        return ""
    if found[0].suffix.startswith(_OFFICES):
        return ""
    if plain(host) in lexicon.lists["no_hosts"] or not any(map(str.isalnum, host)):
        return ""
    spaced = spaced_host(part.words[:at], host, lexicon)
    return (
        ""
        if not spaced and at and holds("wish_talk", Word.of(host, plain(host)), lexicon)
        else f"{spaced or host}.{found[0].suffix}"
    )


def _lost(part: Segment, at: int, lexicon: Lexicon) -> bool:
    """True where the name is said to be taken, to be another's, or is asked about."""
    before = " ".join([word.said for word in part.words[:at]])
    after = [word.said for word in part.words[at + 1 :]]
    said = " ".join(after)
    if at and part.words[at - 1].written in ("ở", "tại", "trên"):
        return True
    if _SNATCHED.search(before.lower()) or (_THEY_TOOK.search(before.lower()) and _GONE.search(said)):
        return True
    if lexicon.holds("wish_lost", after[:5]) or _OWNED.search(before.lower()):
        return True
    if is_theirs(before.lower()) or is_theirs(said.lower()):
        return True
    if is_others(before.lower()) and (_TOOK.search(before.lower()) or before.endswith(" la")):
        return True
    if is_others(said.lower()) and _TAKEN.search(said):
        return True
    if is_others(before.lower()) and _GONE.search(said):
        return True
    return bool(_ASKED.search(f"{before} {said}")) and not _FREE.search(said)
