"""Who is half-way, counted from the database: numbers that are right, and nothing is changed by counting."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from bot.conversation.book import Book
from bot.conversation.conversation import Conversation, Shown, to_json
from bot.live_flows import table
from bot.turns import affected
from bot.turns.affected import Affected
from bot.turns.house import House
from storage import contacts, conversations
from storage.tables import conversations as rows
from tests.changed_books import ONBOARDING, SENTENCES, changed_book
from tests.test_flow_changes import NEW_QUESTION

STEP = "- {id: size, ask: choice, when: {who: household}, options: [small, large]}\n  "
INSERTED = ((ONBOARDING, "- id: certificate\n", STEP + "- id: certificate\n"), (SENTENCES, "", NEW_QUESTION))


async def put(house: House, *states: dict[str, Any]) -> None:
    """Each state as an open conversation of one contact."""
    async with house.engine.begin() as db:
        address = await contacts.add_address(db, house.keys, "web", "t", str(states), house.now())
        contact = await contacts.of_address(db, address)
        assert contact is not None
        for state in states:
            await conversations.save(
                db,
                contact_id=contact.id,
                state=state,
                open_=not state["ended"],
                revision="x",
                now=house.now(),
            )


def household(number: int, **changes: Any) -> dict[str, Any]:
    answers = {"consent": "yes", "who": "household", "certificate": "yes"}
    talk = Conversation(f"c{number:04}", "onboarding", answers=answers, shown=Shown("biz_names"))
    return to_json(talk.but(**changes))


async def test_nobody_is_moved_by_the_flows_they_talk_with(house: House, book: Book) -> None:
    await put(house, household(1), household(2, ended="link"))
    census = await affected.count(house.engine, book, house.today())
    assert census.flows == {"onboarding": Affected(open=1)}


async def test_an_inserted_question_moves_and_lets_answers_wait(house: House) -> None:
    await put(house, household(1), household(2, answers={"consent": "yes"}, shown=Shown("who")))
    census = await affected.count(house.engine, changed_book(*INSERTED), house.today())
    assert census.flows == {"onboarding": Affected(open=2, moved=1, waiting=1)}


async def test_a_removed_question_parks_its_answer(house: House) -> None:
    removed = "- id: certificate\n    ask: yes_no\n    fact: has_certificate\n    when: {who: household}\n"
    await put(house, household(1))
    census = await affected.count(house.engine, changed_book((ONBOARDING, removed, "")), house.today())
    assert (census.flows["onboarding"].parked, census.flows["onboarding"].waiting) == (1, 0)


async def test_flows_that_are_gone_and_states_nobody_can_read_are_counted(house: House, book: Book) -> None:
    await put(house, household(1, flow="gone"), {**household(2), "schema": 99})
    census = await affected.count(house.engine, book, house.today())
    assert (census.flows, dict(census.gone), dict(census.broken)) == ({}, {"gone": 1}, {"ValueError": 1})
    assert [line.split(": ")[-1] for line in table(census, book.messages)] == ["1 (gone)", "1 (ValueError)"]


async def test_everybody_is_counted_once_page_after_page_and_left_alone(
    house: House, book: Book, monkeypatch: Any
) -> None:
    monkeypatch.setattr(affected, "PAGE", 3)
    await put(house, *(household(n) for n in range(9)))
    async with house.engine.begin() as db:
        before = (await db.execute(select(rows).order_by(rows.c.id))).all()
    assert (await affected.count(house.engine, book, house.today())).flows["onboarding"].open == 9
    async with house.engine.begin() as db:
        assert (await db.execute(select(rows).order_by(rows.c.id))).all() == before
        assert (await db.execute(select(func.count()).select_from(rows))).scalar_one() == 9


def test_the_table_shows_numbers_only(book: Book) -> None:
    census = affected.Census({"onboarding": Affected(12, 3, 2, 5)})
    head, numbers, _ = table(census, book.messages)
    assert numbers.split() == ["onboarding", "12", "3", "2", "5"]
    assert len(head) == len(numbers)
