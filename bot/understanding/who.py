"""For whom somebody asks: the one option their own words claim, in a sentence that may speak of others too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.understanding.choice import Mentions, Words, mentions, read_choice
from bot.understanding.fold import clean
from bot.understanding.lexicon import Lexicon
from bot.understanding.persons import is_others
from bot.understanding.sentence import corrections, is_question, words

CITIZEN, HELPER = "citizen", "helper"

_CLAUSE = re.compile(
    r"[,;:!\n()…]+|(?<=\?)|\.(?!\w)| nhung | chu (?=khong|dau|em|toi|minh|la|co\b|chua|cho) | ma (?=(?:bua|hom|nay|gio|toi|em|minh|hoi|la|khong))"
    r"| (?=(?:gio|nay|bay gio|hien gio) (?:la |len |thi |mo |lam |chuyen )+)| (?=con (?:toi|em|minh|chau) (?:thi|la)\b)"
)
_VERB = "hoi|lam|coi|xem|bam|tim hieu|dang ky|nhap|khai|tra loi|kiem|tim|lo"
_PERSON = (
    "khach|me|bo|ba|ma|ong|co|chu|bac|di|cau|mo|o|thang|dua|ban|vo|chong|anh|chi|em gai|em trai|con trai|con gai|con dau|con re"
    "|chau|hang xom|nguoi|ba con|cu|cac|may|gia dinh"
)
_NOT_THEM = r"(?! (?:than|thoi|chu|voi|nha|nhe|di|cai|a|chut|xiu|duoc|gap)\b|$)"
_HELPS = re.compile(
    rf"\b(?:{_VERB}) (?:gium|giup|dum)\b(?! (?:em|toi|minh|con|t|tao)\b)(?! (?:bac|co|chu|anh|chi)(?: (?:voi|nha|nhe|di|cai|a)|$))"
    rf"|\b(?:gium|giup|dum|ho tro|huong dan|thay cho) (?:cho )?(?:{_PERSON})\b{_NOT_THEM}"
    rf"|\b(?:{_VERB}) ho\b(?! (?:kinh|ca the|khau|kd|gia dinh))(?<!dang ky ho)"
    rf"|\bdang ky ho (?:cho )?(?:{_PERSON})\b"
    rf"|\b(?:{_VERB}|vo|vao) (?:\w+ )?(?:cho|thay) (?:\w+ )?(?:{_PERSON})\b{_NOT_THEM}"
)
_SELF = re.compile(r"\bcho (?:chinh |rieng |mot |moi )?(?:toi|em|minh|t|con|chau|bac|chu|co|tao|ban than)(?: \w+)? (?:thoi|chu|luon|xai|dung|a|ne)\b|\b(?:cua|cho) (?:rieng|chinh|mot) (?:toi|em|minh)\b")
_GONE = re.compile(r"\b(?:gi dau|dau co|lam gi co|gi ma)\b")
_EITHER = re.compile(r"\bhay (?:la )?(?:to|ho|cong ty|ca nhan|doanh nghiep|hop tac)\b")
_DENIED_HELP = re.compile(r"\bkhong (?:phai )?(?:giup|lam gium|hoi gium)\b")
_BOTH = re.compile(r"\bvua\b.*\bvua\b|\bca hai\b|\bca 2\b|\bhai cai luon\b|\bcai nao\b|\bben nao\b|\b(?:gi|nao) cung duoc\b")
_ASKED = re.compile(r"\bkhac (?:nhau|gi|cho)\b|\bla (?:sao|gi|the nao|ai|cai gi)\b|\b(?:hoi|noi) (?:chi|gi|lam gi)\b|\bthi co\b.*\bkhong\b")
_OVER = re.compile(r"\b(?:giai the|dep|pha san|nghi roi|bo roi|khong con|sap tiem|dong cua)\b")
_PAST = re.compile(r"^(?:\w+ ){0,2}(?:hoi truoc|truoc|truoc day|hoi do|hoi xua|ngay xua|ngay truoc|mai mot|tuong)\b")
_FUTURE = re.compile(r"\b(?:mai mot|sau nay|khi nao co tien|tinh mo|dinh mo|uoc gi|phai chi)\b")


@dataclass(slots=True)
class _Said:
    """What the clauses claim so far."""

    sure: set[str] = field(default_factory=set)
    hinted: set[str] = field(default_factory=set)
    denied: set[str] = field(default_factory=set)


def read_who(text: str, options: Sequence[Words], lexicon: Lexicon) -> str | None:
    """The id of the one option the writer claims; None for none, for two, for a question, for somebody else's."""
    named = read_choice(text, options, whole=True)
    if named:
        return named
    for part in reversed(corrections(lexicon.said(text, "who_are_you"))):
        if part and (found := _read(part, clean(text).lower(), options, lexicon)):
            return found if found != "-" else None
    return None


def _read(said: str, written: str, options: Sequence[Words], lexicon: Lexicon) -> str | None:
    """The option one part of the text claims, "-" where it claims two or asks."""
    if _ASKED.search(said) or (_BOTH.search(said) and not _HELPS.search(said)):
        return "-"
    heard, helps = _Said(), False
    if _SELF.search(said):
        heard.hinted.add(CITIZEN)
    for clause in filter(None, map(str.strip, _CLAUSE.split(said))):
        helps = helps or bool(_HELPS.search(clause) and not _DENIED_HELP.search(clause))
        _hear(clause, written, options, lexicon, heard)
    if helps:
        return HELPER
    sure = heard.sure - heard.denied
    claimed = sure or (heard.hinted - heard.denied)
    if HELPER in claimed:
        return HELPER
    return claimed.pop() if len(claimed) == 1 else "-" if claimed else None


def _hear(clause: str, written: str, options: Sequence[Words], lexicon: Lexicon, heard: _Said) -> None:
    found: Mentions = mentions(clause, written, options)
    heard.denied |= found.denied
    if _GONE.search(clause):
        heard.denied |= found.affirmed
        return
    spoken = found.affirmed | found.hinted
    if len(found.affirmed) == 1 and _EITHER.search(clause):
        heard.sure |= {"-", *found.affirmed}
    if not spoken or (is_question(clause) and HELPER not in spoken):
        return
    if lexicon.holds("not_mine", words(clause)) or _OVER.search(clause) or _PAST.search(clause) or _FUTURE.search(clause):
        return
    if is_others(clause[: found.first]) and HELPER not in spoken:
        return
    heard.sure |= found.affirmed
    heard.hinted |= found.hinted
