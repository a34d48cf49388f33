"""An account that the office uses for other things too, and a talk that leaves it for the web."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.channels.web import pages
from bot.turns import joining, view
from bot.turns.house import House
from storage import joins
from tests.house import Clock
from tests.storage.person import dump, rows
from tests.zalo_oa.somebody import Somebody
from tests.zalo_oa.station import Station, station

PAGE = (pages.CHANNEL, pages.ACCOUNT, "A" * 22)


@pytest.fixture
async def guest(house: House) -> AsyncIterator[Station]:
    """The assistant in somebody else's account."""
    async with station(replace(house, shared=frozenset({"zalo_oa"}))) as made:
        yield made


@pytest.fixture
def citizen(guest: Station) -> Somebody:
    return Somebody(guest.oa)


async def test_who_does_not_call_it_is_left_to_the_office(guest: Station, citizen: Somebody) -> None:
    await citizen.follow()
    await citizen.click_chat()
    await citizen.say("cho hỏi giờ làm việc")
    await citizen.send("photo")
    await citizen.is_answered("Chúng tôi làm việc từ 7 giờ 30.")
    await guest.deliver()
    assert citizen.chat.sent == []
    assert await guest.count("contacts") == 0
    assert "giờ làm việc" not in await dump(guest.house.engine)


@pytest.mark.parametrize("call", ["#tenmien", "Tên miền", "(#7K2Q9)!"])
async def test_called_it_talks_as_ever(guest: Station, citizen: Somebody, clock: Clock, call: str) -> None:
    await citizen.say("cho hỏi")
    await citizen.say(call)
    await guest.deliver()
    (opening,) = citizen.chat.sent
    for answer in (opening.answers[0][1], "1"):  # a button, and a number where there are too many for buttons
        clock.forward(seconds=10)
        await citizen.say(answer)
        await guest.deliver()
    assert len(citizen.chat.sent) == 3
    (contact,) = await rows(guest.house.engine, "contacts")
    assert contact["source"] == ("7K2Q9" if "#7K2Q9" in call else None)


@pytest.mark.parametrize(
    "text", ["Chúc mừng năm mới #TET26 nhé", "cho hỏi hồ sơ #H2639 tới đâu", "Đơn #AC247 chưa nhận được"]
)
async def test_a_number_beside_words_is_for_the_office(guest: Station, citizen: Somebody, text: str) -> None:
    await citizen.say(text)
    await guest.deliver()
    assert citizen.chat.sent == []
    assert await guest.count("contacts") == 0


async def test_a_hashtag_in_a_talk_that_was_only_greeted_is_no_code(
    guest: Station, citizen: Somebody, clock: Clock
) -> None:
    await citizen.say("#tenmien")
    await guest.deliver()
    clock.forward(seconds=10)
    await citizen.say("Chúc mừng năm mới #TET26 nhé")
    (contact,) = await rows(guest.house.engine, "contacts")
    assert contact["source"] is None


async def test_the_offices_own_answer_pauses_it_until_it_is_called(
    guest: Station, citizen: Somebody, clock: Clock
) -> None:
    await citizen.say("#tenmien")
    await guest.deliver()
    await citizen.is_answered("Anh chị cần gì ạ?")
    said = len(citizen.chat.sent)
    for text in ("cho hỏi giấy tờ", "1"):
        clock.forward(seconds=10)
        await citizen.say(text)
        await guest.deliver()
    assert len(citizen.chat.sent) == said
    clock.forward(hours=13)  # a person who took over is given up then, yet nobody called
    await citizen.say("cảm ơn ạ")
    await guest.deliver()
    assert len(citizen.chat.sent) == said
    clock.forward(seconds=10)
    await citizen.say("#tenmien")
    await guest.deliver()
    assert len(citizen.chat.sent) == said + 1


async def test_a_code_after_following_is_where_they_came_from(bot: Station, an: Somebody) -> None:
    await an.follow()
    await bot.deliver()
    await an.say("#7k2q9")
    await bot.deliver()
    (contact,) = await rows(bot.house.engine, "contacts")
    assert contact["source"] == "7K2Q9"
    assert an.chat.sent[-1].answers


async def test_begun_on_zalo_finished_on_the_web(bot: Station, an: Somebody, clock: Clock) -> None:
    await an.say("xin chào")
    await bot.deliver()
    for answer in (an.chat.sent[-1].answers[0][1], "sang web"):
        clock.forward(seconds=10)
        await an.say(answer)
        await bot.deliver()
    (outcome,) = [
        o for o in bot.intake.outcomes if o.message and any("/t/" in x.url for x in o.message.links)
    ]
    assert outcome.message
    token = next(x.url for x in outcome.message.links if "/t/" in x.url).rpartition("/")[2]
    assert f"/t/{token}" in str(an.chat.sent[-1]), "the link is in the message as Zalo shows it"
    invitation = await joining.look(bot.house, token)
    assert invitation
    assert invitation.channel == "zalo_oa"
    assert await joining.join(bot.house, token, PAGE)
    await bot.deliver()
    assert "mở tiếp trên web" in an.chat.sent[-1].text
    seen = await view.look(bot.house, *PAGE)
    assert seen
    assert seen.message.buttons


async def test_outside_its_window_the_earlier_channel_is_not_written_to(
    bot: Station, an: Somebody, clock: Clock
) -> None:
    await an.say("xin chào")
    await bot.deliver()
    await an.say("sang web")
    await bot.deliver()
    (join,) = await rows(bot.house.engine, "joins")
    async with bot.house.engine.begin() as db:
        late = await joins.add(db, join["address_id"], clock().replace(year=2027))
    clock.forward(days=3)
    sent = len(an.chat.sent)
    assert await joining.join(bot.house, late, PAGE)
    await bot.deliver()
    assert len(an.chat.sent) == sent
    queued = [o for o in await rows(bot.house.engine, "outbox") if o["status"] == "queued"]
    assert queued == []
