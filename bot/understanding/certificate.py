"""Whether a household has its certificate of registration: no other paper will do for it."""

from __future__ import annotations

import re

from bot.understanding.lexicon import Lexicon, inside
from bot.understanding.sentence import NEGATORS, after_correction, word_set
from bot.understanding.yes_no import YesNo, agreed, answer, clauses

_OTHERS = re.compile(
    r"\b(?:(?:quan|tiem|tim|nha|cho|shop) (?:\w+ ){0,2}(?:ke ben|sat vach|ben canh|hang xom|nguoi ta|cu)"
    r"|(?:ban|chi|anh|co|chu|em) (?:e|em|toi|minh|ban|gai|ho|cung)\b|dung ten (?:ba|ong|chi|anh|chu|co|vo|chong|nguoi)"
    r"|(?:cua|nguoi) (?:chu|quan|tiem) (?:cu|truoc)|hang xom|nguoi ta)\b"
)


def read_certificate(text: str, lexicon: Lexicon) -> YesNo | None:
    """Whether the household's certificate is there; "being made" is no, another paper or another shop nothing.

    NĐ 168/2025/NĐ-CP: only the giấy chứng nhận đăng ký hộ kinh doanh counts.
    """
    said = after_correction(lexicon.said(text, "has_certificate"))
    spoken = clauses(said, lexicon)
    if "?" in text or any(lexicon.holds("open", clause) for clause in spoken):
        return None
    beside = [clause for clause in spoken if _beside(clause, lexicon)]
    about = [clause for clause in spoken if clause not in beside and not _NOT_MINE.search(" ".join(clause))]
    told = agreed([_told(clause, lexicon) for clause in about])
    if beside and not any(_ours(clause, lexicon) for clause in about):
        return None
    return told


_NOT_MINE = re.compile(r"\bkhong phai (?:toi|em|minh|con|chau)\b")
_SHORT = 4
_SELF = word_set("em toi minh con chau nha tiem quan")


def _ours(clause: list[str], lexicon: Lexicon) -> bool:
    """True for a clause that says whose paper, or which, it is about."""
    return lexicon.holds("own_papers", clause) or not _SELF.isdisjoint(clause)


def _beside(clause: list[str], lexicon: Lexicon) -> bool:
    """True where the clause is about another paper or another shop: it neither answers nor contradicts."""
    said = " ".join(clause)
    own = lexicon.holds("own_papers", clause)
    other = lexicon.holds("other_papers", clause) or _SOME_PAPER.search(said)
    return bool(_OTHERS.search(said)) or (not own and bool(other))


_NOT_YET = re.compile(r"\b(?:hom|bua|ngay|tuan|thang) nua\b|\b(?:moi|se) duoc (?:lay|cap|nhan)\b")
_IF = re.compile(r"\b(?:khong|co|chua)(?: \w+)? thi\b")
_SOME_PAPER = re.compile(r"\bgiay (?:chung nhan|phep|khen) (?!dang|kinh|ho\b|roi|day|nay|treo|cua|do\b|con|duoc|tu\b)\w")


def _told(clause: list[str], lexicon: Lexicon) -> YesNo | None:
    written = " ".join(clause)
    if _NOT_YET.search(written):
        return "no"
    if len(clause) > _SHORT and _IF.match(written):
        return None
    said = answer(clause, lexicon)
    if said == "yes" and inside(lexicon.answers["yes"].inside, clause):
        return "yes"
    if lexicon.holds("no_certificate", clause):
        return "no"
    if said in ("no", "unsure"):
        return said
    vague = lexicon.holds("vague_papers", clause) and not lexicon.holds("own_papers", clause)
    has = lexicon.holds("yes_certificate", clause) and NEGATORS.isdisjoint(clause)
    return None if vague else "yes" if said == "yes" or has else None
