"""What of a text still stands: nothing before words that take it back, call it a joke, or give it to others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.understanding.fold import clean, plain
from bot.understanding.hearsay import SAYS_ITSELF
from bot.understanding.helping import is_helping
from bot.understanding.lexicon import Lexicon
from bot.understanding.persons import is_others
from bot.understanding.sentence import POLITE, core, corrections, word_set, words
from bot.understanding.withdrawing import owns_up, past_tails, phrase, puts_off, taken_back

# No text without one of these takes anything back: most answers are done with here.
_MAY = re.compile(
    r"\b(?:khoan|thoi|bo|dung|huy|xoa|rut|nham|lon|lai|da|dua|dau|gion|choi|choc|xao|treu|bia|cua|tinh|quen|xi|mo"
    r"|do|day|nay|no|nua|la|chu|that|thiet|con|ma|nhung|rieng|nen|coi nhu|xem nhu|chua|dai|mai)\b"
)
_RUN_ON = re.compile(r"(?<=[^\W\d])([,;!?)]|\.{2,})(?=[^\W\d_])")
_STOPS = tuple(",.;:!?)…")
_TURNS = word_set("ma a ak ua y i nhung thoi")
_THING = "cai|ngay|ten|nam|cho|so|giay|que|tuoi|tinh|quan|tiem|to|cong ty|ban"
_REFERS = re.compile(
    rf"^(?:(?:a|ma|chu|ua|hinh nhu|chac|{_THING}) )*(?:(?:do|day|nay|no)\b|la (?:{_THING}|cua)\b)"
    r"|^(?:ma|nhung) (?:la )?(?:giay|bang|so)\b"
)
_OF = re.compile(r"\b(?:la|cua|sang ten|sang lai|ban roi|giai the|dep)\b")
_SELVES = "em|toi|minh|con|chau|nha|rieng|chinh|cong ty|quan|tiem|shop|ho|bac|chu|ong ba|hai|ca|chung"
_SOMEBODYS = re.compile(rf"\bcua (?!(?:{_SELVES})\b)\w")
_NOT_MINE = re.compile(r"\bchu khong phai (?:cua )?(?:toi|em|minh)(?: (?:noi|chon|bam|dau))*$")
_NOT_THAT = re.compile(
    r"\b(?:dung|khoi|khong|bo|xoa|huy)(?: (?:co|nen|can|phai))?(?: (?:ghi|lay|luu|tinh|chon|nhap|dung|xai|gui))?"
    r"(?: (?:cai|ten|nam|ngay|cau|so|tinh|cho|chu))+ (?:do|day|ay|kia|vua roi|hoi nay)\b"
    r"|\b(?:bo|xoa|huy) (?:cau|cai) nay\b|\b(?:toi|em|minh) (?:da|co) (?:tra loi|noi|chon|khai|ghi) (?:gi )?dau\b"
    r"|\b(?:coi|xem) nhu (?:\w+ )?chua (?:noi|khai|tra loi|ghi|chon|nhap|co)\b"
)
_NO_MORE = re.compile(
    r"\bkhong (?:muon |thich )?(?:khai|noi|tra loi|ghi|dang ky|lam|lay|chon|dung|tinh)(?: \w+)? nua\b"
)
# What stands before this is set right by what follows.
_RIGHT = re.compile(
    r"\b(?:ten|ngay|nam)(?: (?:em|toi|minh|cua|sinh|cap))* "
    r"(?:(?:dung|chinh xac)(?: (?:la|thi|ra))+|that|thiet)\b"
    r"(?= \w)(?! (?:luon|a|do|day|nha|nhe|ne|ha|het|ma|cua|su)\b)"
    r"|\b(?:gio|nay|hien nay|bay gio)(?: (?:da|thi|moi))? (?:doi|chuyen|sua)(?: (?:ten|qua|sang|thanh|la))+\b"
)
# "Not A, B": what is denied first is none of it.
_DENIED = re.compile(r"^(?:da )?khong phai (?:la )?(?:\w+ )+?dau(?: (?:nhe|nha|a|nghe|ma|ne))* (?=\w)")
_AT_LARGE = re.compile(r"\b(?:ai|nguoi ta|thien ha|nguoi khac|ho toan|nha (?:ben|kia|nguoi))\b")
_HEARD = re.compile(r"\bnghe (?:noi|bao|don)\b")
_SELF = word_set("toi em minh tao t")
_TURNS_TO_SELF = word_set("con chu nhung ma rieng nen")
_FOR_WHOM = frozenset(("who_are_you", "any"))
_EXPLAINED = SAYS_ITSELF | _FOR_WHOM  # there "chứ tui đâu có biết" only explains what was said
_OTHERS = ("of_another", "theirs", "not_ours", "not_my_shop")
_OTHER_THINGS = {
    "established": "not_issued",
    "birth": "not_birth",
    "has_certificate": "other_papers",
    "person_name": "other_names",
    "province": "not_there",
}

Clause = tuple[int, int]
"""The numbers of its first word and of the one after its last."""


def standing(question: str, text: str, lexicon: Lexicon) -> str:
    """The text after the last words that take back what was said before them; all of it where none do.

    What only puts the answer off after that is dropped too, so that nothing may be left: "Tây Ninh, mà thôi khoan,
    để hỏi lại đã".
    """
    tidy = clean(text)
    if not _MAY.search(plain(tidy)):
        return text
    spoken = _RUN_ON.sub(r"\1 ", tidy).split()
    said = [" ".join(words(lexicon.said(word))) for word in spoken]
    spans = _clauses(spoken)
    cut = max(
        (cut for span in spans for cut in _cuts(span, spans, said, spoken, question, lexicon)), default=0
    )
    if not cut:
        return text
    rest = [(max(start, cut), end) for start, end in spans if end > cut]
    kept = [
        word
        for start, end in rest
        if not puts_off(said[start:end]) and not owns_up(said[start:end])
        for word in spoken[start:end]
    ]
    return " ".join(kept)


def _clauses(spoken: Sequence[str]) -> list[Clause]:
    stops = [at for at, word in enumerate(spoken, 1) if word.endswith(_STOPS) or word in ("-", "–")]
    return [(start, end) for start, end in pairwise([0, *stops, len(spoken)]) if start < end]


def _cuts(
    span: Clause,
    spans: Sequence[Clause],
    said: Sequence[str],
    spoken: Sequence[str],
    question: str,
    lexicon: Lexicon,
) -> Iterator[int]:
    """The words that begin what still stands, after something in that clause takes back what is before."""
    start, end = span
    tokens = " ".join(said[start:end]).split()
    clause = " ".join(tokens)
    yield from _jokes(span, said, lexicon)
    if start and (_turned_over(span, spans, said, question, lexicon) or _slipped(span, spans, said)):
        yield end
    if question not in SAYS_ITSELF and (denied := _DENIED.match(clause)):
        yield start + len(denied[0].split())
    if right := _RIGHT.search(clause):
        yield start + len(clause[: right.start()].split())
    if (that := _NOT_THAT.search(clause)) and (start or that.start()):
        yield past_tails(start + len(clause[: that.end()].split()), said)
    if (more := _NO_MORE.search(clause)) and not POLITE.issuperset(" ".join(said[:start]).split()):
        yield start + len(clause[: more.end()].split())
    for at in range(max(1, start), end):
        if said[at] in _TURNS_TO_SELF and _turns_to_self(at, said, spoken, question):
            yield at + 1
        if (at == start or said[at] in _TURNS) and (after := taken_back(at, said[:end], lexicon)):
            yield after


def _jokes(span: Clause, said: Sequence[str], lexicon: Lexicon) -> Iterator[int]:
    start, end = span
    if " ".join(core(" ".join(said[start:end]).split())) in lexicon.lists["joke"]:
        yield end
    for at in range(start, end):
        size = phrase(said[at:end], "joking", lexicon)
        if size and not {"tuong", "ai", "khong", "chang"}.intersection(said[start:at]):
            yield end if len(" ".join(said[at + size : end]).split()) <= 1 else past_tails(at + size, said)


def _turns_to_self(at: int, said: Sequence[str], spoken: Sequence[str], question: str) -> bool:
    """True where somebody turns from what others are or say to themselves: "mẹ mình 76, còn mình 2003"."""
    after = at + 1
    while after < len(said) and said[after] in ("thi", "rieng", "nha"):
        after += 1
    if after + 1 >= len(said) or said[after] not in _SELF:
        return False
    closer = said[after + 1] == "thi" or said[after - 1] == "nha"
    if (said[at] == "chu" and question in _EXPLAINED and not closer) or (
        spoken[at].lower() == "con" and not closer
    ):
        return False  # it explains; without marks it is a child as often
    head = " ".join(said[:at])
    if said[at] == "nen":
        return _HEARD.search(head) is not None
    if question in _FOR_WHOM and is_helping(head):
        return False
    return is_others(head) or _AT_LARGE.search(head) is not None


def _slipped(span: Clause, spans: Sequence[Clause], said: Sequence[str]) -> bool:
    """True for a slip owned up to with nothing after it that is put in its place, and nothing before it that was."""
    start, end = span
    if not owns_up(said[start:end], only=True) or (corrections(" ".join(said[:start]))[1:] or [""])[-1]:
        return False
    later = [said[begin:stop] for begin, stop in spans if begin >= end]
    return all(puts_off(one) or owns_up(one) or is_others(" ".join(one)) for one in later)


def _turned_over(
    span: Clause, spans: Sequence[Clause], said: Sequence[str], question: str, lexicon: Lexicon
) -> bool:
    """True for "đó là tên ông xã": what was said belongs to somebody or something else, unless it was set right."""
    start, end = span
    tokens = " ".join(said[start:end]).split()
    clause = " ".join(tokens)
    if "moi dung" in " ".join(said[:start]):
        return False
    if _NOT_MINE.search(clause):
        return True
    before = next((said[begin:stop] for begin, stop in spans if stop == start), [])
    slipped = owns_up(tokens) or owns_up(before)
    if not owns_up(tokens) and not (_REFERS.match(clause) and _OF.search(clause)):
        return False
    if not slipped and question in ("shop_name", "label") and "ten" in tokens and "chon" not in tokens:
        return False  # a shop may well be named after somebody
    things = _OTHER_THINGS.get(question)
    if things and lexicon.holds(things, tokens):
        return True
    others = is_others(clause) or _SOMEBODYS.search(clause) is not None
    return others or any(lexicon.holds(name, tokens) for name in _OTHERS)
