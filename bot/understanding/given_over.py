"""An answer handed over to somebody or something else by what is said after it: "Minh, í lộn, đó là tên ông xã"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.lexicon import Lexicon
from bot.understanding.persons import is_others
from bot.understanding.regex import regex
from bot.understanding.sentence import Pairs, word_set
from bot.understanding.withdrawing import owns_up

_THING = "cai|ngay|ten|nam|cho|so|giay|que|tuoi|tinh|quan|tiem|to|cong ty|ban"
_REFERS = regex(
    rf"^(?:(?:a|ma|chu|ua|hinh nhu|chac|{_THING}) )*(?:(?:do|day|nay|no)\b|la (?:{_THING}|cua)\b)"
    r"|^(?:ma|nhung) (?:la )?(?:giay|bang|so)\b"
)
_OF = regex(r"\b(?:la|cua|sang ten|sang lai|ban roi|giai the|dep)\b")
_SELVES = "em|toi|minh|con|chau|nha|rieng|chinh|cong ty|quan|tiem|shop|ho|bac|chu|ong ba|hai|ca|chung"
_SOMEBODYS = regex(rf"\bcua (?!(?:{_SELVES})\b)\w")
_NOT_MINE = regex(r"\bch(?:u|o) khong phai (?:cua |la )?(?:toi|em|minh|con|chau)(?: (?:noi|chon|bam|dau))*$")
_NOT_IT = regex(
    r"^(?:nhung|ma) (?:cai do |do )?khong phai (?:la )?(?:ngay sinh|nam sinh|ten|que|cho o|giay|quan|cua)\b"
)
_TAKEN = regex(
    r"^(?:ma|nhung)?(?: \w+){0,2} ?(?:bi|co|nguoi)\b.*\b(?:lay|mua|dang ky|xai|dung|dat) (?:mat|roi)\b"
)
# One of these is in every clause that gives over what stands before it.
_GIVES = word_set("chu ma nhung mat roi do day nay no la nham lon")
# Nothing is without one of these, or a slip owned up to.
GIVING_OVER = Pairs.of(
    (word_set("khong"), word_set("phai")),
    (word_set("mat roi"), word_set("lay mua ky xai dung dat")),
    (
        word_set("la cua sang ban giai dep"),
        word_set("do day nay no giay bang so cai ngay ten nam cho que tuoi tinh quan tiem to cong ban cua"),
    ),
)
_OTHERS = ("of_another", "theirs", "not_ours", "not_my_shop")
_OTHER_THINGS = {
    "established": "not_issued",
    "birth": "not_birth",
    "has_certificate": "other_papers",
    "person_name": "other_names",
    "province": "not_there",
}


def not_mine(clause: str) -> bool:
    """True where a plain clause ends by saying that what was told is somebody else's."""
    return "khong phai" in clause and _NOT_MINE.search(clause) is not None


def given_over(clause: str, before: Sequence[str], earlier: str, question: str, lexicon: Lexicon) -> bool:
    """True where a plain clause says whose, or of what, it was that stands before it; not once it was set right.

    `before` are the words of the clause before it, `earlier` all that was said before it.
    """
    tokens = clause.split()
    if _GIVES.isdisjoint(tokens) or "moi dung" in earlier:
        return False
    if (
        not_mine(clause)
        or _NOT_IT.match(clause)
        or (question == "label" and "neu" not in tokens and _TAKEN.match(clause))
    ):
        return True
    slips = owns_up(tokens)
    if not slips and not (_REFERS.match(clause) and _OF.search(clause)):
        return False
    named_after = question in ("shop_name", "label") and "ten" in tokens and "chon" not in tokens
    if named_after and not slips and not owns_up(before):
        return False  # a shop may well be named after somebody
    things = _OTHER_THINGS.get(question)
    if things and lexicon.holds(things, tokens):
        return True
    others = is_others(clause) or _SOMEBODYS.search(clause) is not None
    return others or lexicon.holds_any(_OTHERS, tokens)
