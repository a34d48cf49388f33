"""A long text is cut where a reader would pause, and nothing of it is lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages.parts import split_text


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("", 10, ()),
        (" \n ", 10, ()),
        ("Chào bạn.", 9, ("Chào bạn.",)),
        ("  Chào bạn.\n", 9, ("Chào bạn.",)),
        ("Một.\n\nHai.\n\nBa.", 10, ("Một.\n\nHai.", "Ba.")),
        ("Một. Hai.\n\nBa. Bốn.", 18, ("Một. Hai.", "Ba. Bốn.")),
        ("Một\n \t\nHai", 5, ("Một", "Hai")),
        ("Dòng một\nDòng hai\nDòng ba", 17, ("Dòng một\nDòng hai", "Dòng ba")),
        ("Câu một. Câu hai. Câu ba.", 18, ("Câu một. Câu hai.", "Câu ba.")),
        ("Có 1.000 đồng thôi", 9, ("Có 1.000", "đồng thôi")),
        ("một hai ba bốn", 8, ("một hai", "ba bốn")),
        ("một hai ba bốn", 7, ("một hai", "ba bốn")),
        ("x" * 7, 3, ("xxx", "xxx", "x")),
        ("Xem https://tenmien.vn/mot-trang", 30, ("Xem", "https://tenmien.vn/mot-trang")),
    ],
)
def test_where_it_is_cut(text: str, limit: int, parts: tuple[str, ...]) -> None:
    assert split_text(text, limit) == parts


def test_the_question_keeps_its_numbers() -> None:
    question = "Chọn nơi đăng ký:\n" + "\n".join(f"{n}. Nhà đăng ký số {n}" for n in range(1, 8))
    text = "\n\n".join(["Lời dẫn. " * 20, "Một đoạn nữa. " * 20, question])
    assert split_text(text, 300)[-1] == question


def test_letters_are_counted_as_they_are_seen() -> None:
    apart = unicodedata.normalize("NFD", "Nguyễn Thị Bưởi ở Huế")
    assert split_text(apart, 21) == ("Nguyễn Thị Bưởi ở Huế",)
    assert len(apart) > 21


@pytest.mark.parametrize("sign", ["x\u0323\u0331", "👩\u200d👩\u200d👧", "👍🏽"])
def test_a_sign_stays_whole(sign: str) -> None:
    parts = split_text(sign * 9, 2 * len(sign) + 1)
    assert all(part.replace(sign, "") == "" for part in parts)
    assert "".join(parts) == sign * 9


def test_marks_without_end_are_cut_all_the_same() -> None:
    text = "a" + "\u0323\u0331" * 500
    assert [len(part) for part in split_text(text, 100)][:3] == [100, 100, 100]


@pytest.mark.parametrize("limit", [0, -1])
def test_a_part_needs_room(limit: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        split_text("x", limit)


@given(st.text(st.sampled_from("aưế1. \n\t?!\u0323\u200d👩")), st.integers(1, 40))
def test_nothing_is_lost_and_every_part_fits(text: str, limit: int) -> None:
    parts = split_text(text, limit)
    assert all(1 <= len(part) <= limit and part == part.strip() for part in parts)
    assert "".join("".join(parts).split()) == "".join(unicodedata.normalize("NFC", text).split())
