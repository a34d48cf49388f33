"""What a text says without its writer vouching for it: supposed, heard, read off somewhere, said for others."""

from __future__ import annotations

from bot.understanding.fold import clean
from bot.understanding.lexicon import Lexicon
from bot.understanding.outweigh import NAMES
from bot.understanding.regex import regex
from bot.understanding.rhetoric import asked_back
from bot.understanding.sentence import Tokens, word_set, words
from bot.understanding.withdrawing import phrase

_CLAUSE = regex(r"([,;!?…]+\s*|\.+(?=\s|$)\s*)")
_OPENS = word_set("da vang a ah u uh o ma thi la ua ad shop bot nhung hay hoac con")
# What brings a text back to what is so.
_BACK = word_set("chu nhung that thuc thiet gio con hien")
_TELLS = word_set("bao noi keu bieu dan xui khuyen chi bay day")
_DICTATED = regex(
    r"\b(?:thang|con|dua|nho|nguoi|ba|ong|me|bo|ma|cha|vo|chong|anh|chi|co|chu|bac|ban|sep|thay|no|ho|ai)"
    r"(?: \w+){0,3} (?:bao|noi|keu|bieu|dan|xui|khuyen|chi|bay|day)(?: (?:la|em|toi|minh|con|cu|phai|nen|hay))* "
    r"(?:ghi|khai|bam|go|dien|tra loi|nhap|chon|noi|khai bao|danh|nhan)\b"
)
_DICTATES = word_set("ghi khai bam go dien tra nhap chon noi danh nhan")
_CARELESS = regex(r"\bcho (?:le|xong|co|nhanh|roi|qua|de|tien)\b")
_ANY = regex(
    r"\b(?:ten|cai|tinh|cho|quan|so|o|cong ty|doanh nghiep|ho|hop tac xa|nguoi) nao (?:\w+ ){0,2}cung\b"
    r"|\bthich (?:\w+ )?(?:\w+ )?(?:gi|nao|sao) thi\b|\bung ca\b"
)
# What somebody holds in their hand is the other's whom they tell of.
_HELD = regex(
    r"^(?:da )?(?:em|con|chau|toi|minh) (?:dang )?(?:cam|doc|nhin|xem|dom|coi|mo) (?:\w+ ){1,4}cua "
    r"(?:bac|co|chu|ong|ba|anh|chi|cu|di|me|bo|khach)\b"
)
_NOT_THAT = regex(r"\bkhong phai [^,.;!?]+")
_BROADCAST = regex(
    r"\b(?:tivi|ti vi|tren bao|tren dai|dai|thoi su|tren mang|loa)(?: \w+)? (?:noi|dua|dang|bao|viet|ghi)\b"
    r"|^bao (?:viet|dang)\b"
)
_TALE = regex(r"^nghe (?:\w+ ){1,2}(?:ke|noi|bao|don)\b")
# What the answer is not to be mistaken for.
_WARNED = regex(r"^(?:\w+ ){0,2}(?:dung|hay bi|so|keo) (?:\w+ ){0,2}(?:nham|lon) (?:thanh|la|qua|sang|voi)\b")
# Without one of these words nothing is but heard, supposed or dictated.
_LISTS = ("broadcast", "read_off", "unreal", "shrugs", "supposes", "hearsay", "anybody")
_TOLD = word_set("nao thich ung neu nghe nham lon")
SAYS_ITSELF = frozenset(("has_certificate", "yes_no"))
"""Questions whose readers weigh themselves what others say, and what anybody would."""


def vouched(question: str, text: str, lexicon: Lexicon) -> str:
    """The text without the clauses its writer does not vouch for, as an answer to that question; "" for none left.

    A name that others want may be the writer's wish as well: that is left to whoever reads names.
    """
    said = lexicon.said(text)
    tokens = words(said)
    told = not _TOLD.isdisjoint(tokens) or not (_TELLS.isdisjoint(tokens) or _DICTATES.isdisjoint(tokens))
    if not told and not lexicon.holds_any(_LISTS, tokens) and "cua" not in tokens:
        return text
    vouching = words(_NOT_THAT.sub(" ", said)) if question in NAMES else tokens
    if lexicon.holds("read_off", vouching) or _ANY.search(said) or _HELD.match(said):
        return ""
    if question not in NAMES and lexicon.holds_any(("unreal", "shrugs"), tokens):
        return ""
    spoken = [words(clause) for clause in _CLAUSE.split(said)[::2]]
    kept, supposed = [], False
    for clause in spoken:
        follows = supposed and clause != () and _BACK.isdisjoint(clause[:2])
        opened = _opened(clause)
        supposed = _supposes(question, opened, lexicon)
        kept.append(not (supposed or follows or _passed_on(question, clause, opened, lexicon)))
    if all(kept):
        return text
    parts = _CLAUSE.split(clean(text))
    return "".join(
        f"{clause}{stop}"
        for clause, stop, keep in zip(parts[::2], [*parts[1::2], ""], kept, strict=True)
        if keep
    ).strip(" ,;")


def _supposes(question: str, opened: Tokens, lexicon: Lexicon) -> bool:
    """True for a clause that begins with "suppose"; a courteous "if it is still free" supposes nothing.

    Beside a yes it is a condition, which the reader of yes and no has to see.
    """
    if phrase(opened, "supposes", lexicon):
        return True
    if opened[:1] != ("neu",) or question in SAYS_ITSELF:
        return False
    return not lexicon.holds("courteous_if", opened) and asked_back(" ".join(opened[1:]), lexicon) is None


def _passed_on(question: str, clause: Tokens, opened: Tokens, lexicon: Lexicon) -> bool:
    """True for what the writer heard, what anybody says, or what somebody else wants answered."""
    if opened[:1] == ("nghe",) and _TALE.match(" ".join(opened)) and "sinh" not in clause:
        return True
    if phrase(opened, "hearsay", lexicon):
        return True
    if question not in SAYS_ITSELF and phrase(opened, "anybody", lexicon):
        return True
    said = " ".join(clause)
    if _WARNED.match(said) or _BROADCAST.search(said):
        return True
    dictated = not _TELLS.isdisjoint(clause) and _DICTATED.search(said) is not None
    return dictated and (question not in NAMES or _CARELESS.search(said) is not None)


def _opened(tokens: Tokens) -> Tokens:
    at = next((at for at, token in enumerate(tokens) if token not in _OPENS), len(tokens))
    return tokens[at:]
