from __future__ import annotations

from datetime import date

import pytest

from bot.understanding.places import read_province
from tests.lexicon import LEXICON, READER

GAZETTEER = READER.gazetteer(date(2026, 11, 20))


@pytest.mark.parametrize(
    ("text", "province"),
    [
        ("Hà Nội", "Hà Nội"),
        ("ha noi", "Hà Nội"),
        ("HN", "Hà Nội"),
        ("em ở hn ạ", "Hà Nội"),
        ("Tỉnh Ninh Bình", "Ninh Bình"),
        ("tỉnh nb", "Ninh Bình"),
        ("dạ em quê Nam Định", "Ninh Bình"),
        ("quê Nam Định sống ở Hà Nội", "Hà Nội"),
        ("yen khanhn", "Ninh Bình"),
        ("Hà Nam", "Ninh Bình"),
        ("Hà Tĩnh", "Hà Tĩnh"),
        ("tp hcm", "Hồ Chí Minh"),
        ("TP. Hồ Chí Minh", "Hồ Chí Minh"),
        ("thành phố hồ chí minh", "Hồ Chí Minh"),
        ("sài gòn nha", "Hồ Chí Minh"),
        ("Bà Rịa - Vũng Tàu", "Hồ Chí Minh"),
        ("Bình Dương", "Hồ Chí Minh"),
        ("Trà Vinh", "Vĩnh Long"),
        ("trà vinh, vĩnh long", "Vĩnh Long"),
        ("em ở Huế", "Huế"),
        ("xã Gia Viễn tỉnh Ninh Bình", "Ninh Bình"),
        ("Thanh Hoá", "Thanh Hóa"),
        ("ĐÀ NẴNG", "Đà Nẵng"),
        ("\u00d0\u00e0 N\u1eb5ng", "Đà Nẵng"),
        ("Hà Nội à nhầm Hải Phòng", "Hải Phòng"),
        ("Hải Phòng chứ không phải Hà Nội", "Hải Phòng"),
        ("hai phog", "Hải Phòng"),
        ("haiphong", "Hải Phòng"),
        ("Ninh Bìnhh nha", "Ninh Bình"),
        ("ninhbinh", "Ninh Bình"),
        ("tuyen qang", "Tuyên Quang"),
        ("thai nguyeen", "Thái Nguyên"),
        ("em ở đà nẵg", "Đà Nẵng"),
        ("ho chi mih", "Hồ Chí Minh"),
        ("na", "Nghệ An"),
        ("yen khanhn", "Ninh Bình"),
        ("quê Nam Định sống ở Hà Nội", "Hà Nội"),
    ],
)
def test_one_province(text: str, province: str) -> None:
    assert read_province(text, GAZETTEER, LEXICON) == (province,)


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("QN", {"Quảng Ninh", "Quảng Ngãi", "Đà Nẵng", "Gia Lai"}),
        ("em ở ĐN", {"Đà Nẵng", "Đồng Nai", "Lâm Đồng"}),
        ("TN", {"Thái Nguyên", "Tây Ninh"}),
        ("BT ạ", {"Vĩnh Long", "Lâm Đồng"}),
        ("tỉnh BD", {"Hồ Chí Minh", "Gia Lai"}),
        ("hg", {"Tuyên Quang", "Cần Thơ"}),
        ("LC", {"Lào Cai", "Lai Châu"}),
        ("hanh hoa", {"Thanh Hóa", "Khánh Hòa"}),
    ],
)
def test_several_are_asked_about(text: str, candidates: set[str]) -> None:
    assert set(read_province(text, GAZETTEER, LEXICON)) == candidates


@pytest.mark.parametrize(
    "text",
    [
        "",
        "không",
        "không muốn nói",
        "nguyen",
        "hoa",
        "quảng",
        "giang",
        "Thái Lan",
        "em ở Hà Lan",
        "nước ngoài",
        "lao động",
        "bên trên",
        "bác Minh",
        "đại dương",
        "bình thường",
        "cha nói",
        "không ở Hà Nội",
        "em tên Huệ",
        "ở đây na em",
        "Hà Nội có được không?",
        "koông",
        "khanhnhi",
        "2005",
        "😀",
        "{{7*7}}",
        "Nam Ninh",
        "gia đình",
    ],
)
def test_what_is_not_certain_is_not_read(text: str) -> None:
    assert read_province(text, GAZETTEER, LEXICON) == ()
