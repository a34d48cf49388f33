"""Statements that answer without yes or no: what is shown is right or wrong, what was asked for is done."""

from __future__ import annotations

from typing import Literal

from bot.understanding.regex import regex

_DID = regex(
    r"^(?:da |em |minh |toi |con |chau |chi |anh |bac |vua |moi |cung )*(?:nhan|dang ky|lam|mua|lay(?! "
    r"(?:chong|vo)\b)|"
    r"xem|thay|nop|gui|luu|tao|kich hoat|doc|co (?:ten|giay|website|trang|cai|no))(?: \w+){0,3} roi$"
)
_DENIED = regex(
    r"\b(?:khong|chua|chang|cha|deo) (?:\w+ ){0,3}dau$|"
    r"\bco (?:\w+ ){1,3}(?<!de )(?<!o )dau$|^dung (?:co )?(?:lam|dang ky|hoi|goi)\b"
)
_STATED = regex(
    r"\b(?:thong tin|moi thu|ten|ngay sinh|so|nam|ngay|cai nay|cai do|the|vay|y|nhu vay|nhu the|het|tat ca|may cai)"
    r"(?: (?:la|thi|day|do|bi|deu|nay|tren|cua|em|toi|minh|van))* (khong |chua )?(dung|chuan|chinh xac|sai)"
    r"(?: (?:roi|het|ca|a|luon|tron|do|day|nha|nhe))*$"
)
_NAMED = regex(
    r"^(?:da |u |uh |vang |oi )?(sai|nham|lon|dung|khong dung) (?:(?:cai |la |cho )*(?:dia chi|que|"
    r"tinh|tuoi|ten|ngay sinh|ngay|nam sinh|thong tin|so|nguoi|toi|em|minh)) ?"
    r"(?:(?:cua|nha|rieng|nguyen|em|toi|minh|chau|con|chi|anh|bac|co|nay|do|that|thiet) )*(?:roi|toi|em|"
    r"minh|het|a|day|do|con)?$"
)
_AGREES = regex(
    r"^(?:(?:da|u|o|uh|roi|vang|thi|thoi) )*(?:(?:toi|em|minh|ba|bac|chu|co|ma|ong|chau|con|anh|chi|me) )?"
    r"(?:(?:cung|xin|rat|hoan toan) )*dong y\b(?! hay| khong| chua)(?!.*(?:\b(?:gi|ai|nao)\b|"
    r"(?<!chu )(?<!cho )\bsao\b|\bkhong(?: (?:hihi|haha|a|vay|the|ha|em|anh))*$))"
)
_MUST = regex(
    r"^(?:da )?ai (?:ma |lai |chang )*(?:khong|cha|chang) (?:muon|thich|can|ham|me|chiu)\b|"
    r"\b(?:khong|chua) (?:\w+ ){0,4}(?:sao|the nao) (?:ma )?(?:duoc|noi)\b"
)


def stated(said: str, kernel: str) -> Literal["yes", "no"] | None:
    """Whether what was shown is called right or wrong, or must be so; `kernel` is the clause without particles."""
    if _MUST.search(said) or (_AGREES.match(said) and "?" not in said):
        return "yes"
    if named := _NAMED.match(kernel):
        return "no" if named[1] != "dung" else "yes"
    found = _STATED.search(said)
    if found is None:
        return "no" if _DENIED.search(kernel) else None
    return "no" if (found[2] == "sai") is not bool(found[1]) else "yes"


def done(kernel: str) -> bool:
    """True for a clause that says what its writer has done."""
    return _DID.match(kernel) is not None
