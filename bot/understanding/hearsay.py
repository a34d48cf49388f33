"""What a text says without its writer vouching for it: supposed, heard, read off somewhere, said for others."""

from __future__ import annotations

import re

from bot.understanding.fold import clean
from bot.understanding.lexicon import Lexicon
from bot.understanding.outweigh import NAMES
from bot.understanding.rhetoric import asked_back
from bot.understanding.sentence import word_set, words

_CLAUSE = re.compile(r"([,;!?…]+\s*|\.+(?=\s|$)\s*)")
_OPENS = word_set("da vang a ah u uh o ma thi la ua ad shop bot nhung hay hoac con")
# What brings a text back to what is so.
_BACK = word_set("chu nhung that thuc thiet gio con hien")
_LONGEST = 4  # words of a phrase
_DICTATED = re.compile(
    r"\b(?:thang|con|dua|nho|nguoi|ba|ong|me|bo|ma|cha|vo|chong|anh|chi|co|chu|bac|ban|sep|thay|no|ho|ai)"
    r"(?: \w+){0,3} (?:bao|noi|keu|bieu|dan|xui|khuyen|chi|bay|day)(?: (?:la|em|toi|minh|con|cu|phai|nen|hay))* "
    r"(?:ghi|khai|bam|go|dien|tra loi|nhap|chon|noi|khai bao|danh|nhan)\b"
)
_CARELESS = re.compile(r"\bcho (?:le|xong|co|nhanh|roi|qua|de|tien)\b")
_ANY = re.compile(
    r"\b(?:ten|cai|tinh|cho|quan|so|o|cong ty|doanh nghiep|ho|hop tac xa|nguoi) nao (?:\w+ ){0,2}cung\b"
    r"|\bthich (?:\w+ )?(?:\w+ )?(?:gi|nao|sao) thi\b|\bung ca\b"
)
_TALE = re.compile(r"^nghe (?:\w+ ){1,2}(?:ke|noi|bao|don)\b")
# What the answer is not to be mistaken for.
_WARNED = re.compile(
    r"^(?:\w+ ){0,2}(?:dung|hay bi|so|keo) (?:\w+ ){0,2}(?:nham|lon) (?:thanh|la|qua|sang|voi)\b"
)
SAYS_ITSELF = frozenset(("has_certificate", "yes_no"))
"""Questions whose readers weigh themselves what others say, and what anybody would."""


def vouched(question: str, text: str, lexicon: Lexicon) -> str:
    """The text without the clauses its writer does not vouch for, as an answer to that question; "" for none left.

    A name that others want may be the writer's wish as well: that is left to whoever reads names.
    """
    tidy = clean(text)
    said = lexicon.said(tidy)
    if lexicon.holds("read_off", words(said)) or _ANY.search(said):
        return ""
    if question not in NAMES and any(lexicon.holds(name, words(said)) for name in ("unreal", "shrugs")):
        return ""
    parts = _CLAUSE.split(tidy)
    kept: list[str] = []
    supposed = dropped = False
    for clause, stop in zip(parts[::2], [*parts[1::2], ""], strict=True):
        tokens = words(lexicon.said(clause))
        follows = supposed and tokens[:1] != [] and _BACK.isdisjoint(tokens[:2])
        supposed = _supposes(tokens, lexicon)
        if supposed or follows or _passed_on(question, tokens, lexicon):
            dropped = True
        else:
            kept += [clause, stop]
    return "".join(kept).strip(" ,;") if dropped else text


def _supposes(tokens: list[str], lexicon: Lexicon) -> bool:
    """True for a clause that begins with "suppose"; a courteous "if it is still free" supposes nothing."""
    tokens = _opened(tokens)
    if not lexicon.lists["supposes"].isdisjoint(_begun(tokens)):
        return True
    if tokens[:1] != ["neu"]:
        return False
    return not lexicon.holds("courteous_if", tokens) and asked_back(" ".join(tokens[1:]), lexicon) is None


def _passed_on(question: str, tokens: list[str], lexicon: Lexicon) -> bool:
    """True for what the writer heard, what anybody says, or what somebody else wants answered."""
    begun = _begun(_opened(tokens))
    if _TALE.match(" ".join(_opened(tokens))) and "sinh" not in tokens:
        return True
    if not lexicon.lists["hearsay"].isdisjoint(begun):
        return True
    if question not in SAYS_ITSELF and not lexicon.lists["anybody"].isdisjoint(begun):
        return True
    if _WARNED.match(" ".join(tokens)):
        return True
    said = " ".join(tokens)
    return _DICTATED.search(said) is not None and (
        question not in NAMES or _CARELESS.search(said) is not None
    )


def _opened(tokens: list[str]) -> list[str]:
    at = next((at for at, token in enumerate(tokens) if token not in _OPENS), len(tokens))
    return tokens[at:]


def _begun(tokens: list[str]) -> set[str]:
    return {" ".join(tokens[:size]) for size in range(1, _LONGEST + 1)}
