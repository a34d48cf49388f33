"""What may not, should not or need not stand in a label."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.naming.cuts import Cuts
from bot.naming.protected import Judgement, NameRules
from bot.naming.spelling import compact
from bot.naming.written import NamingError
from bot.understanding.syllables import SYLLABLES

FLOWS = Path(__file__).parent.parent / "flows"


def read(name: str) -> Mapping[str, object]:
    return yaml.safe_load((FLOWS / name).read_text(encoding="utf-8"))


FILES = (read("protected.yaml"), read("naming/people.yaml"), read("naming/shops.yaml"))
RULES = NameRules.parse(*FILES)

PEOPLE = """
Nguyễn Thị Hồng Nhung, Nguyễn Văn Hùng, Trần Minh Quân, Lê Thị Thu Hà, Phạm Quang Dũng, Hoàng Sang,
Hoàng Sao Mai, Trương Sang, Trương Sâm, Trường Sang, Nguyễn Hoàng Sang, Lê Trường Sanh, Vũ Đức Anh,
Võ Thành Long, Đặng Thanh Huy, Bùi Thanh Huyền, Đỗ Thành Huy, Ngô Bảo Châu, Dương Thị Huyền Uyên, Lý
Hoài An, Đinh Công Anh, Phan Thanh Tân, Nguyễn Bảo Anh, Trần Bảo Ngọc, Lê Bảo Nhi, Phạm Bảo Trâm, Hồ
Bảo Long, Nguyễn Sở Nguyên, Trần Bội Ngọc, Nguyễn Thị Phương, Lê Phương Anh, Trần Phượng Vy, Hoàng
Xa Mai, Nguyễn Quốc Hội An, Đoàn Thanh Niệm, Đoàn Thanh Tùng, Đoàn Thị Thanh, Nguyễn Đăng Bảo, Lê
Chí Bảo, Trần Chí Bôn, Nguyễn Cát Tường, Hoàng Long, Kim Long, Nguyễn Phi Long, Trần Long Anh, Trần
Thăng Long Hải, Lê Thành Long, Phan Hoàng Long, Vũ Hải Long, Nguyễn Dũng Cường, Nguyễn Tiến Dũng,
Trần Mạnh Dũng, Lê Đình Phúc, Nguyễn Hữu Phúc, Phạm Gia Phúc, Nguyễn Đức Phú, Trần Quang Phú, Mai
Phúc Thịnh, Mai Anh Đức, Nguyễn Mai Đan, Đàm Vĩnh Khang, Đàm Thu Trang, Phan Đăng Lưu Ly, Việt Anh,
Nguyễn Việt Thắng, Trần Việt Tùng, Lê Việt Tâm, Ngô Thanh Vân, Tạ Bích Loan, Nguyễn Bích Liên, Cao
Thị Liên, Trịnh Thị Loan, Nguyễn Hồng Lộc, Nguyễn Kim Loan, Lò Văn Phong, Lò Thị Mai, Quàng Văn Hặc,
Cà Thị Xuân, Lường Văn Phương, Tòng Thị Hoa, Cầm Bá Thước, Giàng A Páo, Giàng Thị Mỷ, Vàng A Sáng,
Sùng A Chu, Thào Mí Lử, Hạng A Tủa, Lầu Thị Dợ, Mùa A Sinh, Cứ A Lau, Bàn Văn Tình, Triệu Mùi Pham,
Đặng Tòn Sếnh, Chảo Láo Tả, Tẩn Mẩy Phẩu, Phàn Tả Mẩy, Nông Văn Tình, Hoàng Thị Slao, Bế Kim Cương,
Ma Thị Lan, Vi Thị Hương, Lương Văn Can Trường, Hà Thị Thu, Bùi Văn Mường, Quách Công Lịch, Đinh Thị
Nhung, Xa Thị Hiền, H'Hen Niê, Y Phôn Ksor, Y Moan Êñuôl, Ksor H'Bia, Nay H'Ren, Rơ Châm H'Yéo, Siu
H'Nga, Kpă Klơng, Rah Lan Hiền, K'Brếp, Ka Yến, K'Sor Minh, Cil Múp, Kon Sơ Ha Krem, A Lưới, Y Blan,
Đinh Y Hà, Hồ Văn Vang, Alăng Bảy, Zơrâm Thị Hoa, Pơloong Thị Lan, Thạch Sa Rây, Sơn Thị Sóc Kha,
Kim Thị Sà Rết, Danh Hoàng Ân, Châu Đốc Tín, Đàng Năng Thọ, Báo Thị Thoa, Từ Công Nghĩa, Chế Thị Mỹ,
Lư Nhất Vũ, Trần Huỳnh Duy Thức Tâm, Ông Cao Thắng, Âu Dương Phong, Tôn Nữ Thị Hồng, Tôn Thất Bách,
Công Tằng Tôn Nữ Mỹ Linh, Vĩnh Khang, Bảo Quốc An, Nguyễn Ngọc Bảo Trân, Nguyễn Trần Khánh Vy, Huỳnh
Như, Trương Mỹ Lan Anh, Phùng Khánh Linh, Vương Khánh Ly, Nghiêm Xuân Bách, Khuất Duy Tiến Đạt, Doãn
Hoàng Giang, Lại Văn Sâm Sơn, Thái Thùy Linh, Kiều Minh Tuấn, Tăng Thanh Hà, Ninh Dương Lan Ngọc,
Diệp Lâm Anh, Hứa Vĩ Văn, Khổng Tú Quỳnh, La Thành, Tống Khánh Linh, Văn Mai Hương, Mạc Văn Khoa,
Ưng Hoàng Phúc, Lưu Hương Giang, Phó Đức Phương, Quản Trọng Hùng, Lã Thanh Huyền, Nguyễn Thị Ngọc
Ánh, Trần Nguyễn Uyên Linh, Lê Nguyễn Bảo An, Bạch Công Khanh, Cung Hoàng Kim, Uông Thị Cúc
"""

SHOPS = """
Tiệm bánh Cô Ba, Phở Bà Hằng, Bún bò Huế O Loan, Cà phê Mộc, Highlight Coffee, Spa Lily, Salon tóc
Linh, Phở 24, Cơm tấm Sườn Cây, Bánh mì Cô Lan, Trà sữa Nhà Mây, Tạp hóa Bảy Hiền, Nhà thuốc Minh
Châu, Nha khoa Nụ Cười, Đồ gỗ Hoàng Sơn, Gốm Bát Tràng Hoa Sen, Lụa Vạn Phúc An Nhiên, Nem chua Bà
Thảo, Chả mực Hạ Long Cô Tâm, Nước mắm Phú Quốc Bà Sáu, Chè Thái Nguyên Bà Xuân, Cà phê Buôn Ma
Thuột Y Thuột, Bưởi Năm Roi Cô Út, Vải thiều Lục Ngạn Anh Tư, Bánh cáy Làng Nguyễn, Cơm cháy Ninh
Bình Cố Đô, Dê núi Tràng An Quán, Homestay Tam Cốc, Khách sạn Biển Xanh, Nhà hàng Sen Vàng, Hải sản
Hoàng Gia, Lẩu dê Hoàng Sanh, Mộc Hoàng Sáng, Tranh Đông Hồ Cô Oanh, Thời trang Bảo Bảo, Shop Bảo
Ngọc, Mẹ và bé Bống, Giày Thanh Huy, Vest Thành Công, May Thanh Huyền, Sách cũ Đông Tây, Đồ cũ Minh
Tân, Xe máy cũ Tiến Phát, Dụng cụ Hải Nam, Thú cưng Cún Con, Củ Chi Garden, Kẹo cu đơ Bà Hường, Sữa
chua Ba Vì, Giặt là Sạch Sẽ, In ấn Nam Phong, Gara Đức Phát, Điện máy Quang Huy, Vàng bạc Kim Ngân,
Ảnh viện Hoàng Cung, Yoga An Nhiên, Tiếng Anh Cô Thủy, Mầm non Sơn Ca, Kế toán Tín Việt, Luật Minh
Khuê, Nông sản Xuân Phong, Mật ong Điện Biên Chú Páo, Thổ cẩm Lùng Tám, Rượu ngô Na Hang, Miến dong
Bình Lư, Gạo Séng Cù, Hạt điều Bù Đăng, Sầu riêng Cái Mơn, Dừa sáp Cầu Kè, Cá kho Nhân Hậu
"""


def listed(text: str) -> list[str]:
    return [" ".join(name.split()) for name in text.split(",")]


@pytest.mark.parametrize("name", listed(PEOPLE) + listed(SHOPS))
def test_ordinary_names_are_free(name: str) -> None:
    assert RULES.judge(compact(name)) == Judgement("ok", ""), compact(name)


def test_the_lists_are_as_broad_as_they_should_be() -> None:
    assert len(set(listed(PEOPLE))) >= 150
    assert len(set(listed(SHOPS))) >= 60


@pytest.mark.parametrize(
    ("label", "level", "code"),
    [
        ("hoangsa", "block", "protected"),
        ("hoang-sa", "block", "protected"),
        ("hoangsa-vietnam", "block", "protected"),
        ("h0angsa", "block", "protected"),
        ("HoangSa", "block", "protected"),
        ("quandaotruongsa", "block", "protected"),
        ("truongsashop", "block", "protected"),
        ("truongsaofficial", "block", "protected"),
        ("nguyentruongsa", "ask", "protected"),
        ("bienhoangsa", "ask", "protected"),
        ("banhoangsa", "ask", "protected"),
        ("spratlys", "block", "protected"),
        ("duongluoibo", "block", "protected"),
        ("phuquoc", "block", "protected"),
        ("condao", "block", "protected"),
        ("lyson", "ask", "protected"),
        ("biendong", "ask", "protected"),
        ("vinhhalong", "block", "protected"),
        ("dulichvinhhalong", "block", "protected"),
        ("hoian", "block", "protected"),
        ("phongnhakebang", "block", "protected"),
        ("yentu", "block", "protected"),
        ("trangan", "ask", "protected"),
        ("ubndxagiavien", "block", "agency"),
        ("ubndtinhninhbinh", "block", "agency"),
        ("hdndhaiphong", "block", "agency"),
        ("sokhcnhaiphong", "block", "agency"),
        ("sogiaoduc", "block", "agency"),
        ("bocongan", "block", "agency"),
        ("congan", "block", "agency"),
        ("conganxagiavien", "block", "agency"),
        ("csgt", "block", "agency"),
        ("quandoinhandan", "block", "agency"),
        ("tinhuyninhbinh", "block", "agency"),
        ("thanhuyhaiphong", "block", "agency"),
        ("dangcongsanvietnam", "block", "agency"),
        ("chinhphu", "block", "agency"),
        ("doanthanhnien", "block", "agency"),
        ("hoinongdanvietnam", "block", "agency"),
        ("hoilienhiepphunu", "block", "agency"),
        ("congdoanvietnam", "block", "agency"),
        ("mttq", "block", "agency"),
        ("vietnam", "block", "agency"),
        ("nguyencongan", "ask", "agency"),
        ("toilacongan", "ask", "agency"),
        ("tinhuy", "block", "agency"),
        ("quanuy", "ask", "agency"),
        ("hochiminh", "block", "protected"),
        ("ho-chi-minh", "block", "protected"),
        ("chutichhochiminh", "block", "protected"),
        ("vonguyengiap", "block", "protected"),
        ("haibatrung", "block", "protected"),
        ("tranhungdao", "block", "protected"),
        ("tranphu", "ask", "protected"),
        ("tolam", "ask", "protected"),
        ("nguyenhue", "ask", "protected"),
        ("ditme", "block", "sensitive"),
        ("cailon", "block", "sensitive"),
        ("lon", "block", "sensitive"),
        ("l0n", "block", "sensitive"),
        ("cu", "block", "sensitive"),
        ("buoi", "ask", "sensitive"),
        ("sex", "block", "sensitive"),
        ("phimsexhay", "block", "sensitive"),
        ("casino88", "block", "sensitive"),
        ("maidam", "block", "sensitive"),
        ("toilamaidam", "ask", "sensitive"),
        ("viettan", "ask", "sensitive"),
        ("thitlon", "warn", "sensitive"),
        ("nguyenthilon", "warn", "sensitive"),
        ("dm", "warn", "sensitive"),
        ("vl", "warn", "sensitive"),
        ("tintuc24h", "warn", "press"),
        ("hanoinews", "warn", "press"),
        ("mangxahoi", "warn", "press"),
        ("baotuoitre", "warn", "press"),
        ("news", "warn", "press"),
        ("hanoi", "warn", "province"),
        ("ha-noi", "warn", "province"),
        ("haiphong", "warn", "province"),
        ("bentre", "warn", "province"),
        ("longan", "warn", "province"),
        ("viettel", "ask", "mark"),
        ("vnptninhbinh", "ask", "mark"),
        ("a", "warn", "short"),
        ("ab", "warn", "short"),
        ("a-b", "warn", "short"),
        ("quanan", "warn", "generic"),
        ("banhmi", "warn", "generic"),
        ("quan-pho", "warn", "generic"),
        ("shop", "warn", "generic"),
        ("spa", "warn", "generic"),
        ("cafe", "warn", "generic"),
        ("tenmien", "warn", "generic"),
        ("2005", "warn", "generic"),
        ("0912345678", "warn", "generic"),
    ],
)
def test_judgement(label: str, level: str, code: str) -> None:
    judgement = RULES.judge(label)
    assert (judgement.level, judgement.code) == (level, code)


@pytest.mark.parametrize(
    "label",
    [
        *(
            "thanhuy",
            "thanhhuy",
            "phohoian",
            "halongfood",
            "salonlinh",
            "hairsalonlinh",
            "hoanglong",
            "thanglongtea",
        ),
        *("cacaodaklak", "creditviet", "quanghanoi", "phohanoi", "spalily", "newstyle", "giangsinh", "sonca"),
        *("longanh", "hailongan", "chaolongutlan", "concacanh", "cailong", "buoidien", "pho24"),
        *(
            "sonngocanh",
            "congcong",
            "congthanh",
            "boconganh",
            "sodotay",
            "baongocspa",
            "biatuoi",
            "xuanhuong",
        ),
    ],
)
def test_a_forbidden_string_across_syllables_is_not_a_forbidden_word(label: str) -> None:
    assert RULES.judge(label) == Judgement("ok", "")


@pytest.mark.parametrize(
    ("label", "piece", "fits", "only"),
    [
        ("hoangsang", "hoangsa", False, False),
        ("hoangsashop", "hoangsa", True, True),
        ("thanglong", "lon", False, False),
        ("longan", "lon", True, False),
        ("thitlon", "lon", True, True),
        ("banhoangsa", "hoangsa", True, False),
    ],
)
def test_syllable_borders(label: str, piece: str, fits: bool, only: bool) -> None:
    start = label.find(piece)
    cuts, inside = Cuts(label), Cuts(piece).all
    assert cuts.fits(start, start + len(piece), inside) is fits
    assert cuts.only_fits(start, start + len(piece), inside) is only


def test_every_syllable_of_the_names_is_known() -> None:
    vietnamese = [word for name in listed(PEOPLE)[:60] for word in name.split()]
    assert [word for word in vietnamese if compact(word) not in SYLLABLES] == []


def test_a_group_states_its_level_code_source_and_date() -> None:
    groups = FILES[0]["groups"]
    assert isinstance(groups, list)
    for group in groups:
        assert {"level", "code", "match", "source", "checked", "words"} <= set(group), group["id"]
    ids = [group["id"] for group in groups]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"level": "forbid"}, "groups.0.level"),
        ({"words": "Hoàng Sa"}, "groups.0.words"),
        ({"words": ["!!!"]}, "groups.0"),
        ({"source": ""}, "groups.0.source"),
        ({"extra": 1}, "groups.0.extra"),
    ],
)
def test_an_error_in_the_file_names_its_place(change: dict[str, object], named: str) -> None:
    groups = FILES[0]["groups"]
    assert isinstance(groups, list)
    broken = {**FILES[0], "groups": [{**groups[0], **change}, *groups[1:]]}
    with pytest.raises(NamingError, match=rf"protected\.yaml: {named}"):
        NameRules.parse(broken, FILES[1], FILES[2])


def test_a_trade_named_twice_is_refused() -> None:
    trades = FILES[2]["trades"]
    assert isinstance(trades, list)
    with pytest.raises(NamingError, match="two trades"):
        NameRules.parse(FILES[0], FILES[1], {**FILES[2], "trades": [*trades, trades[0]]})


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789-", max_size=63))
def test_judging_is_total_and_case_and_hyphens_do_not_hide(label: str) -> None:
    judgement = RULES.judge(label)
    assert judgement == RULES.judge(label.upper())
    assert judgement == RULES.judge(label.replace("-", ""))
    assert (judgement.level == "ok") is (judgement.code == "")
