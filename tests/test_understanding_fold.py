from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.understanding.fold import MAX_CHARS, clean, fold, plain
from bot.understanding.vni import from_vni


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  Nguyễn   Văn\tAn \n", "Nguyễn Văn An"),
        (unicodedata.normalize("NFD", "Hồ Chí Minh"), "Hồ Chí Minh"),
        ("\u00d0\u00e0 N\u1eb5ng", "Đà Nẵng"),
        ("２００５", "2005"),
        ("𝟐𝟎𝟎𝟒", "2004"),
        ("Hà\u200b Nội\ufeff", "Hà Nội"),
        ("a\u202eb\x00c", "abc"),
        ("dòng một\r\ndòng hai", "dòng một dòng hai"),
        ("l\ud800ẻ", "lẻ"),
        ("Quán\u00a0Mộc", "Quán Mộc"),
        ("🙂 vâng", "🙂 vâng"),
        ("CHƯA . CÓ . CHÁU . Ạ", "CHƯA CÓ CHÁU Ạ"),
        ("chưa có . để hỏi . mai nói", "chưa có . để hỏi . mai nói"),
        ("a . . . b . . . c", "a . . . b . . . c"),
    ],
)
def test_clean_keeps_spelling_and_drops_what_is_not_seen(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đặng Thị Hồng Nhung", "dang thi hong nhung"),
        ("KHÔNGGGG!!!", "khong"),
        ("đúng rồiiiii ạ...", "dung roi a"),
        ("www.pho.vn", "www pho vn"),
        ("200005", "200005"),
        ("hoà", "hoa"),
        ("hòa", "hoa"),
        ("Hộ-kinh_doanh", "ho kinh doanh"),
        ("👍", ""),
        ("", ""),
    ],
)
def test_fold_is_for_matching(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_plain_keeps_punctuation() -> None:
    assert plain("Ngày 15/3, nhé?") == "ngay 15/3, nhe?"


def test_the_cut_comes_first() -> None:
    assert len(clean("á" * 100_000)) == MAX_CHARS
    assert len(clean("\ufdfa" * 100_000)) <= MAX_CHARS  # one character that NFKC makes eighteen of
    assert fold("x" * MAX_CHARS + "y") == "x"


@given(st.text(st.characters(categories=None), max_size=200))
@example("Ò1M")
def test_clean_and_fold_are_stable(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    folded = fold(text)
    if from_vni(folded) == folded:  # "ò1m" is no VNI, and without its mark it is
        assert fold(folded) == folded
    assert "  " not in once and once == once.strip()
    assert once.isprintable()
