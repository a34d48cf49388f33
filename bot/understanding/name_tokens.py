"""A text that may hold a name: its segments between stops, each word as written and as it is matched."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.understanding.fold import WORDS, clean, plain
from bot.understanding.lexicon import Lexicon
from bot.understanding.marks import folds, is_marked, spelled, spellings
from bot.understanding.regex import regex
from bot.understanding.syllables import SYLLABLES
from bot.understanding.undecoded import decoded

_STOP = regex(
    r"(?<=\s)[(\[]|[,.;!?()\n\"“”…:]+(?=\s|$|[\"“”])|(?<=\s)[–-]+(?=\s)|[\"“”]|[^\w\s'’&.,+/!()?;:\"“”…–-]+"
)


FAR = 24
"""Words: more than the longest name has, so that cutting there makes no name of a sentence."""
_BACK = 160  # characters


@lru_cache(WORDS)
def _bare(written: str) -> str:
    read = decoded(plain(written))
    doubled = read not in SYLLABLES and len(read) > 2 and read[-1] == read[-2]
    return read[:-1] if doubled and read[:-1] in SYLLABLES else read


class Word(NamedTuple):
    """One word as it was written, and as it is matched: without marks and short forms, a capital kept inside.

    So "Lò" in a name is never taken for the word that says what kind of shop it is.
    """

    written: str
    said: str
    bare: str
    """The syllable without marks, Telex and a doubled last letter undone, short forms left alone."""
    lower: bool
    """True for a word without capitals."""
    marked: bool
    """True where its marks are those it was meant to have."""

    @classmethod
    def of(cls, written: str, said: str, *, marked: bool = False) -> Word:
        """The word with what is told of its letters."""
        return cls(written, said, _bare(written), written.islower(), marked)


class Segment(NamedTuple):
    """The words between two stops."""

    words: tuple[Word, ...]
    said: str
    """The words as they are matched, one space between."""

    @classmethod
    def of(cls, words: Sequence[Word]) -> Segment:
        """The segment of those words."""
        return cls(tuple(words), " ".join([word.said for word in words]))

    def after(self, characters: int) -> tuple[Word, ...]:
        """The words that begin at that character of `said` or later, as many as a name could need."""
        at = len(self.said[:characters].split())
        return self.words[at : at + FAR]

    def until(self, characters: int) -> str:
        """What is said up to that character, no further back than a clause may reach."""
        return self.said[max(0, characters - _BACK) : characters]


def segments(text: str, lexicon: Lexicon) -> list[Segment]:
    """The text's segments in order, none of them empty."""
    tidy = clean(text)
    marked = is_marked(tidy)
    parts = _STOP.split(tidy) if _may_stop(tidy) else [tidy]
    spoken = [_words(part, lexicon, marked) for part in parts]
    return [Segment.of(words) for words in spoken if words]


def _may_stop(tidy: str) -> bool:
    """False for a clean text that is cut nowhere: words, and names with dots and hyphens inside."""
    letters = tidy.replace(" ", "")
    if letters.isalnum():
        return False
    inside = letters.replace(".", "").replace("-", "").isalnum()
    return not inside or ". " in tidy or " -" in tidy or tidy.endswith(".")


@lru_cache(WORDS)
def among(word: Word, name: str, lexicon: Lexicon) -> bool:
    """True where the word is one of that list, by its marks where it was typed with them."""
    listed = lexicon.written[name]
    if word.marked or not word.written.isascii():
        return spelled(word.written) in spellings(listed)
    return word.bare in folds(listed)


# One of these is in each.
_CORRECTING = ("nham", "lon", "khong", "quen", "a thoi", "ma la")
_CORRECTION = regex(r"\b(?:a nham|ak nham|a lon|y lon|nham|a khong|a quen|a thoi|ma la)(?= )")


