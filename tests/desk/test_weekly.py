"""The weekly numbers against a log counted by hand, and at the borders of weeks; on both databases."""

from __future__ import annotations

import pytest

from bot.conversation.book import Book
from bot.desk.numbers import COUNTED, EXPLAINED, NUMBERS
from bot.desk.places import find_place
from bot.desk.weekly import Weekly, compare, weekly
from bot.desk.weeks import Week
from bot.turns.house import House
from storage.database import reading
from tests.desk.log import put, written_week

W47 = Week(2026, 47)


async def counted(house: House, week: Week, province: str | None = None) -> Weekly:
    async with reading(house.engine).begin() as db:
        return await weekly(db, house.book, week, province)


def per_question(found: Weekly) -> dict[str, list[int]]:
    return {f"{q.flow}.{q.step}": [q.asked, q.dropped, q.missed] for q in found.questions}


async def test_the_log_counted_by_hand(house: House) -> None:
    expected = written_week()
    await put(house.engine, expected["lines"])
    async with reading(house.engine).begin() as db:
        compared = await compare(db, house.book, W47)
    now, before = compared.now, compared.before
    assert dict(now.values) == expected["values"]
    assert {name: n for name, n in before.values.items() if n} == expected["before"]
    assert {".".join(key): n for key, n in now.verdicts.items()} == expected["verdicts"]
    assert per_question(now) == expected["questions"]
    assert list(per_question(now)) == list(expected["questions"])  # in the order they are asked
    assert per_question(before) == expected["before_questions"]
    for found, group in ((now.channels, "channels"), (now.provinces, "provinces")):
        assert found.keys() == expected[group].keys()
        for name, values in expected[group].items():
            assert {n: found[name][n] for n in values} == values, name


def test_the_written_lines_name_steps_there_are(book: Book) -> None:
    named = {line[2] for line in written_week()["lines"]}
    steps = {f"{name}.{step.id}" for name, flow in book.flows.items() for step in flow.steps}
    assert named <= {*steps, *(f"{name}." for name in book.flows)}


async def test_one_province_counts_the_same_as_its_line(house: House) -> None:
    await put(house.engine, written_week()["lines"])
    whole = await counted(house, W47)
    for province in ("Ninh Bình", "Hải Phòng"):
        one = await counted(house, W47, province)
        assert {name: one.values[name] for name in COUNTED} == whole.provinces[province]
    assert dict(one.verdicts) == {("biz_vn", "not_eligible"): 1}
    assert per_question(one) == {"onboarding.birth": [1, 0, 0], "onboarding.name": [1, 0, 0]}
    assert one.values["seconds_to_verdict"] == 180
    assert (await counted(house, W47, "Cà Mau")).values["reached"] == 0


async def test_the_communes_of_a_province_are_one_line(house: House) -> None:
    for number, place in enumerate(("Huế", "Huế/19753", "Huế/19774", "Hà Nội/00004", None)):
        await put(house.engine, [["11-16 08:00:00", "started", "onboarding.", "x", number, "web", place]])
    found = await counted(house, W47)
    assert {name: values["reached"] for name, values in found.provinces.items()} == {
        "Huế": 3,
        "Hà Nội": 1,
        "": 1,
    }
    assert (await counted(house, W47, "Huế")).values["reached"] == 3


async def test_what_is_corrected_after_the_week_stands_in_both(house: House) -> None:
    told = (("21 08:00", "registered"), ("22 08:00", "stuck"), ("23 08:00", "gave_up"), ("24 08:00", "stuck"))
    lines = [
        [f"11-{at}:00", "outcome", "outcome.result", "x", 1, "web", None, {"result": r}] for at, r in told
    ]
    rated = [
        [f"11-{day} 09:00:00", "rated", "outcome.rating", "x", 1, channel, None, {"stars": stars}]
        for day, channel, stars in ((21, "web", 1), (22, "telegram", 3), (23, "web", 5))
    ]
    await put(house.engine, [*lines, *rated])
    names = ("registered", "stuck", "gave_up", "rated", "stars")
    for week, stars in ((W47, 3), (Week(2026, 48), 5)):
        found = (await counted(house, week)).values
        assert [found[name] for name in names] == [0, 1, 0, 1, stars]
    by_channel = (await counted(house, W47)).channels
    assert {name: values["rated"] for name, values in by_channel.items()} == {"web": 0, "telegram": 1}


