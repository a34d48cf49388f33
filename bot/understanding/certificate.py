"""Whether a household has its certificate of registration: no other paper will do for it."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.understanding.clauses import ASIDE, Clause
from bot.understanding.lexicon import Lexicon, inside
from bot.understanding.rhetoric import asked_back
from bot.understanding.sentence import core, word_set
from bot.understanding.yes_no import Told, YesNo, answer, last_answer

_SELF = word_set("em toi minh con chau nha tiem quan")
_NOT_MINE = re.compile(r"\bkhong phai (?:cua )?(?:toi|em|minh|con|chau)\b")
_NEGATORS = word_set("khong chua chang deo")
_DENIES = word_set("khong chua cha chang no nope nah not none never deo dech eo meo nau dau het mo")
_SIGNED = re.compile(r"\b(?:dung ten|giu|cat) (?:cua |la )?(?:me|ba|bo|ma|vo|chong|anh trai|chi gai|em trai|em gai|chi|anh)\b")
_TOO = word_set("cung luon nua ke")
_PAST = re.compile(r"^(?:da |thiet ra |noi that )?(?:hoi|luc|ngay|nam|dot|hom) (?:truoc|do|xua|dau|noi|kia|bua)\b|^(?:truoc|xua|truoc day|truoc kia|luc truoc)\b")
_NOW = re.compile(r"\b(?:roi|gio|hien|nay|van|cuoi cung|rot cuoc|moi|xong|con)\b")
_PENDING = re.compile(
    r"\b(?:khi nao|luc nao|bao gio|chung nao|hom nao|bua nao) (?:\w+ ){0,4}(?:moi|se|roi) (?:\w+ )?(?:lam|di|xin|dang ky|tinh|len|ra)\b|"
    r"\b(?:thu \w+|t\d|ngay \d+|mai|tuan sau|hom sau) (?:\w+ )?(?:len|ra|xuong|qua|toi) (?:\w+ )?(?:lay|nhan)\b|"
    r"\b(?:hom|bua|ngay|tuan|thang|hoi) nua\b|\bse (?:\w+ )?(?:lay|cap|nhan|di|dang ky|xin|co|lam|len|ra|nop)\b|\b(?:nua|mai|mot|sau|toi|tet|nam|thang \d+|thu \w+|xong) (?:\w+ ){0,2}(?:moi|se) (?:\w+ )?(?:lay|cap|nhan|di|dang ky|xin|co|lam|len|ra|nop|tinh)\b"
    r"|^(?:\w+ )?doi (?!tien|chuyen)(?:\w+ ){0,4}(?:lam|ve|xong)\b|\b(?:de|bua|sang|ngay) mot\b|\b(?:doi|(?:dang|con|phai) cho) (?:\w+ ){0,2}(?:ky|duyet|xet|tra|xu ly|tham dinh|goi|hen|bao)\b"
    r"|\bhen (?:\w+ ){0,2}(?:thu|t\d|tuan|thang|ngay|mai|mot|sang|chieu|lay|tra|len|quay|toi|cuoi|dau|\d+)\b"
    r"|\b(?:ra|qua|sau|het|an|xong) (?:tet|ram|mua|he|nam|dich|thang) (?:\w+ ){0,5}(?:di|lam|dang ky|xin|tinh|nop)\b"
    r"|\b(?:mai|mai mot|ngay mot|tuan sau|tuan toi|thang sau|thang toi|nam sau|sang nam|bua nao) (?:\w+ ){0,3}(?:di|lam|len|ra|nop|xin|lay|dang ky|co|cap|nhan)\b"
)
_LACKS = re.compile(
    r"\b(?:khong|chua|chang|cha|deo|dech|dau)(?: (?:he|tung|kip|duoc|thay|bao gio|bao h|thuong|them|muon|dinh|ai|ra|phai di))* "
    r"(?:co|lam|xin|dang ky|cap|lay|nhan|di|nop|dung toi|len|ra|cam|duoc cap|bo sung|bat|ky|duyet|tra|dua|giao|phat|xet|lam lai)"
    r"(?: (?:duoc|di|len|ra|lam|xin|dang ky|phuong|xa))*"
    r"(?: (?:giay|cai|to|chi|gi|giay to|dang ky|do|nay|het|dau|roi|ca|nao|bao gio|lan nao|luon|so|ho|ai|duoc|xong|tron|tran|nua|kip)\b|$)"
)
_GONE = re.compile(r"\bco (?:\w+ ){1,3}(?<!de )(?<!o )dau$|\bgio (?:thi )?(?:het|mat|khong con|khong co)\b|\b(?:khong con|het) (?:giay|gi|hieu luc|nua|han)\b|\bkhong con$|\bgiay khong con\b")
_PLAIN = word_set("giay quan tiem shop ho nha co roi chua khong du day thi van cung lai moi con da dang hien gio ca luon")
_BARE_END = re.compile(r"(?<!co )(?<!da )\b(chua|chua co|khong co|co roi|co du|co day du|du ca|co luon)$")
_OWN_END = re.compile(r"\b(co|roi|du|co ca)$|^(day du|du)\b")
_GRANTED = re.compile(r"\b(?:lam|xin|lay|lanh|nhan|cam|dang ky) (?:\w+ ){0,5}(?:roi|xong|hom qua|hom bua|bua truoc|tuan truoc|thang truoc|nam ngoai|nam truoc|tu nam \d+|tu \d{4}|hoi nam \d+|lau lam)(?:$| (?:moi|nen|cho|chu|do|nha|nhe|a)\b)|\b(?:vua|moi) (?:\w+ )?(?:lay|lanh|nhan|cap|cam|lam xong)\b|\b(?:da|duoc)(?: \w+){0,3} cap\b")


def read_certificate(text: str, lexicon: Lexicon) -> YesNo | None:
    """Whether the household's certificate is there; "being made" is no, another paper or another shop nothing.

    NĐ 168/2025/NĐ-CP: only the giấy chứng nhận đăng ký hộ kinh doanh counts.
    """
    return last_answer(text, "has_certificate", lexicon, lambda spoken: _read(spoken, lexicon))


def _read(spoken: list[Clause], lexicon: Lexicon) -> YesNo | None:
    told: list[Told] = []
    beside = False
    for clause in spoken:
        about = _about(clause, lexicon)
        if rhetorical := asked_back(" ".join(clause), lexicon):
            told.append(Told(rhetorical, bare=True))
            continue
        said = None if about in ("theirs", "other") else _told(clause, lexicon)
        if about == "theirs" or (about == "other" and _TOO.isdisjoint(clause)):
            beside = True
        elif said is not None and not (beside and about == "" and said.kind == "yes" and not told and _SELF.isdisjoint(clause)):
            told.append(said)
    settled = _settled(told, spoken)
    own = any(_about(clause, lexicon) == "own" for clause in spoken)
    if settled == "yes" and not own and (beside or any(_about(clause, lexicon) == "vague" for clause in spoken)):
        return None
    return settled


def _settled(told: list[Told], spoken: list[Clause]) -> YesNo | None:
    """The one answer; of two, the one that a later clause tells as the outcome."""
    if any(one.kind == "unsure" for one in told):
        return "unsure"
    kinds = {one.kind for one in told}
    if len(kinds) == 1:
        return kinds.pop()
    outcome = told and not told[-1].bare and any(_NOW.search(" ".join(clause)) for clause in spoken[-2:])
    return told[-1].kind if outcome else None


def _about(clause: Clause, lexicon: Lexicon) -> str:
    """What a clause is about: "theirs" (another shop's paper), "other" or "own" or a "vague" paper; "" for none."""
    said = " ".join(clause)
    if (lexicon.holds("theirs", clause) and not _SIGNED.search(said)) or _NOT_MINE.search(said):
        return "theirs"
    other = lexicon.holds("other_papers", clause) or _SOME_PAPER.search(said) or _strange(clause, lexicon)
    if lexicon.holds("own_papers", clause) or (lexicon.holds("likely_papers", clause) and not other):
        return "own"
    return "other" if other else "vague" if lexicon.holds("vague_papers", clause) else ""


def _strange(clause: Clause, lexicon: Lexicon) -> bool:
    """True for a paper of a kind that is not known."""
    return any(word == "giay" and after not in lexicon.lists["paper_goes_with"] | ASIDE | {"?"} for word, after in pairwise(clause))


_SOME_PAPER = re.compile(r"\b(?:giay (?:chung nhan|phep|khen|thue|muon|sang|tam|uy|gioi|xac|cam|bao|mua|vay|kham|suc|nghi|moi|bao|quyet|phat|nop|di|an|ve sinh|pccc|attp|kiem)|bang|chung chi|hop dong) (?!dang|kinh|ho\b|roi|day|nay|treo|mau|dan|chieu|cua|do\b|con|duoc|tu\b|sang nay|hom|bua|ngay|tuan|ve\b|nha\b|thi|chua|co\b|het|hkd|ma\b|la\b|luon|a\b)\w")


def _told(clause: Clause, lexicon: Lexicon) -> Told | None:
    said = " ".join(clause)
    if lexicon.holds("none_needed", clause):
        return Told("no", bare=False)
    if inside(lexicon.answers["yes"].inside, clause):
        return Told("yes", bare=False)
    if clause[-1] == "?" or (_PAST.search(said) and "roi" not in clause):
        return None
    if _IF.search(said) or (_ASKS.search(said) and not _NOTHING.search(said)):
        return None
    whole = answer(clause, lexicon)
    if whole and whole.kind == "no" and whole.bare and _DENIES.isdisjoint(clause):
        return None
    if whole and (whole.bare or whole.kind == "unsure"):
        return None if _UNKNOWN.search(said) else whole
    kernel = " ".join(core(clause, ASIDE))
    if _PENDING.search(said) or _LACKS.search(kernel) or _GONE.search(kernel) or lexicon.holds("no_certificate", clause):
        return Told("no", bare=False)
    if whole and whole.kind == "no" and inside(lexicon.answers["no"].inside, clause):
        return whole
    return _closing(clause, lexicon) or (whole if whole and whole.kind == "yes" else None) or _evidence(clause, lexicon)


_UNKNOWN = re.compile(r"\b(?:khong|chua|chang) (?:biet|ro|hieu) (?:\w+ )?(?:lam|xin|bao gio|khi nao|o dau|kip|nop|di|thu tuc|chung nao|bao lau|dang ky)\b")
_NOTHING = re.compile(r"\b(?:khong|chua|chang|cha|dau)\b(?: \w+){0,5} (?:gi|nao)\b|\b(?:gi|nao) (?:dau|het|ca|tron|rao)\b|\blam (?:gi|chi) (?:ma |da )?co\b")
_IF = re.compile(r"^(?:da |ma |thi )*(?:co|khong|chua)(?: co)?(?: giay)?(?: do)? thi\b")
_ASKS = re.compile(r"\b(?:tai|vi) sao\b|\bsao (?:lai )?phai\b|^(?:co )?ai co\b|\bco (?:\w+ ){1,6}(?:khong|(?<!thi )chua)$|\b(?:(?:la|giay|lam|can|nhung) gi|giay nao|(?:the|nhu the) nao|bao nhieu|bao lau|o dau|ra sao|co \w+(?: \w+){0,3} khong)\b")


def _closing(clause: Clause, lexicon: Lexicon) -> Told | None:
    """What is said of a topic: the paper first, then whether it is there."""
    said = " ".join(core(clause, ASIDE))
    if not _about(clause, lexicon) and not _PLAIN | ASIDE | lexicon.lists["paper_goes_with"] >= set(clause):
        return None
    end = _BARE_END.search(said) or (_OWN_END.search(said) if _about(clause, lexicon) == "own" else None)
    return (Told("no" if "chua" in end[0] or "khong" in end[0] else "yes", bare=False)) if end else None


def _evidence(clause: Clause, lexicon: Lexicon) -> Told | None:
    told = lexicon.holds("yes_certificate", clause) or _GRANTED.search(" ".join(clause))
    has = told and _NEGATORS.isdisjoint(clause)
    return Told("yes", bare=False) if has else None
