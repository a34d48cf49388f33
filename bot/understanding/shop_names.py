"""The name of a shop or a company out of a sentence, in the spelling it was typed in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.understanding.fold import plain
from bot.understanding.lexicon import Lexicon
from bot.understanding.name_tokens import Segment, Word, corrected, segments, without_tails
from bot.understanding.written_dates import holds_id_number

MOST_WORDS, MOST_CHARS = 12, 80

_ME = "em|toi|minh|chung toi|toi em|con|chau|bac|anh|chi|co|chu|nha minh|nha em|nha toi|ban em|toi minh"
_SHOP = (
    "quan|shop|tiem|tieem|hieu|cua hang|nha hang|spa|xuong|sap|co so|cong ty|doanh nghiep|ho kinh doanh|hop tac xa|homestay|studio"
    "|nha xe|trung tam|salon|garage|gara|nha thuoc|ben|kenh|cho|vua|lo"
)
_LEAD = re.compile(
    r"(?:.*\b)?(?P<strong>"
    rf"(?:mang |lay |dat |co |de )?[tT]en(?!(?: \w+){{0,2}} (?:dep|lan)\b)(?: (?:day du|giao dich|moi|that|bay gio|bay chu|tren giay(?: to)?|theo giay(?: to)?|tren bang hieu|tren bien"
    rf"|goi|cua|thi|ne|ha|{_SHOP}|{_ME})){{0,5}}(?: (?:la|goi la|thi la))?"
    r"|(?:bang hieu|bien hieu|bang|bien)(?: (?:ghi|de|treo|la))+|(?:keu|goi)(?: (?:quan|tiem|shop))?(?: (?:toi|em|minh))?(?: (?:la|bang))"
    rf"|(?:dat|lay|ghi|de|doi|sua)(?: (?:giup|gium|cho|lai|ten))*(?: (?:{_ME}))?(?: (?:la|thanh))|(?:cu )?de la|treo bang|khach \w+ (?:toan )?goi"
    rf"|(?:{_SHOP})(?: cua)?(?: (?:{_ME}))? la)(?= |$)"
)
_REVERSED = re.compile(rf"^(?:la )?(?:day la )?(?:do la )?ten (?:cua )?(?:{_SHOP}|that)\b")
_REVERSED_INSIDE = re.compile(rf" (?:la )?ten (?:cua )?(?:{_SHOP}) (?:em|toi|minh|nha|con|do|luon|a|nhe|chu)\b.*$")
_UNNAMED = re.compile(r"\b(?:chua|muon|dinh) (?:dat |co )?ten\b|\bda dat ten\b|\b(?:hai|may) cai ten\b")
_DENIED = re.compile(r"^(?:da )?(?:khong phai|khong la|dung)\b")
_STARTS = re.compile(
    rf"^(?:{_ME}|nha) (?:ban|mo|lam|kinh doanh|dang|dinh|chua|can|hoi|co|la)\b|^(?:ban|hai|co) (?:\w+ ){{0,2}}(?:thoi|voi|va|chuc|cai)\b|^(?:dat|de|thich|so|hom nay)\b"
)
_CUT = re.compile(r"^(?:riet|thanh ten|cho toi|giay sao|luon toi|ma tiem|ma quan|cho toi bay gio)$")
_ALLOWED = re.compile(r"[\w &'’.,()+/!-]+")
_ADDRESS = re.compile(r"https?\b|//|www\.|\.(?:vn|com|net|org|info|shop|store)\b")
_LETTER = re.compile(r"[^\W\d_]")
_GREETED = frozenset(["dạ", "da", "vâng", "thưa"])


def read_shop_name(text: str, lexicon: Lexicon) -> str | None:
    """The shop's name as typed, of at most MOST_CHARS characters; None for a refusal or a sentence."""
    if "?" in text or _ADDRESS.search(plain(text)):
        return None
    spoken = corrected(segments(text, lexicon))
    for at, part in enumerate(spoken[1:], 1):
        if _REVERSED.match(part.said) and len(part.words) <= _SHORT and _ours(spoken[at - 1], lexicon):
            return _accepted(spoken[at - 1].words, lexicon, told=True)
    names = [name for words in _announced(spoken, lexicon) if (name := _accepted(words, lexicon, told=True))]
    if names:
        return names[-1]
    if any(_LEAD.match(part.said) for part in spoken) and not (spoken and _titled(spoken[0].words)):
        return None
    return next((_accepted(part.words, lexicon, told=False) for part in spoken if not _DENIED.match(part.said)), None)


_SHORT = 8
def _ours(part: Segment, lexicon: Lexicon) -> bool:
    return not lexicon.holds("not_my_shop", part.said.split())


def _announced(spoken: list[Segment], lexicon: Lexicon) -> Iterator[Sequence[Word]]:
    """What follows an announcement, or stands before "is the name of the shop"."""
    for at, part in enumerate(spoken):
        turned = _REVERSED_INSIDE.search(part.said)
        if turned and turned.start():
            yield part.words[: len(part.said[: turned.start()].split())]
            continue
        lead = _LEAD.match(part.said)
        if lead is None or not _ours(part, lexicon) or _DENIED.match(part.said) or _UNNAMED.search(part.said):
            continue
        rest = part.after(lead.end())
        if not rest and at + 1 < len(spoken):
            rest = spoken[at + 1].words
        if rest:
            yield rest


def _titled(words: Sequence[Word]) -> bool:
    """True where most words begin with a capital."""
    capital = sum(word.written[:1].isupper() or word.written[:1].isdigit() for word in words)
    return bool(words) and 2 * capital >= len(words)


def _accepted(words: Sequence[Word], lexicon: Lexicon, *, told: bool) -> str | None:
    kept = list(words)
    while len(kept) > 1 and kept[0].written.lower() in _GREETED:
        kept = kept[1:]
    cut = next((at for at in range(1, len(kept)) if _CUT.match(" ".join(w.said for w in kept[at : at + 2]))), len(kept))
    kept = list(without_tails(kept[:cut], lexicon))
    name = " ".join(word.written.strip("“”\"") for word in kept).strip(" .,!-").replace("’", "'")
    folded = [plain(word.written) for word in kept]
    said = " ".join(folded)
    if not 2 <= len(name) <= MOST_CHARS or len(kept) > MOST_WORDS or not _LETTER.search(name):
        return None
    if not _ALLOWED.fullmatch(name) or holds_id_number(said):
        return None
    return None if _is_talk(kept, folded, said, lexicon, told) else name


def _is_talk(words: Sequence[Word], folded: list[str], said: str, lexicon: Lexicon, told: bool) -> bool:
    titled = _titled(words)
    if said in lexicon.lists["no_names"] and not (told and titled):
        return True
    if titled and (len(words) > 1 or told):
        return False
    talk = sum(f" {phrase} " in f" {said} " for phrase in lexicon.lists["shop_talk"])
    spoken = sum(word.said in ("khong", "duoc", "gi") and word.written.islower() for word in words)
    if _STARTS.match(" ".join(word.said for word in words)):
        return True
    if told:
        return talk > 1 or (talk == 1 and len(words) > 2) or any(p in said.split() for p in ("gi", "nao"))
    headed = any(f"{said} ".startswith(f"{head} ") for head in lexicon.lists["shop_heads"])
    return talk + spoken > (1 if headed and len(words) > 2 else 0)
