"""Which paper a clause speaks of: the certificate of registration, another one, or somebody else's."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from bot.understanding.clauses import Clause
from bot.understanding.lexicon import Lexicon
from bot.understanding.regex import regex
from bot.understanding.sentence import word_set
from bot.understanding.slips import ASIDE

Paper = Literal["theirs", "other", "own", "vague", ""]

_NOT_MINE = regex(r"\bkhong phai (?:cua )?(?:toi|em|minh|con|chau)\b")
_SIGNED = regex(
    r"\b(?:dung ten|giu|cat) (?:cua |la )?(?:me|ba|bo|ma|vo|chong|anh trai|chi gai|em trai|em gai|chi|"
    r"anh)\b|\b(?:me|ba|bo|ma|vo|chong|anh trai|chi gai|em trai|em gai)(?: (?:em|toi|minh|chau))? dung ten\b"
)
# A child answers for the household, whoever of it fetched the paper.
_FAMILY_SHOP = word_set("quan tiem shop hang sap ho")
_FAMILY = regex(
    r"\b(quan|tiem|shop|hang|sap|ho)(?: cua)? (?:ba ma|bo me|ba me|cha me|gia dinh)(?: (?:em|toi|minh|con|chau))?\b"
)
_TAX = regex(r"\bdang ky (?:ma so )?thue\b|\bma so thue\b|\bgiay thue vu\b|\bmst\b")
_SOME_PAPER = regex(
    r"\b(?:giay (?:chung nhan|phep|khen|thue|muon|sang|tam|uy|gioi|xac|cam|bao|mua|vay|kham|suc|nghi|"
    r"moi|bao|quyet|phat|nop|di|an|ve sinh|pccc|attp|kiem)|bang|chung chi|hop dong) (?!dang|kinh|ho\b|"
    r"roi|day|nay|treo|mau|dan|chieu|cua|do\b|con|duoc|tu\b|sang nay|hom|bua|ngay|tuan|ve\b|nha\b|thi|"
    r"chua|co\b|het|hkd|ma\b|la\b|luon|a\b|gi\b|nao\b|chi\b)\w"
)


def about(clause: Clause, lexicon: Lexicon) -> Paper:
    """Which paper a clause is about; "theirs" is another shop's, "vague" may be any, "" is none."""
    said = " ".join(clause)
    if not _FAMILY_SHOP.isdisjoint(clause):
        said = _FAMILY.sub(r"\1 nha toi", said)
        clause = tuple(said.split())
    theirs = lexicon.holds("theirs", clause) and not (
        _SIGNED.search(said) or lexicon.holds("fetched", clause)
    )
    if theirs or _NOT_MINE.search(said):
        return "theirs"
    if _TAX.search(said) and "kinh doanh" not in said:
        return "other"
    other = lexicon.holds("other_papers", clause) or _SOME_PAPER.search(said) or _strange(clause, lexicon)
    if lexicon.holds("own_papers", clause) or (lexicon.holds("likely_papers", clause) and not other):
        return "own"
    return "other" if other else "vague" if lexicon.holds("vague_papers", clause) else ""


def _strange(clause: Clause, lexicon: Lexicon) -> bool:
    """True for a paper of a kind that is not known."""
    if "giay" not in clause:
        return False
    known = lexicon.lists["paper_goes_with"] | ASIDE | {"?"}
    return any(word == "giay" and after not in known for word, after in pairwise(clause))
