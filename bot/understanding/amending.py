"""Taking an earlier answer back ("ghi sai ngày", "đổi lại …", "quay lại sửa tên"), or beginning after all."""

from __future__ import annotations

from typing import Literal

from bot.understanding.lexicon import Lexicon
from bot.understanding.regex import regex
from bot.understanding.sentence import core, words

Amended = Literal["date", "name", "any"]

_CLAUSE = regex(r"[,.;:!\n]")
_NAME = r"(?:cai )?ten(?: mien| web)?(?: nay| do| kia| ay| vua roi)?"
_TAKEN = (
    r"(?:(?:co|bi) )?(?:(?:nguoi ta|ngta|nguoi khac|nguoi|ai|ho|no) )?(?:da )?(?:lay|dang ky|mua|dung|xai)"
)
_MINE = r"(?:(?:toi|em|minh|chau|con|co|chu|bac|anh|chi) )?"
_A_WAY = (
    rf"(?:(?:no|trang|web|ho|may) (?:noi|bao|keu|ghi) )?{_NAME} (?:{_TAKEN}(?: mat)?(?: roi| truoc)*|(?:het|mat) roi)"
    rf"|{_NAME} (?:nhin |nghe |doc |hoi )?(?:dai|xau|ngan|que|ky|do|kho nho|kho doc|kho go)(?: dong)?"
    r" (?:qua|the|vay|ghe|lam|xiu)(?: roi| a| ha| luon)*"
    rf"|{_MINE}(?:khong|chang|het) (?:muon )?(?:lay|thich|ung|muon|dung|xai|chon) (?:cai )?"
    r"ten (?:nay|do|kia)(?: nua)?"
    rf"|{_MINE}bo (?:cai )?ten (?:nay|do|kia)(?: di)?"
    r"|(?:muon |xin )?(?:(?:chon|lay|doi|tim|kiem)(?: lai)? )?(?:mot |1 )?(?:cai )?ten (?:khac|ngan|dep|de nho|hay)"
    r"(?: hon)?(?: di)?|(?:chon|lay) lai (?:cai )?ten(?: di)?"
)
_GIVEN_UP = regex(rf"(?:{_A_WAY})(?: (?:{_A_WAY}))?")
_WRONG = regex(
    rf"{_MINE}(?:(?:lo|bi) )?(?:ghi|go|nhap|khai|bam|nhan|chon|danh|tra loi|noi) (?:bi )?(?:sai|nham|lon)"
    r"(?: (?:so|cai|nut|o)(?: \w+)?| cau tren)?(?: mat)?(?: roi)?"
    r"|(?:nham|lon) (?:roi|cau tren)|dinh chinh|sua (?:thong tin|cau tra loi)(?: vua khai)?"
)
_BEGINS = regex(
    rf"(?:(?:thoi|da|vang|vay|the|a|u|ok) )*{_MINE}(?:(?:muon|can|xin|doi y|van|cho (?:toi|em|minh|co|chu|bac)) )*"
    r"(?:(?:dang ky|lay|xin|lam|mo)(?: (?:mot|1|cai))*(?: ten(?: mien)?| id vn| biz vn)"
    r"|dang ky|bat dau|lam (?:luon|tiep|di))"
    r"(?: (?:luon|di|nha|nhe|a|cho roi|giup|gium|voi|mien phi|con|em|ban|chi|anh))*"
)
_OF: tuple[tuple[Amended, str], ...] = (("date", "amended_dates"), ("name", "amended_names"))


def takes_back(text: str, lexicon: Lexicon) -> bool:
    """True where words of correction stand in the text, whatever they correct."""
    return lexicon.holds("takes_back", words(lexicon.said(text)))


def has_come(text: str, lexicon: Lexicon) -> bool:
    """True where something that was missing before is said to be there now."""
    return lexicon.holds("has_come", words(lexicon.said(text)))


def begins(text: str, lexicon: Lexicon) -> bool:
    """True where a whole clause asks to begin: "thôi làm luôn đi", "em muốn đăng ký tên miền"."""
    return any(_BEGINS.fullmatch(clause.strip()) for clause in _CLAUSE.split(lexicon.said(text)))


def amended(text: str, lexicon: Lexicon) -> Amended | None:
    """Which answer a clause asks to change, and does nothing else; "any" where it only says that one is wrong.

    The whole clause has to say so: "Sữa Ngày Mới" is a shop.
    """
    for clause in _CLAUSE.split(lexicon.said(text)):
        tokens = core(words(clause))
        while tokens and tokens[0] in lexicon.lists["amends_before"]:
            tokens = tokens[1:]
        after = tokens
        while after and after[0] in lexicon.lists["amends"]:
            after = after[1:]
        what = " ".join(core(after))
        for name, phrases in _OF:
            if after != tokens and what in lexicon.lists[phrases]:
                return name
        whole = " ".join(tokens)
        if _GIVEN_UP.fullmatch(" ".join(words(clause))) or _GIVEN_UP.fullmatch(whole):
            return "name"
        if _WRONG.fullmatch(whole):
            return "any"
    return None
