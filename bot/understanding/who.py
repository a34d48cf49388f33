"""For whom somebody asks: the one option their own words claim, in a sentence that may speak of others too."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from bot.understanding.birth import may_tell_birth, read_birth
from bot.understanding.choice import choose, mentions
from bot.understanding.fold import lowered
from bot.understanding.helping import is_helping, is_own
from bot.understanding.lexicon import Lexicon
from bot.understanding.offer import Offer
from bot.understanding.own_birth import tells_birth_year
from bot.understanding.persons import is_others, is_theirs
from bot.understanding.phrases import openings
from bot.understanding.regex import regex
from bot.understanding.sentence import NEGATORS, core, corrections, is_question, word_set, words

CITIZEN, HOUSEHOLD, ENTERPRISE, HELPER = "citizen", "household", "enterprise", "helper"
COOPERATIVE = "cooperative"

_STOP = regex(r"[,;:!\n()…]+|(?<=\?)|\.(?!\w)")
_CLAUSE = regex(
    r" (?:nhung |nen (?=\w+ \w)|chu (?=khong|dau|em|toi|minh|la|co\b|chua|cho)"
    r"|(?<!giup )(?<!gium )(?<!dum )(?<!cho )(?<!nho )(?<!cua )(?<!voi )ma (?=(?:bua|hom|nay|gio|toi|em|minh|hoi|la"
    r"|khong|chi))|c(?:hu|ho) (?=(?:cong ty|ho|doanh nghiep|ca nhan|hop tac xa) (?:\w+ )?(?:gi|dau|nao)\b)"
    r"|(?=(?:gio|nay|bay gio|hien gio) (?:la |len |thi |mo |lam |chuyen )+)|(?=con (?:toi|em|minh|chau) (?:thi"
    r"|la)\b)|roi (?=(?:con|thang|ma|gio|nghe|thay) ))"
)
# Without one of these no clause begins in the middle of a sentence.
_JOINS = word_set("nhung nen chu cho ma gio nay bay hien con roi")
_TURNED = regex(r"\b(?:nen|roi|de|gio)\b")
# All that is named in it is not there.
_NONE = regex(r"\bkhong (?:co|phai|mo|lam)\b.*\b(?:chi|gi|nao)(?: (?:ca|het|dau|sat|tron|luon))+$")
_NO_TRADE = regex(
    r"\b(?:khong|chang|cha|het|chua) (?:buon ban|ban buon|ban|kinh doanh) (?:\w+ )?(?:chi|gi|duoc|noi)\b"
)
# What belongs to all of a village is the cooperative's.
_COMMON = regex(r"\bcua (?:chi em|anh em|ba con|ban minh|ban em|ban toi|buon|thon|lang|xom|xa)\b")
_GONE = regex(r"\b(?:gi dau|chi dau|dau co|lam gi co|gi ma)\b|\bnao\b.*\bdau$")
_EITHER = regex(r"\bhay (?:la )?(?:to|ho|cong ty|ca nhan|doanh nghiep|hop tac)\b")
_TWO = regex(r"\b(vua|nua) (?:cho|la|co|lam(?! (?:chu|tho|sep)\b)|xai|dung)\b.*\b\1\b")
_BOTH = regex(r"\bca (?:hai|2)\b|\b(?:hai|2) cai\b|\bcai nao\b|\bben nao\b|\b(?:gi|nao) cung duoc\b")
_ASKED = regex(
    r"\bkhac (?:nhau|gi|cho|chi)\b|\bla (?:sao|gi|the nao|ai|cai gi)\b|\b(?:hoi|noi) (?:chi|gi|lam gi)\b"
    r"|\bthuoc (?:loai|dien|dang|muc) (?:nao|gi)\b|\bthi co\b.*\bkhong\b|\b(?:phai|can) may (?!(?:cai|anh|chi"
    r"|em)\b)\w"
    r"|\b(?:nao|gi) (?:the|vay|day)\b[ .!]*$|\b(?:ben|shop|ad|bot) (?:ban |minh |em )?(?:la|co phai)\b.*\b(?:nao"
    r"|gi|khong|ha)\b|\b(?:tinh|xep|thuoc) (?:vo |vao |ve )?dau\b"
)
_ALL = word_set("hai 2 nao gi")
_ASKING = word_set("khac sao gi nao ai cai chi khong ha the dau may")
_GRUMBLES = regex(r"^(?:\w+ ){0,2}hoi (?:chi|gi|lam gi)(?: (?:rua|the|vay|lam|ma|nhieu|hoai))*[,.!]+ ")
# Where one works, or whom one deals with, is not whom one asks for.
_WORKS = regex(
    r"\b(?:di lam|lam thue|lam viec|lam cong|nhan vien|cong nhan|thuc tap|xin viec|xin duoc viec|duoc nhan vao"
    r"|vao lam|trung tuyen|nghi viec|nghi|phong van"
    r"|khach hang|bat tay voi|hop tac voi|ban cho"
    r"|lam (?:o|tai|trong|cho may)|(?<!dang ky )lam)(?: (?:o|cho|tai|trong|ben|mot|1|cai|viec|may|ke toan"
    r"|van phong|la|nhieu))* (?:cong ty|doanh nghiep)\b"
)
_EMPLOYER = regex(
    r"^(?:cong ty|doanh nghiep)(?: \w+)? (?:cho (?:em |toi |minh )?nghi|duoi|bat|no luong|tra luong|sa thai"
    r"|giai the|pha san|lon|khac|nuoc ngoai)\b"
)
_THEY = regex(r"^(?:\w+ )?(?:no|han) ")
_OF_IT = regex(r"\b(?:ong|ba|thang|dua|nguoi|co (?:anh|chi|chu|bac|co))(?: \w+)? (?:ben|cua|o|trong) $")
_ELSEWHERE = regex(
    r"^(?:cong ty|doanh nghiep|hop tac xa|quan|tiem|shop|ho kinh doanh|cua hang) (?:o )?"
    r"(?:ben (?!(?:em|toi|minh|con|chau|chung|tao)\b)|(?:nha )?hang xom\b|doi dien\b)\w"
)
# Without marks, "oneself" inside a sentence is as often a close friend.
_FRIEND = regex(
    r"(?<!cho )(?<!cua )(?<!la )(?<!rieng )(?<!chinh )\bban than\b(?! (?:em|toi|minh|thoi|a|nhe|nha)\b)(?!$)"
)
# What is asked for decides, whoever asks: "em là kế toán hợp tác xã, nhưng hỏi cho hộ nhà em".
_FORM_OF = {
    "ho": HOUSEHOLD, "quan": HOUSEHOLD, "tiem": HOUSEHOLD, "cua hang": HOUSEHOLD, "cong ty": ENTERPRISE,
    "doanh nghiep": ENTERPRISE, "hop tac xa": COOPERATIVE,
}  # fmt: skip
_ASKS_FOR = regex(
    rf"(?:(?:\w+ )?(?:hoi|dang ky) cho ({'|'.join(_FORM_OF)}) (?:nha |cua )?(?:em|toi|minh|con|chau)\b(?! \w)"
    r"|sep (?:bieu|bao|keu|nho|cu|giao) (?:\w+ ){0,3}(?:hoi|lam|dang ky) cho (cong ty|doanh nghiep)$)"
)
_TOLD = regex(
    r"\b(?:thang|con|ban|co|thay|nguoi ta|ho|no|sep|chi|anh)(?: \w+)? (?:bao|noi|keu|bieu|xui|khuyen) (?:em |toi "
    r"|minh )?(?:chon|bam|la|nen|dang ky|ghi|khai|phai)\b"
)
_AS_FOR_ME = regex(r"\bca nhan (?:toi|em|minh|tui) (?:thay|nghi|khong|rat|cung|thi thay)\b")
_OVER = regex(r"\b(?:giai the|dep|nghi ban|pha san|nghi roi|bo roi|khong con|sap tiem|dong cua)\b")
_PAST = regex(
    r"^(?:\w+ ){0,2}(?:hoi truoc|truoc|truoc day|hoi do|hoi xua|ngay xua|ngay truoc|xua|mai mot|tuong)\b"
    r"|(?<!doi )\btuong (?:la |phai )?(?:ho|cong ty|doanh nghiep|ca nhan)\b"
)
_FUTURE = regex(
    r"\b(?:tinh|dinh|muon) (?:len|lap|thanh lap|chuyen len) (?:cong ty|doanh nghiep)\b|\bsang nam\b"
    r"|\b(?:bao gio|chung nao) (?:mo|lap|co|len|thanh lap)\b|\b(?:tinh|dinh) (?:lap|thanh lap)\b"
    r"|\b(?:nam|thang) nua\b|\b(?:mai mot|sau nay|khi nao co tien|tinh mo|dinh mo|uoc gi|phai chi)\b"
)
# One of these is in what is over, was, or is to be.
_NOT_NOW = word_set(
    "giai dep nghi pha bo khong sap dong truoc hoi xua ngay mai tuong tinh dinh sau khi uoc phai nua sang bao "
    "chung muon"
)

_FOR_ME = regex(
    r"(?:(?:minh|toi|em|tao)(?: (?:ne|day|do|thoi))* )?"
    r"(?:cho (?:chinh |rieng )?(?:minh|toi|em|t|tao)|(?:cho )?(?:minh|toi|em|tao)(?: (?:cho|chu))* (?:ai|con ai))"
    r"(?: (?:do|day|nha|nhe|ne|a|thoi|luon) (?:em|ban|con|chau|ad|co|chu|bac))?"
)
_BESIDE = word_set("chac chan la da vang a ah nha nhe nhen thoi luon di do day ne xem")
_HOUSEHOLD_ALONE = regex(
    r"(?:(?:da|vang|chac chan|la|thi|minh|toi|em|thuoc|cho|dien|dang|loai|ad) )*ho(?: nha (?:em|toi|minh))?"
    r"(?: (?:a|nha|nhe|thoi|do|day|ne|luon|roi|chu)(?: (?:em|ad|ban|con|oi))?)*"
)  # amid other words it is as often "on behalf of"
# Beside one of these an age is not all that is told.
_BY_ONESELF = regex(r"\b(?:co|chi|moi|mot)(?: moi)? minh (?:toi|em)\b")  # alone in the shop
_SPEAKS_OF = regex(
    r"\b(?:me|bo|ba|vo|chong|gium|giup|dum|cho (?!toi|em|minh)\w+|quan|tiem|shop|ban"
    r"|(?:mot|1) (?:ong|bac|co|chu|anh|chi|em|chau|cu|di|cau)|cu)\b"
)


@dataclass(slots=True)
class _Said:
    """What the clauses claim so far."""

    sure: set[str] = field(default_factory=set)
    hinted: set[str] = field(default_factory=set)
    denied: set[str] = field(default_factory=set)


# What helping and asking for oneself are told with.
_FOR = word_set("gium giup dum ho cho thay nho tu cua huong")


def may_claim(said: str, offer: Offer) -> bool:
    """True where a word stands in the plain text that one of the options, or asking for somebody, is told with."""
    tokens = words(said)
    if not openings(offer.spoken).isdisjoint(tokens):
        return True
    return not _FOR.isdisjoint(tokens) and any(option.id == HELPER for option in offer.options)


def read_who(text: str, offer: Offer, lexicon: Lexicon) -> str | None:
    """The id of the one option the writer claims; None for none, for two, for a question, for somebody else's."""
    named = choose(text, offer, whole=True)
    if named:
        return named
    said = lexicon.said(text, "who_are_you")
    tokens = words(said)
    if ("cho" in tokens or "ai" in tokens) and _FOR_ME.fullmatch(" ".join(core(tokens, _BESIDE))):
        return CITIZEN
    for part in reversed(corrections(said)):
        if part and (found := _read(part, lowered(text), offer, lexicon)):
            return found if found != "-" else None
    return None