async def test_an_empty_week_has_zeros_and_no_medians(house: House) -> None:
    empty = await counted(house, Week(2026, 30))
    assert {name for name, n in empty.values.items() if n is None} == {
        *(name for name in NUMBERS if name not in COUNTED),
        "stars",
    }
    assert not any(empty.values.values())
    assert not (empty.verdicts or empty.questions or empty.channels or empty.provinces)


@pytest.mark.parametrize(
    ("at", "week"),
    [
        ("2026-12-27 23:59:59.999999", "2026-W52"),
        ("2026-12-28 00:00:00", "2026-W53"),
        ("2026-12-31 23:59:59", "2026-W53"),
        ("2027-01-01 00:00:00", "2026-W53"),
        ("2027-01-03 23:59:59.999999", "2026-W53"),
        ("2027-01-04 00:00:00", "2027-W01"),
    ],
)
async def test_a_line_belongs_to_one_week_even_at_new_year(house: House, at: str, week: str) -> None:
    await put(house.engine, [[at[5:], "started", "onboarding.", "x", 1, "web", None]], year=int(at[:4]))
    weeks = {"2026-W52": 0, "2026-W53": 0, "2027-W01": 0}
    for name in weeks:
        weeks[name] = (await counted(house, Week.parse(name))).values["started"] or 0
    assert weeks == {**dict.fromkeys(weeks, 0), week: 1}


async def test_a_question_left_open_is_dropped_only_after_monday(house: House) -> None:
    asked = ["11-22 23:00:00", "asked", "onboarding.who", "x", 1, "web", None]
    late = ["11-24 00:00:00", "answered", "onboarding.who", "x", 1, "web", None]
    await put(house.engine, [asked, late])
    assert per_question(await counted(house, W47)) == {"onboarding.who": [1, 1, 0]}


async def test_asked_again_next_week_it_is_dropped_there(house: House) -> None:
    again = [[f"11-{day} 12:00:00", "asked", "onboarding.who", "x", 1, "web", None] for day in (22, 23)]
    await put(house.engine, again)
    assert per_question(await counted(house, W47)) == {"onboarding.who": [1, 0, 0]}
    assert per_question(await counted(house, Week(2026, 48))) == {"onboarding.who": [1, 1, 0]}


async def test_a_place_only_the_log_knows_is_found_by_its_beginning(house: House) -> None:
    places = (
        "Sao Mai (giả định)",
        "Sao Mai (giả định)/90001",
        "Sông Xanh (giả định)",
        "Sông Hồng (giả định)",
    )
    for number, place in enumerate(places):
        await put(house.engine, [["11-16 08:00:00", "started", "onboarding.", "x", number, "web", place]])
    async with reading(house.engine).begin() as db:
        written = ("sao mai", "Sao Mai (gia dinh)", "song", "", "mai", "nam dinh")
        found = [await find_place(db, house.book.policy.units, text, W47.last_day) for text in written]
    assert found == ["Sao Mai (giả định)", "Sao Mai (giả định)", None, None, None, "Ninh Bình"]


def test_the_week_before_the_first_is_the_last_of_the_old_year() -> None:
    assert Week(2027, 1).before == Week(2026, 53)
    assert Week(2026, 1).before == Week(2025, 52)
    assert Week.parse(" 2026-w09 ") == Week(2026, 9)
    assert str(Week(2026, 9)) == "2026-W09"


@pytest.mark.parametrize(
    "written", ["", "47", "2026-47", "2026-W54", "2025-W53", "2026-W00", "1999-W10", "9999-W01"]
)
def test_what_is_no_week_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="week"):
        Week.parse(written)


def test_each_number_has_a_name_and_a_meaning(book: Book) -> None:
    wanted = {f"numbers.{name}.{part}" for name in EXPLAINED for part in ("label", "meaning")}
    assert {key for key in book.messages if key.startswith("numbers.")} == wanted
    for name in ("link_given", "link_clicked", "name_chosen"):
        assert "đăng ký xong" not in book.messages.label(f"numbers.{name}.label")
        assert "Chưa phải đăng ký" in book.messages.label(f"numbers.{name}.meaning") or name == "name_chosen"
    assert "Tự báo" in book.messages.label("numbers.registered.label")
