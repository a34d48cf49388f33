from __future__ import annotations

import pytest

from bot.understanding.yes_no import read_yes_no
from tests.lexicon import LEXICON


@pytest.mark.parametrize(
    "text",
    [
        "có",
        "dạ có",
        "dạ có ạ",
        "có rồi",
        "co roi a",
        "rồi",
        "rồi ạ",
        "đăng ký rồi",
        "đã có rồi",
        "vâng",
        "dạ vâng",
        "ừ",
        "ừm",
        "uh",
        "uk",
        "ok",
        "oke",
        "OK ạ",
        "đúng",
        "dung roi",
        "phải",
        "chuẩn",
        "chính xác",
        "đồng ý",
        "có chứ",
        "em có",
        "có, em có giấy rồi",
        "vâng ạ, có",
        "không phải là không có",
        "chưa, à có rồi",
        "👍",
        "không đồng ý sao được",
        "dạ đúgn rồi cô ơi",
        "ừ, em nhập giúp chị",
        "chắc chắn rồi",
        "yes",
        "r",
    ],
)
def test_yes(text: str) -> None:
    assert read_yes_no(text, LEXICON) == "yes"


@pytest.mark.parametrize(
    "text",
    [
        "không",
        "dạ không",
        "không ạ",
        "ko",
        "k",
        "hông",
        "hong",
        "hok",
        "hem",
        "khum",
        "khôngggg",
        "không có",
        "ko co",
        "chưa",
        "dạ chưa",
        "chưa có",
        "em chưa có ạ",
        "chua",
        "chưa bao giờ",
        "làm gì có",
        "đâu có",
        "có đâu",
        "không phải",
        "sai rồi",
        "chưa đăng ký",
        "chưa có giấy",
        "không, em chưa có",
        "lấy đâu ra",
        "có… à mà không",
        "👎",
        "đừng",
        "sai năm sinh rồi bạn ơi",
        "từ trước tới giờ chưa có luôn",
        "no",
    ],
)
def test_no(text: str) -> None:
    assert read_yes_no(text, LEXICON) == "no"


@pytest.mark.parametrize(
    "text",
    [
        "không biết",
        "ko biết",
        "k bít",
        "em không biết nữa",
        "không rõ",
        "không nhớ",
        "không chắc",
        "chưa rõ",
        "chắc vậy",
        "chắc có",
        "chắc là có",
        "hình như có",
        "hình như chưa",
        "có lẽ",
        "quên rồi",
        "ai biết",
    ],
)
def test_unsure(text: str) -> None:
    assert read_yes_no(text, LEXICON) == "unsure"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "dạ",
        "dạ ạ",
        "em",
        "có mất tiền không?",
        "có mất tiền không",
        "có được không ạ",
        "có không?",
        "không?",
        "đúng không",
        "phải không",
        "là gì",
        "không có gì",
        "không sao",
        "có, không",
        "rồi, chưa",
        "không, em có rồi",
        "có 2 cái",
        "0",
        "2005",
        "cô ba",
        "cô",
        "vàng",
        "ok mà khoan đã",
        "có hay không",
        "cảm ơn",
        "có giấy phép an toàn thực phẩm",
        "hôm qua",
        "bao lâu thì có",
        "😀",
        "không biết có mất tiền không?",
    ],
)
def test_no_answer(text: str) -> None:
    assert read_yes_no(text, LEXICON) is None
