"""Names are looked up after the commit; what nobody waits for any more does nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.turns import look_ups
from bot.turns.house import House
from bot.turns.intake import Intake
from tests.house import Clock, Names
from tests.storage.person import Person, rows

TO_THE_NAME = 5  # answers up to the question which name


@pytest.fixture
def names() -> Names:
    return Names()


@pytest.fixture
def looking(house: House, names: Names) -> House:
    return replace(house, look=names)


async def _chosen(house: House) -> Person:
    person = Person(house)
    await person.go(TO_THE_NAME)
    outcome = await person.answer(0)
    assert (outcome.status, outcome.message) == ("looking", None)
    return person


async def test_nothing_is_said_before_and_the_result_after(looking: House) -> None:
    person = await _chosen(looking)
    (contact,) = await rows(looking.engine, "addresses")
    message = await look_ups.work(looking, contact["id"])
    assert message is not None
    assert "chưa thấy trong hệ thống" in message.text
    assert "12:00" in message.text
    assert await rows(looking.engine, "lookups") == []
    assert await look_ups.work(looking, contact["id"]) is None
    assert person.heard[-1].buttons  # the names that were offered


async def test_without_a_way_to_look_nothing_is_claimed(house: House) -> None:
    person = Person(house)
    await person.go(TO_THE_NAME)
    outcome = await person.answer(0)
    assert outcome.message is not None
    assert "chưa kiểm tra được" in outcome.message.text
    assert await rows(house.engine, "lookups") == []


async def test_a_name_that_is_taken_leaves_the_question_open(looking: House, names: Names) -> None:
    names.result = "taken"
    person = await _chosen(looking)
    offered = [b.label for b in person.heard[-1].buttons]
    (contact,) = await rows(looking.engine, "addresses")
    message = await look_ups.work(looking, contact["id"])
    assert message is not None
    assert [b.label for b in message.buttons] == offered[1:]


async def test_who_typed_on_meanwhile_gets_the_newer_result_only(looking: House) -> None:
    person = await _chosen(looking)
    await person.answer("hongnhung2005")
    (contact,) = await rows(looking.engine, "addresses")
    message = await look_ups.work(looking, contact["id"])
    assert message is not None
    assert "hongnhung2005" in message.text
    chosen = [e for e in await rows(looking.engine, "events") if e["kind"] == "name_chosen"]
    assert len(chosen) == 1


async def test_what_a_dead_process_left_is_looked_up_by_another(looking: House, clock: Clock) -> None:
    await _chosen(looking)
    assert await look_ups.work_left_over(looking, 10) == 0
    clock.forward(seconds=11)
    assert await look_ups.work_left_over(looking, 10) == 1
    assert await look_ups.work_left_over(looking, 10) == 0
    (standing,) = [r for r in await rows(looking.engine, "outbox") if r["body"]]
    assert "chưa thấy" in str(standing["body"])


async def test_a_look_up_that_fails_is_left_for_the_next(looking: House, clock: Clock) -> None:
    async def broken(name: str) -> str:
        raise RuntimeError("ours")

    await _chosen(looking)
    clock.forward(seconds=11)
    await look_ups.work_left_over(replace(looking, look=broken), 10)
    assert len(await rows(looking.engine, "lookups")) == 1
    await look_ups.work_left_over(looking, 10)
    assert await rows(looking.engine, "lookups") == []


async def test_a_result_does_not_pull_anybody_out_of_another_talk(looking: House) -> None:
    person = await _chosen(looking)
    await person.answer("gặp người")
    (contact,) = await rows(looking.engine, "addresses")
    assert await look_ups.work(looking, contact["id"]) is None
    await person.answer("đồng ý")
    consents = [(c["purpose"], c["given"]) for c in await rows(looking.engine, "consents")]
    assert consents == [("advice", True), ("contact", True)]
    await person.answer("bỏ qua", "bỏ qua")
    assert person.heard[-1].buttons  # back at the names


async def test_the_intake_looks_up_by_itself(looking: House) -> None:
    person = Person(looking)
    await person.go(TO_THE_NAME)
    intake = Intake(looking)
    told: list[int] = []
    looking.listeners.append(told.append)
    outcome = await intake.submit(person.update(0))
    assert outcome.status == "looking"
    await intake.looked_up(outcome)
    assert told == [outcome.address_id]
    await intake.close()


async def test_erasing_takes_the_look_up_along(looking: House) -> None:
    person = await _chosen(looking)
    await person.answer("dữ liệu của tôi", "xoá dữ liệu của tôi", "xoá hết")
    assert await rows(looking.engine, "lookups") == []
