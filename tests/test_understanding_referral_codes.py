"""Codes that people bring along, found wherever they stand in a message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.referral_codes import ALPHABET, LENGTH, as_code, read_code


@pytest.mark.parametrize(
    "text",
    [
        "#7K2Q9",
        "#7k2q9",
        "# 7K2Q9",
        "＃7K2Q9",
        "＃７Ｋ２Ｑ９",
        "  #7K2Q9\n",
        "#7K2Q9.",
        "#\u200b7K2Q9\u200b",
    ],
)
def test_only_a_code(text: str) -> None:
    assert read_code(text) == ("7K2Q9", "")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("xin chào #7K2Q9", "xin chào"),
        ("#7k2q9 mình muốn hỏi tên miền", "mình muốn hỏi tên miền"),
        ("Em chào ạ, mã của em là #7K2Q9, em 19 tuổi", "Em chào ạ, mã của em là , em 19 tuổi"),
        ("#7K2Q9: đồng ý", "đồng ý"),
        ("chào\n#7K2Q9", "chào"),
        ("(#7K2Q9)", "( )"),
        ("#7K2Q9 #ACD34", "#ACD34"),
    ],
)
def test_the_rest_of_the_text_goes_on(text: str, rest: str) -> None:
    assert read_code(text) == ("7K2Q9", rest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7K2Q9",  # without the sign it may be anything
        "#7K2Q",
        "#7K2Q99",
        "#7K2Q9abc",
        "#0K2Q9",  # a nought is in no code, nor are its kin
        "#7KIQ9",
        "#8K2Q9",
        "#thanh",  # a name, as a hashtag
        "#23456",
        "https://tenmien.example/#7K2Q9",
        "trang/#7K2Q9",
        "a#7K2Q9",
        "##7K2Q9",
        "# thanh 7K2Q9",
        "#７Ｋ２Ｑ",
        "#7K2Đ9",
    ],
)
def test_what_is_no_code_stays_in_the_text(text: str) -> None:
    assert read_code(text) == (None, text)


def test_the_first_code_counts_even_behind_a_hashtag() -> None:
    assert read_code("#thanh #7K2Q9 #ACD34")[0] == "7K2Q9"


def test_no_two_signs_of_the_alphabet_look_alike() -> None:
    for pair in ("0O", "1I", "1L", "IL", "8B", "5S", "2Z", "UV"):
        assert not set(pair) <= set(ALPHABET), pair


@given(st.text())
def test_any_text_at_all(text: str) -> None:
    code, rest = read_code(text)
    if code is None:
        assert rest == text
    else:
        assert as_code(code) == code
        assert len(code) == LENGTH
        assert len(rest) < len(text)


@given(
    st.text(alphabet=ALPHABET, min_size=LENGTH, max_size=LENGTH),
    st.sampled_from(["", "chào ", "hi "]),
    st.booleans(),
)
def test_every_code_is_read_as_it_is_printed(code: str, before: str, lower: bool) -> None:
    if as_code(code) is None:  # only letters, or only digits
        assert code.isdigit() or code.isalpha()
        return
    typed = code.lower() if lower else code
    assert read_code(f"{before}#{typed}") == (code, before.strip())
