from __future__ import annotations

import pytest

from bot.data import read_book
from bot.understanding.certificate import read_certificate

LEXICON = read_book().reader.lexicon


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("có giấy chứng nhận hộ kinh doanh rồi", "yes"),
        ("không có sao dám mở cửa", "yes"),
        ("ai bảo chưa? có từ đời nào rồi", "yes"),
        ("gcn hkd có, mã số thuế cũng có luôn", "yes"),
        ("hồi trước chưa có nhưng giờ có rồi", "yes"),
        ("có rồi, đứng tên mẹ em", "yes"),
        ("chưa, có mã số thuế thôi", "no"),
        ("giấy đăng ký thì chưa, thuế khoán vẫn đóng hàng tháng", "no"),
        ("hồi trước có mà trả lại rồi, giờ không còn", "no"),
        ("hồ sơ nộp rồi, đợi phường ký", "no"),
        ("làm rồi mà họ chưa ký", "no"),
        ("buôn bán nhỏ lẻ cần gì giấy", "no"),
        ("hình như có, để hỏi lại vợ", "unsure"),
        ("có giấy phép rồi", None),
        ("có giấy vệ sinh an toàn thực phẩm", None),
        ("hộ khẩu hả, có chứ", None),
        ("quán sát vách có rồi", None),
        ("có giấy thông hành", None),
        ("có thì sao mà không có thì sao", None),
        ("chưa có thì làm ở đâu", None),
    ],
)
def test_certificate(text: str, answer: str | None) -> None:
    assert read_certificate(text, LEXICON) == answer
