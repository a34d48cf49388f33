"""Consent is express, refusing is easy, and what is neither is told apart."""

from __future__ import annotations

import pytest

from bot.understanding.consenting import read_consent
from tests.lexicon import LEXICON


@pytest.mark.parametrize(
    "text",
    [
        "Đồng ý luôn", "dong y nghen con", "thoi duoc, dong y", "dongy", "bat dau di con", "Vâng, bắt đầu",
        "cháu đồng ý ạ, bắt đầu đi", "toi dong y, toi la tinh nguyen vien", "oke bắt đầu thôi",
    ],
)  # fmt: skip
def test_express_words_are_consent(text: str) -> None:
    assert read_consent(text, LEXICON, tells=False) == "yes"


@pytest.mark.parametrize("text", ["ok", "okela", "vâng", "ừ", "dc", "được ạ", "👍"])
def test_a_nod_is_not_express(text: str) -> None:
    assert read_consent(text, LEXICON, tells=False) == "nod"


@pytest.mark.parametrize(
    "text",
    [
        "không",
        "thôi khỏi",
        "không, cảm ơn",
        "chưa đồng ý",
        "không muốn đâu",
        "chưa",
        "thôi, phiền lắm",
        "từ chối nhé",
    ],
)
def test_refusing_is_easy(text: str) -> None:
    assert read_consent(text, LEXICON, tells=False) == "no"


@pytest.mark.parametrize(
    "text",
    [
        "chưa có tên miền nào hết á", "sinh 2004, chưa đk id.vn bao h", "bà bán tạp hóa thôi chứ không có giấy",
        "đồng ý nếu miễn phí", "đồng ý hay không cũng được", "đồng ý nhưng đừng lưu gì", "tui không rành máy móc",
    ],
)  # fmt: skip
def test_facts_and_conditions_are_neither(text: str) -> None:
    assert read_consent(text, LEXICON, tells=True) is None
