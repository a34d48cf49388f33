"""What somebody says where consent is asked: yes in so many words, no in any, or something else than either."""

from __future__ import annotations

from typing import Literal

from bot.understanding.fold import lowered
from bot.understanding.lexicon import Lexicon
from bot.understanding.only_said import says_only
from bot.understanding.questions import is_asking
from bot.understanding.regex import regex
from bot.understanding.sentence import POLITE, Tokens, core, is_question, word_set, words
from bot.understanding.yes_no import answer, read_yes_no

Said = Literal["yes", "no", "nod", "asks"]

_CLAUSE = regex(r"[,.;:!?\n()]+|\b(?:nhung|ma|vi|boi|tai|chu)\b")
# What stands beside consent and changes nothing of it.
_BESIDE = POLITE | word_set(
    "luon di lien ngay duoc roi nhanh ok okay oke okie okela dung cung hoan toan xin rat nghe nghen het tat ca cho "
    "voi thi con tu van dua nhieu cam on lam gium giup cu hoi tiep"
)
_PREFIXES = regex(r"\b(?:xin|tat ca|hoan toan) (?=dong y\b)")
_CONDITION = regex(r"\b(?:neu|khoan|voi dieu kien|tru|dung|hay khong|hay chua)\b")
_DENIED = r"(?:khong|chua|chang|cha|deo|dech)(?: \w+){0,2} "
_ASKS_OF_IT = regex(r"\bdong y\b(?: \w+){0,3} (?:la sao|la gi|gi|chi|sao|cai gi|lam gi|de lam gi)\b")
# Consent, or what it would lead to, refused by its name; a paper or a domain that somebody lacks is no refusal.
_REFUSED = regex(
    rf"\b{_DENIED}(?:dong y|muon|thich|chiu|tham gia|bat dau|cho phep|quan tam|nhu cau)\b"
    r"|\b(?:dung|khong|khong duoc|cam) (?:hoi|luu|ghi)\b(?! giay)|\btu choi\b"
    r"|\bkhong (?:can|lam)(?: (?:dau|nua|nha|nhe|a|thoi|gi))*$"
)
# Asked at the end, or standing beside it, these turn consent into its contrary.
_ASKED_BACK = (" hả", " hở", " ha", " ư", " á", " à")
_MOCKS = word_set("khong chua dung khoi chang cha deo dech ai gi nao sao dau")
_HAS_NONE = regex(r"\b(?:khong|chua) (?:tung |he )?co\b|\bchua (?:tung|bao gio|lan nao)\b")
_BY_NAME = regex(rf"\b{_DENIED}dong y\b")
_LATER = "chua"
_DENIES = word_set("khong thoi khoi dung deo no nope mien chang")


def read_consent(text: str, lexicon: Lexicon, *, tells: bool) -> Said | None:
    """What the text says to a request for consent; `tells` where it states facts about somebody.

    Luật 91/2025/QH15 Điều 9: consent is express. "ok" is a nod: it may answer anything. A fact is neither.
    """
    said = lexicon.said(text, "yes_no").replace("dongy", "dong y")
    spoken = [clause for part in _CLAUSE.split(said) if (clause := words(part))]
    agrees = any(_agrees(clause, lexicon) for clause in spoken)
    refuses = any(_REFUSED.search(" ".join(clause)) for clause in spoken)
    if agrees:
        return None if refuses or _CONDITION.search(said) or _mocks(text, spoken, lexicon) else "yes"
    if _ASKS_OF_IT.search(said):
        return "asks"
    if "?" in said:
        return None
    lacks = not refuses and _HAS_NONE.search(said) is not None  # of something else
    if (
        _BY_NAME.search(said)
        or (refuses and not tells)
        or (not lacks and _declines(spoken, lexicon, tells=tells))
    ):
        return "no"
    bare = not spoken or any((told := answer(clause, lexicon)) and told.bare for clause in spoken)
    if (
        bare
        and not tells
        and not is_asking(said)
        and not is_question(said)
        and read_yes_no(text, lexicon) == "yes"
    ):
        return "nod"
    return None


def _mocks(text: str, spoken: list[Tokens], lexicon: Lexicon) -> bool:
    """True where consent is asked back, denied or made fun of beside it: "đồng ý hả", "ai mà đồng ý"."""
    written = lowered(text)
    if "?" in written or written.rstrip(" .!").endswith(_ASKED_BACK) or lexicon.is_ironic(text):
        return True
    for clause in spoken:
        if _agrees(clause, lexicon):
            continue
        told = answer(clause, lexicon)
        if not _MOCKS.isdisjoint(clause) or lexicon.holds_any(("open", "unreal"), clause):
            return True
        if told is not None and told.kind != "yes":
            return True
    return False


def _agrees(clause: Tokens, lexicon: Lexicon) -> bool:
    """True for a clause of nothing but a word of express consent, or several, and what may stand beside them."""
    return says_only(_PREFIXES.sub("", " ".join(clause)).split(), lexicon.lists["agrees"], _BESIDE)


def _declines(spoken: list[Tokens], lexicon: Lexicon, *, tells: bool) -> bool:
    """True for a bare no; where a story follows, only one that begins so and tells no facts."""
    told = [answer(clause, lexicon) for clause in spoken]
    # A polite yes at the beginning ("dạ", "vâng") answers nothing.
    pairs = [
        (c, t) for c, t in zip(spoken, told, strict=True) if core(c) or (t is not None and t.kind == "no")
    ]
    meant = [one for _, one in pairs if one is not None]
    if not meant or any(one.kind != "no" for one in meant):
        return False
    if len(meant) == len(pairs) and all(one.bare for one in meant):
        return True
    first, begins = pairs[0]
    says_no = begins is not None and begins.bare and not _DENIES.isdisjoint(first)
    return says_no and not tells and not any(_LATER in clause for clause in spoken)
