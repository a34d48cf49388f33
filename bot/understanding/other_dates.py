"""Clauses with a date that tell of no certificate of the writer's: plans, prices, others' papers."""

from __future__ import annotations

from bot.understanding.lexicon import Lexicon
from bot.understanding.regex import regex
from bot.understanding.sentence import POLITE, Tokens, word_set
from bot.understanding.written_dates import shape_of

# Who knows, what is planned, denied or asked, what others do, where it is.
_NOBODYS = regex(
    r"[\ue000-\uf8ff] (?:phuong|quan) [0-9]|^[\ue000-\uf8ff] la [\ue000-\uf8ff]"
    r"|\b(?:ai\b|hen(?: \w+){0,3} [\ue000-\uf8ff]|(?:dau phai|phai dau|lam gi co|lam nhu|co dau (?:ma|thi))\b"
    r"|(?<!quyet )(?<!on )(?:tinh|dinh)(?! (?:ra|toi|den|tu)\b) (?:\S+ ){0,4}(?:lam|mo|lap|thanh lap|xin|dang ky)\b"
    r"|(?:duong|pho|hem|ngo|ngach|kiet|lo) (?:so )?[\ue000-\uf8ff]"
    r"|(?:tui|toi|bon|chung|hoi) no\b|(?:ho|nguoi ta|no|thay boi) (?:bao|noi|keu|hen)\b"
    r"|ghi (?:tam|dai|bua|dua)\b|tam thoi\b|(?:dai|bua) di\b|hoi gi\b"
    r"|la (?:khong|het|bi) (?:duoc|han|xet|tinh)\b|duoc (?:ha|chu|khong|sao)\b"
    r"|(?:don|khach|don hang|lo hang|san pham|du an) dau tien\b|tu thu \w+ (?:den|toi)\b"
    r"|troi (?=[\ue000-\uf8ff])|may (?:ngay|tuan|thang|nam|lan|nguoi)\b"
    r"|(?:nguoi ta|thien ha|nha nguoi) (?:\w+ )?(?:lap|mo|thanh lap|dang ky|co)\b)"
)
_OTHER_ACTS = word_set("len xuong ghe goi chay mua choi gap hop bi ngu")
_PAPER = regex(r"\bgiay(?: (?:phep|chung|nhan|xac|dang|ky|to|kinh|doanh|cua))* (\w+)")
_OWNER = regex(
    r"\bcua (?:(?:ong|ba|co|chu|anh|chi|bac|di|cau|thang|con|ban|nguoi|dua|nho|ben|cong ty) )?"
    r"(?!em|toi|minh|con|chau)(\w+)"
)
_SOMEBODY = regex(
    r"^(?:cong ty |giay |ben |cua )*(?:anh|chi|ong|bac|chu|co|di|thang) (\w+) "
    r"(?:cap|lap|mo|thanh|thi|lam|dang|duoc)\b"
)
_DOCUMENT = regex(r"\b[0-9]+(?:/[0-9]+)?/[a-z]{2,}[a-z0-9-]*")
_SHORT_PAPER = regex(r"\bgiay cn\b")  # elsewhere the two letters are Sunday
_AMOUNT = regex(
    r"\b[0-9][0-9.,]* ?(?:trieu|nghin|ngan|vnd|usd)\b|(?!2k)\b[0-9][0-9.,]*(?:k|tr|d|dong)(?![0-9a-z])"
)
# One of these is in the shape of each.
_AMOUNTS = ("0k", "0tr", "0d", "0 tr", "ngan", "nghin", "vnd", "usd", ".k", ",k", ".tr", ".d", ",d", ",tr")
_MOST_BESIDE = 1  # words nobody explains beside a date that nothing calls an issue


def without_figures(said: str) -> str:
    """The plain text with sums of money as a word for money, and without numbers of documents."""
    if "giay cn" in said:
        said = _SHORT_PAPER.sub("giay chung nhan", said)
    if any(map(shape_of(said).__contains__, _AMOUNTS)):
        said = _AMOUNT.sub(" trieu ", said)
    return _DOCUMENT.sub(" ", said) if "/" in said else said


def is_of_something_else(clause: str, lexicon: Lexicon) -> bool:
    """True for a date that nobody tells of, a paper of another kind, or a thing of somebody who is named."""
    if _NOBODYS.search(clause):
        return True
    known = (lexicon.lists["paper_words"], lexicon.lists["issue_words"])
    papers = (paper[1] for paper in _PAPER.finditer(clause)) if "giay" in clause else ()
    if any(all(word not in those for those in known) and not explained(word, lexicon) for word in papers):
        return True
    owners = (owner[1] for pattern in (_OWNER, _SOMEBODY) for owner in pattern.finditer(clause))
    return any(word.isalpha() and not explained(word, lexicon) for word in owners)


def is_plain(tokens: Tokens, lexicon: Lexicon) -> bool:
    """True where the words beside a date, which nothing calls an issue, speak of nothing else either."""
    beside = [word for word in tokens if not explained(word, lexicon)]
    return len(beside) <= _MOST_BESIDE and _OTHER_ACTS.isdisjoint(tokens)


def explained(word: str, lexicon: Lexicon) -> bool:
    """True for a mark, and for a word that may stand beside the date of a certificate."""
    return not word.isascii() or word in POLITE or word in lexicon.lists["beside_dates"]
