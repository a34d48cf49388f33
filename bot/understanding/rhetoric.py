"""Answers in the shape of a question or a condition: "would I dare to open without it?" says that it is there."""

from __future__ import annotations

from typing import Literal

from bot.understanding.lexicon import Lexicon
from bot.understanding.regex import regex

_WITHOUT = regex(
    r"^(?:\w+ ){0,3}?(?:khong|chua|thieu)\b(?: (?:co|lam|xin|dang ky|giay|cai do|no|to do|do|nay|cai|"
    r"kinh doanh|ho))*(?: (?:thi|ma|la))?\b(?! biet| ro)(.+)$"
)
_WITH = regex(
    r"^(?:\w+ )?co(?: (?:giay|roi|cai do))*(?: thi)? (?:dau (?:co )?(?:phai|bi|so|lo|den)|da (?:khong|"
    r"dau)|can gi phai|khoe)\b"
)
_WHO_DARES = regex(r"\b(?:sao|lam sao|ai|dau|lay gi|the nao|cho nao) (?:\w+ )?(\w+)")
_WONDERS = regex(r"^(?:\w+ )?sao (?:\w+ )?chua thay\b")
_HOW_MUCH = regex(r"\b(?:may|bao nhieu|bao lau|muc nao|the nao)\b|\b(?:khong|ha|sao)$")
_DENIED_LACK = regex(
    r"\bai (?:\w+ ){0,4}ma (?:lai )?(?:khong|chua)\b|\b(?:ai (?:noi|bao|keu)|dau phai|khong phai|(?:^|"
    r"^\w+ )sao|(?:co chu|co cho|roi) sao|lam gi|le nao|gi ma|the nao|dau co|dau co phai) (?:la |lai |"
    r"ma |chuyen |toi |em |minh |nha toi )*(?:khong|chua)(?: co)?\b(?! biet| ro| thay)"
)


def asked_back(said: str, lexicon: Lexicon) -> Literal["yes", "no"] | None:
    """What a rhetorical clause says of having something; None for one that is none."""
    if _WONDERS.match(said):
        return None
    if _DENIED_LACK.search(said):
        return "yes"
    if _WITH.match(said):
        return "no"
    without = _WITHOUT.match(said)
    if without is None:
        return None
    dared = _WHO_DARES.search(without[1])
    spoken = without[1].split()
    if dared and lexicon.holds("dares", dared[0].split()):
        return "yes"
    if _HOW_MUCH.search(without[1]):
        return None
    return "yes" if lexicon.holds("punished", spoken) and not {"nen", "roi"} & set(spoken[:1]) else None
