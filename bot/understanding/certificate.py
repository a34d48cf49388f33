"""Whether a household has its certificate of registration: no other paper will do for it."""

from __future__ import annotations

from itertools import takewhile

from bot.understanding.clauses import Clause, turns
from bot.understanding.lacking import is_lacking
from bot.understanding.lexicon import Lexicon
from bot.understanding.papers import Paper, about
from bot.understanding.persons import is_others
from bot.understanding.phrases import inside
from bot.understanding.regex import regex
from bot.understanding.rhetoric import asked_back
from bot.understanding.sentence import core, is_question, word_set
from bot.understanding.slips import ASIDE
from bot.understanding.yes_no import Told, YesNo, answer, is_over, last_answer

_SELF = word_set("em toi minh con chau nha tiem quan")
_NEGATORS = word_set("khong chua chang deo")
_DENIES = word_set("khong chua cha chang no nope nah not none never deo dech eo meo nau dau het mo")
_KEEPS = word_set("cat giu cam treo lanh dem")
_TOO = word_set("cung luon nua ke")
_PAST = regex(
    r"^(?:da |thiet ra |noi that )?(?:hoi|luc|ngay|nam|dot|hom) (?:truoc|do|xua|dau|noi|kia|bua|ngoai)\b|"
    r"^(?:truoc(?! (?:gio|nay|den|toi)\b)|xua|truoc day|truoc kia|luc truoc)\b"
)
_NOW = regex(r"\b(?:roi|gio|hien|nay|van|cuoi cung|rot cuoc|moi|xong|con)\b")
_PLAIN = word_set(
    "giay quan tiem shop ho nha co roi chua khong du day thi van cung lai moi con da dang hien gio ca luon"
)
_BARE_END = regex(
    r"(?<!co )(?<!da )\b((?<=thi )khong|chua|chua co|khong co|co roi|co du|co day du|du ca|co luon)$"
)
_OWN_END = regex(r"\b(co|roi|du|co ca)$|^(day du|du)\b")
_RETURNED = regex(r"\b(?:phuong|xa|ho|huyen|quan|ubnd) (?:da |moi |vua )?tra (?:giay|ket qua|roi)\b")
_GRANTED = regex(
    r"\bda (?:lam|xin|lay|nhan|co|dang ky) (?:duoc )?(?:giay|ho kinh|kinh doanh)\b|"
    r"\bco (?:duoc )?(?:\d+|may|hai|ba|muoi) (?:nam|thang) (?:nay|roi)\b|"
    r"\b(?:lam|xin|lay|lanh|nhan|cam|dang ky) (?:\w+ ){0,5}(?:roi|xong|hom qua|hom bua|bua truoc|tuan "
    r"truoc|thang truoc|nam ngoai|nam truoc|tu nam \d+|tu \d{4}|hoi nam \d+|lau lam)(?:$| (?:moi|nen|"
    r"cho|chu|do|nha|nhe|a)\b)|\b(?:vua|moi) (?:\w+ )?(?:lay|lanh|nhan|cap|cam|lam xong)\b|\b(?:da|"
    r"duoc)(?: \w+){0,3} cap\b"
)
_WISHED_NAME = regex(r"\b(?:muon|thich|ung|uu) (?:\w+ )?(?:mot |cai )*ten\b|\bten nao (?:ma )?co\b")


def read_certificate(text: str, lexicon: Lexicon) -> YesNo | None:
    """Whether the household's certificate is there; "being made" is no, another paper or another shop nothing.

    NĐ 168/2025/NĐ-CP: only the giấy chứng nhận đăng ký hộ kinh doanh counts.
    """
    return last_answer(text, "has_certificate", lexicon, lambda spoken: _read(spoken, lexicon))


def names_another(text: str, lexicon: Lexicon) -> bool:
    """True where the text names a paper of another kind as what is there, and asks nothing."""
    spoken = turns(lexicon.said(text, "has_certificate"), lexicon)[-1]
    papers = [about(clause, lexicon) for clause in spoken if clause[-1:] != ("?",)]
    return "other" in papers and "own" not in papers and not is_question(lexicon.said(text))


def _read(whole: list[Clause], lexicon: Lexicon) -> YesNo | None:
    # From a wish for a name on it is of the name.
    spoken = list(takewhile(lambda clause: not _WISHED_NAME.search(" ".join(clause)), whole))
    told: list[Told] = []
    papers = [about(clause, lexicon) for clause in spoken]
    beside = False
    for clause, paper in zip(spoken, papers, strict=True):
        if rhetorical := asked_back(" ".join(clause), lexicon):
            told.append(Told(rhetorical, bare=True))
        elif paper == "theirs" and told and not _KEEPS.isdisjoint(clause):
            continue  # who keeps the paper is nobody's matter
        elif paper in ("theirs", "other"):
            beside = beside or paper == "theirs" or _TOO.isdisjoint(clause)
        elif said := _told(clause, paper, lexicon):
            told += [said] if told or not beside or not _only_agrees(said, clause, paper) else []
    settled = _settled(told, spoken)
    doubtful = "own" not in papers and (beside or "vague" in papers)
    return None if settled == "yes" and doubtful else settled


def _only_agrees(said: Told, clause: Clause, paper: Paper) -> bool:
    """True for a yes that may go with the paper named before."""
    return said.kind == "yes" and not paper and _SELF.isdisjoint(clause)


