"""The week as a table, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.conversation.book import Book
from bot.desk.exports import as_csv, as_json
from bot.desk.numbers import COUNTED
from bot.desk.table import as_table, explained, figure
from bot.desk.weekly import Compared, Weekly, compare
from bot.desk.weeks import Week
from bot.turns.house import House
from storage.database import reading
from storage.statistics import Question
from tests.desk.log import put, written_week

W47 = Week(2026, 47)
FORMULA = '=HYPERLINK("https://evil.example";"x")'


def one_week(week: Week, place: str) -> Weekly:
    values = {**dict.fromkeys(COUNTED, 0), "stars": None, "reached": 1234}
    return Weekly(
        week, values, {("id_vn", "eligible"): 2}, [Question("gone", "gone", 3, 1, 0)], {}, {place: values}
    )


def strange() -> Compared:
    """A place that a spreadsheet would take for a formula, and a question the flows no longer have."""
    return Compared(one_week(W47, FORMULA), one_week(W47.before, "-2+3"), None)


@pytest.fixture(params=["empty", "whole"])
async def compared(request: pytest.FixtureRequest, house: House) -> Compared:
    if request.param == "whole":
        await put(house.engine, written_week()["lines"])
    async with reading(house.engine).begin() as db:
        return await compare(db, house.book, W47)


def read(text: str) -> Iterator[list[str]]:
    assert text.startswith("\ufeff")
    return csv.reader(io.StringIO(text[1:]))


def test_the_table_is_aligned_and_fits_100_columns(compared: Compared, book: Book) -> None:
    text = as_table(compared, book.messages, W47.start)
    assert max(map(len, text.splitlines())) <= 100
    assert "tuần đang chạy" in text
    assert "tuần đang chạy" not in as_table(compared, book.messages, W47.end)
    assert "nan" not in text.lower()
    assert "None" not in text
    heading, rule, *lines = text.split("\n\n")[1].splitlines()
    assert {len(line) for line in (heading, rule, *lines)} == {len(rule)}
    assert len(lines) == len(compared.now.values)


def test_csv_has_one_row_a_number_and_the_same_as_json(compared: Compared, book: Book) -> None:
    head, *lines = read(as_csv(compared, book.messages))
    assert head == ["id", "label", "2026-W47", "2026-W46", "change"]
    ids = [line[0] for line in lines]
    assert len(ids) == len(set(ids))
    assert ids[: len(compared.now.values)] == list(compared.now.values)
    tree = json.loads(as_json(compared, book.messages))
    assert (tree["week"], tree["from"], tree["to"]) == ("2026-W47", "2026-11-16", "2026-11-22")
    assert [n["id"] for n in tree["numbers"]] == ids
    for line, number in zip(lines, tree["numbers"], strict=True):
        for cell, key in zip(line[2:], ("week", "before", "change"), strict=True):
            assert cell == ("" if number[key] is None else str(number[key]))


def test_no_cell_begins_like_a_formula_but_numbers_may_be_negative(book: Book) -> None:
    lines = list(read(as_csv(strange(), book.messages)))
    for line in lines:
        assert not line[0].startswith(("=", "+", "-", "@"))
        assert not line[1].startswith(("=", "+", "-", "@"))
    labels = [line[1] for line in lines]
    assert any(label.startswith(f"'{FORMULA}") for label in labels)
    assert any(label.startswith("'-2+3") for label in labels)
    fallen = next(line for line in lines if line[0] == "reached.province.-2+3")
    assert fallen[2:] == ["0", "1234", "-1234"]


def test_what_the_flows_no_longer_have_is_shown_by_its_id(book: Book) -> None:
    assert "gone.gone" in as_table(strange(), book.messages, W47.start)


def test_figures_are_written_as_in_viet_nam() -> None:
    assert [figure(n) for n in (None, 0, 1234, 4.5, 1234.56, 120.0)] == [
        "–",
        "0",
        "1.234",
        "4,5",
        "1.234,6",
        "120",
    ]


def test_every_number_is_explained(book: Book) -> None:
    text = explained(book.messages)
    assert max(map(len, text.splitlines())) <= 100
    assert "chưa đối chiếu với nhà đăng ký" in " ".join(text.split())
    assert W47.end - W47.start == timedelta(days=7)
