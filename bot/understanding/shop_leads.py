"""What announces the name of a shop, and how far it vouches for what follows."""

from __future__ import annotations

from bot.understanding.regex import regex
from bot.understanding.sentence import word_set

_ME = (
    "em|toi|minh|chung toi|toi em|con|chau|bac|anh|chi|co|chu|ba|nha minh|nha em|nha toi|nha bac|nha"
    "|ban em|ben em|ben minh|toi minh|no"
)
_MINE = "em|toi|minh|chung toi|bac|nha minh|nha em|nha toi|ben em|ben minh|toi minh"
_SHOP = (
    "quan|shop|[cC]ty|[hH]kd|[hH]tx|tiem|tieem|hieu|cua hang|nha hang|spa|xuong|sap|co so|cong ty|doanh nghiep"
    "|ho kinh doanh|hop tac xa|homestay|studio|nha xe|trung tam|salon|garage|gara|nha thuoc|ben|kenh|cho|vua|lo"
    "|cho minh|cho em|page|fanpage|thuong hieu|brand name|brand"
)
_LA = "la[kcfh]?"
_PAPER = "(?:tren |theo )?(?:giay to|giay phep|giay chung nhan|giay|gpkd|dkkd)"
_KIND = f"day du|dung|that|thiet|giao dich|moi|bay gio|bay chu|hien tai|{_PAPER}|tren bang hieu|tren bien"
_WAYS = (
    rf"(?:mang |lay |dat |co |de |giu nguyen )?(?:ten|tn)(?: (?:{_KIND}|goi|cua|thi|ne|ha|lai|{_SHOP}|{_MINE}))*"
    rf"(?: (?:goi {_LA}|thi {_LA}|{_LA}))?",
    rf"(?:(?:bang|bien)(?: hieu| quang cao| ten)?|giay phep|gpkd)(?: (?:cung|thay|ghi|de|treo|vay|{_LA}))+",
    rf"(?:keu|goi)(?: (?:quan|tiem|shop|{_ME}))* (?:{_LA}|bang)",
    r"(?:dat|lay|ghi|de|doi|sua|chot)(?: (?:giup|gium|dum|cho|lai|ten|qua|luon))*"
    rf"(?: (?:{_ME}))?(?: (?:{_LA}|thanh|sang))",
    r"(?:treo|de|len) bang(?: hieu)?(?! (?:hieu|thay|ghi|de))|khach (?:\w+ )?(?:toan )?goi",
    rf"(?:gio|bay gio|hien tai|hien gio|van)(?: van)? {_LA}|khong dau|co dau|my shop is|named|called",
    r"(?P<loose>(?:(?:gio|nay|roi|xong|moi|quyet dinh) doi(?: lai)?(?: ten)?(?: (?:thanh|sang|qua))?"
    rf"|(?:cuoi cung|rot cuoc)(?: \w+)? (?:de|chot|lay|dat|chon)|con day|ben (?:ni|nay)"
    rf"|goi|keu|chot|quyet|dat|lay)(?: {_LA})?)",
    rf"(?:ghep|gop)(?: \w+){{0,8}} (?:thanh|{_LA})",
    rf"(?:{_SHOP})(?: (?:cua|day))?(?: (?:{_ME}))? {_LA}",
)
LEAD = regex(rf"\b(?:{'|'.join(_WAYS)})(?= |$)")
"""What stands before a name; after `loose` only a capital shows that one follows."""

LEADS = word_set(
    "ten tn bang bien phep gpkd keu goi dat lay ghi de doi sua chot treo len la lak lac laf lah dau is named called",
    "quyet ghep gop cuoi rot day ni nay",
)
"""One of these is in each."""

SAYS = regex(rf"\b(?:{_LA}|bang|thanh|sang|ghi|de|treo|goi|hieu|dau|named|is)$")
"""The end of a lead that says what the name is, beyond naming that there is one."""

AGAIN = regex(
    rf"\b(?:{_SHOP})\b(?: \w+){{0,3}} ten (?=(?:{_SHOP})(?! (?:em|toi|minh|cua|nha)\b)\b)|\b(?:lay|dat|mang) "
    rf"ten (?=(?:{_SHOP})\b)"
    r"|\bten (?=(?:cong ty|cty) (?:tnhh|co phan|cp|mtv|trach nhiem)\b)"
)
"""What ends before a word for a kind of shop that is part of the name: "quán em tên Quán Ốc Đêm"."""

REVERSED = regex(
    rf"^(?:(?:the|thiet|that)(?: luon)? )?(?:{_LA} )?(?:day {_LA} )?(?:do {_LA} )?ten (?:cua )?(?:{_SHOP}|that)\b"
)
"""A clause that says the clause before it was the name."""

REVERSED_INSIDE = regex(
    rf" {_LA} ten (?:cua )?(?:{_SHOP})\b.*$| ten (?:cua )?(?:{_SHOP}) (?:em|toi|minh|nha)\b.*$"
)
"""The end of a clause that says that its beginning is the name."""

DENIED = regex(r"^(?:da )?(?:khong phai|khong la|dung (?:keu|goi|dat|lay|ghi|co))\b")
"""The beginning of a clause that says what the name is not."""

TURN = regex(r"\b(?:ma|nen|gio|nhung|roi|thi|chu) ")
"""Where a story turns from what was to what is."""
