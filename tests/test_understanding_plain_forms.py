"""Ordinary answers in every ordinary wrapping: what most people send, whatever else the lines hold."""

from __future__ import annotations

from itertools import product

import pytest

from bot.understanding.facts import written
from bot.understanding.fold import plain
from tests.lexicon import READER
from tests.understanding.lines import PROVINCES, TODAY

FORMER = {
    "Hà Giang": "Tuyên Quang", "Yên Bái": "Lào Cai", "Bắc Kạn": "Thái Nguyên", "Vĩnh Phúc": "Phú Thọ",
    "Hòa Bình": "Phú Thọ", "Bắc Giang": "Bắc Ninh", "Thái Bình": "Hưng Yên", "Hải Dương": "Hải Phòng",
    "Hà Nam": "Ninh Bình", "Nam Định": "Ninh Bình", "Quảng Bình": "Quảng Trị", "Quảng Nam": "Đà Nẵng",
    "Kon Tum": "Quảng Ngãi", "Bình Định": "Gia Lai", "Ninh Thuận": "Khánh Hòa", "Đắk Nông": "Lâm Đồng",
    "Bình Thuận": "Lâm Đồng", "Phú Yên": "Đắk Lắk", "Bà Rịa - Vũng Tàu": "Hồ Chí Minh",
    "Bình Dương": "Hồ Chí Minh", "Bình Phước": "Đồng Nai", "Long An": "Tây Ninh", "Sóc Trăng": "Cần Thơ",
    "Hậu Giang": "Cần Thơ", "Bến Tre": "Vĩnh Long", "Trà Vinh": "Vĩnh Long", "Tiền Giang": "Đồng Tháp",
    "Bạc Liêu": "Cà Mau", "Kiên Giang": "An Giang",
}  # fmt: skip
PLACES = {**{name: name for name in PROVINCES}, **FORMER}
AT = (
    "{}", "ở {}", "em ở {} ạ", "tỉnh {}", "thành phố {}", "quê {}", "dạ {} ạ", "mình {}", "bên {} nè",
    "người {}", "{} đó con", "hiện mình sống ở {}",
)  # fmt: skip
GIVEN = (
    "Anh An Bình Châu Chi Dung Dũng Duy Giang Hà Hạnh Hảo Hiền Hoa Hùng Huy Khoa Lan Linh Long Ly Mai Minh My "
    "Nam Nga Ngân Ngọc Nhung Oanh Phong Phúc Phương Quang Quân Sơn Tâm Thanh Thảo Thu Trang Trinh Trung Tuấn "
    "Tú Uyên Vân Vi Vy"
)
FULL = (
    "Võ Tấn Phát", "Đỗ Mạnh Hùng", "Dương Gia Hân", "Châu Ngọc Ánh", "Ngô Bảo Châu", "Cao Bá Thành", "Vàng A Sùng",
    "Nguyễn Phạm Bảo Ngọc", "Kim Thị Ngọc Hà",
)  # fmt: skip
TWO_WAYS = ("Châu Ngọc Ánh", "Vàng A Sùng")  # without marks as well "cháu Ngọc Ánh" and "vâng, a Sùng"
CALLED = ("{}", "em tên {}", "dạ em tên {} ạ", "{} nha", "tên {}", "em là {}", "tên đầy đủ {}", "họ tên: {}")
WISHED = ("{}", "lấy {}", "dạ {} ạ", "em muốn {}", "chọn {} nha", "đặt là {}", "tên miền {}", "vậy lấy {} đi")


def got(question: str, text: str) -> dict[str, object]:
    return dict(written(READER.read(question, text, TODAY).got))


@pytest.mark.parametrize("name", PLACES)
def test_where_one_lives(name: str) -> None:
    texts = [form.format(name) for form in AT]
    for text in (*texts, *map(plain, texts)):
        assert (text, got("province", text)) == (text, {"province": PLACES[name]})


@pytest.mark.parametrize("name", GIVEN.split())
def test_a_given_name_alone(name: str) -> None:
    for text in (name, f"em tên {name} ạ", f"{name} nha", f"dạ em là {name}"):
        assert (text, got("person_name", text)) == (text, {"name": name})


@pytest.mark.parametrize(("name", "form"), list(product(FULL, CALLED)))
def test_a_full_name(name: str, form: str) -> None:
    for typed in (name, name.lower()):
        assert got("person_name", form.format(typed)) == {"name": typed}
    if name not in TWO_WAYS:
        assert got("person_name", plain(form.format(name))) == {"name": plain(name)}


@pytest.mark.parametrize(("label", "form"), list(product(("phobahang", "minhkhue", "linhpham07"), WISHED)))
def test_a_wished_name_shouted_or_begun_with_a_capital(label: str, form: str) -> None:
    text = form.format(label)
    for typed in (text, text.capitalize(), text.upper(), plain(text)):
        assert (typed, got("label", typed)) == (typed, {"label": label})


@pytest.mark.parametrize(
    "wrapping", ["{}", "dạ {}", "{} ạ", "{} chị ạ", "{} nha em", "{} bạn ơi", "{} đó", "{} hihi"]
)
def test_yes_and_no(wrapping: str) -> None:
    for said, yes in {
        "đúng rồi": True,
        "đồng ý": True,
        "có": True,
        "chưa": False,
        "không phải": False,
        "sai rồi": False,
    }.items():
        assert (wrapping, said, got("yes_no", wrapping.format(said))) == (wrapping, said, {"yes": yes})