def _settled(told: list[Told], spoken: list[Clause]) -> YesNo | None:
    """The one answer; of two, the one that a later clause tells as the outcome."""
    if is_over(told):
        return told[-1].kind
    if any(one.kind == "unsure" for one in told):
        return "unsure"
    kinds = {one.kind for one in told}
    if len(kinds) == 1:
        return kinds.pop()
    outcome = told and not told[-1].bare and any(_NOW.search(" ".join(clause)) for clause in spoken[-2:])
    return told[-1].kind if outcome else None


def _told(clause: Clause, paper: Paper, lexicon: Lexicon) -> Told | None:
    said = " ".join(clause)
    if is_others(said.partition(" thi ")[0]) and " thi " in said:
        return None  # what is said of them
    if _HEARD.search(said) or (not paper and lexicon.holds("no_papers", clause) and _GETS.isdisjoint(clause)):
        return None
    if lexicon.holds("none_needed", clause):
        return Told("no", bare=False)
    if inside(lexicon.answers["yes"].inside, clause) or _RETURNED.search(said):
        return Told("yes", bare=False)
    if clause[-1] == "?" or (_PAST.search(said) and "roi" not in clause):
        return None
    if _IF.match(said) or _STILL.search(said) or (_ASKS.search(said) and not _NOTHING.search(said)):
        return None
    if _WISHED.search(said):
        return Told("no", bare=False)
    whole = answer(clause, lexicon)
    if whole and whole.bare and not lexicon.lists["agrees"].isdisjoint((" ".join(core(clause, ASIDE)),)):
        return None  # agreeing says nothing of a paper
    if whole and whole.kind == "no" and whole.bare and _DENIES.isdisjoint(clause):
        return None
    if whole and (whole.bare or whole.kind == "unsure"):
        return None if _UNKNOWN.search(said) else whole
    kernel = " ".join(core(clause, ASIDE))
    if is_lacking(said, kernel) or lexicon.holds("no_certificate", clause):
        return Told("no", bare=False)
    if whole and whole.kind == "no" and inside(lexicon.answers["no"].inside, clause):
        return whole
    return (
        _closing(clause, paper, lexicon)
        or (whole if whole and whole.kind == "yes" else None)
        or _evidence(clause, lexicon)
    )


_GETS = word_set("giay lam xin nop dang ho so")
_HEARD = regex(
    r"\bnghe (?:noi|bao|don|ke|ta noi|nguoi ta)\b|\b(?:nguoi ta|thien ha|ai cung|ho) (?:noi|bao|don|keu)\b"
    r"|\bai cung (?:co|phai)\b"
)
_WISHED = regex(r"\b(?:muon|uoc|mong|dinh) (?:\w+ )?(?:co|xin|lam giay|dang ky)\b")
_UNKNOWN = regex(
    r"\b(?:khong|chua|chang) (?:biet|ro|hieu) (?:\w+ )?(?:lam|xin|bao gio|khi nao|o dau|kip|nop|di|"
    r"thu tuc|chung nao|bao lau|dang ky)\b"
)
# "Is it still good?", whoever is asked.
_STILL = regex(
    r"\b(?:con|duoc|co) (?:\w+ ){0,3}(?:han|hieu luc|gia tri|xai|dung|tinh|hop le) (?:\w+ )?khong(?: \w+)?$"
)
_NOTHING = regex(
    r"\b(?:khong|chua|chang|cha|dau)\b(?: \w+){0,5} (?:gi|nao)\b|\b(?:gi|nao) (?:dau|het|ca|tron|"
    r"rao)\b|\blam (?:gi|chi) (?:ma |da )?co\b"
)
_IF = regex(r"^(?:da |ma |thi )*(?:co|khong|chua)(?: co)?(?: giay)?(?: do)? thi\b")
_ASKS = regex(
    r"\bthi (?:\w+ ){1,6}(?:ha|sao)$|\b(?:tai|vi) sao\b|\b(?:ton|mat|het|phi|gia|le phi) (?:may|bao)\b|"
    r"\bsao (?:lai )?phai\b|^(?:co )?ai co\b|\bco (?:\w+ ){1,6}(?:khong|(?<!thi "
    r")chua)$|\b(?:(?:la|giay|lam|can|nhung) gi|giay nao|(?:the|nhu the) nao|bao nhieu|bao lau|o dau|"
    r"ra sao|co \w+(?: \w+){0,3} khong)\b"
)


def _closing(clause: Clause, paper: Paper, lexicon: Lexicon) -> Told | None:
    """What is said of a topic: the paper first, then whether it is there."""
    said = " ".join(core(clause, ASIDE))
    if not paper and set(clause).difference(_PLAIN, ASIDE, lexicon.lists["paper_goes_with"]):
        return None
    end = _BARE_END.search(said) or (_OWN_END.search(said) if paper == "own" else None)
    return (Told("no" if "chua" in end[0] or "khong" in end[0] else "yes", bare=False)) if end else None


def _evidence(clause: Clause, lexicon: Lexicon) -> Told | None:
    told = lexicon.holds("yes_certificate", clause) or _GRANTED.search(" ".join(clause))
    has = told and _NEGATORS.isdisjoint(clause)
    return Told("yes", bare=False) if has else None
