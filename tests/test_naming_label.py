"""The label's syntax, and a typed wish made into a label."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.naming.label import MAX_LETTERS, Wish, problems, repair


@pytest.mark.parametrize(
    ("label", "codes"),
    [
        ("hongnhung", ()),
        ("hong-nhung", ()),
        ("a", ()),
        ("24", ()),
        ("a" * 63, ()),
        ("", ("empty",)),
        ("a" * 64, ("too_long",)),
        ("hồngnhung", ("bad_character",)),
        ("HongNhung", ("bad_character",)),
        ("hong nhung", ("bad_character",)),
        ("hong_nhung", ("bad_character",)),
        ("hong.nhung", ("bad_character",)),
        ("hongnhung\n", ("bad_character",)),
        ("-hongnhung", ("hyphen_edge",)),
        ("hongnhung-", ("hyphen_edge",)),
        ("hong--nhung", ("hyphen_double",)),
        ("xn--hngnhung", ("hyphen_double",)),
        ("--", ("hyphen_edge", "hyphen_double")),
        ("-Ồ" + "a" * 70, ("too_long", "bad_character", "hyphen_edge")),
    ],
)
def test_problems(label: str, codes: tuple[str, ...]) -> None:
    assert problems(label) == codes


@pytest.mark.parametrize(
    ("typed", "wish"),
    [
        ("Hồng Nhung .ID.VN", Wish("hongnhung", "id.vn", True)),
        ("https://www.Hong-Nhung.id.vn/", Wish("hong-nhung", "id.vn", False)),
        ("hongnhung.id.vn", Wish("hongnhung", "id.vn", False)),
        ("HONGNHUNG.ID.VN", Wish("hongnhung", "id.vn", False)),
        ("hongnhung", Wish("hongnhung", None, False)),
        ("Hồng Nhung", Wish("hongnhung", None, True)),
        (unicodedata.normalize("NFD", "Hồng Nhung"), Wish("hongnhung", None, True)),
        ("Đặng Đức", Wish("dangduc", None, True)),
        ("Ðặng Ðức", Wish("dangduc", None, True)),  # eth, as some keyboards type it
        ("ｈｏｎｇｎｈｕｎｇ．ｉｄ．ｖｎ", Wish("hongnhung", "id.vn", False)),
        ("hong\u200bnhung\ufeff.id.vn", Wish("hongnhung", "id.vn", False)),
        ("phobahang.biz.vn", Wish("phobahang", "biz.vn", False)),
        ("Phở Bà Hằng biz vn", Wish("phobahang", "biz.vn", True)),
        ("phobahang. biz .vn", Wish("phobahang", "biz.vn", False)),
        ("phobahang.biz.vn.", Wish("phobahang", "biz.vn", False)),
        ("http://phobahang.biz.vn:8080/gioi-thieu?a=1#b", Wish("phobahang", "biz.vn", False)),
        ("phobahang.com.vn", Wish("phobahang", "com.vn", False)),
        ("phobahang.vn", Wish("phobahang", "vn", False)),
        ("shop.phobahang.biz.vn", Wish("phobahang", "biz.vn", True)),
        ("@hongnhung", Wish("hongnhung", None, False)),
        ("hongnhung@gmail.com", Wish("hongnhung", None, False)),
        ("hong_nhung", Wish("hong-nhung", None, True)),
        ("hong - nhung", Wish("hong-nhung", None, True)),
        ("--hong--nhung--", Wish("hong-nhung", None, True)),
        ("H'Hen Niê", Wish("hhennie", None, True)),
        ("K’Brếp", Wish("kbrep", None, True)),
        ("T.H. Milk", Wish("thmilk", None, True)),
        ("Phở 24!", Wish("pho24", None, True)),
        ("❤️ hongnhung ❤️", Wish("hongnhung", None, True)),
        ("  hongnhung  ", Wish("hongnhung", None, False)),
        ("aaa.id.vn", Wish("aaa", "id.vn", False)),
        ("dạ cho em lấy cái tên hongnhung.id.vn", Wish("hongnhung", "id.vn", True)),
        ("hongnhung.id.vn nhé", Wish("hongnhung", "id.vn", False)),
        ("idvn", Wish("idvn", None, False)),
        ("a" * MAX_LETTERS, Wish("a" * MAX_LETTERS, None, False)),
    ],
)
def test_a_wish_is_repaired(typed: str, wish: Wish) -> None:
    assert repair(typed) == wish


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "😀😀",
        "...",
        "---",
        ".id.vn",
        "https://",
        "em muốn tên gì cũng được miễn là đẹp và dễ nhớ",
        "a" * (MAX_LETTERS + 1),
        "a" * 100_000,
        "שלום",
        "مرحبا hongnhung",
        "hоngnhung",  # Cyrillic о
        "花店",
        "<b>hongnhung</b>",
        "{{ hongnhung }}",
        "xn--hngnhung-8ib.id.vn",
        "\u202e\u200f",
    ],
)
def test_no_label_is_guessed(typed: str) -> None:
    assert repair(typed) is None


@given(st.text(max_size=1200))
def test_a_repaired_wish_is_valid_and_stays_as_it_is(typed: str) -> None:
    wish = repair(typed)
    if wish is not None:
        assert problems(wish.label) == ()
        assert repair(wish.label) == Wish(wish.label, None, False)
