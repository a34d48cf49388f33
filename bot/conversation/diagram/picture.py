"""Rows into one SVG: a line of numbered signs on the left, a card for each step beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from bot.conversation.book import Book
from bot.conversation.diagram.card import Card
from bot.conversation.diagram.rows import flow_name, rows, word
from bot.conversation.diagram.shapes import STYLE, Canvas
from bot.conversation.diagram.text import width
from bot.conversation.flow import Flow

WIDTH = 780
MARGIN = 20
SPINE, BRANCH, CARD = 38, 62, 92  # x of the line, of the sign of a guarded step, of the cards
GAP = 14
SIGN_AT = 24  # how far below a card's top its sign stands


def draw(book: Book, flow: Flow) -> str:
    """The flow as the text of an SVG file; the same book gives the same bytes."""
    picture = _Picture(book, flow)
    picture.head()
    picture.legend()
    picture.steps()
    return picture.text()


@dataclass
class _Picture:
    book: Book
    flow: Flow
    canvas: Canvas = field(default_factory=Canvas)
    y: float = MARGIN

    def head(self) -> None:
        """What the picture is of, and how it is read."""
        title = word(self.book, "reading")
        self.canvas.text(MARGIN, self.y + 20, flow_name(self.book, self.flow.flow), "title")
        steps = f"flows/{self.flow.flow}.yaml · {len(self.flow.steps)} {word(self.book, 'steps')}"
        self.canvas.text(MARGIN, self.y + 42, steps, "id")
        self.canvas.text(MARGIN, self.y + 64, title, "said")
        self.y += 80

    def legend(self) -> None:
        """Every sign and colour with its meaning."""
        x: float = MARGIN
        for kind in ("question", "verdict", "tell", "end"):
            self.canvas.sign(x + 11, self.y + 12, kind, "")
            x = self._legend_word(x + 28, word(self.book, f"legend.{kind}")) + 18
        x, self.y = MARGIN, self.y + 32
        for kind in ("button", "typed", "page"):
            x += self.canvas.chip(x, self.y, word(self.book, f"legend.{kind}"), kind) + 10
        self.canvas.chip(x, self.y, word(self.book, "sensitive"), "sensitive")
        self.y += 44

    def steps(self) -> None:
        """The line, and on it every step."""
        top, signs = self.y, Canvas()
        last = top
        for number, row in enumerate(rows(self.book, self.flow), 1):
            card = Card(row, self.book, WIDTH - CARD - MARGIN)
            at = self.y + SIGN_AT
            sign = BRANCH if row.guards else SPINE
            signs.join(SPINE, at, CARD, dashed=bool(row.guards))
            signs.sign(sign, at, row.kind, str(number))
            signs.add(card.draw(CARD, self.y))
            self.y, last = self.y + card.height + GAP, at
        self.canvas.line(SPINE, top - 8, SPINE, last)
        self.canvas.add(signs)

    def text(self) -> str:
        """The whole file."""
        height = f"{self.y + MARGIN - GAP:g}"
        root = ET.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {WIDTH} {height}",
                "width": str(WIDTH),
                "height": height,
                "role": "img",
                "{http://www.w3.org/XML/1998/namespace}lang": "vi",
            },
        )
        ET.SubElement(root, "title").text = flow_name(self.book, self.flow.flow)
        ET.SubElement(root, "style").text = STYLE
        ET.SubElement(root, "rect", {"width": "100%", "height": "100%", "class": "paper"})
        root.extend(self.canvas.elements)
        ET.indent(root, " ")
        return ET.tostring(root, encoding="unicode") + "\n"

    def _legend_word(self, x: float, text: str) -> float:
        self.canvas.text(x, self.y + 17, text, "said")
        return x + width(text, 14)
