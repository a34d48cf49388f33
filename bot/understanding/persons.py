"""Of whom a clause tells: of the person who writes, or of somebody else."""

from __future__ import annotations

from functools import lru_cache

from bot.understanding.fold import TEXTS
from bot.understanding.regex import regex

_KIN = (
    r"me|(?<!trong )(?<!vuon )(?<!nuoi )(?<!chan )(?<!thit )(?<!bun )(?<!pho )(?<!xa )bo(?! cu\b)|cha|vo(?! (?:coi"
    r"|xem|mua|hoi|lam|day|do|trong|ngoai|tren|duoi|cho|dang|web|trang|link|app|sai"
    r"|quan|lop|dai)\b)|chong|tia|ong xa|ba xa|ny|nguoi yeu|sep|bo me|ba me|ba ma|hang xom|giam doc ben|sep ben"
    r"|canh nha|ke ben|sat vach|doi thu|dong nghiep|ban hoc|(?<!cho )(?<!cua )(?<!chinh )ban than"
)
_WHO = "con|ba|ma|ong|anh|chi|em|co|chu|bac|ban|chau|di|cau|mo|be|dua|nguoi|thang|nhoc|ca nha|chau noi|chau ngoai"
_OWNED = (
    "re|em|toi|t|minh|chau|trai|gai|ruot|cua|chong|vo|dau|ho|yeu|than|noi|ngoai|ut|lon|hai|do|kia|no|cung"
)
# Without marks a stamp is a daughter-in-law, and oneself a close friend.
_STAMP = r"con dau (?:hop|cong|rieng|do|tron|vuong|dang|phap|cua (?:cong|hop))|(?<=co )con dau $"
_ONESELF = r"(?<=cho )ban than|(?<=cua )ban than|(?<=chinh )ban than"
# Everything in it begins with a word: told once, no letter inside of one is looked at.
_OTHERS = regex(
    rf"\b(?:(?<!theo )(?<!lay )(?<!hai )(?<!voi )(?:{_KIN})\b(?! oi)"
    rf"|(?!ma cung|(?:co|chu) ho (?:kinh|ca|kd|kinh doanh|a|day|nay)\b|ban do (?:go|an|uong|choi|dien|cu|my"
    rf"|tho|luu|dong|son|lam|hoc|the|da)\b)"
    rf"(?!{_STAMP}|{_ONESELF})(?:{_WHO}) (?:{_OWNED})\b|(?:con|chau|be"
    rf"|ong|ba|thang|dua) nha\b|thang (?:\w+ ){{1,2}}nha\b|nha ben (?!(?:em|toi|minh|nay|chi|anh|chau)\b)(?=\w)"
    r"|(?:thang|dua) (?:lon|nho)\b|con (?:nho|lon) (?=(?:lay|hoc|o|thi|dang|lam|moi)\b)"
    r"|(?:ong|ba) (?:anh|chi|chu|bac|di|cau)(?! em)\b|(?:con|thang) (?:meo|cho|cun|heo|chim) (?:nha|cua|em"
    r"|toi|minh|cung|muon)\b"
    r"|(?:ba|ong) cu (?=(?:em|con|chau|minh|toi|nha|o|thi|ten|dang)\b)"
    r"|(?:nho|dua) nay\b|no (?=[0-9\ue000-\uf8ff])"
    r"|(?:thanh nien|ca (?:lang|xom|ho|lop|thon|to)|dan (?:lang|xom)|ho hang|tui no|bon no|chung no)\b"
    r"|^(?:ma|ba) (?:nguoi|que)\b|thay (?:boi|tuong|phong thuy)\b|no (?:ten|sinh)\b|ba con (?:xa|gan|o)\b"
    r"|thay (?:em|toi|minh|chau|con)(?= (?:sinh|nam|o|tuoi|[0-9]))"
    r"|(?:ong|ba|co|chu|anh|chi) (?:chu tich|bi thu|truong|giam doc|thu ky|chu quan|chu nha|hang xom|to truong)\b"
    r"|(?:anh|chi|em|con) re\b|ban (?:hoc|cu|cung (?:lop|phong))\b"
    r"|(?<!hai )(?<!voi )(?<!2 )(?<!may )(?:nho|thang|dua) ban(?: than)?\b|(?:thang|dua) con\b"
    r"|(?:crush|nyc|bo cu|nguoi quen|doi tac|doi thu|chu quan|co giao|thay giao)\b"
    r"|(?:ba|bac|chi|anh|ong) chu (?:nha|quan|tro)\b"
    r"|(?:chu|bac|anh|chi|di|cau|thim|mo) (?:hai|bay|tam|chin|muoi|ut)\b"
    r"(?! (?:muoi |lam |mot |hai |ba |bon |tu |nam |sau |bay |tam |chin )+tuoi)"
    r"|(?:ong|ba|co|chu|anh|chi|bac|nguoi|dua|thang) (?:(?:ben|o) )?(?:canh|kia)\b"
    r"|(?:ong|ba|co|chu|anh|chi) (?:ay|do|ta)\b|(?:ong|ba) (?:xa|nha)\b|(?:ba|bon|hai|may) (?:dua|nguoi"
    r"|anh em|chi em|me con|bo con)\b(?! (?:cung |chung )?(?:gop|gom|hun)))"
)
_THEIRS = regex(
    rf"\bcua (?:{_KIN}|(?:{_WHO}) (?:{_OWNED}))\b"
    r"|\bla cua (?:nha |dua |thang )?"
    r"(?!(?:em|toi|minh|con|chau|nha|rieng|chinh|ca|hai|vo chong|chung|gia dinh)\b)\w"
)
_MARK = regex(r"[\ue000-\uf8ff]")
_SELF = regex(r"\b(?:em|toi|minh|con|chau|rieng|t|tao)\b")
_ADDRESS = regex(
    r"^(?:da |vang |thua |chao |alo )*(?:ad|shop|bot|anh|chi|co|chu|bac|anh chi|em|con|ban|o|me) oi\b"
    r"|\b(?:xin )?(?:chao|thua) (?:cac |ca )?(?:anh chi em|anh chi|anh em|chi em|co chu|co bac|ca nha|\w+)\b"
)
_ADDRESSED, _WITH = (" oi", "chao", "thua"), ("vo chong", "voi", "theo", "cung")
# Whoever lives with them, or runs a business with them, writes for both.
_TOGETHER = regex(
    r"\b(?:(?:cua )?(?:hai |2 |ca )?vo chong (?:toi|em|minh|nha|chung)\b(?: (?:toi|em|minh))?|(?:cua )?(?:hai "
    r"|2 )vo chong\b"
    r"|(?:toi|em|minh|chau|con|tao)(?: \w+)? (?:voi|va|cung) (?:\w+ ){0,4}(?=(?:hun|gop|chung|mo|lap|thanh "
    r"lap|lam chu)\b)"
    r"|(?:o |song |sinh song |o chung |o cung )?(?:voi|theo|cung) (?:ca )?(?:ba me|bo me|ba ma|cha me|gia dinh"
    r"|ong ba|vo con|vo|chong|me|bo|ma|ba|nguoi yeu|ny|chi gai|anh trai|ban)(?: (?:gai|trai|noi|ngoai|toi|em|minh"
    r"|chong|vo))?\b)"
)


