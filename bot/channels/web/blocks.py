"""How a paragraph is laid out on a page: running text, or a heading with rows beneath it."""

from __future__ import annotations

from dataclasses import dataclass

_LABEL_CHARS = 40


@dataclass(frozen=True, slots=True)
class Block:
    """Text; where it heads a list, the rows as (label, value), the label empty where a line has none."""

    text: str
    rows: tuple[tuple[str, str], ...] = ()


def blocks(paragraph: str) -> list[Block]:
    """The blocks of a paragraph: a blank line parts them, several lines together are a list."""
    parts = (part.strip().split("\n") for part in paragraph.split("\n\n"))
    return [Block(head, tuple(map(_row, rows))) for head, *rows in parts if head]


def _row(line: str) -> tuple[str, str]:
    label, colon, value = line.partition(": ")
    return (label, value) if colon and len(label) <= _LABEL_CHARS else ("", line)
