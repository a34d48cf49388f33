"""What the words before a place make of it: where the writer lives, where they come from, or neither."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.lexicon import Lexicon
from bot.understanding.persons import is_others
from bot.understanding.regex import regex
from bot.understanding.sentence import NEGATORS, word_set

STREET = word_set("duong cau truong cho ngo hem ngach ga bau ks")
"""What is called after a place."""

_SOLD = word_set("ban mua an uong ship them")
_AT = word_set(
    "o tai tren duoi trong ngoai ben que ve vao len ra xuong tinh tp pho quan huyen thi xa tran dan nguoi goc vung"
)
_LIVES = regex(
    r"\b(?:song|tro|thuong tru|cu tru|chuyen|doi|don|nhap|lam|lap nghiep|theo|lay vo|lay chong|ve|len|vao|ra"
    r"|xuong|hoc|dinh cu|ho khau)\b"
)
_ORIGIN = regex(r"\b(?:que|goc|nguyen quan)\b|\b(?:nguoi|tu)$")
_PAST = regex(
    r"\b(?:sinh|sanh|de)(?: ra)?(?: va| roi)?(?: lon len)? (?:o|tai|tren|duoi|trong|ngoai|ra)\b|\b(?:sinh truong"
    r"|lon len (?:o|tai))\b"
    r"|^(?:\w+ ){0,3}(?:hoi truoc|(?<!noi )(?<!bao )(?<!khai )truoc|truoc day|ngay truoc|ngay xua|hoi xua|hoi "
    r"di hoc|hoi nho|luc nho|hoi be"
    r"|hoi tre|luc tre|thoi tre|hoi chien tranh|thoi chien|hoi bao cap"
    r"|hoi con|hoi (?:covid|dich)|ra truong|hoi do|tung)\b|\btu (?!nho|be|do|luc|khi|hoi)\w+$|^tuong\b"
)
# Where one goes for a while, or will go.
_VISITS = regex(
    r"\bdi$|\b(?:nhap|lay|ship|gui) tu$|\btren (?:xe|tau|duong|may bay|chuyen)\b|\bbay (?:ra|vao|len|ve|qua|den|toi)$"
    r"|(?:\b(?:tuan (?:sau|truoc|roi|toi)|cuoi tuan|hom (?:qua|kia)|thang sau|he nay)|^mai|\b(?:ngay|sang) mai)\b"
    r"(?!.*\b(?:o|song|tro|chuyen|don|doi|nhap)\b)"
)
_GOES = r"(?:di|vao|ra|len|ve|xuong|qua|sang|chuyen|don|song|o)\b"
_PLANS = regex(rf"\b(?:tinh|dinh|muon|sap|se|du dinh|chuan bi|mai mot) (?:duoc |lam )?{_GOES}")
_LEAVES = regex(rf"\btinh (?:ban nha|ban dat|bo que|nghi viec|nghi lam) (?:\w+ ){{0,2}}{_GOES}")
_LATER = regex(
    r"\b(?:(?:ra|het|qua) (?:gieng|nam)|sang nam|nam sau|nam toi|thang (?:sau|toi)|tuan (?:sau|toi)|qua tet) "
    r"(?:\w+ ){0,3}" + _GOES
)
_STRANGERS = regex(r"^(?:\w+ )?(?:khach|khach hang|doi tac|nha may|nha cung cap)\b.* o$")
_BESIDE = regex(
    r"\b(?:giap|giap ranh|gan(?! (?:bien|cho|truong|ho|ben xe|san bay|trung tam)\b)"
    r"|sat|ben canh|bien gioi|ke|canh|doi dien)(?: \w+){0,2}$"
)
# A title and a name, or anybody: somebody else lives there.
_NAMED_OTHER = regex(
    r"^(?:ong ba|ho hang|bo me|ba me) (?:dang |song )?o$"
    r"|^(?:nha )?(?:chi|anh|co|chu|bac|ong|ba|di|cau|ban) (?!(?:dang|thi|la|nha|hien|cung|song|que|chuyen|toi|em|gio"
    r"|o|lam|nguoi|ban|co|mo|muon|minh|con|ta|ba|day|ni|oi|hang|thue)\b)(\w+) "
    r"(?:(?:dang|song|lam|hien) )*(?:o|que|nguoi)$|\b(?:ai|nguoi nao) o$"
)
_SELF_AFTER_ALL = regex(r"^con (?=(?:minh|em|toi|chau|t) (?:o|thi|la|dang|song|tro|nguoi|que|lam)\b)")
_BORN_AND_STAYED = regex(r"\bsinh ra (?:va|roi) (?=(?:o|song)\b)")
_SOUR = regex(r"\b(?:nem|canh|sua|lau|dua) chua\b")  # folded like "not yet"
_PLACED = (["thanh", "pho"], ["tren", "ban"], ["trong", "ban"], ["o", "ban"])
_REFUSED = NEGATORS | {"khoi", "dung"}


def role_of(before: str, lexicon: Lexicon) -> str:
    """What the words before a place make of it: "here", "origin", or nothing."""
    before = _BORN_AND_STAYED.sub("", _SELF_AFTER_ALL.sub("", before))
    words = before.split()
    if (
        lexicon.holds("not_there", words)
        or not _REFUSED.isdisjoint(_SOUR.sub(" ", before).split())
        or _named_after(words, lexicon)
    ):
        return ""
    if _PLANS.search(before) or _LEAVES.search(before) or _LATER.search(before) or _STRANGERS.search(before):
        return ""
    if (
        _VISITS.search(before)
        or _PAST.search(before)
        or _BESIDE.search(before)
        or is_others(before)
        or _is_named(before, lexicon)
    ):
        return ""
    origin = _ORIGIN.search(before)
    return "origin" if origin and not _LIVES.search(before[origin.end() :]) else "here"


def _is_named(before: str, lexicon: Lexicon) -> bool:
    """True where somebody else is named; what is sold is nobody."""
    named = _NAMED_OTHER.search(before)
    sold = named is not None and before.startswith("ban ") and (named[1] or "") in lexicon.lists["trades"]
    return named is not None and not sold


def _named_after(before: Sequence[str], lexicon: Lexicon) -> bool:
    """True where the place only names a street or a dish."""
    if before[-2:] in _PLACED:
        return False
    if not _SOLD.isdisjoint(before) and before[-1] not in _AT:
        return True
    return not {" ".join(before[-size:]) for size in (1, 2)}.isdisjoint(STREET | lexicon.lists["named_after"])