@lru_cache(TEXTS)
def is_others(clause: str) -> bool:
    """True where the plain clause tells of somebody else than its writer: before a marked date, or whose it is."""
    before = _MARK.split(clause)[0]
    return _OTHERS.search(_of_people(before)) is not None or is_theirs(clause)


def _of_people(said: str) -> str:
    """The plain text without whom it speaks to, and without who only lives with its writer."""
    if any(map(said.__contains__, _ADDRESSED)):
        said = _ADDRESS.sub("", said)
    return _TOGETHER.sub(" ", said) if any(map(said.__contains__, _WITH)) else said


@lru_cache(TEXTS)
def is_theirs(clause: str) -> bool:
    """True where the plain clause says that something is somebody else's."""
    return "cua" in clause and _THEIRS.search(_TOGETHER.sub(" ", clause)) is not None


def is_self(clause: str) -> bool:
    """True where the plain clause names its writer."""
    return _SELF.search(clause) is not None


_OWN = regex(
    r" \w+(?: \w+)* (?:em|toi|minh|con|chau|rieng|tao|bac|chu|co|ong|ba|anh|chi)(?: (?:thi|moi|cung|"
    r"la|vua))* (?:sinh|tuoi|[0-9\ue000-\uf8ff])"
)
_WHOSE = regex(r"^(?: (?:trai|gai|ruot|ho|nha|cua|em|toi|minh|con|chau|tao))+\b")
_CHILD = regex(
    r"\b(?:(?:con|be|chau|dua|thang)(?: (?:gai|trai))? (?:nho|be|dau|giua|ke|lon|ca|ut|thu (?:hai|ba|nhat|tu))"
    r"|con (?:gai|trai))(?: (?:nha|cua|toi|em|minh|chi|anh|co|chu|bac|ba|ong|thi|no|sinh|nam|la|moi|da"
    r"|duoc))* [\ue000-\uf8ff]"
)
# What others say of the writer is theirs to know.
_TOLD = regex(r"\b(?:noi|bao|ke|keu|khai|ghi)\b")


@lru_cache(TEXTS)
def nearest_is_others(clause: str) -> bool:
    """True where the person named last before a marked date, or whose it is, is not the clause's writer."""
    marked = _MARK.search(clause)
    before = _of_people(clause[: marked.end()] if marked else clause)
    if _CHILD.search(before):
        return True
    last = max((found.end() for found in _OTHERS.finditer(before)), default=-1)
    since = _WHOSE.sub("", before[last:]) if last >= 0 else ""
    own = last < 0 or (_OWN.search(since) and not _TOLD.search(since))
    return not own or _THEIRS.search(clause) is not None
