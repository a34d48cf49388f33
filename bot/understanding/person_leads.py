"""What announces a person's own name, and what announces somebody else's or none."""

from __future__ import annotations

import re

from bot.understanding.lexicon import Lexicon
from bot.understanding.persons import is_others
from bot.understanding.regex import regex
from bot.understanding.sentence import word_set

_ME = "em|toi|minh|con|chau|bac|anh|chi|co(?! (?:nghia|chu|mot|hai|ba|dau|gi|y)\\b)|chu|t|tao|m|ba|ong|cu|o|me|di|cau"
_LA = "la[kcfh]?"
_NO_NAME = "nguoi|sinh|hoc|con (?:ut|ca|mot|dau|thu|truong|gai|trai)"
_PAPER = "(?:khai sinh|giay to|giay|c?cc?d|can cuoc|cmnd|so ho khau|ho khau|bang lai)"
_REAL = (
    rf"(?:ho va |ho )?ten (?:day du|that|thiet|dung|khai sinh)(?: (?:ghi|de|thi|cua|{_ME}))*(?: (?:ten|{_LA}))*",
    rf"day du(?: (?:ghi|de|thi|ten|cua|{_ME}|{_LA}))+",
    rf"ten (?:tren |trong )?{_PAPER}(?: (?:ghi|de|thi|cua|{_ME}|{_LA}))*",
    rf"{_PAPER}(?:(?: (?:ghi|de|thi|ten|tren|cua|{_ME}|{_LA}))+|(?= [A-Z]))",
)
_WAYS = (
    rf"(?P<real>{'|'.join(_REAL)})(?= |$)",
    rf"(?:ho va |ho )?(?:ten|tn)(?: (?:goi|cua|o nha|no|{_ME}|thi|ne|ay ha|ha|day|do|a|di hoc|o truong))*"
    rf"(?: (?:nhu sau|{_LA}|ghi))*",
    rf"dat (?:cho )?(?:{_ME})? ?(?:ten )?{_LA}",
    rf"(?:goi|keu|xung|kiu)(?: (?:{_ME}))? (?:{_LA}|bang|ten)|(?:viet|ghi) (?:{_LA}|thanh)",
    rf"(?:{_ME})(?: day| thi| chinh| von| cung| xin phep)? {_LA}(?! (?:{_NO_NAME})\b)",
    rf"(?P<loose>(?:goi|keu|kiu|ghi|viet|dien|dat)(?: (?:{_ME}|ten|la|luon|giup|gium|dum|cho))*)",
    rf"nguoi dung (?:ten|ho so) la (?:toi|em|minh)|(?:gioi thieu|xin phep)(?: (?:{_ME}|{_LA}))+",
    r"my name is|my name's|name is|i am|i'm",
)
LEAD = regex(rf"\b(?:{'|'.join(_WAYS)})(?= |$)")
"""What stands before a name: `real` where papers are spoken of; after `loose` only a capital shows a name."""

LEADS = word_set(
    "ten tn la lak lac laf lah goi keu xung kiu viet ghi dat dien gioi phep name i i'm cd ccd cccd cuoc",
    "cmnd khau giay sinh lai du",
)
"""One of these is in each."""

GLUED = regex(r"\b(mình|minh|em|tôi|toi|tui|con|cháu)(tên|ten)(?=\s)|\b(tên|ten)(là|la)(?=\s)", re.IGNORECASE)
"""Two words of a lead run together."""

CALLED_OUT = regex(
    r"(?<=\w\w\s)(?:cô|co|chú|chu|bác|bac|anh|chị|chi|ad|bạn|ban|em|thầy|thay)\s+(?:ơi|oi|ui)[\s.!]*$",
    re.IGNORECASE,
)
"""Whom a text calls at its end."""

ADDRESSED = regex(
    r"\s+(?:nhé|nha|ạ|nhe|nghe|đó|do|nè|ne|thưa|thua)\s+(?:anh|chị|chi|cô|chú|bác|cán bộ|can bo|đồng chí|dong "
    r"chi|admin)[\s.!]*$",
    re.IGNORECASE,
)
"""Whom a particle at the end speaks to."""

TITLED = regex(
    r"^(?:(?:dạ|da|vâng|vang|thưa|thua) )?(?:(?:em|con|cháu|chau|tôi|toi|tui|mình|minh) )?"
    r"(?:tên|ten)(?: (?:là|(?-i:la)))?(?= )",
    re.IGNORECASE,
)
"""A lead at the beginning: some keyboards write every word with a capital."""

DENIED = regex(r"^(?:da )?(?:khong phai|dung (?:keu|goi)|khong la|chu khong phai|khong co)\b")
"""The beginning of a clause that says what the name is not."""

