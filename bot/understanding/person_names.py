"""The name of a person out of a sentence, in the spelling it was typed in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.understanding.fold import plain
from bot.understanding.lexicon import Lexicon
from bot.understanding.name_tokens import Segment, Word, segments, without_tails
from bot.understanding.persons import is_others
from bot.understanding.syllables import SYLLABLES

MOST_WORDS = 6

_ME = "em|toi|minh|con|chau|bac|anh|chi|co|chu|t|tao|m|ba|ong|cu"
_LEAD = re.compile(
    rf"(?:.*\b)?(?P<strong>[tT]en(?: (?:day du|that|khai sinh|goi|cua|o nha|{_ME}|thi|ne|ay ha|dep)){{0,4}}(?: (?:la|nhu sau|thi la))?"
    rf"|khai sinh (?:ghi )?(?:ten )?la|dat (?:cho )?(?:{_ME})? ?(?:ten )?la"
    rf"|(?:goi|keu|xung)(?: (?:{_ME}))?(?: (?:la|bang))|(?:viet|ghi) la|(?:{_ME})(?: day)? la(?! (?:nguoi|sinh|hoc)\b)"
    r"|dung ho so la toi)(?= |$)"
)
_REAL = re.compile(r"\bten (?:day du|that|khai sinh)|\bkhai sinh\b")
_CUT = re.compile(r"^(?:o|sinh|nam|[0-9].*|2k.*|dan toc|nguoi|chu|con|ma|hien|dang|hoi|nha o|duoc|viet|khong|luon|toi gio|cung|la|22)$")
_WORD = re.compile(r"[a-z]+(?:['’-][a-z]+)*['’]?")
_VOWEL = re.compile(r"[aeiouy]")
_DENIED = re.compile(r"^(?:da )?(?:khong phai|dung (?:keu|goi)|khong la)\b")


def read_person_name(text: str, lexicon: Lexicon) -> str | None:
    """The person's name as typed, without "my name is" and particles; None for anything else."""
    if "?" in text and len(text) > _SHORT_QUESTION and not _LEAD.search(plain(text)):
        return None
    spoken = segments(text, lexicon)
    announced = [name for name in _announced(spoken, lexicon) if _is_name(name, lexicon, told=True)]
    if announced:
        return _written(announced[-1])
    if any(_LEAD.match(part.said) for part in spoken):
        return None
    for part in spoken:
        if _DENIED.match(part.said):
            continue
        if lexicon.holds("greetings_only", part.said.split()) and len(part.words) <= _HELLO:
            continue
        bare = _bare(part.words, lexicon)
        return _written(bare) if _is_name(bare, lexicon, told=False) else None
    return None


_SHORT_QUESTION, _HELLO = 8, 3
_TURN = re.compile(r"\b(?:con|chu|ma|nhung) (?=(?:em|toi|minh|con|chau|ten)\b)")


def _announced(spoken: list[Segment], lexicon: Lexicon) -> Iterator[tuple[Word, ...]]:
    """What follows a "my name is", the names people are really called by last."""
    found: list[tuple[bool, tuple[Word, ...]]] = []
    for at, part in enumerate(spoken):
        lead = _LEAD.match(part.said)
        if lead is None or is_others(_TURN.split(part.said[: lead.end()])[-1]) or _DENIED.match(part.said[: lead.start("strong")]):
            continue
        rest = part.after(lead.end())
        if rest and rest[0].said == "la" and rest[0].written.lower() in ("l\N{LATIN SMALL LETTER A WITH GRAVE}", "la", "laf"):
            rest = rest[1:]
        after = spoken[at + 1].words if at + 1 < len(spoken) else ()
        if after and (not rest or (_titled(after[:1]) and not _is_name(_bare(rest, lexicon), lexicon, told=True))):
            rest = after
        if rest:
            found.append((bool(_REAL.search(part.said)), _bare(rest, lexicon)))
    yield from (name for _, name in sorted(found, key=lambda one: one[0]))


