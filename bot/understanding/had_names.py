"""Whether somebody has had a name of the kind before: "never" and "I do not know" in people's own words."""

from __future__ import annotations

import re
from typing import Literal

from bot.understanding.amending import takes_back
from bot.understanding.fold import plain
from bot.understanding.lexicon import Lexicon
from bot.understanding.regex import regex
from bot.understanding.sentence import core, words
from bot.understanding.yes_no import read_yes_no

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
_OF_BIRTH = regex(r"\b(?:ngay sinh|nam sinh|sinh nam|sinh ngay|tuoi)\b")
_NOT_KNOWN = regex(r"\b(?:khong|chua|chang) (?:\w+ )?(?:biet|nho|ro)\b")
# Who has never heard of such a thing has had none.
_THE_NAME = regex(r"\b(?:ten mien|cai (?:ten )?(?:do|nay)|la (?:cai )?gi)\b")
DOMAINS = regex(r"\b(?:id|biz) ?\.? ?(?:vn|viet nam)\b")
"""The programme's two endings in plain text, where the short form may have been written out."""
# Denied of a person's country, it is no name that is denied.
_NATION = regex(r"\b(?:cong dan|quoc tich|viet nam|viet kieu|nuoc ngoai|nguoi viet)\b")
_REFUSES = (("khoi",), ("thoi",), ("dung",))  # who wants no question asked has not said what the answer is
_MAYBE = regex(r"\b(?:hinh nhu|chac la|chac|co le|nghe noi|hinh|dau nhu)\b")


def read_had(text: str, lexicon: Lexicon) -> Had | None:
    """ "first" where the text says that there was none before; "unsure" where its writer only believes so."""
    said = DOMAINS.sub("ten mien", lexicon.said(text, "yes_no"))
    if "?" in said or _NATION.search(said):
        return None
    for clause in map(str.strip, _CLAUSE.split(said)):
        if not clause or _OF_BIRTH.search(clause) or _ASKS.search(" ".join(core(words(clause)))):
            continue
        if _NOT_KNOWN.search(clause) and not _THE_NAME.search(clause):
            continue
        if _HAD_NONE.search(clause):
            return "unsure" if _MAYBE.search(clause) else "first"
    heard = read_yes_no(text, lexicon)
    if heard == "unsure" and _MAYBE.search(said):
        return "unsure"
    if words(said)[:1] in _REFUSES or takes_back(text, lexicon):
        return None  # a slip that is set right is no answer to this
    return "first" if heard == "no" else None


def without_birth(text: str) -> str:
    """The text without the clauses that tell of a birth: what is not known of that is not unknown here."""
    parts = re.split(r"(?<=[,.;!\n])\s", text)
    return " ".join(part for part in parts if not _OF_BIRTH.search(plain(part)))
