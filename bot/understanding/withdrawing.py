"""Words that take back what was said and put nothing in its place, and those that only put an answer off."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bot.understanding.lexicon import Lexicon
from bot.understanding.marks import spelled
from bot.understanding.regex import regex
from bot.understanding.sentence import Pairs, word_set

OPENS = word_set("a ak ah ua y i uy ui e o ma nhung chet troi da roi hoi thoi em toi minh xin cho")
"""What may stand before the words that take back."""

_TAILS = word_set(
    "thoi chu nhung ma di nha nhe nghe nghen nhen hen nua da a vo lien luon gium giup ha do day voi"
)
_OWN = word_set("em toi minh chi anh co chu bac con chau ba ong tao")
# "Đừng ghi" takes back only where nothing else is not to be written.
_DENIES = word_set("dung khoi khong chua")
_NOTHING_MORE = _TAILS | _OWN | word_set("gi het ca dau vao cai chi tat")
_NAMED = word_set("chu ten dau gach so phan con khoang cach")  # "thôi bỏ chữ Thị" goes on about the name
_LONGEST = 5  # words of a phrase
_LETS = word_set("de cho doi")
_LATER = word_set("mai lat bua toi chieu hom")
_PUTS_OFF = _LETS | _LATER
_BEFORE_PUTTING_OFF = (OPENS - _LETS) | {""}
_PAST = word_set("qua kia truoc roi xong")  # "hôm qua làm rồi" puts nothing off
_PROPOSED = word_set("dang tiep cap ho gui cho huong lam xu chuong co bo xoa khong giu sua doi")
_WHILE = word_set("chut xiu ti")
_CHECKS = word_set("nghi coi xem hoi doc tim tinh kiem luc nho suy ngam do")
_ASKS = word_set("hoi xin noi")
_ANSWERS = word_set("tra khai nhan noi ghi dien lam")
# Nothing is put off without one of these.
PUTTING_OFF = Pairs.of((_LETS, _CHECKS | _WHILE | _ASKS | {"lai"}), (_LATER - OPENS, _ANSWERS))
_SLIPS = word_set("nham lon")
_SLIP = regex(
    r"^(?:\w+ ){0,2}?"
    r"(?:(?:go|ghi|bam|viet|danh|nhan|an|nhap|tra loi|khai|dien|dan|nho|chon|doc|hieu|nhin|a|y|i|ua|xi) (?:nham|lon)"
    r"|nham|lon(?= (?:roi|ten|ngay|nam|so|cau|o|nut|mat)\b|$))\b(?! (?:tuoi|hon|len|thanh|voi))"
)
_BESIDE_SLIP = (_NOTHING_MORE - {"co"}) | word_set(
    "roi mat tieu nut o cau so ten ngay nam tinh nay luc hoi qua khach cua dong"
)
_MERELY = regex(r"\b(?:dung|khong|chang|hay|bi|so)(?: \w+)? (?:\w+ )?(?:nham|lon)\b")


def taken_back(at: int, said: Sequence[str], spoken: Sequence[str], lexicon: Lexicon) -> int:
    """The word after those from there that only take back what stands before; 0 where they do not.

    `spoken` are the words as they were written: "bỏ" takes back, "Bò" is what a shop sells.
    """
    if puts_off(said[at:]):
        return len(said)
    opened = at
    while opened < len(said) and (said[opened] in OPENS or not said[opened]):
        opened += 1
    for first in range(at, opened + 1):
        size = phrase(said[first:], "withdrawals", lexicon)
        if size and _written_so(spoken[first : first + size], "withdrawals", lexicon):
            after = first + size
            while size := phrase(said[after:], "withdrawals", lexicon):
                after += size
            return 0 if _goes_on(said[first], " ".join(said[after:]).split()) else past_tails(after, said)
    return 0


def _goes_on(first: str, rest: Sequence[str]) -> bool:
    """True where what looked like taking back is about what follows: "đừng ghi nhầm thành Hà Nam"."""
    if first in _DENIES:
        return not _NOTHING_MORE.issuperset(rest)
    return rest[:1] != [] and (rest[0] in _NAMED or rest[0] == "ke")  # "thôi kệ đi" lets it be


def _written_so(spoken: Sequence[str], name: str, lexicon: Lexicon) -> bool:
    """True where the words have their marks in the list, as far as they were written with any."""
    marked = (word.strip(",.;:!?…()") for word in spoken if not word.isascii())
    return all(spelled(word) in _spellings(name, lexicon) for word in marked)


@lru_cache
def _spellings(name: str, lexicon: Lexicon) -> frozenset[str]:
    return frozenset(spelled(word) for written in lexicon.written[name] for word in written.split())


def phrase(said: Sequence[str], name: str, lexicon: Lexicon) -> int:
    """How many of the words are the longest phrase of the list that they begin with."""
    if not said or said[0] not in lexicon.openings(name):
        return 0
    for size in range(min(_LONGEST, len(said)), 0, -1):
        if " ".join(said[:size]) in lexicon.lists[name]:
            return size
    return 0


def past_tails(at: int, said: Sequence[str]) -> int:
    """The first word from there that is no closing particle."""
    while at < len(said) and (said[at] in _TAILS or not said[at]):
        at += 1
    return at


def owns_up(said: Sequence[str], *, only: bool = False) -> bool:
    """True for a clause that says that something was typed by mistake; with `only`, and nothing more."""
    if _SLIPS.isdisjoint(said):
        return False
    clause = " ".join(said)
    slip = _SLIP.match(clause)
    if slip is None or _MERELY.search(clause):
        return False
    return not only or _BESIDE_SLIP.issuperset(clause[slip.end() :].split())


def puts_off(said: Sequence[str]) -> bool:
    """True for "để chị coi lại đã" and "mai tôi trả lời": the answer is still to come."""
    start = next((at for at, word in enumerate(said) if word not in _BEFORE_PUTTING_OFF), len(said))
    if start == len(said) or said[start].partition(" ")[0] not in _PUTS_OFF:
        return False
    tokens = " ".join(said[start:]).split()
    rest = [token for token in tokens[1:] if token not in _OWN and token not in _WHILE]
    if tokens[0] in _LETS:
        if not rest:
            return not _WHILE.isdisjoint(tokens)  # "chờ em tí"
        if tokens[0] == "cho" and (rest[0] in _ASKS or rest[-1] == "lai"):
            return rest[-1] == "lai"  # "cho chị hỏi luôn" asks here and now
        if rest[:1] == ["nghi"] and not _PROPOSED.isdisjoint(rest[1:2]):
            return False  # "đề nghị" proposes something
        return rest[0] in _CHECKS and (rest[0] != "nho" or "lai" in rest)  # "dễ nhớ" praises a name
    return tokens[0] in _LATER and not _ANSWERS.isdisjoint(rest[:2]) and _PAST.isdisjoint(rest)
