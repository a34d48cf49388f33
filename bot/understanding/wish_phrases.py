"""Wished names of several words: what follows "take the name", or a message that is nothing but a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.understanding.fold import plain
from bot.understanding.lexicon import Lexicon, inside
from bot.understanding.name_tokens import Segment, Word, segments
from bot.understanding.sentence import PRONOUNS, word_set
from bot.understanding.wish_words import holds, is_talk, phrase_at, phrase_holds

MOST_WORDS = 6

_BEFORE = word_set("da vang em toi mình con chau u uh luon la chac thoi ok oke a vay the gio thi")
_FOR = word_set("cho gium giup dum ho jum cua gipum")
_ASKED = re.compile(
    r"\b(?:khong|chua|gi|nao|sao|bao nhieu|ha)$|^(?:sao|tai sao|vi sao|cho hoi|co ai|lam sao)\b"
)
_QUOTED = re.compile(r"[\"“”«]([^\"“”«»]{2,50})[\"“”»]")
_LEAST_LIKED = 3
_SHORTEST = 2


def phrase_fits(words: Sequence[Word], lexicon: Lexicon, least: int = 2) -> bool:
    """True for words that may be a name and are no sentence; `least` words that mostly stand in sentences make one."""
    said = [word.said.lower() for word in words]
    if not 1 <= len(words) <= MOST_WORDS or inside(lexicon.lists["no_wish"], said):
        return False
    joined = " ".join(plain(word.written) for word in words)
    if "." in joined or (
        len(words) == 1 and (is_talk(words, lexicon, least=1) or said[0] in lexicon.lists["tails"])
    ):
        return False
    least += len(words) > 2 and said[0] in lexicon.surnames
    return (
        any(map(str.isalpha, joined))
        and not is_talk(words, lexicon, least)
        and not _ASKED.search(" ".join(said))
    )


def quoted(typed: str, lexicon: Lexicon) -> list[str]:
    """The names in quotation marks, where nothing before them turns them down."""
    found = []
    for match in _QUOTED.finditer(typed):
        before, inner = segments(typed[: match.start()], lexicon), segments(match[1], lexicon)
        words = before[-1].words if before else ()
        refused = any(phrase_at(words, at, lexicon)[1] == "refused" for at in range(len(words)))
        if len(inner) == 1 and not refused and phrase_fits(inner[0].words, lexicon, least=3):
            found.append(match[1].strip(" .,!"))
    return found


def led_phrases(spoken: Sequence[Segment], lexicon: Lexicon) -> Iterator[str]:
    """The names after a word that leads to one; in the next clause where nothing follows it."""
    for number, part in enumerate(spoken):
        mode, at = "", 0
        while at < len(part.words):
            size, kind = phrase_at(part.words, at, lexicon)
            at += max(size, 1)
            if kind and (kind == "refused" or mode != "refused"):
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
    """Where a name begins in "tên quán em là …"; 0 where none is told, or a person's that nothing takes for a wish."""
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
    lead = " ".join(word.said for word in words[at - size : at])
    rest = trimmed(words[start:], lexicon)
    if not rest and number + 1 < len(spoken) and (named or start == len(words)):
        rest = trimmed(spoken[number + 1].words, lexicon)
        if not rest or phrase_at(rest, 0, lexicon)[0]:
            return None
    titled = bool(rest) and all(word.written[:1].isupper() for word in rest)
    likes = lead in lexicon.lists["wish_likes"] and not named and not titled and len(rest) < _LEAST_LIKED
    if (
        likes
        or not phrase_fits(rest, lexicon, least=3)
        or " ".join(w.said for w in rest) in lexicon.lists["no_names"] - _NAMELIKE
    ):
        return None
    return " ".join(word.written for word in rest)


_NAMELIKE = frozenset(("test", "menu", "help", "reset", "start", "stop", "hello", "hi"))


def _skipped(words: Sequence[Word], at: int, lexicon: Lexicon) -> tuple[int, bool]:
    """Where the name begins behind what may stand between, and whether a word for a name is among it."""
    named = False
    while at < len(words):
        said = words[at].said
        if at + 1 < len(words) and phrase_holds("wish_fillers", words[at : at + 2], lexicon):
            at, named = at + 2, True
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


_NAMES = word_set("ten chu cai la nick")


_WHO = word_set("em toi con chau tao")


def lone_phrase(spoken: Sequence[Segment], lexicon: Lexicon) -> str | None:
    """The name that a message is, whatever notes on its spelling stand beside it."""
    kept = [rest for part in spoken if (rest := _own(part, lexicon))]
    titled = [rest for rest in kept if len(rest) > 1 and all(word.written[:1].isupper() for word in rest)]
    if len(kept) != 1 and not (titled and titled[0] is kept[0]):
        return None
    words = kept[0]
    said = " ".join(word.said.lower() for word in words)
    if any(phrase_at(words, at, lexicon)[0] for at in range(len(words)) if words[at].written.islower()):
        return None
    if len(said) < _SHORTEST or said in lexicon.lists["no_names"] or not phrase_fits(words, lexicon):
        return None
    return " ".join(word.written for word in words)


def _own(part: Segment, lexicon: Lexicon) -> tuple[Word, ...]:
    """The words of a clause without what ends a name; () for a note on its spelling, and for mere politeness."""
    said = part.said
    if said in lexicon.lists["wish_ends"] or any(
        said.startswith(f"{end} ") for end in lexicon.lists["wish_notes"]
    ):
        return ()
    rest = trimmed(part.words, lexicon)
    told = (
        part.words
        and rest
        and part.words[0].said in _WHO
        and part.words[0] is not rest[0]
        and rest[0].written.islower()
    )
    return () if told and len(rest) == 1 else part.words if told else rest


def trimmed(words: Sequence[Word], lexicon: Lexicon) -> tuple[Word, ...]:
    """The words without what leads up to a name, and without what closes it."""
    kept = list(words)
    while kept and _leads_up(kept[0]):
        kept = kept[1:]
    cut = next((at for at in range(len(kept)) if _ends(kept, at, lexicon)), len(kept))
    while cut > 1 and _is_tail(kept, cut - 1, lexicon):
        cut -= 1
    return tuple(kept[:cut])


def _is_tail(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """True for a closing particle, and for whom it speaks to."""
    word, before = words[at], words[at - 1]
    if not word.written.islower():
        return False
    return holds("tails", word, lexicon) or (
        holds("called", word, lexicon) and holds("tails", before, lexicon)
    )


def _leads_up(word: Word) -> bool:
    # Without its mark the pronoun is a given name as often.
    return word.written.islower() and (word.said in _BEFORE or word.written in _BEFORE)


def _ends(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    return any(phrase_holds("wish_ends", words[at : at + size], lexicon) for size in (1, 2, 3))


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
    while kept and _leads_up(kept[0]):
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
