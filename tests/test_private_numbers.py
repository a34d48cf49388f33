"""Numbers of identity cards and telephones are told by their shape, also with letters that look like digits."""

from __future__ import annotations

import pytest

from bot.understanding.private_numbers import holds_private_number

# No number of anybody: the parts that say where and when are none that are given.
CARD, PHONE = "000000" + "123456", "0900" + "000000"


@pytest.mark.parametrize(
    "text",
    [
        CARD,
        f"số của em {CARD[:3]} {CARD[3:6]} {CARD[6:9]} {CARD[9:]} ạ",
        CARD.replace("0", "o"),
        "l23456" + CARD[:6],
        f"căn cước {CARD[:9]}",
        "CMND: 123456789",
        PHONE,
        "+84 900 000 000",
    ],
)
def test_such_a_number_is_known(text: str) -> None:
    assert holds_private_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "15/3/2005",
        "khang2006",
        "phobahang01234",
        "loi loi loi",
        "lolilolilo",
        "2006",
        "giấy số 41A8012345",
        "",
    ],
)
def test_others_are_not(text: str) -> None:
    assert not holds_private_number(text)