def claims_by_birth(text: str, offer: Offer, lexicon: Lexicon, today: date) -> bool:
    """True where the writer tells only of their own birth or age: nobody says that of a shop or a company."""
    said = lexicon.said(text, "birth")
    if "?" in said or not may_tell_birth(said):
        return False
    if is_question(said) or lexicon.holds("not_mine", words(said)) or _SPEAKS_OF.search(said):
        return False
    found = mentions(said, lowered(text), offer)
    if found.affirmed or found.hinted or found.denied:
        return False
    birth = read_birth(text, today, lexicon, asked=tells_birth_year(said))
    return birth is not None and birth.span is not None


def _read(said: str, written: str, offer: Offer, lexicon: Lexicon) -> str | None:
    """The option one part of the text claims, "-" where it claims two or asks."""
    if "ca nhan" in said and _AS_FOR_ME.search(said):
        return "-"
    said = _GRUMBLES.sub("", said) if "hoi" in said else said
    tokens = words(said)
    parts = [said] if said.replace(" ", "").isalnum() else _STOP.split(said)
    if not _JOINS.isdisjoint(tokens):
        parts = [clause for part in parts for clause in _CLAUSE.split(part)]
    clauses = [clause for part in parts if (clause := part.strip())]
    helps = any(map(is_helping, clauses))
    asks = not _ASKING.isdisjoint(tokens) and _ASKED.search(said)
    if asks or (not _ALL.isdisjoint(tokens) and _BOTH.search(said) and not helps):
        return "-"
    heard = _Said()
    if is_own(said):
        heard.hinted.add(CITIZEN)
    if len(clauses) > 1 and _FOR_ME.fullmatch(" ".join(core(words(clauses[0]), _BESIDE))):
        heard.hinted.add(CITIZEN)
    for clause in clauses:
        _hear(clause, written, offer, lexicon, heard)
    asking = clauses if "cho" in tokens else ()
    asked_for = {_FORM_OF[found[1] or found[2]] for clause in asking if (found := _ASKS_FOR.match(clause))}
    if len(asked_for) == 1 and not helps:
        return asked_for.pop()
    if helps:
        return HELPER
    if HOUSEHOLD in heard.hinted and _BY_ONESELF.search(said):
        heard.hinted.discard(CITIZEN)
    sure, hinted = heard.sure - heard.denied, heard.hinted - heard.denied
    both = ("vua" in tokens or "nua" in tokens) and _TWO.search(said)
    claimed = sure | hinted if both else sure or hinted
    if both and both[0].startswith(f"{both[1]} cho "):
        return "-"  # for oneself and for another
    if HELPER in claimed:
        return HELPER
    return claimed.pop() if len(claimed) == 1 else "-" if claimed else None


