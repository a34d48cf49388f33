"""Names of several words behind what leads to them: "lấy tên …", "tên quán em là …", before a suffix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.understanding.fold import plain
from bot.understanding.lexicon import Lexicon
from bot.understanding.name_tokens import Segment, Word, among
from bot.understanding.sentence import PRONOUNS, word_set
from bot.understanding.wish_phrases import MOST_WORDS, leads_up, phrase_fits, trimmed
from bot.understanding.wish_words import Leads, is_talk, phrase_at, phrase_holds

_ABOUT = word_set("cua theo")
_FOR = word_set("cho gium giup dum ho jum cua")
_LEAST_LIKED = 3


def led_phrases(spoken: Sequence[Segment], leads: Sequence[Leads], lexicon: Lexicon) -> Iterator[str]:
    """The names after a word that leads to one; in the next clause where nothing follows it."""
    for number, part in enumerate(spoken):
        mode, at = "", 0
        for begins, (size, kind) in leads[number].items():
            if begins < at:
                continue
            at = begins + size
            if kind == "refused" or mode != "refused":
                mode = kind
                told = kind != "refused" and (
                    not _is_called(part.words, at, size) or _called(spoken, number, at, lexicon)
                )
                name = _after(spoken, number, at, size, lexicon) if told else None
                if name:
                    yield name
                    break


def _is_called(words: Sequence[Word], at: int, size: int) -> bool:
    """True where "ten" tells what somebody is called: "em tên Hương", "tên con là Hương"."""
    if words[at - size].said != "ten":
        return False
    beside = [word.said for word in (*words[max(0, at - size - 1) : at - size], *words[at : at + 1])]
    return not PRONOUNS.isdisjoint(beside)


def _called(spoken: Sequence[Segment], number: int, at: int, lexicon: Lexicon) -> int:
    """Where a name begins in "tên quán em là …"; 0 for none, or a person's that nobody takes for a wish."""
    words = spoken[number].words
    between = [word.said for word in words[at : at + _MOST_BETWEEN]]
    if "la" not in between:
        return 0
    whose = between[: between.index("la")]
    shop = lexicon.holds("shop_heads", whose)
    person = (
        bool(whose)
        and _KIN.issuperset(whose)
        and any(_takes(part, lexicon) for part in (*spoken[:number], *spoken[number + 1 :]))
    )
    return at + len(whose) + 1 if shop or person else 0


def _takes(part: Segment, lexicon: Lexicon) -> bool:
    kinds = (
        phrase_at(part.words, at, lexicon) for at in range(len(part.words)) if part.words[at].said != "ten"
    )
    return any(kind == "led" for _, kind in kinds)


_KIN = PRONOUNS | word_set("me ba bo cha vo chong be gai trai cua nha that khai sinh cho meo cun ngoai noi")
_MOST_BETWEEN = 6


def _after(spoken: Sequence[Segment], number: int, at: int, size: int, lexicon: Lexicon) -> str | None:
    words = spoken[number].words
    start, named = _skipped(words, at, lexicon)
    called = _called(spoken, number, at, lexicon) if words[at - 1].said == "ten" else 0
    if called:
        start, named = called, True
    lead = " ".join([word.said for word in words[at - size : at]])
    rest = trimmed(words[start:], lexicon)
    if not rest and number + 1 < len(spoken) and (named or start == len(words)):
        rest = trimmed(spoken[number + 1].words, lexicon)
        if not rest or phrase_at(rest, 0, lexicon)[0]:
            return None
    titled = bool(rest) and all(word.written[:1].isupper() for word in rest)
    likes = lead in lexicon.lists["wish_likes"] and not named and not titled and len(rest) < _LEAST_LIKED
    if (
        likes
        or (lead == "ten" and rest and rest[0].said in _ABOUT)
        or (len(rest) == 1 and any(word.said == "chu" for word in words[at:start]))
        or (lead == "ten" and len(rest) == 1 and among(rest[0], "about_names", lexicon))
        or not phrase_fits(rest, lexicon, least=3)
        or " ".join([w.said for w in rest]) in lexicon.lists["no_names"] - _NAMELIKE
    ):
        return None
    return " ".join([word.written for word in rest])


_NAMELIKE = frozenset(("test", "menu", "help", "reset", "start", "stop", "hello", "hi"))


def _skipped(words: Sequence[Word], at: int, lexicon: Lexicon) -> tuple[int, bool]:
    """Where the name begins behind what may stand between, and whether a word for a name is among it."""
    named = False
    while at < len(words):
        said = words[at].said
        if at + 1 < len(words) and phrase_holds("wish_fillers", words[at : at + 2], lexicon):
            at, named = at + 2, True
        elif said == "mien" and at + 1 < len(words) and words[at + 1].said.lower() in _REGIONS:
            break
        elif said in PRONOUNS and named and at + 1 == len(words):
            at += 1
        elif said in _FOR and at + 1 < len(words) and words[at + 1].said in PRONOUNS:
            at += 2
        elif (
            phrase_holds("wish_fillers", words[at : at + 1], lexicon) or phrase_at(words, at, lexicon)[0] == 1
        ):
            named = named or said in _NAMES
            at += 1
        else:
            break
    return at, named


_REGIONS = word_set("tay trung bac nam nui dong xuoi ngoai trong")
_NAMES = word_set("ten chu cai la nick")


def spaced_host(before: Sequence[Word], host: str, lexicon: Lexicon) -> str | None:
    """The words before a suffix that belong to the name: "hà trang chấm id chấm vn"."""
    if len(plain(host)) > _LONGEST_HOST or not before:
        return None
    start = max(
        (
            at + phrase_at(before, at, lexicon)[0]
            for at in range(len(before))
            if phrase_at(before, at, lexicon)[0]
        ),
        default=0,
    )
    start = _skipped(before, start, lexicon)[0] if start else 0
    kept = list(before[start:])
    named = max((at for at, word in enumerate(kept, 1) if word.said == "la"), default=0)
    kept = kept[named:]
    while kept and leads_up(kept[0]):
        kept = kept[1:]
    if (
        not kept
        or len(kept) >= MOST_WORDS
        or any("." in word.written for word in kept)
        or is_talk(kept, lexicon)
    ):
        return None
    return " ".join([*(word.written for word in kept), host])


_LONGEST_HOST = 7
