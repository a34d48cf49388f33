"""Communes as people type them: every region, former names, districts, slips, and what is no commune."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from bot.data import read_texts
from bot.programme.units import Units
from bot.strict_yaml import parse_yaml
from bot.understanding.communes import MOST_CANDIDATES, find_communes
from bot.understanding.fold import fold

TODAY = date(2026, 11, 20)


@cache
def units() -> Units:
    texts = read_texts(None)
    tables = (texts[f"flows/provinces/{name}.txt"] for name in ("communes", "former_communes"))
    return Units.parse(parse_yaml(texts["flows/provinces/units.yaml"], "units"), *tables)


def found(province: str, text: str) -> list[str]:
    return [f"{one.title} {one.name}" for one in find_communes(text, units().gazetteer(province, TODAY))]


SURE = """
Ninh Bình | xã gia viễn | xã Gia Viễn
Ninh Bình | gia van | xã Gia Vân
Ninh Bình | em o xa giavan a | xã Gia Vân
Ninh Bình | thôn 3 xã Gia Vân | xã Gia Vân
Ninh Bình | x. Gia Vân | xã Gia Vân
Ninh Bình | xa gia lap huyen gia vien | xã Gia Vân
Ninh Bình | Gia Lập, Gia Viễn | xã Gia Vân
Ninh Bình | p. Hoa Lư | phường Hoa Lư
Ninh Bình | phường Nam Định | phường Nam Định
Ninh Bình | tt Phát Diệm | xã Phát Diệm
Ninh Bình | Phát Diệm, Kim Sơn, Ninh Bình | xã Phát Diệm
Ninh Bình | phat diemm | xã Phát Diệm
Ninh Bình | xã Gia Vienn | xã Gia Viễn
Ninh Bình | Đại Hoàngg | xã Đại Hoàng
Ninh Bình | xa giao thuy | xã Giao Thủy
Ninh Bình | xã Giao Thuỷ | xã Giao Thủy
Ninh Bình | xã Gia Vân à nhầm, xã Gia Phong | xã Gia Phong
Tuyên Quang | phường Hà Giang 1 | phường Hà Giang 1
Tuyên Quang | ha giang 2 | phường Hà Giang 2
Thái Nguyên | phường Phan Đình Phùngg | phường Phan Đình Phùng
Thái Nguyên | xã Văn Lăng | xã Văn Lăng
Thái Nguyên | xã Văn Lang | xã Văn Lang
Lạng Sơn | vân nham | xã Vân Nham
Điện Biên | Sín Thầu | xã Sín Thầu
Hà Nội | p Cầu Giấy nhé | phường Cầu Giấy
Hà Nội | phường hoàn kiếm | phường Hoàn Kiếm
Hà Nội | thôn Đông, xã Đông Anh | xã Đông Anh
Hà Nội | phường Ba Đình, Hà Nội | phường Ba Đình
Hải Phòng | đặc khu cát hải | đặc khu Cát Hải
Hải Phòng | bach long vi | đặc khu Bạch Long Vĩ
Thanh Hóa | phường Đông Tiến | phường Đông Tiến
Thanh Hóa | xã Đồng Tiến | xã Đồng Tiến
Nghệ An | phuong vinh phu | phường Vinh Phú
Quảng Trị | đặc khu Cồn Cỏ | đặc khu Cồn Cỏ
Huế | a luoi 2 | xã A Lưới 2
Huế | Chân Mây - Lăng Cô | xã Chân Mây - Lăng Cô
Đà Nẵng | hoàng sa | đặc khu Hoàng Sa
Khánh Hòa | Trường Sa | đặc khu Trường Sa
Quảng Ngãi | huyện đảo Lý Sơn | đặc khu Lý Sơn
Gia Lai | xã Kbang | xã Kbang
Đắk Lắk | xã M'Đrắk | xã M'Drắk
Đắk Lắk | xã ea hleo | xã Ea H'Leo
Lâm Đồng | b'lao | phường B'Lao
Lâm Đồng | phường la gi | phường La Gi
Lâm Đồng | 1 Bảo Lộc | phường 1 Bảo Lộc
Hồ Chí Minh | phường bến thành | phường Bến Thành
Hồ Chí Minh | Bến Nghé | phường Sài Gòn
Hồ Chí Minh | p5 q3 | phường Bàn Cờ
Hồ Chí Minh | q. Bình Thạnh p.25 | phường Thạnh Mỹ Tây
Hồ Chí Minh | 12/3 đường 5 phường 25 quận Bình Thạnh | phường Thạnh Mỹ Tây
Hồ Chí Minh | Thạnh An | xã Thạnh An
Hồ Chí Minh | Côn Đảo | đặc khu Côn Đảo
Hồ Chí Minh | Thảo Điền | phường An Khánh
Vĩnh Long | xã tân phú huyện châu thành bến tre | xã Tân Phú
Cần Thơ | xa phien | xã Xà Phiên
Cần Thơ | phường III vị thanh | phường Vị Thanh
An Giang | tho chau | đặc khu Thổ Châu
An Giang | đặc khu Phú Quốc | đặc khu Phú Quốc
"""


@pytest.mark.parametrize("line", SURE.strip().splitlines())
def test_one_commune_is_certain(line: str) -> None:
    province, text, commune = line.split(" | ")
    assert found(province, text) == [commune]


ASK = """
Ninh Bình | Gia Viễn | xã Gia Viễn
Ninh Bình | gia vienn | xã Gia Viễn
Ninh Bình | huyện Gia Viễn | xã Gia Viễn
Ninh Bình | Nam Định | phường Nam Định
Ninh Bình | Hoa Lư, Ninh Bình | phường Hoa Lư
Ninh Bình | gia vam | xã Gia Lâm
Thái Nguyên | Tân Lập | xã Quảng Bạch
Phú Thọ | tan lap | xã Mường Vang
Hải Phòng | cam giang | xã Cẩm Giang
Hải Phòng | cẩm giàng | xã Cẩm Giàng
Hà Nội | hoàn kiêm | phường Hoàn Kiếm
Hà Nội | láng hạ | phường Giảng Võ
Hồ Chí Minh | thanh an | xã Thanh An
Hồ Chí Minh | quận 1 | phường Tân Định
Hồ Chí Minh | Thủ Đức | phường Thủ Đức
Đồng Tháp | xa tan thanh | xã Tân Thành
An Giang | phu quoc | đặc khu Phú Quốc
Lâm Đồng | la gi | phường La Gi
"""


@pytest.mark.parametrize("line", ASK.strip().splitlines())
def test_several_are_offered_the_likeliest_first(line: str) -> None:
    province, text, first = line.split(" | ")
    communes = found(province, text)
    assert 2 <= len(communes) <= MOST_CANDIDATES
    assert communes[0] == first


NOTHING = [
    *("không biết", "ko phải xã gia vân", "chưa rõ", "bỏ qua", "đồng ý", "ok", "gặp người", "ở quê", "ở xã"),
    *("Phường", "xã", "2005", "5", "phường 5", "0912345678", "", "   ", "🙂", "?", "xã nào?", "là sao"),
    *("Nguyễn Văn Tân", "Trần Thị Phương Hoa", "nguyen thi phuong gia van", "Gia Vân hay Gia Viễn gì đó"),
    *(
        "hoa lư hà nội",
        "xã Gia Vân, Thanh Hóa",
        "Ninh Bình",
        "tỉnh Hà Nam",
        "đi làm rồi",
        "sinh viên đại học",
    ),
    *(
        "miễn phí thật không",
        "xã Gia Vân ở đâu",
        "ab" * 400,
        "xã " * 300,
        "mình thích Gia Vân lắm mà chưa tới",
    ),
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_names_no_commune_of_the_province_is_left(text: str) -> None:
    assert found("Ninh Bình", text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("xa gia van ninh binh", ["Gia Vân, Ninh Bình"]),
        ("Phường Ba Đình, Hà Nội", ["Ba Đình, Hà Nội"]),
        ("đặc khu Trường Sa", ["Trường Sa, Khánh Hòa"]),
        ("xã Cẩm Giàng", ["Cẩm Giàng, Hải Phòng", "Cẩm Giàng, Thái Nguyên"]),
        ("Phú Quốc, Kiên Giang", ["Phú Quốc, An Giang", "Thổ Châu, An Giang"]),
        ("p Hải Châu", ["Hải Châu, Đà Nẵng", "Ngọc Sơn, Thanh Hóa"]),
        ("tỉnh Gia Lai", []),
        ("Hà Nội", []),
        ("xã Tân Thành", []),
    ],
)
def test_without_a_province_the_one_in_the_text_decides(text: str, names: list[str]) -> None:
    communes = find_communes(text, units().gazetteer("", TODAY))
    assert [f"{one.name}, {one.province}" for one in communes] == names


def test_every_commune_is_known_by_its_full_name_and_none_is_taken_for_another() -> None:
    for province in units().provinces(TODAY):
        gazetteer = units().gazetteer(province.name, TODAY)
        for unit in units().children(province.id, TODAY):
            for text in (unit.full_name, unit.name, fold(unit.full_name)):
                codes = [one.code for one in find_communes(text, gazetteer)]
                assert not codes or unit.id in codes, text
            assert find_communes(unit.full_name, gazetteer)[0].code == unit.id
