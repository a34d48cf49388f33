"""One step's card: measured first, then drawn."""

from __future__ import annotations

from bot.conversation.book import Book
from bot.conversation.diagram.rows import Chip, Row, word
from bot.conversation.diagram.shapes import CHIP_HEIGHT, Canvas, chip_width
from bot.conversation.diagram.text import lines

PAD = 14
LINE = 20
GUARD_LINE = 19
BETWEEN = 7  # between chips
MOST_LINES = 2
MOST_GUARD_LINES = 4


class Card:
    """The card of a row, `wide` pixels broad."""

    def __init__(self, row: Row, book: Book, wide: float) -> None:
        self._row, self._book, self._wide = row, book, wide
        room = wide - 2 * PAD
        self._guards = self._guard_lines(room)
        self._text = lines(row.text, 14, room, MOST_LINES)
        self._notes = [line for note in row.notes for line in lines(note, 12.5, room, MOST_LINES)]
        self._chips = _placed(row.chips, room)

    @property
    def height(self) -> float:
        """In pixels."""
        chips = len(self._chips) * (CHIP_HEIGHT + BETWEEN) + 2 if self._chips else 0
        return self._top + LINE * len(self._text) + chips + LINE * len(self._notes) + PAD - 4

    @property
    def _top(self) -> float:
        """Where the words begin: below the guards and the title."""
        return self._band + PAD + 22

    @property
    def _band(self) -> float:
        return GUARD_LINE * len(self._guards) + 9 if self._guards else 0

    def draw(self, x: float, y: float) -> Canvas:
        """The card with its upper left corner there."""
        canvas, row = Canvas(), self._row
        canvas.box(x, y, self._wide, self.height, f"{row.kind} card", 20 if row.kind == "end" else 6)
        if self._guards:
            canvas.box(x + 3, y + 3, self._wide - 6, self._band - 2, "only", 16 if row.kind == "end" else 4)
        for n, guard in enumerate(self._guards, 1):
            canvas.text(x + PAD, y + GUARD_LINE * n + 1, guard, "guard")
        self._title(canvas, x + PAD, y + self._band + PAD + 11)
        y += self._top
        for line in self._text:
            canvas.text(x + PAD, y + 14, line, "said")
            y += LINE
        for chips in self._chips:
            at = x + PAD
            for chip in chips:
                at += canvas.chip(at, y + 5, chip.text, chip.kind) + BETWEEN
            y += CHIP_HEIGHT + BETWEEN
        for note in self._notes:
            canvas.text(x + PAD, y + 16, note, "note")
            y += LINE
        return canvas

    def _title(self, canvas: Canvas, x: float, y: float) -> None:
        row = self._row
        canvas.text(x, y, row.title, "name", after=row.id)
        if row.sensitive:
            label = word(self._book, "sensitive")
            canvas.chip(x + self._wide - 2 * PAD - chip_width(label), y - 18, label, "sensitive")

    def _guard_lines(self, room: float) -> list[str]:
        only, also = word(self._book, "only"), word(self._book, "and")
        first = [f"{also if n else only} {guard}" for n, guard in enumerate(self._row.guards)]
        return [line for guard in first for line in lines(guard, 13, room, MOST_GUARD_LINES)]


def _placed(chips: tuple[Chip, ...], room: float) -> list[list[Chip]]:
    """The chips in rows that are no broader than the room."""
    placed: list[list[Chip]] = []
    left = 0.0
    for chip in chips:
        wide = chip_width(chip.text)
        if not placed or wide > left:
            placed.append([])
            left = room
        placed[-1].append(chip)
        left -= wide + BETWEEN
    return placed
