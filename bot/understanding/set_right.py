"""The end of a name set right in the same breath: "Rau Sạch Cô Tư, à nhầm, Cô Năm"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.lexicon import Lexicon
from bot.understanding.name_tokens import Segment
from bot.understanding.sentence import core, word_set

_SLIP = word_set("a ak y ua ui da e i nham lon quen khong thoi ma roi khoan noi viet ghi go lai")


def before_slip(spoken: Sequence[Segment], kept: Sequence[Segment]) -> Segment | None:
    """What was said before the slip that the kept segments follow; None where there was none."""
    every = [word for part in spoken for word in part.words]
    after = sum(len(part.words) for part in kept)
    said = ("-", *(word.said if word.lower else "-" for word in every[: len(every) - after]))
    before = len(core(said, _SLIP)) - 1
    return Segment.of(every[:before]) if 0 < before < len(said) - 1 else None


def with_its_beginning(name: str, before: str, lexicon: Lexicon) -> str:
    """The corrected name behind what it leaves as it was: whose shop it is was set right, not what it sells."""
    new, old = name.split(), before.split()
    at = len(old) - len(new)
    same = at > 0 and len(new) > 1 and old[at].lower() == new[0].lower()
    return " ".join((*old[:at], *new)) if same and new[0].lower() in lexicon.written["titles"] else name
