from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.masking import MOST_CHARS, masked
from tests.lexicon import LEXICON


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("giá vàng hôm nay bao nhiêu ta", "giá vàng hôm nay bao nhiêu ta"),
        ("sđt em 0912 345 678 nha", "sđt em 0000 000 000 nha"),
        ("gửi về thuha05@example.com giúp em", "gửi về X giúp em"),
        ("xem https://example.org/a?b=1 đi", "xem X đi"),
        ("em tên là nguyen thi hoa", "em tên là X X X"),
        ("hỏi chị Lan bên Sở ấy", "hỏi chị X bên X ấy"),
        ("Lò Văn Pản", "X X X"),
    ],
)
def test_numbers_names_and_addresses_are_blotted_out(text: str, shown: str) -> None:
    assert masked(text, LEXICON) == shown


@given(st.text(max_size=2_000))
def test_no_digit_stays_and_little_is_kept(text: str) -> None:
    shown = masked(text, LEXICON)
    assert len(shown) <= MOST_CHARS
    assert {char for char in shown if char.isdigit()} <= {"0"}
