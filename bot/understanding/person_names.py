"""The name of a person out of a sentence, in the spelling it was typed in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from bot.understanding.family_told import family_told, with_family
from bot.understanding.fold import clean, plain
from bot.understanding.lexicon import Lexicon
from bot.understanding.name_evidence import MOST_WORDS, is_full_name, is_known_otherwise, is_name, is_proper
from bot.understanding.name_span import bare_name
from bot.understanding.name_tokens import Segment, Word, among, mended, segments, without_tails
from bot.understanding.name_words import is_everyday, is_family, is_given
from bot.understanding.person_leads import (
    ADDRESSED,
    CALLED_OUT,
    CHILD,
    DENIED,
    GLUED,
    LEAD,
    LEADS,
    OTHER,
    TITLED,
    is_own,
)
from bot.understanding.persons import is_others
from bot.understanding.regex import regex

__all__ = ["MOST_WORDS", "read_person_name"]

_MOST_TITLE = 2  # words with capitals that may be a title, or the beginning of a sentence
_SHORT_QUESTION = 8
_TOLD_OF = regex(
    r"(?:trong (?:truyen|phim|sach|bai|game|mv)|ma (?:duoc|nhu|con|cung)|hat|noi|bao|keu|gioi thieu|hom qua|no"
    r"|la ai)\b"
)
_CALLED, _TOLD, _REAL = range(3)
"""What people are called, what they say their name is, and what stands on their papers."""


def read_person_name(text: str, lexicon: Lexicon) -> str | None:
    """The person's name as typed, without "my name is" and particles; None for anything else."""
    tidy = GLUED.sub(lambda glued: " ".join(filter(None, glued.groups())), clean(text))
    tidy = CALLED_OUT.sub("", ADDRESSED.sub("", tidy))
    if not tidy.isupper():
        tidy = TITLED.sub(lambda lead: lead[0].lower(), tidy)
    if "?" in tidy and len(tidy) > _SHORT_QUESTION and not LEAD.search(plain(tidy)):
        return None
    spoken = segments(tidy, lexicon)
    if told := family_told(spoken, lexicon):
        family, rest = told
        name = _name(rest, lexicon)
        return _written(with_family(name, family, lexicon)) if name else None
    name = _name(spoken, lexicon)
    if name and len(name) == 1 and name[0].lower and _counts(name[0], spoken):
        return None
    return _written(name) if name else None


def _counts(word: Word, spoken: Sequence[Segment]) -> bool:
    """True where a number follows the word: "sinh 2009" tells of a birth."""
    pairs = (pair for part in spoken for pair in pairwise(part.words))
    return any(one.written == word.written and other.written[0].isdigit() for one, other in pairs)


def _name(spoken: list[Segment], lexicon: Lexicon) -> tuple[Word, ...] | None:
    kept = mended(spoken)
    for parts in (kept,) if kept == spoken else (kept, spoken):
        told = sorted(_announced(parts, lexicon), key=lambda one: (is_full_name(one[1], lexicon), one[0]))
        bare = _unannounced(parts, lexicon)
        in_full = bare is not None and is_proper(bare) and is_full_name(bare, lexicon)
        if told and not (in_full and not is_full_name(told[-1][1], lexicon)):
            return told[-1][1]
        if bare is not None:
            return bare
    return None


def _announced(spoken: Sequence[Segment], lexicon: Lexicon) -> Iterator[tuple[int, tuple[Word, ...]]]:
    """How far it is vouched for, and the name, for every "my name is" in order."""
    for at, part in enumerate(spoken):
        ahead = spoken[at + 1].words if at + 1 < len(spoken) else ()
        if at == 0 and CHILD.match(part.said) and part.words[0].written.lower() != "còn":
            continue
        for lead in () if LEADS.isdisjoint(part.said.split()) else LEAD.finditer(part.said):
            before, through = part.until(lead.start()), part.until(lead.end())
            if OTHER.match(part.said, lead.start()) or not is_own(
                before, through, lexicon, real=bool(lead["real"])
            ):
                continue
            after = _past(part, lead, lexicon)
            rest = _called(part, lead, lexicon) if lead["loose"] else _following(after, ahead, lexicon)
            if rest and is_name(rest, lexicon, told=True):
                yield _trust(lead), rest


