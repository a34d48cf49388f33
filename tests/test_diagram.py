"""The pictures of the flows: up to date, whole, and readable wherever they are shown."""

from __future__ import annotations

import unicodedata
from xml.etree import ElementTree as ET

import pytest

from bot.conversation.book import Book
from bot.conversation.diagram import draw
from bot.conversation.diagram.rows import flow_name, rows
from bot.conversation.diagram.text import lines, width
from bot.conversation.questions import QUESTIONS
from bot.data import SHIPPED, read_book
from bot.messages.outline import outline
from bot.programme.verdict import TOKENS
from tests.changed_books import ONBOARDING, SENTENCES, changed_book

FOLDER = SHIPPED / "docs" / "flows"
FLOWS = sorted(read_book().flows)
SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    return ["".join(t.strip() for t in text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text")]


def test_the_pictures_in_docs_are_of_the_present_flows(book: Book) -> None:
    drawn = {f"{name}.svg": draw(book, flow) for name, flow in book.flows.items()}
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.svg")}
    stale = sorted({*drawn, *kept} - {name for name in drawn if kept.get(name) == drawn[name]})
    assert not stale, f"{stale}: run `hiendien flows draw`, and remove what is drawn no more"


@pytest.mark.parametrize("name", FLOWS)
def test_every_step_is_drawn_in_order_with_its_words(book: Book, name: str) -> None:
    flow, svg = book.flows[name], draw(book, book.flows[name])
    assert [t.text for t in ET.fromstring(svg).iter(f"{SVG}tspan")] == [s.id for s in flow.steps]
    said = texts(svg)
    for step in flow.steps:
        if step.ask:
            label = book.messages.label(f"{name}.{step.id}.label")
            assert f"{label}{step.id}" in said
            for option in QUESTIONS[step.ask].words(step):
                shown = book.messages.label(f"{name}.{step.id}.options.{option}")
                assert any(text.startswith(shown) for text in said)


@pytest.mark.parametrize("name", FLOWS)
def test_it_is_narrow_composed_and_the_same_again(book: Book, name: str) -> None:
    svg = draw(book, book.flows[name])
    assert svg == draw(read_book(), read_book().flows[name])
    assert unicodedata.is_normalized("NFC", svg)
    root = ET.fromstring(svg)
    room = float(root.get("width", "inf"))
    assert room <= 900
    for element in root.iter(f"{SVG}rect"):
        wide = element.get("width", "")
        assert wide == "100%" or float(element.get("x", "0")) + float(wide) <= room


@pytest.mark.parametrize("name", FLOWS)
def test_nothing_stands_there_as_a_bare_id(book: Book, name: str) -> None:
    """A word that is missing belongs into locales/vi/diagram.yaml."""
    assert flow_name(book, name) != name
    for row in rows(book, book.flows[name]):
        said = [row.title, *row.guards, *row.notes, *(chip.text for chip in row.chips)]
        assert not [text for text in said if "_" in text or text == row.id], row
    asked = {s.ask for s in book.flows[name].steps if s.ask and not QUESTIONS[s.ask].words(s)}
    assert not [kind for kind in asked if not book.messages.has(f"diagram.asks.{kind}")]
    assert not [token for token in TOKENS if not book.messages.has(f"diagram.tokens.{token}")]


def test_a_guard_is_words() -> None:
    book = read_book()
    birth = next(r for r in rows(book, book.flows["onboarding"]) if r.id == "birth")
    assert birth.guards == (
        "Xem cho = “Cá nhân”",
        "Công dân, tên id.vn ≠ “Đã nhận tên miễn phí” hoặc “Không phải công dân VN”",
    )


def test_what_has_no_words_yet_and_what_looks_like_markup_is_drawn_all_the_same() -> None:
    book = changed_book(
        (ONBOARDING, "ask: yes_no\n    fact: has_certificate", "ask: unheard_of\n    purpose: new"),
        (SENTENCES, "ask: Mình xem cho ai đây?", "ask: <b>Ai</b> & ai?"),
    )
    said = texts(draw(book, book.flows["onboarding"]))
    assert "<b>Ai</b> & ai?" in said
    assert "unheard_of" in said


def test_the_first_words_of_a_sentence_are_read_without_a_talk() -> None:
    source = (
        "{% if a %}{{ you|sentence }} chọn {{ name }}{% else %}Không{% endif %},\n {{ 'nhé' if b else '' }}"
    )
    assert outline(source, {"you": "bạn"}) == "Bạn chọn …, nhé"


def test_lines_break_between_words_and_say_when_there_is_more() -> None:
    broken = lines("một hai ba bốn năm sáu bảy tám", 14, 80, 2)
    assert len(broken) == 2
    assert broken[-1].endswith("…")
    assert all(width(line, 14) <= 80 for line in broken)
