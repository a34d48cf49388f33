"""Yes, no or "I do not know", with the particles, idioms and short forms of chat."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.clauses import Clause, turns
from bot.understanding.ends import SHORTEST
from bot.understanding.fold import lowered, plain
from bot.understanding.left_open import is_open, is_unsaid
from bot.understanding.lexicon import Lexicon
from bot.understanding.marks import folds, spelled, spellings
from bot.understanding.phrases import inside
from bot.understanding.regex import regex
from bot.understanding.sentence import Tokens, core, word_set, words
from bot.understanding.slips import ASIDE
from bot.understanding.statements import done, stated

YesNo = Literal["yes", "no", "unsure"]
_KINDS: tuple[YesNo, ...] = ("yes", "unsure", "no")

_CLOSING = ASIDE | word_set(
    "thoi luon roi het tron rut lam qua do u o uh um uhm ha xiu lien that thiet hoan toan rat qua "
    "cuc lam nhien han troi ghe du bro sep men please pls nhieu to gium dum giup cam on chen"
)
_HESITATES = word_set("khong chua dung de nhung thoi neu mai sau hoi")
_TWO_SENSES = word_set("chuan dung duoc muon choi phai dong nhat")
_WITHIN = word_set("da a ah ak oi nha nhe thi ma cung la lun")
_ASKED = regex(
    r"\?|\b(?:gi|ai|nao|sao|bao nhieu|bao lau|o dau|may gio)\b"
    r"|\bco (?:\w+ ){0,3}khong(?: (?:a|ah|nhi|vay|the|ban|em|anh|chi|shop|ad|ta|con|ha|nua))*$"
)
_NOTHING = regex(
    r"\b(?:khong|chua|chang|cha)\b(?: \w+){0,6} (?:gi|nao|ai)\b|\b(?:gi|nao|ai) (?:\w+ ){0,2}(?:het|"
    r"ca|dau|tron|luon|nua)\b"
)
_OTHERS = regex(
    r"\b(?:me|bo|ba|ma|cha|vo|chong|anh|chi|ban|thay|(?<!dau )co|sep|thang|con|dua|nguoi"
    r"|chu tich|bi thu|can bo|truong thon|hang xom|ho)(?: \w+){0,2} (?:noi|bao|keu|bieu|khai|thi|ke|nhan)\b"
)
_TAG = regex(
    r"(?<!khong )\b(?:dung|phai|duoc|ok|oke|co|roi|that|y|vay|on) (?:khong|chua|ha)(?: (?:a|ah|nhi|"
    r"vay|the|ban|em|anh|chi|shop|ad|ta|con|ha|nua|do|day|co))*$"
)
_CHECKED = regex(
    r"\b(?:vua|moi) (?:xem|coi|kiem tra|hoi|luc) lai\b|\b(?:xem|coi|kiem tra) lai thi\b"
    r"|\b(?:xem|coi|hoi|kiem tra|doc|do|nghi)(?: \w+){0,2} roi\b"
)
_TOPIC = regex(
    r"(?<!co )(?<!khong )(?<!chua )(?<!duoc )(?<!roi )\bthi (?!phai)(?:(?:van|cung|lai|moi|con|da|"
    r"dang|hien|gio|em|toi|minh|nha) )*(\S.*)$"
)
_NO_MATTER = regex(r"\bkhong sao(?: (?:dau|ca|het|a))*[ ,.]+(?=cu\b)")
_PAST = regex(r"(?:da |thi )?(?:(?:hoi|ngay|luc) (?:xua|truoc|do|ay)|truoc|truoc day|xua)\b")
_DENIALS = word_set("khong chua")
_ENDS = _DENIALS | word_set("co roi")
_PAPER = word_set("giay ky")
_ANOTHER = word_set("con ma nha quan tiem cai sap cho em toi minh me ba bo vo chong ong chi anh")
_HAS_ASKED = regex(r"\bhoi (?:lai |thu )?(?:\w+ ){1,3}roi$")
_THEY_SAY = regex(r"^(?:\w+ ){1,3}(?:bao|noi|keu|bieu)(?: la)? ")
_LONGEST_START, _LONGEST_LEAD = 5, 4
_SHORTEST_TYPO, _LONGEST_TYPO = SHORTEST, 24


class Told(NamedTuple):
    """What a clause answers; `bare` where it holds nothing but the answer."""

    kind: YesNo
    bare: bool


def read_yes_no(text: str, lexicon: Lexicon) -> YesNo | None:
    """What the text answers; None where it asks, is merely polite, or says both.

    "Probably" is `unsure`: the rules need to know.
    """
    return last_answer(
        text,
        "yes_no",
        lexicon,
        lambda spoken: agreed([answer(clause, lexicon) for clause in _relayed(spoken)]),
    )


def _relayed(spoken: Sequence[Clause]) -> Iterator[Clause]:
    """The clauses, without "they say" where the writer has asked them."""
    asked = False
    for clause in spoken:
        said = " ".join(clause)
        yield tuple(_THEY_SAY.sub("", said).split()) if asked else clause
        asked = asked or _HAS_ASKED.search(said) is not None


def bare_answer(text: str, lexicon: Lexicon) -> YesNo | None:
    """The answer that is all the text says, but for mere politeness; None for anything more."""
    return _bare(lexicon.said(text), lexicon)


def _bare(said: str, lexicon: Lexicon) -> YesNo | None:
    spoken = words(said)
    forms = (" ".join(spoken), " ".join(core(spoken)))
    return next((kind for kind in _KINDS if not lexicon.answers[kind].whole.isdisjoint(forms)), None)


def may_doubt(text: str, lexicon: Lexicon) -> bool:
    """True where words stand in the text that doubt is told with."""
    return inside(lexicon.answers["unsure"].all, words(lexicon.said(text, "yes_no")))


def last_answer(
    text: str, question: str, lexicon: Lexicon, read: Callable[[list[Clause]], YesNo | None]
) -> YesNo | None:
    """What the last turn of the text that answers says; signs count where there are no words."""
    whole = lexicon.said(text, question)
    if is_unsaid(whole) or lexicon.is_ironic(text):
        return None
    if "khong sao" in whole:
        whole = _NO_MATTER.sub(" ", whole)
    if _is_another_word(text, whole, lexicon):
        return None
    spoken = turns(whole, lexicon)
    if not any(spoken):
        return None if "?" in text else signed(text, lexicon) or _bare(whole, lexicon)
    for said in reversed(spoken):
        if not said or any(is_open(clause, lexicon) for clause in said) or _contrasts(said):
            return None
        if kind := read(said):
            return kind
    return None


def _is_another_word(text: str, said: str, lexicon: Lexicon) -> bool:
    """True for one word whose marks make it another than the answer it folds like: "Dũng" is not "đúng"."""
    kernel = core(words(said), ASIDE)
    known = lexicon.written["answers"]
    if text.isascii() or len(kernel) != 1 or kernel[0] not in folds(known):
        return False
    size = len(kernel[0])  # letters stretched are no other word
    typed = [word for word in words(lowered(text)) if len(word) == size and plain(word) == kernel[0]]
    marked = [word for word in typed if not word.isascii()]
    return marked != [] and spellings(known).isdisjoint(map(spelled, marked))


def _contrasts(spoken: Sequence[Clause]) -> bool:
    """True for "of one it is so, of the other it is not"."""
    ends = [clause[-1] for clause in spoken]
    last = spoken[-1]
    if (
        last[-2:-1] != ("thi",)
        or ends[-1] not in _ENDS
        or not _PAPER.isdisjoint(last)
        or _ANOTHER.isdisjoint(last)
    ):
        return False
    denied = ends[-1] in _DENIALS
    return any(end in _ENDS and (end in _DENIALS) is not denied for end in ends[:-1])


def signed(text: str, lexicon: Lexicon) -> YesNo | None:
    """The answer of a thumb up or down; None for both."""
    given: set[YesNo] = {
        kind for kind in _KINDS if any(sign in text for sign in lexicon.written[f"{kind}_signs"])
    }
    return given.pop() if len(given) == 1 else None


def agreed(told: Iterable[Told | None]) -> YesNo | None:
    """The one answer of the clauses; a bare one counts before those wrapped in words, and doubt before both."""
    given = [one for one in told if one]
    if is_over(given):
        return given[-1].kind
    kinds = {one.kind for one in given if one.bare} or {one.kind for one in given}
    if any(one.kind == "unsure" for one in given):
        return "unsure"
    return kinds.pop() if len(kinds) == 1 else None


def is_over(told: Sequence[Told]) -> bool:
    """True for doubt that ends in a bare answer: "hình như có, để coi ... ờ có"."""
    return bool(told) and told[0].kind == "unsure" and told[-1].bare


def answer(clause: Clause, lexicon: Lexicon) -> Told | None:
    """What one clause answers; None for what somebody else says."""
    said = " ".join(clause)
    if _OTHERS.search(said) or _TAG.search(said):
        return None
    if said.endswith("thi chiu"):
        return Told("unsure", bare=False)  # "as for me, no idea"
    led = _led(clause, lexicon)
    cores = [" ".join(core(part, around)) for part in (clause, led) for around in (ASIDE, _CLOSING)]
    forms = [said, *cores, " ".join(word for word in led if word not in _WITHIN)]
    # "Làm chi có" denies, though all but its last word may stand beside an answer.
    whole = [said] if inside(lexicon.answers["no"].inside, clause) else forms
    if kind := _whole(whole, clause, lexicon) or _whole(whole, led, lexicon):
        return Told(kind, bare=True)
    kind = _inside(clause, lexicon) or stated(said, forms[1])
    kind = kind or _begun([forms[0], forms[1], forms[3]], lexicon) or _nearly(forms[1], lexicon)
    kind = kind or ("yes" if done(forms[1]) else None)
    if kind == "unsure" and clause[-1] == "?":
        return None
    return Told(kind, bare=False) if kind else _of_topic(said, lexicon)


def _of_topic(said: str, lexicon: Lexicon) -> Told | None:
    """What is said of a topic, where that is nothing but an answer."""
    topic = _TOPIC.search(said)
    told = (
        answer(tuple(topic[1].split()), lexicon)
        if topic and not _ASKED.search(said[: topic.start()]) and not _PAST.match(said)
        else None
    )
    return Told(told.kind, bare=False) if told and told.bare else None


def _led(clause: Clause, lexicon: Lexicon) -> Clause:
    """The clause without what only leads to an answer: when it holds, how sure, how sorry."""
    at, size = 0, 1
    while size:
        while at < len(clause) and clause[at] in ASIDE:
            at += 1
        size = _LONGEST_LEAD if clause[at : at + 1] and clause[at] in lexicon.openings("leads") else 0
        while size and " ".join(clause[at : at + size]) not in lexicon.lists["leads"]:
            size -= 1
        at += size if at + size < len(clause) else 0
        size = 0 if at + size >= len(clause) else size
    return clause[at:] or clause


def _whole(forms: list[str], clause: Clause, lexicon: Lexicon) -> YesNo | None:
    """The answer that is all the clause says, or all its words one by one."""
    spoken = core(clause, ASIDE) or ("-",)
    said = [word for word in spoken if word not in ASIDE]
    for kind in _KINDS:
        if not lexicon.answers[kind].whole.isdisjoint(forms):
            return kind
    for kind in _KINDS:
        if lexicon.answers[kind].whole.issuperset(said) and not inside(lexicon.answers["no"].inside, clause):
            return kind
    if spoken[0] in ("khong", "chua") and " ".join(spoken[1:]) in lexicon.answers["yes"].whole:
        return "no"
    return "yes" if _goes_on(spoken, lexicon) else None


def _goes_on(spoken: Tokens, lexicon: Lexicon) -> bool:
    """True for consent with words that only say to go on, or that say what to do."""
    if spoken[0] not in lexicon.lists["consents"] or spoken[:2] == ("dung", "lam"):
        return False
    rest = spoken[1:]
    asks_to = (
        not lexicon.lists["to_do"].isdisjoint(rest)
        and _HESITATES.isdisjoint(rest)
        and not _ASKED.search(" ".join(rest))
    )
    return lexicon.lists["goes_on"].issuperset(rest) or (spoken[0] not in _TWO_SENSES and asks_to)


def _inside(clause: Clause, lexicon: Lexicon) -> YesNo | None:
    kinds = (kind for kind in _KINDS if inside(lexicon.answers[kind].inside, clause))
    return next((kind for kind in kinds if kind != "unsure" or not _CHECKED.search(" ".join(clause))), None)


def _nearly(said: str, lexicon: Lexicon) -> YesNo | None:
    """The answer one slip away, where no other is as near."""
    if not _SHORTEST_TYPO <= len(said) <= _LONGEST_TYPO or _ASKED.search(said):
        return None
    near = {
        kind
        for kind in _KINDS
        if process.extractOne(said, lexicon.answers[kind].near(said), scorer=OSA.distance, score_cutoff=1)
    }
    return near.pop() if len(near) == 1 else None


def _begun(forms: list[str], lexicon: Lexicon) -> YesNo | None:
    if _ASKED.search(forms[0]) and not _NOTHING.search(forms[0]):
        return None
    spoken = [form.split() for form in forms]
    first = [words_[0] for words_ in spoken if words_]
    likely = [kind for kind in _KINDS if not lexicon.answers[kind].openings.isdisjoint(first)]
    if not likely:
        return None
    starts = {" ".join(words_[:size]) for words_ in spoken for size in range(1, _LONGEST_START + 1)}
    return next((kind for kind in likely if not lexicon.answers[kind].start.isdisjoint(starts)), None)
