"""How wide a text is at most, and where its lines break; no font is at hand, so the widest usual one counts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_EM = {
    **dict.fromkeys("iljI|.,:;!'‘’", 0.34),
    **dict.fromkeys("ftr()[]-/“” \u00a0", 0.42),
    **dict.fromkeys("mwMWQ@…↗↩%", 1.0),
}
_LOWER, _OTHER = 0.63, 0.75


def width(text: str, size: float) -> float:
    """The width in pixels at a font size; marks above and below letters take none."""
    return size * sum(map(_em, text))


def _em(char: str) -> float:
    base = unicodedata.normalize("NFD", char)[0]
    return _EM.get(base, _LOWER if base.islower() or base.isdigit() else _OTHER)


def lines(text: str, size: float, room: float, most: int) -> list[str]:
    """The text broken between words into lines of `room` pixels; what is beyond `most` lines ends in "…"."""
    broken = list(_broken(text, size, room))
    if len(broken) > most:
        broken = [*broken[: most - 1], _cut(broken[most - 1], size, room)]
    return broken


def _broken(text: str, size: float, room: float) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and width(longer, size) > room:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def _cut(line: str, size: float, room: float) -> str:
    while width(f"{line} …", size) > room:
        line = line.rpartition(" ")[0] or line[:-1]
    return f"{line} …"