def corrected(spoken: Sequence[Segment]) -> list[Segment]:
    """The segments; of one that corrects itself in passing only the end."""
    found = []
    for part in spoken:
        likely = any(map(part.said.__contains__, _CORRECTING))
        ends = [correction.end() for correction in _CORRECTION.finditer(part.said)] if likely else ()
        found.append(Segment.of(part.words[len(part.said[: ends[-1]].split()) :]) if ends else part)
    return found


_OWNED = r"(?:nham|lon|quen|(?:go|viet|ghi|bam|danh)(?: \w+)? (?:nham|lon|sai|thieu))"
_BEGINS = regex(r"(?:a|ak|y) (?:nham|lon|quen)|nham|a khong")
_SLIP = regex(
    r"^(?:da |a |y |ua |xin |cho |de |thoi |ui |ui cha |e |chet |uy )*"
    rf"(?:(?:em |toi |minh |nay |luc nay |hoi nay )*{_OWNED}|sua lai|doi lai)\b(?! (?:la|dau|khong))"
    r"|^(?:ma|y|ua) khong$"
)


def mended(spoken: Sequence[Segment]) -> list[Segment]:
    """The segments after the last slip that is owned up to; all of them where there is none or nothing follows."""
    whole = corrected(spoken)
    slips = [at + 1 for at, part in enumerate(whole[:-1]) if _SLIP.match(part.said)]
    # One that begins with its correction takes back what stood before it.
    begun = [at for at, part in enumerate(spoken) if _BEGINS.fullmatch(_cut(part, whole[at]))]
    return whole[max((*slips, *begun), default=0) :]


def _cut(part: Segment, kept: Segment) -> str:
    """What of the segment was not kept."""
    return part.said[: len(part.said) - len(kept.said)].strip()


def _words(part: str, lexicon: Lexicon, marked: bool) -> tuple[Word, ...]:
    spoken = [word for word in part.split() if word.isalnum() or any(map(str.isalnum, word)) or word == "&"]
    shouted = part.isupper()
    return tuple(
        [
            _word(word, word if at and not shouted else word.lower(), marked, lexicon)
            for at, word in enumerate(spoken)
        ]
    )


# People use few words, and each is looked at by a dozen rules.
@lru_cache(WORDS)
def _word(written: str, cased: str, marked: bool, lexicon: Lexicon) -> Word:
    return Word.of(written, _said(cased, lexicon), marked=marked)


def _said(word: str, lexicon: Lexicon) -> str:
    if word[:1].isupper():
        return plain(word).replace("'", "").replace("’", "").capitalize() or "_"
    said = lexicon.said(word)
    return said if said and " " not in said else plain(word) or "_"


def _closes(word: Word, lexicon: Lexicon) -> bool:
    """True for a closing particle, by its marks where there are any: "đi" closes, "dì" is somebody."""
    return among(word, "tails", lexicon) if word.marked else word.said in lexicon.lists["tails"]


def without_tails(words: Sequence[Word], lexicon: Lexicon, *, followed: bool = False) -> tuple[Word, ...]:
    """The words without the particles that close them; one word always stays, and so does a capital among others.

    Whom a particle speaks to goes with it: "Lan nha chị", but not "Tuấn Anh".
    """
    tails, called = lexicon.lists["tails"], lexicon.lists["called"]
    end = len(words)
    shouted = len(words) > 2 and all(word.written.isupper() for word in words)
    while end > 1 and (words[end - 1].lower or shouted):
        last, before = words[end - 1].said.strip("!."), words[end - 2]
        if (
            f"{before.said} {last}" in tails
            or among(words[end - 1], "tails", lexicon)
            or (len(last) < len(words[end - 1].written) and last in tails)  # stretched: "nèee"
            or (last[-2:-1] == last[-1:] and last.rstrip(last[-1:]) + last[-1:] in tails)
            or (last in called and end > 2 and (before.lower or shouted) and _closes(before, lexicon))
            or (
                last in called
                and (followed or end < len(words))
                and not among(words[end - 1], "given_names", lexicon)
            )
        ):
            end -= 1
        else:
            break
    return tuple(words[:end])
