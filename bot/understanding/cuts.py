"""Where in a text something takes back what stands before it: a joke, a slip, a turn from others to oneself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.understanding.given_over import GIVING_OVER, given_over, not_mine
from bot.understanding.hearsay import SAYS_ITSELF
from bot.understanding.helping import is_helping
from bot.understanding.lexicon import Lexicon
from bot.understanding.persons import is_others
from bot.understanding.regex import regex
from bot.understanding.sentence import POLITE, Pairs, Tokens, core, corrections, word_set
from bot.understanding.withdrawing import PUTTING_OFF, owns_up, past_tails, phrase, puts_off, taken_back

_SLIPS = word_set("nham lon")
# Nothing is set right without one of these.
_RIGHTS = word_set("that thuc noi thiet chinh dung doi chuyen sua bo xoa huy khoi coi xem nua")
_SETTING_RIGHT = Pairs.of(
    (word_set("dau"), word_set("phai noi tra chon khai ghi")),
    (word_set("khong"), word_set("do day ay kia vua hoi")),
)
_RUN_ON = regex(r"(?<=[^\W\d])([,;!?)]|\.{2,})(?=[^\W\d_])")
_STUCK = regex(r"[,;!?).](?=[^\W\d_])")  # as quick as a look for a sign
_STOPS = tuple(",.;:!?)…")
_NOT_JOKING = word_set("tuong ai khong chang")
_TURNS = word_set("ma a ak ua y i nhung thoi")
_WAS_SLIP = regex(r"\bla (?:\w+ )?(?:go|bam|ghi|chon|nhap|dien) (?:nham|lon)\b")
_NOT_THAT = regex(
    r"\b(?:dung(?: (?:co|nen))? (?:ghi|lay|luu|tinh|chon|nhap|dung|xai|gui)"
    r"|(?:khoi|khong|bo|xoa|huy)(?: (?:co|nen|can|phai))?(?: (?:ghi|lay|luu|tinh|chon|nhap|dung|xai|gui))?)"
    r"(?: (?:cai|ten|nam|ngay|cau|so|tinh|cho|chu))+ (?:do|day|ay|kia|vua roi|hoi nay)\b"
    r"|\b(?:bo|xoa|huy) (?:cau|cai) nay\b|\b(?:toi|em|minh) (?:da|co) (?:tra loi|noi|chon|khai|ghi) (?:gi )?dau\b"
    r"|\b(?:coi|xem) nhu (?:\w+ )?chua (?:noi|khai|tra loi|ghi|chon|nhap|co)\b"
)
_NO_MORE = regex(
    r"\bkhong (?:muon |thich )?(?:khai|noi|tra loi|ghi|dang ky|lam|lay|chon|dung|tinh)(?: \w+)? nua\b"
)
# What stands before this is set right by what follows.
_RIGHT = regex(
    r"\b(?:ten|ngay|nam)(?: (?:em|toi|minh|cua|sinh|cap))* "
    r"(?:(?:dung|chinh xac)(?: (?:la|thi|ra))+|that|thiet)\b"
    r"(?= \w)(?! (?:luon|a|do|day|nha|nhe|ne|ha|het|ma|cua|su)\b)"
    r"|\b(?:gio|nay|hien nay|bay gio)(?: (?:da|thi|moi))? (?:doi|chuyen|sua)(?: (?:ten|qua|sang|thanh|la))+\b"
    r"|\bnoi (?:vay |the |choi |gion )*chu(?= [0-9])"
)
_TRUTH = regex(
    r"^(?:con |chu |ma )?(?:that|thuc|thiet)(?: (?:la|ra|thi))+ (?!(?:vay|the|day|do|khong|chang|hoi|kho|phien|buon"
    r"|may|tot|vui|hay|tiec)\b)"
)
# "Not A, B": what is denied first is none of it.
_PARTICLES = POLITE | word_set("nghe nghen nghen ghen")
_DENIED = regex(r"^(?:da )?khong phai (?:la )?(?:\w+ )+?dau(?: (?:nhe|nha|a|nghe|ma|ne))* (?=\w)")
_WRONG = regex(r"(?:da |a |o )?(?:khong (?:phai|dung)|sai|chua (?:phai|dung))\b")
_AT_LARGE = regex(r"\b(?:ai|nguoi ta|thien ha|nguoi khac|ho toan|nha (?:ben|kia|nguoi))\b")
_HEARD = regex(r"\bnghe (?:noi|bao|don)\b")
_SELF = word_set("toi em minh tao t")
_TURNS_TO_SELF = word_set("con chu nhung ma rieng nen")
_SHOPS = word_set("quan tiem shop")
_EXCUSES = word_set("hoi luc nay xin toi em minh chi anh bam go ghi lo")
_FOR_WHOM = frozenset(("who_are_you", "any"))
_EXPLAINED = SAYS_ITSELF | _FOR_WHOM  # there "chứ tui đâu có biết" only explains what was said
Clause = tuple[int, int]
"""The numbers of its first word and of the one after its last."""


@dataclass(slots=True)
class Text:
    """A text by words: as they stand in it, as they are matched, and which of them each clause holds."""

    spoken: Sequence[str]
    said: Sequence[str]
    clauses: Sequence[Clause]
    question: str
    lexicon: Lexicon

    @classmethod
    def of(cls, tidy: str, question: str, lexicon: Lexicon) -> Text:
        """The words of a clean text; a clause ends at a stop or a dash."""
        spoken = (_RUN_ON.sub(r"\1 ", tidy) if _STUCK.search(tidy) else tidy).split()
        said = list(map(lexicon.spelled, spoken))
        stops = [at for at, word in enumerate(spoken, 1) if word.endswith(_STOPS) or word in ("-", "–")]
        ends = [(start, end) for start, end in pairwise([0, *stops, len(spoken)]) if start < end]
        return cls(spoken, said, ends, question, lexicon)

    def words(self, start: int, end: int) -> Tokens:
        """The words from one number up to another, as they are matched."""
        return tuple(" ".join(self.said[start:end]).split())


Way = Callable[[Clause, Text], Iterator[int]]
"""Where what still stands begins, after something in that clause takes back what is before."""


def ways_back(tidy: str, tokens: Tokens, lexicon: Lexicon) -> list[Way]:
    """The ways in which the words of a clean text may take something back; most answers have none."""
    slips = not _SLIPS.isdisjoint(tokens)
    likely = {
        _joked: lexicon.holds_any(("joke", "joking"), tokens),
        _handed_over: slips or (GIVING_OVER.stand(tokens) and ("phai" in tokens or _has_several(tidy))),
        _set_right: not _RIGHTS.isdisjoint(tokens) or _SETTING_RIGHT.stand(tokens),
        _turned_to_self: not (_TURNS_TO_SELF.isdisjoint(tokens) or _SELF.isdisjoint(tokens)),
        _withdrawn: lexicon.holds("withdrawals", tokens) or PUTTING_OFF.stand(tokens),
    }
    return [way for way, may in likely.items() if may]


def _has_several(tidy: str) -> bool:
    """True where a clean text may have more clauses than one."""
    return any(map(tidy[:-1].__contains__, _STOPS)) or " - " in tidy or " – " in tidy


def _joked(span: Clause, text: Text) -> Iterator[int]:
    """The end of a joke, owned up to."""
    start, end = span
    tokens = text.words(start, end)
    if text.lexicon.holds("joke", tokens) and " ".join(core(tokens)) in text.lexicon.lists["joke"]:
        yield end
    jokes = text.lexicon.holds("joking", tokens)
    for at in range(start, end) if jokes else ():
        size = phrase(text.said[at:end], "joking", text.lexicon)
        if size and _NOT_JOKING.isdisjoint(text.said[start:at]):
            yield end if len(text.words(at + size, end)) <= 1 else past_tails(at + size, text.said)


def _set_right(span: Clause, text: Text) -> Iterator[int]:
    """What follows words that deny what is before, or say that it is to be forgotten."""
    start, end = span
    clause = " ".join(text.words(start, end))
    if text.question not in SAYS_ITSELF and (denied := _DENIED.match(clause)):
        after = text.words(start + len(denied[0].split()), end)
        if not start or not _PARTICLES.issuperset(after):  # after a name it only says what that is not
            yield start + len(denied[0].split())
    if start and (truth := _TRUTH.match(clause)):
        yield start + len(truth[0].split())
    if right := _RIGHT.search(clause):
        yield start + len(clause[: right.start()].split())
    if (that := _NOT_THAT.search(clause)) and (start or that.start()):
        yield past_tails(start + len(clause[: that.end()].split()), text.said)
    if (more := _NO_MORE.search(clause)) and not POLITE.issuperset(text.words(0, start)):
        yield start + len(clause[: more.end()].split())


def _turned_to_self(span: Clause, text: Text) -> Iterator[int]:
    """What somebody says of themselves after what others are."""
    start, end = span
    yield from (
        at + 1
        for at in range(max(1, start), end)
        if text.said[at] in _TURNS_TO_SELF and _turns_to_self(at, text)
    )


def _withdrawn(span: Clause, text: Text) -> Iterator[int]:
    """What follows words that only take back."""
    start, end = span
    for at in range(max(1, start), end):
        if (at == start or text.said[at] in _TURNS) and (
            after := taken_back(at, text.said[:end], text.spoken, text.lexicon)
        ):
            yield after


def _handed_over(span: Clause, text: Text) -> Iterator[int]:
    """The end of a clause that gives what stands before it to others, or calls it a slip."""
    start, end = span
    clause = " ".join(text.words(start, end))
    if text.question not in SAYS_ITSELF and not_mine(clause):
        yield end
    if not start:
        excused = end < len(text.said) and not _EXCUSES.isdisjoint(clause.split()[:1])
        if _WAS_SLIP.search(clause) or (excused and owns_up(clause.split())):
            yield end
        return
    before = next(text.words(*one) for one in text.clauses if one[1] == start)
    earlier = " ".join(text.words(0, start))
    if (
        _WAS_SLIP.search(clause)
        or (
            not (text.question in SAYS_ITSELF and _WRONG.match(earlier))
            and given_over(clause, before, earlier, text.question, text.lexicon)
        )
        or _slipped(span, earlier, text)
    ):
        yield end


def _slipped(span: Clause, earlier: str, text: Text) -> bool:
    """True for a slip owned up to with nothing after it that is put in its place, and nothing before it that was.

    To a question with yes or no, "nhầm rồi" alone says that what is shown is wrong.
    """
    start, end = span
    if text.question in SAYS_ITSELF and (text.said[start] in ("nham", "lon") or _WRONG.match(earlier)):
        return False
    if (
        " chu khong phai " in earlier
        or not owns_up(text.said[start:end], only=True)
        or (corrections(earlier)[1:] or [""])[-1]
    ):
        return False
    later = [text.words(*one) for one in text.clauses if one[0] >= end]
    return all(puts_off(one) or owns_up(one) or is_others(" ".join(one)) for one in later)


def _turns_to_self(at: int, text: Text) -> bool:
    """True where somebody turns from what others are or say to themselves: "mẹ mình 76, còn mình 2003"."""
    said, question = text.said, text.question
    after = at + 1
    while after < len(said) and said[after] in ("thi", "rieng", "nha"):
        after += 1
    if question == "shop_name" and said[after : after + 1] != [] and said[after] in _SHOPS:
        return said[at] == "con" and not _SELF.isdisjoint(said[after + 1 : after + 2])
    if after + 1 >= len(said) or said[after] not in _SELF:
        return False
    closer = said[after + 1] == "thi" or said[after - 1] == "nha"
    explains = said[at] == "chu" and question in _EXPLAINED
    child = text.spoken[at].lower() == "con"  # without marks
    if (explains or child) and not closer:
        return False
    head = " ".join(said[:at])
    if said[at] == "nen":
        return _HEARD.search(head) is not None
    if question in _FOR_WHOM and is_helping(head):
        return False
    return is_others(head) or _AT_LARGE.search(head) is not None