def _trust(lead: re.Match[str]) -> int:
    if lead["real"]:
        return _REAL
    return _CALLED if lead["loose"] or " o nha" in lead[0] else _TOLD


def _past(part: Segment, lead: re.Match[str], lexicon: Lexicon) -> Sequence[Word]:
    """What follows the lead; a family name that folds like a word of it is none of it: "tên Đỗ Mạnh Hùng"."""
    after, whole = part.after(lead.end()), part.after(lead.start())
    size = len(lead[0].split())
    for at in range(1, size):
        word, rest = whole[at], whole[at:]
        written = word.written.lower()
        if word.marked and plain(written) == word.said and written not in _MARKED.get(word.said, (written,)):
            return rest
        if at == size - 1 and word.said in _FAMILIES and not word.marked and len(after) > 1:
            name = bare_name(rest, lexicon)
            return rest if len(name) > 2 and is_full_name(name, lexicon) else after
    return after or _swallowed(whole, lexicon)


# Words of a lead with their marks, which are names with others.
_MARKED = {
    "chau": ("cháu",), "minh": ("mình",), "do": ("đó",), "co": ("cô",), "chu": ("chú",), "bac": ("bác",),
    "day": ("đây", "đấy", "đầy"), "la": ("là", "la"), "cau": ("cậu",), "di": ("dì", "đi"), "thi": ("thì",),
    "cu": ("cụ",),
}  # fmt: skip
_FAMILIES = ("chau", "do", "cu")


def _swallowed(lead: Sequence[Word], lexicon: Lexicon) -> Sequence[Word]:
    """The "minh anh" of "ten minh anh", which could be two pronouns."""
    pair = lead[-2:]
    return pair if len(lead) > len(pair) and all(is_given(word, lexicon) for word in pair) else ()


def _called(part: Segment, lead: re.Match[str], lexicon: Lexicon) -> tuple[Word, ...]:
    """The capitalised name after "call me"; nothing where the verb itself is written like a name."""
    verb = part.after(lead.start())[0]
    rest = bare_name(part.after(lead.end()), lexicon)
    capital = bool(rest) and rest[0].written[:1].isupper()
    return rest if capital and (verb.lower or not is_given(verb, lexicon)) else ()


def _following(rest: Sequence[Word], ahead: Sequence[Word], lexicon: Lexicon) -> tuple[Word, ...]:
    """The name after a lead, or in the next segment where none follows at once."""
    name = bare_name(rest, lexicon)
    if name and is_name(name, lexicon, told=True):
        return name
    later = bare_name(ahead, lexicon)
    return later if not name or is_proper(ahead[:1]) or (later and is_full_name(later, lexicon)) else name


def _unannounced(spoken: Sequence[Segment], lexicon: Lexicon) -> tuple[Word, ...] | None:
    """The first segment as a name; amid a story only a full name."""
    if len(spoken) > 1 and len([one for one in spoken if _is_given_alone(one, lexicon)]) > 1:
        return None  # several names to choose from
    first, others = True, False
    for part in spoken:
        if DENIED.match(part.said) or _greets(part, lexicon) or _asks(part, lexicon):
            continue
        if is_known_otherwise(without_tails(part.words, lexicon), lexicon, told=False):
            return None
        bare = bare_name(part.words, lexicon)
        if bare and _stands_alone(part, bare, lexicon):
            if is_full_name(bare, lexicon) or (first and is_name(bare, lexicon, told=False)):
                return _in_full(bare, spoken, lexicon)
            if not others and is_proper(bare) and _is_all(part, bare, lexicon):
                return bare
        named = _capitals(part.words)
        untold = named and LEADS.isdisjoint([word.said for word in part.words[: part.words.index(named[0])]])
        if untold and is_full_name(named, lexicon) and _stands_alone(part, named, lexicon):
            return named
        first = False
        others = others or is_others(part.said) or lexicon.holds("not_me", part.said.split())
    return None