def _bare(words: Sequence[Word], lexicon: Lexicon) -> tuple[Word, ...]:
    """The words without titles before and particles or a story behind."""
    kept = list(words)
    titles = lexicon.lists["titles"]
    while len(kept) > 1 and kept[0].written.lower() in _GREETED:
        kept = kept[1:]
    while len(kept) > 1 and kept[0].written.islower() and kept[0].said in titles and _begins(kept[1], lexicon):
        kept = kept[1:]
    if len(kept) > _TITLE_WORDS and " ".join(word.said for word in kept[:2]) in titles:
        kept = kept[2:]
    cut = next((at for at, word in enumerate(kept) if at and word.written.islower() and _CUT.match(word.said)), len(kept))
    two = next((at for at in range(1, len(kept) - 1) if f"{kept[at].said} {kept[at + 1].said}" in _CUT_PAIRS), len(kept))
    return without_tails(kept[: min(cut, two)], lexicon)


_TITLE_WORDS = 2
_GREETED = frozenset(["dạ", "da", "vâng", "chào", "chao", "alo", "hello", "hi", "thưa", "ad", "shop", "bot", "là", "đây"])
_CUT_PAIRS = frozenset(("dan toc", "giong rieng", "nguoi mong", "nha minh"))


def _begins(word: Word, lexicon: Lexicon) -> bool:
    """True where a name may begin here, after "anh" or "em"."""
    return word.written[:1].isupper() or word.said in lexicon.surnames or word.said in lexicon.lists["titles"] | {"la", "ten", "day"}


def _titled(words: Sequence[Word]) -> bool:
    """True where every word begins with a capital, or all of them are capitals."""
    return bool(words) and all(word.written[:1].isupper() for word in words)


def _refused(words: Sequence[Word], said: str, lexicon: Lexicon) -> bool:
    """True for a refusal, a role or a word of the talk; a name with marks is none of them that only folds alike."""
    if said not in lexicon.lists["no_names"]:
        return False
    written = " ".join(word.written.lower() for word in words)
    return written.isascii() or written in lexicon.written["no_names"]


def _is_name(words: Sequence[Word], lexicon: Lexicon, *, told: bool) -> bool:
    """True where the words can be a person's name; less is needed after "my name is"."""
    folded = [plain(word.written) for word in words]
    said = " ".join(folded)
    if not 1 <= len(words) <= MOST_WORDS or not all(map(_WORD.fullmatch, folded)) or not _VOWEL.search(said):
        return False
    if words[0].written.lower() == "họ" or (words[0].written == "ho" and len(words) == _FAMILY_ONLY):
        return False
    if _refused(words, said, lexicon) and not (told and _titled(words)):
        return False
    if len(words) == 1:
        return _is_single(words[0], folded[0], lexicon, told)
    return _titled(words) or _is_several(words, folded, lexicon, told)


def _is_single(word: Word, folded: str, lexicon: Lexicon, told: bool) -> bool:
    talk = not lexicon.lists["talk"].isdisjoint((folded, word.said)) and word.written.islower()
    if talk or (folded in lexicon.surnames and folded not in lexicon.given and not told):
        return False
    known = folded in SYLLABLES or "'" in plain(word.written) or not word.written.isascii()
    return (told or len(folded) > 1) and known


def _is_several(words: Sequence[Word], folded: list[str], lexicon: Lexicon, told: bool) -> bool:
    talk = lexicon.lists["talk"].intersection([*folded[1:], *(word.said for word in words if word.written.islower())])
    family = folded[0] in lexicon.surnames and words[0].said != "khong"
    syllables = all(word in SYLLABLES for word in folded)
    if family and folded[1] in ("thi", "van") and len(folded) > _FAMILY_ONLY:
        return True
    if family or folded[0] in ("y", "h", "a", "ka") or "'" in folded[0]:
        return (not talk or (len(words) > _FAMILY_ONLY and len(talk) == 1)) and (syllables or told or not talk)
    talk = lexicon.lists["talk"].intersection(folded)
    if told:
        return not talk and len(words) <= _MOST_TOLD
    return not talk and len(words) <= _MOST_BARE and syllables and not any(map(_particle, folded))


_FAMILY_ONLY, _MOST_BARE = 2, 3
_MOST_TOLD = 5


def _particle(word: str) -> bool:
    return word in ("di", "cho", "voi", "va", "la", "co", "de", "len", "vo", "ve")


def _written(words: Sequence[Word]) -> str:
    return " ".join(word.written.strip(".,;!\"“”") for word in words).replace("’", "'")
