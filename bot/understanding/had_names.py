"""Whether somebody has had a name of the kind before: "never" and "I do not know" in people's own words."""

from __future__ import annotations

import re
from typing import Literal

from bot.understanding.amending import takes_back
from bot.understanding.fold import plain
from bot.understanding.lexicon import Lexicon
from bot.understanding.regex import regex
from bot.understanding.sentence import NEGATORS, POLITE, core, word_set, words
from bot.understanding.yes_no import bare_answer, read_yes_no

Had = Literal["first", "unsure"]

_CLAUSE = regex(r"[,.;:!\n()]+|\b(?:nhung|ma)\b")
_NEVER = r"(?:chua|chang|khong|deo|dech)"
_DOES = "dang ky|mua|lay|xai|dung|nhan|lam|nghe|biet|thay|so huu|xin|tao|co"
_HAD_NONE = regex(
    rf"\b{_NEVER} (?:(?:bao gio|tung|he|lan nao|ai|duoc|ma|co|toi|em|minh|nha) )*(?:{_DOES})\b"
    r"|\bchua (?:tung|bao gio|lan nao|he)\b"
    rf"|\b(?:co )?(?:bao gio|lan nao|khi nao) (?:\w+ )?(?:{_DOES})\b.*\bdau\b|\bco (?:{_DOES}|ten)\b.*\bdau$"
)
# What is asked with "when" or "where", and what is not known of a date, answers nothing here.
_ASKS = regex(
    r"\?|\b(?:khi nao|bao gio|o dau|lam sao|the nao|gi) (?:vay|the|ha|a)?$|\bduoc khong$|\bco .* khong$"
)
_OF_BIRTH = regex(
    r"\b(?:ngay sinh|nam sinh|sinh nam|sinh ngay|tuoi|(?:nho|biet|ro) (?:ro |chinh xac )?ngay)\b"
)
_NOT_KNOWN = regex(r"\b(?:khong|chua|chang) (?:\w+ )?(?:biet|nho|ro)\b")
# Who has never heard of such a thing has had none.
_THE_NAME = regex(r"\b(?:ten mien|cai (?:ten )?(?:do|nay)|la (?:cai )?gi)\b")
DOMAINS = regex(r"\b(?:id|biz) ?\.? ?(?:vn|viet nam)\b")
"""The programme's two endings in plain text, where the short form may have been written out."""
# Denied of a person's country, it is no name that is denied.
_NATION = regex(r"\b(?:cong dan|quoc tich|viet nam|viet kieu|nuoc ngoai|nguoi viet)\b")
_DATED = regex(r"\b(?:ngay|thang|nam|lich)\b")
_MINE = POLITE | word_set("toi em minh co chu bac nua roi")
# Who wants no question asked has not said what the answer is.
_REFUSES = word_set("khoi thoi dung huy bo")
# Whoever does not know whether that was one does not know of one, and does not deny it.
_WHETHER = regex(
    r"\b(?:khong|chua|chang) (?:\w+ )?(?:biet|nho|ro|chac) (?:no |cai do )?(?:co )?(?:phai|la(?! gi))\b"
)
_NO_IDEA = regex(r"(?:khong|chua|chang) (?:\w+ )?(?:nho|biet|ro|chac)|quen(?: mat)?(?: roi)?")
# What a "no" is of that stands beside one of these is something else.
_NO_NAME = word_set("giay phep thue chu")
_ELSE = _NO_NAME | word_set("tien ngay thang uu ung thich xem doi sua khoan")
_MAYBE = regex(r"\b(?:hinh nhu|chac la|chac|co le|nghe noi|hinh|dau nhu)\b")


# Who says that what was asked is not so may mean any part of it.
_NOT_SO = regex(r"^(?:da |o |a |oi )*(?:khong (?:phai|dung)|sai)\b")


def read_had(text: str, lexicon: Lexicon, *, stated: bool = False) -> Had | None:
    """ "first" where the text says that there was none before; "unsure" where its writer only believes so.

    `stated` where the question states that there was none, and asks whether that is right: no "no" agrees.
    """
    said = DOMAINS.sub("ten mien", lexicon.said(text, "yes_no"))
    if "?" in said or _NATION.search(said):
        return None
    for clause in map(str.strip, _CLAUSE.split(said)):
        if not clause or _OF_BIRTH.search(clause) or _ASKS.search(" ".join(core(words(clause)))):
            continue
        if _NOT_KNOWN.search(clause) and not _THE_NAME.search(clause):
            continue
        if _WHETHER.search(clause):
            return "unsure"
        if _HAD_NONE.search(clause) and _NO_NAME.isdisjoint(words(clause)):
            return "unsure" if _MAYBE.search(clause) else "first"
    heard = read_yes_no(text, lexicon)
    if heard == "unsure" and _MAYBE.search(said):
        return "unsure"
    if not _REFUSES.isdisjoint(words(said)[:1]) or takes_back(text, lexicon):
        return None  # a slip that is set right is no answer to this
    if heard == "no":
        agrees = not _NOT_SO.search(said) and (not stated or "chua" in words(said))
        return "first" if agrees and (_ELSE.isdisjoint(words(said)) or _says_no(text, lexicon)) else None
    own = (" ".join(core(words(clause), _MINE)) for clause in _CLAUSE.split(said))
    return "unsure" if any(map(_NO_IDEA.fullmatch, own)) and not _DATED.search(said) else None


def _says_no(text: str, lexicon: Lexicon) -> bool:
    return any(bare_answer(clause, lexicon) == "no" for clause in _CLAUSE.split(text))


def is_vietnamese(text: str, lexicon: Lexicon) -> bool:
    """True where the text says nothing else of a nationality than that it is the Vietnamese one."""
    said = DOMAINS.sub("", lexicon.said(text))
    return "viet nam" in said and _NATION.search(said) is not None and NEGATORS.isdisjoint(words(said))


def without_birth(text: str) -> str:
    """The text without the clauses that tell of a birth: what is not known of that is not unknown here."""
    parts = re.split(r"(?<=[,.;!\n])\s", text)
    return " ".join(part for part in parts if not _OF_BIRTH.search(plain(part)))
