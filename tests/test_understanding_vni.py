"""Words typed in VNI that the keyboard left undecoded, and digits that are nothing of the kind."""

from __future__ import annotations

import pytest

from bot.understanding.fold import clean
from bot.understanding.vni import from_vni


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kho6ng", "không"),
        ("chu7a co1 gia61y", "chưa có giấy"),
        ("na8m sinh: 1979, o73 d9o62ng tha1p", "năm sinh: 1979, ở đồng tháp"),
        ("Nguye64n Thi5 Hu7o7ng2", "Nguyễn Thị Hường"),
        ("D9u7o7ng2 quy1 gia1", "Đường quý giá"),
        ("nha2 to6i o73 sa pa", "nhà tôi ở sa pa"),
    ],
)
def test_decoded(typed: str, meant: str) -> None:
    assert clean(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["2k5", "cau1", "linh07", "b2b", "h2o", "lan2anh.id.vn", "mp3 4g", "15t3 2005", "phong 1a2b", "co1"],
)
def test_left_alone(typed: str) -> None:
    assert from_vni(typed) == typed


def test_many_digits_are_passed_over_at_once() -> None:
    assert from_vni(f"a{'1' * 900}0 kho6ng") == f"a{'1' * 900}0 không"