_NOT_SO = regex(
    r"\b(?:khong phai|dung (?:keu|goi)|nham (?:thanh|voi|la)|nham|tuong|doc|ghi thanh|khong)(?: \w+){0,2}$"
)
_AFTER_KIN = "".join(
    f"(?<!{kin} )" for kin in ["ngoai", "noi", "me", "bo", "ba", "ma", "chi", "anh", "cua", "cha"]
)
_TURN = regex(rf"{_AFTER_KIN}\b(?:con|chu|ma|nhung) (?=(?:em|toi|minh|con|chau|ten)\b)")
_GIVEN = regex(
    r"\bdat (?:cho )?(?:ten )?(?:cho )?(?:em|toi|minh)(?: ten)? la$"
    r"|(?:^|\bnen )(?:ba|ma|me|bo|ong|tia|cha)(?: (?:noi|ngoai|toi|em|minh|ba|bo|me|ma))* dat(?: luon)?(?: cho)?"
    r"(?: (?:em|toi|minh|con|chau))?(?: cai)?(?: ten)?(?: la)?$"
)
_ROLE = regex(
    r"\b(?:bi thu|chu tich|truong (?:thon|ban|phong|khoa|nhom)|giam doc|lop truong|to truong|co giao|thay giao"
    r"|chu nhiem|quan ly|sep|ke toan|thu ky)(?: \w+){0,2} (?:em|toi|minh|con|chau) la$"
)
_OWNER = regex(r"\b(?:chi|anh|ba|ong) chu(?: \w+)? ten\b")
_SELF_IS = regex(r"(?<!cua )(?<!cho )(?<!voi )\b(?:em|toi|minh|con|chau) la\b")
_SHOPS = "quan|tiem|shop|cty|cua hang|cong ty|spa|homestay|nha hang"
_SHOP = regex(rf"\b(?:{_SHOPS})(?: (?:cua|em|toi|minh|nha|ben))* ten\b")
_NO_LEAD = regex(r"\b(?:hoi|noi|neu|ghi|giau|doi|de|trung|giong|nhu|cai|viet|khai|biet|nho|dat)(?: \w+)? $")
OTHER = regex(
    rf"ten (?:tren |o |trong )?(?:{_SHOPS}|bot|(?:vo|chong)(?= (?:em|toi|minh|con|anh|la|ten|nha|chau)\b)|con "
    rf"(?:gai|trai|be|nho|em|toi|minh|dau)|be nha|thang (?:cu|nhoc|be|con)|lot|dem|thanh|fb|facebook|nick|zalo"
    r"|game|mien|gia|cu|duong(?= (?:nha|pho|o|truoc|nay|so|minh|em|toi|la)\b)|pho|truong|lang|ca si|phim"
    r"|bai)\b(?! (?:nguyen|tran|le|pham)\b)"
)
"""A name that is not the one on the writer's papers."""

CHILD = regex(
    r"(?:con|chau) (?:em|toi|minh|trai|gai)\b|(?:em )?be (?:\w+ tuoi )?nha\b"
    r"|(?:thang|con|dua) (?:cu|be|nhoc|nho|ut) nha\b|(?:nhoc|cu ti) nha\b"
)
"""The beginning of a text that tells of a child."""

# Who, or what, may stand right before "tên" where it is the writer's own.
_OWNERS = word_set(
    "em toi minh con chau bac anh chi co chu t tao m c ba ong cu o me di cau bo da vang thi ma la a nha",
    "thua chao alo ad bot shop hoi gio dat lay ghi de mang goi nguoi dung theo tren trong giay to",
)

_NEAR = 24  # characters: what a paper says is told of its owner however the story began


def is_own(before: str, through: str, lexicon: Lexicon, *, real: bool) -> bool:
    """True where the words up to the name, those of the lead at the end, speak of the writer's own name."""
    clause = _TURN.split(through)[-1]
    if real:
        clause = clause[-_NEAR:]
    if _GIVEN.search(through):
        return True
    if is_others(clause) or OTHER.search(clause) or _NOT_SO.search(before) or DENIED.match(through):
        return False
    owner = before.split()[-1:]
    if not real and through[len(before) :].startswith("ten") and owner and owner[0] not in _OWNERS:
        return False  # "shipper tên Long"
    if _ROLE.search(through) or _OWNER.search(through):
        return False
    if _SELF_IS.search(clause):
        return True
    if _SHOP.search(clause) or (through.endswith("ten") and _NO_LEAD.search(before)):
        return False
    return not lexicon.holds_any(("other_names", "not_me"), clause.split())
