"""What the picture is put together from: texts, chips, signs and lines, as SVG elements."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from bot.conversation.diagram.text import width

CHIP_HEIGHT, CHIP_SIZE, CHIP_PAD = 24, 13, 9
# Generic families only: every machine has its own letters for Vietnamese.
STYLE = """
text { font-family: sans-serif; font-size: 14px; fill: #1f2933 }
.paper { fill: #ffffff }
.title { font-size: 20px; font-weight: bold }
.name { font-size: 16px; font-weight: bold }
.id { font-family: monospace; font-size: 12px; font-weight: normal; fill: #5f6c7b }
.note { font-size: 12.5px; fill: #5f6c7b }
.guard { font-size: 13px; fill: #7a4100 }
.number { font-size: 12px; font-weight: bold; fill: #ffffff; text-anchor: middle }
.chip { font-size: 13px; text-anchor: middle }
.line { stroke: #9aa5b1; stroke-width: 2; fill: none }
.branch { stroke: #c77700; stroke-width: 2; stroke-dasharray: 4 4; fill: none }
.only { fill: #fff3dc }
.card { stroke-width: 1.5 }
.question.card { fill: #ffffff; stroke: #2b6cb0 }  .question.sign { fill: #2b6cb0 }
.verdict.card { fill: #f5efff; stroke: #6b46c1 }  .verdict.sign { fill: #6b46c1 }
.tell.card { fill: #e9f8f4; stroke: #1d7f6b }  .tell.sign { fill: #1d7f6b }
.end.card { fill: #f3f4f6; stroke: #4b5563 }  .end.sign { fill: #4b5563 }
.button { fill: #e3effb; stroke: #9cc2e8 }
.typed { fill: #ffffff; stroke: #2b6cb0; stroke-dasharray: 3 3 }
.page { fill: #e9f8f4; stroke: #8fd0c0 }
.sensitive { fill: #fde8e8; stroke: #e29a9a }
"""
_SIGNS = {
    "question": "M-13,0 a13,13 0 1,0 26,0 a13,13 0 1,0 -26,0 z",
    "verdict": "M0,-16 L16,0 L0,16 L-16,0 z",
    "tell": "M-12,-12 h24 v24 h-24 z",
    "end": "M-6,-14 h12 l8,8 v12 l-8,8 h-12 l-8,-8 v-12 z",
}


class Canvas:
    """Elements in the order they are painted."""

    def __init__(self) -> None:
        self.elements: list[ET.Element] = []

    def add(self, other: Canvas) -> None:
        """Paint everything of another canvas on top."""
        self.elements += other.elements

    def text(self, x: float, y: float, text: str, kind: str, after: str = "") -> None:
        """One line of text, its baseline at `y`; `after` stands behind it in the letters of an id."""
        line = self._put("text", kind, x=x, y=y)
        line.text = text
        if after:
            ET.SubElement(line, "tspan", {"class": "id", "dx": "10"}).text = after

    def box(self, x: float, y: float, wide: float, high: float, kind: str, round_: float = 6) -> None:
        """A rectangle with rounded corners."""
        self._put("rect", kind, x=x, y=y, width=wide, height=high, rx=round_)

    def chip(self, x: float, y: float, text: str, kind: str) -> float:
        """A small box around a text; its width in pixels."""
        wide = chip_width(text)
        self.box(x, y, wide, CHIP_HEIGHT, kind, 4 if kind == "typed" else CHIP_HEIGHT / 2)
        self.text(x + wide / 2, y + 16.5, text, "chip")
        return wide

    def sign(self, x: float, y: float, kind: str, number: str) -> None:
        """The shape that stands for a kind of step, with its number."""
        path = self._put("path", f"{kind} sign")
        path.set("d", _SIGNS[kind])
        path.set("transform", f"translate({x:g} {y:g})")
        if number:
            self.text(x, y + 4.5, number, "number")

    def line(self, x: float, y: float, to_x: float, to_y: float, kind: str = "line") -> None:
        """A straight line."""
        self._put("path", kind).set("d", f"M{x:g},{y:g} L{to_x:g},{to_y:g}")

    def join(self, x: float, y: float, to_x: float, *, dashed: bool) -> None:
        """What joins the line of steps with a card."""
        self.line(x, y, to_x, y, "branch" if dashed else "line")

    def _put(self, name: str, kind: str, **numbers: float) -> ET.Element:
        element = ET.Element(name, {"class": kind, **{k: f"{round(v, 1):g}" for k, v in numbers.items()}})
        self.elements.append(element)
        return element


def chip_width(text: str) -> float:
    """How wide a chip around the text is, in pixels."""
    return width(text, CHIP_SIZE) + 2 * CHIP_PAD
