"""Five labels one would be proud of."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.naming.label import problems
from bot.naming.spelling import compact
from bot.naming.suggest import Kind, Suggestions, suggest
from tests.test_naming_protected import PEOPLE, RULES, SHOPS, listed

GOLDEN = Path(__file__).parent / "golden" / "suggest.jsonl"
KINDS: tuple[Kind, ...] = get_args(Kind)

COMPANIES = """
Công ty TNHH Thương mại và Dịch vụ Minh Phát, Công ty cổ phần Xây dựng Hòa Phát, Công ty TNHH MTV An
Bình Việt Nam, CTCP Đầu tư và Phát triển Công nghệ Sao Mai, DNTN Vàng bạc Kim Ngân, HTX Nông nghiệp
Xuân Phong, Công ty TNHH Bánh kẹo Hải Hà, Công ty Luật TNHH Minh Khuê, Minh Phát Group, Công ty TNHH
Một thành viên Lê Gia, Công ty TNHH Vận tải Thương mại Hoàng Long, cty tnhh sx tm hoa sen, Hợp tác
xã Rau sạch Mộc Châu
"""


def labels(name: str, kind: Kind, place: str = "") -> list[str]:
    return list(suggest(name, kind, RULES, place=place).labels)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Nguyễn Thị Hồng Nhung", "hongnhung nhungnguyen hongnhungnguyen nguyenhongnhung hong-nhung"),
        ("Lê Hoàng Anh", "hoanganh anhle hoanganhle lehoanganh hoang-anh"),
        ("Trần Văn Nam", "namtran trannam vannam tranvannam nam-tran"),
        ("Trần Nam", "namtran trannam nam-tran tran-nam toilanamtran"),
        ("Mai Anh", "maianh anhmai mai-anh anh-mai toilaanhmai"),
        ("Hồng Nhung", "hongnhung hong-nhung toilahongnhung hongnhungvn hongnhungonline"),
        ("Nhung", "nhung toilanhung nhungvn nhungonline hellonhung"),
        ("Nguyễn Ngọc Bảo Trân", "baotran trannguyen baotrannguyen nguyenbaotran bao-tran"),
        ("Nguyễn Trần Khánh Vy", "khanhvy vynguyen khanhvynguyen nguyenkhanhvy khanh-vy"),
        ("Tôn Nữ Thị Hồng", "hongtonnu tonnuhong tonnuthihong hong-tonnu tonnu-hong"),
        ("Âu Dương Phong", "phongauduong auduongphong phong-auduong auduong-phong toilaphongauduong"),
        ("H'Hen Niê", "hhennie hennie hhen-nie hhen niehhen"),
        ("Y Phôn", "yphon y-phon toilayphon yphonvn yphononline"),
        ("K'Brếp", "kbrep k-brep toilakbrep kbrepvn kbreponline"),
        ("Giàng A Páo", "apaogiang paogiang apao-giang apao giangapao"),
        ("Lò Thị Mai", "mailo lomai lothimai mai-lo lo-mai"),
        ("Rơ Châm H'Yéo", "hyeorocham rochamhyeo hyeo-rocham rocham-hyeo toilahyeorocham"),
        ("Thạch Sa Rây", "saray raythach saraythach thachsaray sa-ray"),
        ("Trần Phú", "phutran phu-tran toilaphutran phutranvn phutranonline"),
        ("Đặng Thị Cu", "nhadang danggia dangfamily hodang dangonline"),
    ],
)
def test_labels_of_people(name: str, expected: str) -> None:
    assert labels(name, "person") == expected.split()


@pytest.mark.parametrize(
    ("name", "place", "expected"),
    [
        ("Tiệm bánh Cô Ba", "", "banhcoba tiembanhcoba cobabakery coba banh-coba"),
        ("Phở Bà Hằng", "Ninh Bình", "phobahang phobahangninhbinh quanphobahang phohang bahang"),
        ("Phở Bà Hằng Ninh Bình", "", "phobahang phobahangninhbinh quanphobahang phohang bahang"),
        ("Quán phở Bà Hằng", "", "phobahang quanphobahang phohang bahang pho-bahang"),
        ("Phở 24", "", "pho24 quanpho24 pho-24 pho24vn pho24online"),
        ("Cà phê 1990", "", "caphe1990 quancaphe1990 cafe1990 1990coffee caphe-1990"),
        ("Highlight Coffee", "", "highlightcoffee coffeehighlight cafehighlight highlight highlight-coffee"),
        ("Spa Lily", "", "spalily lilyspa lilybeauty lily spa-lily"),
        ("Cửa hàng Minh Anh", "", "shopminhanh minhanh shop-minhanh shopminhanhvn shopminhanhonline"),
        ("Nhà hàng Hoa Sen", "", "nhahanghoasen hoasenrestaurant hoasen nhahang-hoasen nhahanghoasenvn"),
        (
            "Bánh mì",
            "Ninh Bình",
            "banhmininhbinh tiembanhmininhbinh banhmi-ninhbinh banhmininhbinhvn banhmininhbinhonline",
        ),
    ],
)
def test_labels_of_shops(name: str, place: str, expected: str) -> None:
    assert labels(name, "shop", place) == expected.split()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "Công ty TNHH Thương mại và Dịch vụ Minh Phát",
            "minhphat tmdvminhphat dichvuminhphat thuongmaiminhphat minhphatvn",
        ),
        (
            "Công ty cổ phần Xây dựng Hòa Phát",
            "hoaphat xaydunghoaphat hoaphatconstruction hoaphatvn hoa-phat",
        ),
        ("Minh Phát Trading Co., Ltd", "minhphattrading minhphat minhphatvn minh-phat minhphatviet"),
        ("Công ty Luật TNHH Minh Khuê", "minhkhue luatminhkhue minhkhuelaw minhkhuevn minh-khue"),
        ("Công ty TNHH Nguyễn Văn Nam", "namnguyen nguyennam vannam nguyenvannam nam-nguyen"),
    ],
)
def test_labels_of_companies(name: str, expected: str) -> None:
    assert labels(name, "company") == expected.split()


@pytest.mark.parametrize("name", listed(PEOPLE))
def test_a_person_gets_five_without_a_number_given_name_first(name: str) -> None:
    found = labels(name, "person")
    assert len(set(found)) == 5
    assert not any(re.search(r"\d", label) for label in found)
    assert any(found[0].startswith(compact(word)) for word in name.split()[-3:]), found


@pytest.mark.parametrize("name", listed(SHOPS))
def test_a_shop_gets_five_and_a_number_only_if_its_name_has_one(name: str) -> None:
    found = labels(name, "shop")
    assert len(set(found)) == 5
    assert re.search(r"\d", name) or not any(re.search(r"\d", label) for label in found)
    assert compact(name.split()[-1]) in found[0]


@pytest.mark.parametrize("name", listed(COMPANIES))
def test_a_company_gets_five_without_its_legal_form(name: str) -> None:
    found = labels(name, "company")
    assert len(set(found)) == 5
    assert not any(
        form in label for label in found for form in ("congty", "cty", "tnhh", "mtv", "ctcp", "dntn", "htx")
    )


@pytest.mark.parametrize(
    ("typed", "same_as"),
    [
        ("nguyen thi hong nhung", "Nguyễn Thị Hồng Nhung"),
        ("NGUYỄN THỊ HỒNG NHUNG", "Nguyễn Thị Hồng Nhung"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Hồng Nhung"), "Nguyễn Thị Hồng Nhung"),
        ("Nguyễn\u200b Thị  Hồng\u00a0 Nhung", "Nguyễn Thị Hồng Nhung"),
        ("dạ em tên là Nguyễn Thị Hồng Nhung ạ", "Nguyễn Thị Hồng Nhung"),
        ("em ten la nguyen thi hong nhung", "Nguyễn Thị Hồng Nhung"),
        ("Họ và tên: Nguyễn Thị Hồng Nhung", "Nguyễn Thị Hồng Nhung"),
        ("Chị Nguyễn Thị Hồng Nhung", "Nguyễn Thị Hồng Nhung"),
        ("Nguyễn Thị Hồng Nhung, sinh năm 2004", "Nguyễn Thị Hồng Nhung"),
        ("Nguyễn Thị Hồng Nhung sinh năm 2004", "Nguyễn Thị Hồng Nhung"),
        ("Nguyễn Thị Hồng Nhung 2k4", "Nguyễn Thị Hồng Nhung"),
        ("Nguyễn Thị Hồng Nhung (em)", "Nguyễn Thị Hồng Nhung"),
        ("Nguyễn Thị Hồng Nhung 🌸", "Nguyễn Thị Hồng Nhung"),
        ("<b>Nguyễn Thị Hồng Nhung</b>", "Nguyễn Thị Hồng Nhung"),
        ("Nguyễn Thị Hồng Nhung {{ 7*7 }}", "Nguyễn Thị Hồng Nhung"),
        ("Maria Nguyễn Thị Hồng Nhung", "Nguyễn Thị Hồng Nhung"),
        ("Hồng Nhung Nguyễn", "Nguyễn Hồng Nhung"),
    ],
)
def test_a_name_is_the_same_however_it_is_typed(typed: str, same_as: str) -> None:
    assert labels(typed, "person") == labels(same_as, "person")


@pytest.mark.parametrize(
    ("typed", "same_as"),
    [
        ("tiem banh co ba", "Tiệm bánh Cô Ba"),
        ("TIỆM BÁNH CÔ BA", "Tiệm bánh Cô Ba"),
        ("Hộ kinh doanh Tiệm bánh Cô Ba", "Tiệm bánh Cô Ba"),
        ("Tiệm bánh Cô Ba - 24 Lê Lợi", "Tiệm bánh Cô Ba"),
        ("Tiệm bánh Cô Ba số 24 đường Lê Lợi", "Tiệm bánh Cô Ba"),
        ("Tiệm bánh Cô Ba (gần chợ)", "Tiệm bánh Cô Ba"),
        ("Tiệm bánh Cô Ba 0912345678", "Tiệm bánh Cô Ba"),
        ("Tiệm bánh của Cô Ba", "Tiệm bánh Cô Ba"),
        ("quán em tên là Phở Bà Hằng", "Phở Bà Hằng"),
        ("Hộ kinh doanh Nguyễn Thị Hồng Nhung", "Nguyễn Thị Hồng Nhung"),
        ("<script>alert(1)</script>Phở Bà Hằng", "Phở Bà Hằng"),
        ("Tạp hoá Cô Ba", "Tạp hóa Cô Ba"),
    ],
)
def test_a_shop_is_the_same_however_it_is_typed(typed: str, same_as: str) -> None:
    assert labels(typed, "shop") == labels(same_as, "shop")


@pytest.mark.parametrize(
    ("name", "kind", "codes"),
    [
        ("", "person", ("not_a_name",)),
        ("😀😀", "person", ("not_a_name",)),
        ("2005", "person", ("not_a_name",)),
        ("asdf", "person", ("not_a_name",)),
        ("bcdfg", "person", ("not_a_name",)),
        ("tôi muốn đăng ký tên miền", "person", ("not_a_name",)),
        ("không biết", "person", ("not_a_name",)),
        ("{{7*7}}", "person", ("not_a_name",)),
        ("<script>alert(1)</script>", "shop", ("not_a_name",)),
        ("😀", "shop", ("not_a_name",)),
        ("cho hỏi phí bao nhiêu", "shop", ("not_a_name",)),
        ("một hai ba bốn năm sáu bảy tám chín mười", "person", ("too_long",)),
        ("a" * 100_000, "person", ("too_long",)),
        ("Phở Bà Hằng " * 100, "shop", ("too_long",)),
        ("Quán ăn", "shop", ("generic",)),
        ("Bánh mì", "shop", ("generic",)),
        ("shop", "shop", ("generic",)),
        ("Công ty TNHH Thương mại Dịch vụ", "company", ("generic",)),
        ("Hồ Chí Minh", "person", ("protected",)),
        ("Quán Hoàng Sa", "shop", ("protected",)),
        ("UBND xã Gia Viễn", "company", ("agency",)),
        ("Báo Tuổi Trẻ", "shop", ("press",)),
        ("Quán lồn", "shop", ("sensitive",)),
        ("địt mẹ mày", "person", ("sensitive",)),
    ],
)
def test_no_labels_but_a_reason(name: str, kind: Kind, codes: tuple[str, ...]) -> None:
    assert suggest(name, kind, RULES) == Suggestions((), codes)


@pytest.mark.parametrize(
    ("name", "never"),
    [
        ("Đàm Thị Mai", "maidam"),
        ("Nguyễn Trường Sa", "truongsa"),
        ("Nguyễn Công An", "congan"),
        ("Cù Thị Dung", "cu"),
        ("Bùi Thị Lon", "lon"),
        ("Nguyễn Thị Lớn", "lon"),
        ("Đèo Văn Long", "deo"),
        ("Trần Phú", "tranphu"),
        ("Vừ A Dính", "vuadinh"),
        ("Nguyễn Văn Cừ", "cu"),
        ("Trần Thị Bưởi", "buoi"),
        ("Nguyễn Văn Nam sinh năm 2004", "2004"),
    ],
)
def test_an_unlucky_name_still_gets_five_that_are_free_of_it(name: str, never: str) -> None:
    found = labels(name, "person")
    assert len(set(found)) == 5
    assert not any(never in label for label in found), found


def test_a_person_who_bears_a_hero_s_name_is_told_so() -> None:
    assert suggest("Trần Phú", "person", RULES).warnings == ("protected",)


def test_pork_is_sold_under_its_other_name() -> None:
    assert labels("Lợn mán Ông Tư", "shop")[0] == "heoongtu"


def test_numbers_come_only_when_all_else_is_used_up() -> None:
    many = suggest("Vy", "person", RULES, limit=40).labels
    numbered = [any(map(str.isdigit, label)) for label in many]
    assert numbered == sorted(numbered)
    assert True in numbered


@pytest.mark.parametrize("limit", [0, 1, 3])
def test_the_limit_holds(limit: int) -> None:
    assert len(suggest("Nguyễn Thị Hồng Nhung", "person", RULES, limit=limit).labels) == limit


def test_a_person_may_give_the_name_of_a_shop() -> None:
    assert labels("Tiệm bánh Cô Ba", "person") == labels("Tiệm bánh Cô Ba", "shop")


def test_golden_lines() -> None:
    lines = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    assert len(lines) >= 10
    for line in lines:
        asked = line["in"]
        found = suggest(asked["name"], asked["kind"], RULES)
        assert line["out"] == {
            "id": asked["id"],
            "labels": list(found.labels),
            "warnings": list(found.warnings),
        }


SYLLABLE = st.sampled_from(sorted({word for name in listed(PEOPLE) + listed(SHOPS) for word in name.split()}))
TEXTS = st.one_of(st.text(max_size=300), st.lists(SYLLABLE, max_size=9).map(" ".join))


@given(TEXTS, st.sampled_from(KINDS), st.sampled_from(["", "Ninh Bình", "Huế"]))
def test_whatever_is_typed_the_labels_are_valid_distinct_and_free(name: str, kind: Kind, place: str) -> None:
    found = suggest(name, kind, RULES, place=place)
    assert len(found.labels) <= 5
    assert len(set(found.labels)) == len(found.labels)
    assert all(problems(label) == () and RULES.judge(label).level == "ok" for label in found.labels)
    assert found.labels or found.warnings
    assert found == suggest(name, kind, RULES, place=place)
