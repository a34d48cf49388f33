"""Made-up weeks: the same again by their seed, consistent, and never among real people."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.conversation.book import Book
from bot.data import parse_book, read_texts
from bot.demo.cast import Cast, read_cast
from bot.demo.play import ACCOUNT, NotEmptyError, Plan, play
from bot.desk.weekly import weekly
from bot.desk.weeks import Week
from bot.turns.house import VIETNAM, House
from storage.database import reading
from tests.house import make_house
from tests.storage.person import Person, rows, snapshot

NOW = datetime(2026, 11, 20, 22, tzinfo=VIETNAM)
PLAN = Plan(conversations=30, weeks=2, seed=7, now=NOW)


@pytest.fixture(scope="module")
def cast() -> Cast:
    return read_cast()


@pytest.fixture(scope="module")
def demo_book(cast: Cast) -> Book:
    return parse_book(cast.with_places(read_texts(None)))


async def test_the_same_seed_plays_the_same_weeks(tmp_path: Path, cast: Cast, demo_book: Book) -> None:
    seen = []
    for name, seed in (("a", 7), ("b", 7), ("c", 8)):
        async with make_house(f"sqlite:///{tmp_path}/{name}.db", lambda: NOW, book=demo_book) as house:
            played = await play(house, demo_book, cast, Plan(8, 2, seed, NOW))
            assert played.conversations == 8
            assert played.turns > 8 * 3
            seen.append(await snapshot(house))
    assert seen[0] == seen[1]
    assert seen[0] != seen[2]


async def test_the_weeks_add_up_and_can_be_told_apart(house: House, cast: Cast, demo_book: Book) -> None:
    await play(house, demo_book, cast, PLAN)
    log = await rows(house.engine, "events")
    first = Week.of(NOW - timedelta(weeks=1))
    assert all(first.start <= line["at"] <= NOW for line in log)
    assert {line["channel"] for line in log} == set(cast.channels)
    assert not any(line["test"] for line in log)
    assert {line["place"] for line in log} <= {None, *(p.name for p in cast.provinces)}
    assert all(line["flow_revision"].startswith("demo:") for line in log)
    assert {a["account"] for a in await rows(house.engine, "addresses")} == {ACCOUNT}
    counted = []
    async with reading(house.engine).begin() as db:
        for week in (first, Week.of(NOW)):
            counted.append(await weekly(db, house.book, week))
    total = {name: sum(week.values[name] or 0 for week in counted) for name in counted[0].values}
    assert total["started"] >= 30
    assert total["started"] >= total["verdict"] >= total["link_given"] >= total["link_clicked"] > 0
    assert total["name_chosen"] >= total["link_given"]
    assert total["missed"] > 0
    assert total["registered"] > 0
    for week in counted:
        assert all(q.asked >= q.dropped >= 0 for q in week.questions)
        assert sum(week.verdicts.values()) == week.values["verdict"]
        for name, value in week.values.items():
            if name in next(iter(week.channels.values())) and name != "stars":
                assert sum(found[name] or 0 for found in week.channels.values()) == value


async def test_made_up_people_do_not_go_among_real_ones(house: House, cast: Cast, demo_book: Book) -> None:
    person = Person(house)
    await person.answer("/start")
    with pytest.raises(NotEmptyError, match="HIENDIEN_DATABASE_URL"):
        await play(house, demo_book, cast, PLAN)
    assert len(await rows(house.engine, "contacts")) == 1


def test_made_up_places_stand_beside_the_real_ones(cast: Cast, demo_book: Book) -> None:
    units = demo_book.policy.units
    assert units.today_name("Ninh Bình", NOW.date()) == "Ninh Bình"
    for place in cast.provinces:
        assert units.today_name(place.say, NOW.date()) == place.name
        assert "giả định" in place.name


def test_every_answer_is_for_a_question_that_may_come(cast: Cast, demo_book: Book) -> None:
    known = {f"{name}.{step.id}" for name, flow in demo_book.flows.items() for step in flow.steps if step.ask}
    own = {question for persona in cast.personas for question in persona.answers}
    assert {*own, *cast.everybody} - {"menu"} <= known