def _capitals(words: Sequence[Word]) -> tuple[Word, ...]:
    """The last words in a row that begin with capitals amid lower-case ones; () where there are fewer than three."""
    runs = [tuple(run) for capital, run in groupby(words, lambda word: word.written[:1].isupper()) if capital]
    return runs[-1] if runs and len(runs[-1]) > _MOST_TITLE and any(word.lower for word in words) else ()


def _is_given_alone(part: Segment, lexicon: Lexicon) -> bool:
    return len(part.words) == 1 and is_given(part.words[0], lexicon)


def _in_full(name: tuple[Word, ...], spoken: Sequence[Segment], lexicon: Lexicon) -> tuple[Word, ...]:
    """The full name that another segment gives for a name of one word: "Hương nha, Lê Thị Hương"."""
    size = len(name)
    full = (bare_name(part.words, lexicon) for part in spoken) if size <= _MOST_TITLE else ()
    said = [word.bare for word in name]
    ends = (
        one
        for one in full
        if len(one) > size and [word.bare for word in one[-size:]] == said and is_full_name(one, lexicon)
    )
    return next(ends, name)


def _is_all(part: Segment, bare: Sequence[Word], lexicon: Lexicon) -> bool:
    """True where the segment is nothing but a known name and particles."""
    if not all(is_given(word, lexicon) or is_family(word, lexicon) for word in bare):
        return False
    around = [word for word in part.words if word not in bare]
    return is_name(bare, lexicon, told=False) and all(
        among(word, "fillers", lexicon) or word.said in lexicon.lists["tails"] for word in around
    )


def _stands_alone(part: Segment, bare: Sequence[Word], lexicon: Lexicon) -> bool:
    """True where nothing about the name says that it is another's, one of two, or no name."""
    at = part.words.index(bare[0])
    before, after = part.words[:at], part.words[at + len(bare) :]
    said = " ".join([word.said for word in (*before, *after)])
    if said.startswith("la ten ") and not is_others(said):
        return True
    if is_others(said) or lexicon.holds_any(("other_names", "not_me"), part.said.split()):
        return False
    if after and (
        after[0].said in ("hay", "hoac", "oi", "ui")
        or (after[0].said in ("voi", "va") and len(after) > 1 and is_given(after[1], lexicon))
        or _TOLD_OF.match(" ".join([word.said for word in after]))
    ):
        return False
    if not bare[0].lower or is_full_name(bare, lexicon):
        return True
    tails, called = lexicon.lists["tails"], lexicon.lists["called"]
    told_on = [word for word in after if word.said not in tails and word.said not in called]
    if (
        told_on
        and not any(map(str.isdigit, told_on[0].written))
        and (len(bare) == 1 or any(is_everyday(w, lexicon) for w in bare))
    ):
        return False
    if len(bare) == 1 and any(among(word, "pushing", lexicon) for word in after):
        return False
    return len(before) < 2


_HELLO = 3


def _asks(part: Segment, lexicon: Lexicon) -> bool:
    last = part.words[-1]
    return (
        len(part.words) > _HELLO
        and last.said in ("khong", "chua", "ha", "nhi")
        and not is_given(last, lexicon)
    )


def _greets(part: Segment, lexicon: Lexicon) -> bool:
    if not part.words[0].lower and is_given(part.words[0], lexicon):
        return False
    return len(part.words) <= _HELLO and all(among(word, "fillers", lexicon) for word in part.words)


def _written(words: Sequence[Word]) -> str:
    return " ".join([word.written.strip('.,;!"“”') for word in words]).replace("’", "'")
