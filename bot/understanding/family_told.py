"""A family name told beside the given name: "tên Lài, họ Hồ"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.lexicon import Lexicon
from bot.understanding.name_tokens import Segment, Word, among
from bot.understanding.name_words import is_family


def family_told(spoken: Sequence[Segment], lexicon: Lexicon) -> tuple[Word, list[Segment]] | None:
    """The one family name that a clause tells as one, and the segments without it; None for none, or several."""
    found = [(part, at) for part in spoken for at in range(len(part.words) - 1) if _tells(part, at, lexicon)]
    if len(found) != 1:
        return None
    (told, at) = found[0]
    rest = [
        Segment.of((*part.words[:at], *part.words[at + 2 :])) if part is told else part for part in spoken
    ]
    return told.words[at + 1], [part for part in rest if part.words]


def with_family(name: Sequence[Word], family: Word, lexicon: Lexicon) -> tuple[Word, ...]:
    """The name behind the family name, unless it begins with one of its own."""
    own = len(name) > 1 and is_family(name[0], lexicon)
    return tuple(name) if own or name[0].bare == family.bare else (family, *name)


def _tells(part: Segment, at: int, lexicon: Lexicon) -> bool:
    """True for "họ" and a family name, where the clause ends or goes on to the given name."""
    if part.words[at].written.lower() not in ("họ", "ho") or not is_family(part.words[at + 1], lexicon):
        return False
    after = part.words[at + 2 :]
    return not after or after[0].said == "ten" or all(among(word, "tails", lexicon) for word in after)
