"""An account that others use too, in real turns: silence leaves nothing but the key of the update."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from bot.conversation.events import TakenOver
from bot.conversation.shared_account import OPEN_FOR
from bot.turns import turns
from bot.turns.channel import Other
from bot.turns.house import House
from storage.tables import metadata
from tests.house import Clock
from tests.storage.person import Person, rows


@pytest.fixture
def shared(house: House) -> House:
    """The house, guest in an account on one channel."""
    return replace(house, shared=frozenset({"telegram"}))


def somebody(house: House) -> Person:
    return Person(house, "5001", "telegram")


async def filled(house: House) -> set[str]:
    return {table for table in metadata.tables if await rows(house.engine, table)}


@pytest.mark.parametrize("text", ["shop còn hàng không ạ", "2", "dữ liệu của tôi", "#thanh"])
async def test_a_strangers_word_leaves_only_its_key(shared: House, text: str) -> None:
    person = somebody(shared)
    outcome = await person.answer(text)
    assert (outcome.status, outcome.message) == ("done", None)
    assert await filled(shared) == {"inbox"}
    (key,) = await rows(shared.engine, "inbox")
    assert (key["address_id"], key["body"], key["status"]) == (None, None, "done")


async def test_a_repeat_of_it_is_known(shared: House) -> None:
    person = somebody(shared)
    sent = person.update("xin chào")
    await person.send(sent)
    assert (await person.send(sent)).status == "repeated"
    assert len(await rows(shared.engine, "inbox")) == 1


@pytest.mark.parametrize("other", ["photo", "voice", "sticker", None])
async def test_whoever_follows_or_sends_a_picture_leaves_nothing(shared: House, other: Other | None) -> None:
    person = somebody(shared)
    await person.send(replace(person.update("x"), said=None, other=other))
    assert await filled(shared) == {"inbox"}


@pytest.mark.parametrize("text", ["#tenmien", "ten mien", "#7K2Q9"])
async def test_called_it_greets_and_the_talk_goes_on_to_the_link(shared: House, text: str) -> None:
    person = somebody(shared)
    await person.answer(text)
    assert person.heard[-1].buttons
    await person.answer(0, 0, 0, "15/03/2005", "Nguyễn Thị Hồng Nhung", 0, 0)
    assert any("/r/" in link.url for link in person.heard[-1].links)
    assert len(await rows(shared.engine, "contacts")) == 1
    (contact,) = await rows(shared.engine, "contacts")
    assert contact["source"] == ("7K2Q9" if "#7K2Q9" in text else None)


async def test_the_keyword_in_a_talk_puts_the_open_question_again(shared: House) -> None:
    person = somebody(shared)
    await person.answer("#tenmien", 0, "#tenmien")
    assert "Mình xem cho ai" in person.heard[-1].question
    (talk,) = await rows(shared.engine, "conversations")
    assert talk["state"]["misses"] == 0


async def test_a_talk_left_for_a_day_is_silent_until_it_is_called_again(shared: House, clock: Clock) -> None:
    person = somebody(shared)
    await person.answer("#tenmien", 0)
    events = await rows(shared.engine, "events")
    clock.forward(seconds=OPEN_FOR.total_seconds())
    outcome = await person.answer("shop còn hàng không")
    assert (outcome.status, outcome.message) == ("done", None)
    assert await rows(shared.engine, "events") == events
    assert [i["body"] for i in await rows(shared.engine, "inbox")] == [None] * 3
    await person.answer("tên miền")
    assert "Mình xem cho ai" in person.heard[-1].question


async def test_a_person_who_answers_pauses_it_until_it_is_called(shared: House) -> None:
    person = somebody(shared)
    await person.answer("#tenmien", 0)
    (talk,) = await rows(shared.engine, "conversations")
    (address,) = await rows(shared.engine, "addresses")
    async with shared.engine.begin() as db:
        await turns.happen(shared, db, address["id"], talk["id"], TakenOver(), kind="reply", test=False)
    for text in ("cho hỏi", "1", "quay lại"):
        assert (await person.answer(text)).message is None
    await person.answer("#tenmien")
    assert "Mình xem cho ai" in person.heard[-1].question
    kinds = [e["kind"] for e in await rows(shared.engine, "events")]
    assert kinds[-1] == "given_back"
    assert (await person.answer(0)).message is not None


async def test_erasing_works_long_after_a_talk(shared: House, clock: Clock) -> None:
    person = somebody(shared)
    await person.answer("#tenmien", 0)
    clock.forward(days=20)
    await person.answer("dữ liệu của tôi")
    assert (await person.answer("xoá dữ liệu của tôi", "xoá hết")).status == "erased"


async def test_other_channels_and_own_accounts_answer_everything(house: House, shared: House) -> None:
    on_the_web = Person(shared, "a page", "web")
    assert (await on_the_web.answer("xin chào")).message is not None
    at_home = Person(house, "6001", "telegram")
    assert (await at_home.answer("xin chào")).message is not None


async def test_it_is_decided_under_the_contacts_lock(
    postgres_only: None, shared: House, clock: Clock
) -> None:
    person = somebody(shared)
    await person.answer("#tenmien", 0)
    async with shared.engine.connect() as other, other.begin():
        await other.execute(update(metadata.tables["contacts"]).values(province="Ninh Bình"))
        assert (await person.answer("1")).status == "waiting"
    clock.forward(seconds=OPEN_FOR.total_seconds())  # by then nobody waits for an answer
    assert await turns.work_waiting(shared) == 1
    answered = [e["step"] for e in await rows(shared.engine, "events") if e["kind"] == "answered"]
    assert answered == ["consent"]
    assert [i["body"] for i in await rows(shared.engine, "inbox")] == [None] * 3
