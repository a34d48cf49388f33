"""One person on several channels: a link that works once, the same answers, nothing joined without the tap."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import create_async_engine

from bot.conversation.params import JOIN_MINUTES
from bot.turns import joining, reminders, retention, turns, view
from bot.turns.channel import Incoming
from bot.turns.house import House
from bot.turns.intake import TooSlowError
from storage import contacts, joins
from tests.house import Clock
from tests.storage.person import BIRTH, NAME, ROAD, Person, dump, rows

WEB = ("web", "test", "the-page")


@pytest.fixture(autouse=True)
def _a_slow_machine_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "COMMIT_SECONDS", 60.0)


def on_telegram(house: House) -> Person:
    return Person(house, "5001", "telegram")


def on_the_page(house: House, person: Person) -> Person:
    """The same person at the web address, with what they heard so far."""
    return Person(house, WEB[2], "web", heard=person.heard)


async def token_of(person: Person, said: str = "sang web") -> str:
    await person.answer(said)
    (url,) = [link.url for link in person.heard[-1].links if "/t/" in link.url]
    return url.rpartition("/")[2]


async def shown(house: House, where: tuple[str, str, str] = WEB) -> view.View:
    seen = await view.look(house, *where)
    assert seen is not None
    return seen


async def waiting(house: House, channel: str = "telegram") -> list[str]:
    """What is to be sent, one text a message."""
    by_id = {a["id"]: a["channel"] for a in await rows(house.engine, "addresses")}
    sent = [o for o in await rows(house.engine, "outbox") if by_id[o["address_id"]] == channel]
    return ["\n".join([*o["body"]["paragraphs"], o["body"]["question"]]) for o in sent if o["body"]]


@pytest.mark.parametrize(
    "said", ["sang web", "Tiếp tục trên web", "tiep tuc tren web ạ", "/sangweb", "làm tiếp trên web"]
)
async def test_the_link_stands_above_the_open_question(house: House, said: str) -> None:
    person = on_telegram(house)
    await person.answer("/start", 0)
    asked = person.heard[-1].buttons
    token = await token_of(person, said)
    assert len(token) == 32
    assert [b.label for b in person.heard[-1].buttons] == [b.label for b in asked]
    (join,) = await rows(house.engine, "joins")
    assert token not in str(join)


async def test_the_talk_goes_on_with_the_same_answers(house: House) -> None:
    person = on_telegram(house)
    await person.go(4)  # up to the date of birth, given
    assert await joining.join(house, await token_of(person), WEB)
    seen = await shown(house)
    assert seen.message.question == person.heard[-1].question
    assert any(answer for _, answer in seen.past)
    page = on_the_page(house, person)
    page.heard = [seen.message]
    await page.answer(*ROAD[4:])
    assert any("/r/" in link.url for link in page.heard[-1].links)
    assert len(await rows(house.engine, "contacts")) == 1
    assert {a["channel"] for a in await rows(house.engine, "addresses")} == {"telegram", "web"}
    assert len({e["contact"] for e in await rows(house.engine, "events")}) == 1
    assert {e["channel"] for e in await rows(house.engine, "events")} == {"telegram", "web"}


async def test_from_the_menu_of_ones_own_data_too(house: House) -> None:
    person = on_telegram(house)
    await person.answer("/start", 0, "dữ liệu của tôi")
    token = await token_of(person, "Làm tiếp trên web")
    assert await joining.join(house, token, WEB)


async def test_the_earlier_channel_is_told_in_one_line(house: House) -> None:
    person = on_telegram(house)
    await person.answer("/start", 0)
    token = await token_of(person)
    before = await waiting(house)
    await joining.join(house, token, WEB)
    (told,) = (await waiting(house))[len(before) :]
    assert "mở tiếp trên web" in told
    assert "\n\n" not in told


async def test_who_blocked_the_earlier_channel_is_not_written_to(house: House) -> None:
    person = on_telegram(house)
    await person.answer("/start", 0)
    token = await token_of(person)
    await person.send(replace(person.update("x"), said=None, other="gone"))
    await joining.join(house, token, WEB)
    assert await waiting(house) == []
    assert (await shown(house)).message.buttons


async def test_looking_uses_nothing_up(house: House) -> None:
    person = on_telegram(house)
    await person.answer("/start", 0)
    token = await token_of(person)
    before = await dump(house.engine)
    for _ in range(3):
        invitation = await joining.look(house, token)
        assert invitation == joining.Invitation("telegram", house.now())
    assert await dump(house.engine) == before


async def test_a_link_works_once(house: House) -> None:
    person = on_telegram(house)
    await person.answer("/start", 0)
    token = await token_of(person)
    assert await joining.join(house, token, WEB)
    assert await joining.look(house, token) is None
    assert not await joining.join(house, token, ("web", "test", "another-page"))
    assert await joining.join(house, token, WEB)  # the same tap, sent again
    assert len(await rows(house.engine, "addresses")) == 2
    assert len([t for t in await waiting(house) if "mở tiếp trên web" in t]) == 1


async def test_a_link_closes_by_itself(house: House, clock: Clock) -> None:
    person = on_telegram(house)
    await person.answer("/start", 0)
    token = await token_of(person)
    clock.forward(minutes=JOIN_MINUTES)
    assert await joining.look(house, token) is None
    assert not await joining.join(house, token, WEB)
    assert len(await rows(house.engine, "addresses")) == 1
    await retention.tidy(house, 90)
    assert await rows(house.engine, "joins") == []


@pytest.mark.parametrize("token", ["", "x" * 32, "';--", "A" * 64])
async def test_an_unknown_link_opens_nothing(house: House, token: str) -> None:
    assert await joining.look(house, token) is None
    assert not await joining.join(house, token, WEB)
    assert await rows(house.engine, "addresses") == []


async def test_of_two_taps_at_once_one_joins(house: House) -> None:
    person = on_telegram(house)
    await person.answer("/start", 0)
    token = await token_of(person)
    places = [("web", "test", f"page-{n}") for n in range(6)]
    joined = await asyncio.gather(*(joining.join(house, token, place) for place in places))
    assert sorted(joined) == [False] * 5 + [True]
    assert len(await rows(house.engine, "addresses")) == 2
    assert len(await rows(house.engine, "contacts")) == 1


async def test_the_same_tap_sent_twice_at_once_is_one_join(house: House) -> None:
    person = on_telegram(house)
    await person.answer("/start", 0)
    token = await token_of(person)
    assert await asyncio.gather(*(joining.join(house, token, WEB) for _ in range(4))) == [True] * 4
    assert len(await rows(house.engine, "addresses")) == 2


async def test_a_busy_contact_is_waited_for_and_the_link_stays(
    postgres_only: None, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = on_telegram(house)
    await person.answer("/start", 0)
    token = await token_of(person)
    (address,) = await rows(house.engine, "addresses")
    monkeypatch.setattr(joining, "COMMIT_SECONDS", 0.3)
    other = create_async_engine(house.engine.url)
    async with other.begin() as db:
        assert await contacts.lock(db, address["id"])
        with pytest.raises(TooSlowError):
            await joining.join(house, token, WEB)
    await other.dispose()
    monkeypatch.setattr(joining, "COMMIT_SECONDS", 60.0)
    assert await joining.join(house, token, WEB)


async def test_a_page_shows_the_talk_wherever_it_went_on(house: House) -> None:
    person = on_telegram(house)
    await person.answer("/start", 0)
    await joining.join(house, await token_of(person), WEB)
    first = await shown(house)
    await person.answer("1")  # back on Telegram
    after = await shown(house)
    assert after.row > first.row
    assert after.message.question == person.heard[-1].question
    page = on_the_page(house, person)
    page.heard = [after.message]
    await page.answer(0)
    assert page.heard[-1].question != after.message.question


async def test_nothing_said_on_the_page_is_sent_to_the_telephone(house: House) -> None:
    person = on_telegram(house)
    await person.answer("/start", 0)
    await joining.join(house, await token_of(person), WEB)
    before = await waiting(house)
    page = on_the_page(house, person)
    page.heard = [(await shown(house)).message]
    await page.answer(0)
    assert await waiting(house) == before


async def test_updates_of_both_addresses_are_worked_in_the_order_they_came(house: House) -> None:
    person = on_telegram(house)
    await person.answer("/start", 0)
    await joining.join(house, await token_of(person), WEB)
    at = house.now()
    by_id = {a["channel"]: a["id"] for a in await rows(house.engine, "addresses")}
    body = Incoming("telegram", "test", "5001", "x", at).body()
    async with house.engine.begin() as db:
        for number, (channel, said) in enumerate([("telegram", "1"), ("web", "quay lại")]):
            await turns.inbox.store(
                db,
                channel=channel,
                account="test",
                update_id=f"late {number}",
                address_id=by_id[channel],
                now=at,
                body={**body, "said": said},
            )
    assert (await person.answer("1")).status == "done"
    # Answered, gone back on the page, answered again.
    answers = [e for e in await rows(house.engine, "events") if e["kind"] == "answered"]
    worked = [i["update_id"] for i in await rows(house.engine, "inbox") if i["status"] == "done"]
    assert worked[-3:-1] == ["late 0", "late 1"]
    assert [a["step"] for a in answers] == ["consent", "who", "who"]


async def test_a_page_promises_no_reminder_it_cannot_bring(house: House) -> None:
    person = on_telegram(house)
    await person.go()
    await person.answer("nhắc sau", 0)
    assert "nhắn" in person.heard[-1].question.lower()
    await joining.join(house, await token_of(person), WEB)
    assert "Có thay đổi" in (await shown(house)).message.text


async def test_a_reminder_goes_where_it_was_asked_for(house: House, clock: Clock) -> None:
    person = on_telegram(house)
    await person.go()
    await person.answer("nhắc sau", 0, 0)
    (timer,) = await rows(house.engine, "timers")
    await joining.join(house, await token_of(person), WEB)
    before = await waiting(house)
    clock.at = timer["due_at"] + timedelta(minutes=1)
    assert await reminders.fire_due(house) == 1
    assert len(await waiting(house)) == len(before) + 1
    assert timer["address_id"] == min(a["id"] for a in await rows(house.engine, "addresses"))


@pytest.mark.parametrize("where", ["telegram", "web"])
async def test_erasing_erases_every_address(house: House, where: str) -> None:
    person = on_telegram(house)
    await person.go(5)
    await joining.join(house, await token_of(person), WEB)
    page = on_the_page(house, person)
    page.heard = [(await shown(house)).message]
    one = person if where == "telegram" else page
    spare = await token_of(one)
    outcome = await one.answer("dữ liệu của tôi", "xoá dữ liệu của tôi", "xoá hết")
    assert outcome.status == "erased"
    assert await view.look(house, *WEB) is None
    assert not await joining.join(house, spare, ("web", "test", "later"))
    assert await rows(house.engine, "joins") == []
    left = await rows(house.engine, "addresses")
    assert len(left) == (where == "telegram")  # only to be told that they are erased
    stored = await dump(house.engine)
    assert NAME not in stored
    assert BIRTH not in stored


async def test_an_ended_talk_goes_on_at_the_menu(house: House) -> None:
    person = on_telegram(house)
    await person.go()
    await person.answer("thôi", "bỏ qua")
    await joining.join(house, await token_of(person), WEB)
    assert (await shown(house)).message.buttons


async def test_an_own_talk_of_the_page_stays_apart(house: House) -> None:
    other = Person(house, "own-page", "web")
    await other.answer("/start", 0)
    before = await shown(house, ("web", "test", "own-page"))
    person = on_telegram(house)
    await person.answer("/start", 0, 0)
    await joining.join(house, await token_of(person), WEB)
    assert await shown(house, ("web", "test", "own-page")) == before
    assert len(await rows(house.engine, "contacts")) == 2


async def test_a_token_bound_to_one_contact_is_found_by_its_hash_only(house: House) -> None:
    person = on_telegram(house)
    await person.answer("/start", 0)
    token = await token_of(person)
    (join,) = await rows(house.engine, "joins")
    async with house.engine.begin() as db:
        assert await joins.find(db, join["token_hash"], house.now()) is None
        assert await joins.find(db, token, house.now()) == join["address_id"]
    assert join["expires_at"] - house.now() == timedelta(minutes=JOIN_MINUTES)


async def test_what_staff_try_on_the_page_is_not_counted_either(house: House) -> None:
    staffed = replace(house, staff=frozenset({"telegram:5001"}))
    person = on_telegram(staffed)
    await person.answer("/start", 0)
    await joining.join(staffed, await token_of(person), WEB)
    page = on_the_page(staffed, person)
    page.heard = [(await shown(staffed)).message]
    await page.answer(0)
    assert {e["test"] for e in await rows(house.engine, "events")} == {True}