def _hear(clause: str, written: str, offer: Offer, lexicon: Lexicon, heard: _Said) -> None:
    found = mentions(clause, written, offer)
    if (
        "ho" in words(clause)
        and _HOUSEHOLD_ALONE.fullmatch(clause)
        and any(option.id == HOUSEHOLD for option in offer.options)
    ):
        found.affirmed.add(HOUSEHOLD)
    heard.denied |= found.denied
    if CITIZEN in found.affirmed and written.isascii() and _FRIEND.search(clause):
        found.affirmed.discard(CITIZEN)
    if ENTERPRISE in found.affirmed and _WORKS.search(clause):
        found.affirmed.discard(ENTERPRISE)
    spoken = found.affirmed | found.hinted
    if not spoken and HOUSEHOLD not in heard.sure | heard.hinted:
        return
    tokens = words(clause)
    if ("dau" in tokens or "gi" in tokens) and _GONE.search(clause):
        heard.denied |= found.affirmed
        return
    none = None if NEGATORS.isdisjoint(tokens) else _NONE.search(clause) or _NO_TRADE.search(clause)
    if none is not None and found.first >= none.start():
        heard.denied |= spoken
        return
    not_now = not _NOT_NOW.isdisjoint(tokens)
    if not_now and not found.affirmed and _OVER.search(clause):
        heard.hinted.discard(HOUSEHOLD)
        heard.sure.discard(HOUSEHOLD)
    if len(found.affirmed) == 1 and "hay" in tokens and _EITHER.search(clause):
        heard.sure |= {"-", *found.affirmed}
    if not spoken or (is_question(clause) and HELPER not in spoken):
        return
    if lexicon.holds_any(("not_mine", "customers"), tokens):
        return
    if not_now and (_OVER.search(clause) or _PAST.search(clause) or _FUTURE.search(clause)):
        return
    named = clause[found.first :]
    if COOPERATIVE in spoken:
        named = _COMMON.sub(" ", named)
    if HELPER not in spoken and _is_not_theirs(clause[: found.first], named):
        return
    heard.sure |= found.affirmed
    heard.hinted |= found.hinted


def _is_not_theirs(before: str, named: str) -> bool:
    """True where what is named belongs to somebody else: another person, an employer, who said so."""
    subject = _TURNED.split(before)[-1]
    if (
        _THEY.match(subject)
        or is_others(subject)
        or is_theirs(named)
        or _TOLD.search(before)
        or _OF_IT.search(before)
    ):
        return True
    return _EMPLOYER.match(named) is not None or _ELSEWHERE.match(named) is not None
