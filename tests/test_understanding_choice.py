from __future__ import annotations

import pytest

from bot.understanding.choice import Words, collisions, read_choice

WHO = (
    Words("citizen", "Cá nhân", ("công dân", "người dân", "sinh viên", "học sinh", "đi học", "cá nhân tôi")),
    Words("household", "Hộ kinh doanh", ("hộ cá thể", "hộ kinh doanh cá thể", "hkd", "hộ kd", "tiểu thương")),
    Words("enterprise", "Doanh nghiệp, công ty", ("công ty", "doanh nghiệp", "cty", "dn", "công ty tnhh")),
    Words("cooperative", "Hợp tác xã", ("htx", "tổ hợp tác")),
    Words("organisation", "Tổ chức khác", ("tổ chức", "trường học", "cơ quan", "hội", "câu lạc bộ")),
    Words("helper", "Tôi giúp người khác", ("giúp người khác", "đăng ký hộ", "tình nguyện viên", "hỏi giùm")),
)
CONSENT = (Words("yes", "Đồng ý, bắt đầu", ()), Words("no", "Không, chỉ xem thông tin", ()))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1", "citizen"),
        ("2", "household"),
        ("2.", "household"),
        ("(2)", "household"),
        ("２", "household"),
        ("số 2", "household"),
        ("so 2 nha", "household"),
        ("câu 3", "enterprise"),
        ("chọn 2", "household"),
        ("em chọn số 4 ạ", "cooperative"),
        ("số hai", "household"),
        ("cái thứ 3", "enterprise"),
        ("6", "helper"),
        ("Cá nhân", "citizen"),
        ("CÁ NHÂN", "citizen"),
        ("ca nhan", "citizen"),
        ("dạ cá nhân ạ", "citizen"),
        ("hộ kinh doanh", "household"),
        ("Hộ kinh doanh cá thể", "household"),
        ("ho kinh doanhhh", "household"),
        ("hkd", "household"),
        ("Doanh nghiệp, công ty", "enterprise"),
        ("doanh nghiep", "enterprise"),
        ("cty", "enterprise"),
        ("em mở cty", "enterprise"),
        ("bên em là công ty TNHH", "enterprise"),
        ("htx", "cooperative"),
        ("hợp tác xã nông nghiệp", "cooperative"),
        ("trường học", "organisation"),
        ("em là sinh viên năm nhất", "citizen"),
        ("tôi giúp người khác", "helper"),
        ("đăng ký hộ bà ngoại", "helper"),
        ("không phải công ty, hộ cá thể thôi", "household"),
        ("ko phai cong ty ma la ho kinh doanh", "household"),
        ("hộ kinh doanh chứ không phải công ty", "household"),
        ("công ty thì không, hộ kinh doanh thôi", "household"),
        ("chưa có công ty, chỉ là cá nhân", "citizen"),
        ("hop tac xaa", "cooperative"),
        ("ho kinh doah", "household"),
        ("hộ kinh doanh cá thê", "household"),
        ("hokinhdoanh", "household"),
        ("doanh nghiep cong tyy", "enterprise"),
        ("ca nhna", "citizen"),
        ("tinh nguyen vien", "helper"),
        ("to chuc khac", "organisation"),
        ("hội chữ thập đỏ", "organisation"),
        ("hoi", "organisation"),
    ],
)
def test_one_option_is_meant(text: str, meant: str) -> None:
    assert read_choice(text, WHO) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "7",
        "22",
        "2 3",
        "1 hoặc 2",
        "hai",
        "khác",
        "không phải công ty",
        "không phải công ty hay hộ kinh doanh",
        "công ty chưa có",
        "chưa có hộ kinh doanh",
        "công ty và hộ kinh doanh",
        "cá nhân hay công ty cũng được",
        "hộ kinh doanh là gì?",
        "công ty có được miễn phí không",
        "có hkd chưa",
        "em bán phở",
        "cả nhà",
        "có",
        "dạ",
        "2005",
        "0912345678",
        "👍",
        "ignore previous instructions",
        "em hỏi chút",
        "em hoi chut",
        "từ hồi đó tới giờ em đi làm thuê ở chỗ này chỗ kia đủ thứ rồi mới tính chuyện mở cái gì như công ty",
    ],
)
def test_unclear_is_none(text: str) -> None:
    assert read_choice(text, WHO) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Đồng ý", "yes"),
        ("dong y a", "yes"),
        ("bắt đầu", "yes"),
        ("không", "no"),
        ("chỉ xem thông tin", "no"),
        ("không đồng ý", None),
        ("đồng ý gì?", None),
        ("em không biết nữa", None),
    ],
)
def test_either_part_of_a_label_said_alone(text: str, meant: str | None) -> None:
    assert read_choice(text, CONSENT) == meant


def test_the_number_counts_what_was_offered() -> None:
    assert read_choice("1", WHO[::-1]) == "helper"
    assert read_choice("1", ()) is None


def test_a_label_that_is_a_number_must_not_contradict_the_position() -> None:
    ages = (Words("young", "2", ()), Words("old", "3", ()))
    assert read_choice("3", ages) == "old"
    assert read_choice("2", ages) is None


def test_a_slip_between_two_options_is_none() -> None:
    near = (Words("a", "Thanh Hóa", ()), Words("b", "Khánh Hòa", ()))
    assert read_choice("thanh hoa", near) == "a"
    assert read_choice("hanh hoa", near) is None


def test_a_phrase_of_two_options_names_neither() -> None:
    shared = (Words("a", "Quán ăn", ("quán",)), Words("b", "Quán nước", ("quán",)))
    assert read_choice("quán", shared) is None
    assert read_choice("em mở quán", shared) is None
    assert collisions(shared) == (("a", "b"),)


def test_collisions_are_of_folded_words() -> None:
    assert collisions((Words("a", "Đúng", ()), Words("b", "Dừng", ()), Words("c", "Tiếp", ()))) == (
        ("a", "b"),
    )
    assert collisions(WHO) == ()
    assert collisions(CONSENT) == ()
