"""Ways of saying that a paper is not there: it is being made, it was never made, it is gone."""

from __future__ import annotations

from bot.understanding.regex import regex

_PENDING = regex(
    r"\b(?:^cho (?:ben )?(?:phuong|xa|ho|nguoi ta|can bo|ket qua)\b|"
    r"(?:khi nao|luc nao|bao gio|chung nao|hom nao|bua nao) (?:\w+ ){0,4}(?:moi|se|roi) (?:\w+ "
    r")?(?:lam|di|xin|dang ky|tinh|len|ra)\b|"
    r"(?:thu \w+|t\d|ngay \d+|mai|tuan sau|hom sau) (?:\w+ )?(?:len|ra|xuong|qua|toi) (?:\w+ "
    r")?(?:lay|nhan)\b|"
    r"(?:hom|bua|ngay|tuan|thang|hoi) nua\b|se (?:\w+ )?(?:lay|cap|nhan|di|dang ky|xin|co|lam|len|"
    r"ra|nop)\b|(?:nua|mai|mot|sau|toi|tet|nam|thang \d+|thu \w+|xong) (?:\w+ ){0,2}(?:moi|se) "
    r"(?:\w+ )?(?:lay|cap|nhan|di|dang ky|xin|co|lam|len|ra|nop|tinh)\b"
    r"|(?:cuoi|dau|giua) (?:thang|tuan|nam)(?: nay| toi| sau)? (?:moi|se) (?:\w+ )?(?:ra|co|lay|cap|nhan|lam)\b"
    r"|^(?:\w+ )?doi (?!tien|chuyen)(?:\w+ ){0,4}(?:lam|ve|xong)\b|(?:de|bua|sang|ngay) mot\b|"
    r"(?:doi|(?:dang|con|phai) cho) (?:\w+ ){0,2}(?:ky|duyet|xet|tra|xu ly|tham dinh|goi|hen|bao)\b"
    r"|hen (?:\w+ ){0,2}(?:thu|t\d|tuan|thang|ngay|mai|mot|sang|chieu|lay|tra|len|quay|toi|cuoi|dau|\d+)\b"
    r"|(?:ra|qua|sau|het|an|xong) (?:tet|ram|gieng|mua|he|nam|dich|thang) (?:\w+ ){0,5}(?:di|lam|dang ky|"
    r"xin|tinh|nop)\b"
    r"|(?:mai|mai mot|ngay mot|tuan sau|tuan toi|thang sau|thang toi|nam sau|sang nam|bua nao) "
    r"(?:\w+ ){0,3}(?:di|lam|len|ra|nop|xin|lay|dang ky|co|cap|nhan)\b)"
)
_LACKS = regex(
    r"\b(?:khong|chua|chang|cha|deo|dech|dau)(?: (?:he|tung|kip|ranh|duoc|thay|bao gio|bao h|thuong|them|"
    r"muon|dinh|ai|ra|phai di))* "
    r"(?:co|giay|lam|xin|dang ky|cap|lay|nhan|di|nop|dung toi|len|ra|cam|duoc cap|bo sung|bat|ky|duyet|tra|"
    r"dua|giao|phat|xet|lam lai)"
    r"(?: (?:duoc|di|len|ra|lam|xin|dang ky|phuong|xa))*"
    r"(?: (?:giay|cai|to|chi|gi|giay to|dang ky|do|nay|het|dau|roi|ca|nao|bao gio|lan nao|luon|so|ho|"
    r"ai|duoc|xong|tron|tran|nua|kip)\b|$)"
)
_GONE = regex(
    r"\bco (?:\w+ ){1,3}(?<!de )(?<!o )dau$|\bgio (?:thi )?(?:het|mat|khong con|khong co)\b|"
    r"\bkhong (?:co )?giay (?:\w+ ){0,2}(?:gi|nao)\b|\bgiay(?: to)? (?:noi|niec|cai|quai) ?(?:gi|mo)\b|"
    r"\b(?:khong con|het) (?:giay|gi|hieu luc|nua|han)\b|\bkhong con$|\bgiay khong con\b"
)


def is_lacking(said: str, kernel: str) -> bool:
    """True for a plain clause that says so; `kernel` is the clause without particles."""
    return bool(_PENDING.search(said) or _LACKS.search(kernel) or _GONE.search(kernel))
