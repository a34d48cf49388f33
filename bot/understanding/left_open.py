"""What neither affirms nor denies: conditions, answers asked back, wishes, mere listening."""

from __future__ import annotations

from bot.understanding.clauses import Clause
from bot.understanding.lexicon import Lexicon
from bot.understanding.regex import regex
from bot.understanding.sentence import word_set

_LISTENS_OR_WISHES = regex(
    r"\b(?:(?:gia (?:ma|nhu)|uoc (?:gi|sao)|phai chi)\b|"
    r"co (?:(?:ma|troi|dien|khung|ngu) moi|cho moi biet|ma (?:dien|khung|mo|ham))\b|"
    r"^(?:(?:da|vang|u|uh|o|alo)[ ,]*)*(?:em|toi|con|chau|minh) (?:van |dang )*nghe(?: (?:day|a|ne|ro))*\W*$)"
)
_IN_EARNEST = regex(
    r"\b(?:khong|chang|khong he|khong phai|dung) (?:co |noi |he )?(?:gion|dua|choi|xao|treu)(?: dau)?\b"
)
_JOKES = word_set("gion dua choi xao treu")
# One of these is in every condition.
_OPENS = word_set("thi gi chi sao ai phai cung dieu mien thay neu gia hay moi")
_IF = regex(
    r"\b(?:(?<!u )(?<!uh )(?<!o )(?<!da )(?<!vang )(?:trung|giau|ranh|re|free|mien phi|tang|xong|het|kiem duoc) "
    r"(?:\w+ ){0,3}thi (?:(?:toi|em|minh|con|moi|se) )*(?:dong y|chiu|ok|lam)\b|"
    r"(?:ok|dong y|dung|sai|phai|nhat tri|chap nhan) (?:la )?(?:(?:cai |chuyen )?(?:gi|chi(?! a\b))|sao|voi ai)"
    r"(?: (?:moi duoc|co|vay|ha|ta|a|ad|nhi|day|the|ma))*(?: \?)?$|"
    r"^(?:da )?khong phai (?:toi|em|minh|con|chau)$|noi (?:co|khong) thi\b|co cung (\w+)\b.*\bkhong cung \1\b|"
    r"voi dieu kien\b|mien (?:la|sao)\b|\bthi moi (?:u|o|um|ok|oke|dong y|chiu|gat)$|"
    r"\b(?:co|roi) .*\bthi (?:khong|chua)$|\b(?:khong|chua) .*\bthi (?:co|roi)$|"
    r"thay (?:chu|nut|cau) (?:dong y|co|khong)\b|"
    r"^(?:ai|sao|tai sao|vi sao) (?:cho|bat|bao|keu|noi|xui)\b(?! (?:la )?(?:chua|khong))|"
    r"thi sao(?: (?:a|nhi|day|ma|ha|vay|ta|ad|nao|duoc|nua|gio))*(?: \?)?$|"
    r"^(?:da |ma )?(?:neu|gia su)\b|hay (?:la )?(?:khong|chua)\b"
    r"|(?:chi khi|khi nao|chung nao|bao gio|neu) (?:\w+ )+(?:thi|moi) (?:\w+ )*(?:dong y|chiu|lam|co|dang ky)$)"
)


def is_unsaid(said: str) -> bool:
    """True for a plain text that wishes for what is not so, or only listens."""
    return _LISTENS_OR_WISHES.search(said) is not None


def is_open(clause: Clause, lexicon: Lexicon) -> bool:
    """True for a clause that makes a condition, turns an answer into a question, or leaves the choice open."""
    earnest = clause if _JOKES.isdisjoint(clause) else _IN_EARNEST.sub(" ", " ".join(clause)).split()
    if lexicon.holds("open", earnest):
        return True
    return not _OPENS.isdisjoint(clause) and _IF.search(" ".join(clause)) is not None
