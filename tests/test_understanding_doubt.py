"""Words that seldom answer: weighed from lines, added up in a text, and what they may not hide."""

from __future__ import annotations

import pytest

from bot.understanding.doubting import Doubts, features
from tests.lexicon import READER
from tests.understanding.lines import TODAY
from tests.understanding.weigh import weigh


def test_dates_and_numbers_are_one_word_each() -> None:
    assert features("sinh 1/2/2005 a") == {
        ("sinh",), ("date",), ("a",), ("<", "sinh"), ("sinh", "date"), ("date", "a"), ("a", ">"), ("3", "words")
    }  # fmt: skip
    assert ("0",) in features("em 20") and ("20",) not in features("em 20")


def test_only_what_is_said_first_is_weighed() -> None:
    first = "mot hai ba bon nam sau bay tam chin muoi mot hai"
    assert features(first) == features(f"{first} roi noi them that nhieu chuyen khac")
    assert features("") == {("<", ">")}


def test_points_are_added_up_to_the_threshold() -> None:
    doubts = Doubts.parse({"points": {"ai": 1.0, "noi": 0.5}, "start": -1.0, "enough": 0.5})
    assert doubts.doubts("ai noi") and not doubts.doubts("ai") and not doubts.doubts("")


@pytest.mark.parametrize("missing", ["points", "start", "enough"])
def test_a_file_without_one_of_its_parts_is_refused(missing: str) -> None:
    written = {"points": {}, "start": 0.0, "enough": 1.0}
    with pytest.raises(KeyError, match=missing):
        Doubts.parse({name: part for name, part in written.items() if name != missing})


def test_words_of_texts_that_answer_nothing_weigh_against_and_rare_ones_not_at_all() -> None:
    samples = [
        *[({("chuyện",), ("gì",)}, True)] * 30,
        *[({("dạ",), ("rồi",)}, False)] * 30,
        ({("gì",), ("lạ",)}, True),
    ]
    start, points = weigh(samples, [("chuyện",), ("dạ",), ("gì",), ("lạ",), ("rồi",)])
    assert points[("gì",)] > 0 > min(points.get(("dạ",), 0.0), points.get(("rồi",), 0.0))
    assert ("lạ",) not in points
    assert -1 < start < 1


@pytest.mark.parametrize("place", ["Cao Bằng", "Nha Trang", "Hà Nội"])
def test_which_place_it_is_weighs_nothing(place: str) -> None:
    assert READER.weighed("province", f"em ở {place} ạ", TODAY) == "em o place a"


def test_a_problem_with_a_date_is_still_said() -> None:
    assert READER.read("birth", "hay là sinh ngày rằm tháng giêng năm nào đó", TODAY).why == "lunar"


def test_an_answer_among_words_that_seldom_answer_is_asked_again() -> None:
    heard = READER.read("province", "hàng tui gửi xe ra Hà Nội nhiều lắm", TODAY)
    assert (heard.got, heard.why) == (None, "doubted")
    assert READER.read("province", "ra Hà Nội", TODAY).why == "answer"
