"""What of a text its writer stands by: not what is taken back, handed over, supposed or passed on."""

from __future__ import annotations

import pytest

from tests.lexicon import READER


@pytest.mark.parametrize(
    ("question", "text", "left"),
    [
        ("province", "Tây Ninh, mà thôi khoan, để hỏi lại đã", ""),
        ("label", "banhmicota, à thôi bỏ, lấy banhmicoba", "lấy banhmicoba"),
        ("birth", "2/3/2004, xí lộn, đó là ngày sinh của bé Na", ""),
        ("person_name", "Minh, í lộn, đó là tên ông xã", ""),
        ("shop_name", "Bảo Ngọc, đó là tên con gái tui", "Bảo Ngọc, đó là tên con gái tui"),
        ("person_name", "Picasso. Đùa đấy, tên là Hoài Nam.", "tên là Hoài Nam."),
        ("birth", "mẹ mình 76, còn mình thì 2003", "mình thì 2003"),
        ("birth", "15/3/2004 à nhầm 2005", "15/3/2004 à nhầm 2005"),
        ("established", "giả dụ cấp tháng 5/2026 thì sao", ""),
        ("label", "nếu còn trống thì lấy banhmicota", "nếu còn trống thì lấy banhmicota"),
        ("province", "nghe nói Hà Nam nhập rồi, em ở Nam Định", "em ở Nam Định"),
        ("has_certificate", "thằng con bảo ghi 'có rồi' cho lẹ", ""),
        ("person_name", "Trần Văn Khoan", "Trần Văn Khoan"),
    ],
)
def test_what_still_stands(question: str, text: str, left: str) -> None:
    assert READER.meant(question, text) == left


@pytest.mark.parametrize("text", ["", "😀", ",,,", "- - -", "thôi", "khoan, ,", "… (đùa)"])
def test_nothing_breaks_it(text: str) -> None:
    assert READER.meant("birth", text) is not None
