from __future__ import annotations

import pytest

from bot.understanding.person_names import read_person_name
from bot.understanding.shop_names import read_shop_name
from tests.lexicon import LEXICON


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nguyễn Thị Hồng Nhung", "Nguyễn Thị Hồng Nhung"),
        ("em tên là nguyen van an ạ", "nguyen van an"),
        ("dạ em tên Lan nha", "Lan"),
        ("tên mình là Y Phôn", "Y Phôn"),
        ("họ tên: Trần Thị Bích Ngọc", "Trần Thị Bích Ngọc"),
        ("Họ và tên của em là Lê Minh", "Lê Minh"),
        ("gọi em là Bống", "Bống"),
        ("tôi là Phạm Quốc Bảo", "Phạm Quốc Bảo"),
        ("xin chào, em tên Mai.", "Mai"),
        ("“Mai Anh”", "Mai Anh"),
        ("La Văn Cầu", "La Văn Cầu"),
        ("em tên La Văn Cầu", "La Văn Cầu"),
        ("Anh Tuấn", "Anh Tuấn"),
        ("Chu Văn An", "Chu Văn An"),
        ("Tô Lan", "Tô Lan"),
        ("Vàng A Páo", "Vàng A Páo"),
        ("H’Hen Niê", "H'Hen Niê"),
        ("An 20", "An"),
        ("An 😀", "An"),
        ("Lan, ở Hà Nội", "Lan"),
        ("em tên Lan ở Hà Nội", "Lan"),
        ("Hồng", "Hồng"),
        ("Hải", "Hải"),
        ("Huy", "Huy"),
        ("dũng", "dũng"),
        ("Nguyễn Văn A", "Nguyễn Văn A"),
        ("TRẦN VĂN HIẾU", "TRẦN VĂN HIẾU"),
        ("Anna Maria", "Anna Maria"),
        ("  lê   thị\tmơ ", "lê thị mơ"),
    ],
)
def test_a_person(text: str, name: str) -> None:
    assert read_person_name(text, LEXICON) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "không",
        "Không",
        "không nói đâu",
        "thôi",
        "bỏ qua",
        "tên gì cơ?",
        "tên",
        "em tên là",
        "em là sinh viên",
        "em muốn đăng ký tên miền",
        "TÔI KHÔNG MUỐN NÓI",
        "2005",
        "0912345678",
        "{{7*7}}",
        "a",
        "bcdf",
        "bạn là ai",
        "robot à",
        "xin chào",
        "dạ",
        "một hai ba bốn năm sáu bảy",
        "chưa nghĩ ra",
        "http://pho.vn",
        "Нгуен",
        "阮文安",
    ],
)
def test_not_a_person(text: str) -> None:
    assert read_person_name(text, LEXICON) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tiệm bánh Cô Ba", "Tiệm bánh Cô Ba"),
        ("quán em tên là Phở Bà Hằng ạ", "Phở Bà Hằng"),
        ("shop mình là Hoa Xinh", "Hoa Xinh"),
        ("cty em ten la Minh Phat", "Minh Phat"),
        ("em mở quán tên Mộc", "Mộc"),
        ("tên quán: Bún Đậu 36", "Bún Đậu 36"),
        ("dạ Phở Thìn", "Phở Thìn"),
        ("quán phở Bà Hằng", "quán phở Bà Hằng"),
        ("Quán Lá Đỏ", "Quán Lá Đỏ"),
        ("Phở & Bún 81", "Phở & Bún 81"),
        ("7-Eleven", "7-Eleven"),
        ("Nail’s By Linh", "Nail's By Linh"),
        ("cà phê 24/7", "cà phê 24/7"),
        ("CÔNG TY TNHH ABC", "CÔNG TY TNHH ABC"),
        ("Ba Cô Gái", "Ba Cô Gái"),
        ("Quán Không Tên", "Quán Không Tên"),
        ("Áo dài Nhung!", "Áo dài Nhung"),
    ],
)
def test_a_shop(text: str, name: str) -> None:
    assert read_shop_name(text, LEXICON) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "không",
        "chưa đặt",
        "chưa có tên",
        "chưa nghĩ ra tên",
        "quán",
        "công ty",
        "em bán phở ở chợ",
        "em muốn làm website",
        "tên quán là gì?",
        "đặt tên giúp em",
        "81",
        "0912345678",
        "phobahang.vn",
        "https://pho.example",
        "🌸🌸",
        "dạ",
        "ok",
        "a" * 200,
        "có được miễn phí không",
        "gì cũng được",
    ],
)
def test_not_a_shop(text: str) -> None:
    assert read_shop_name(text, LEXICON) is None
