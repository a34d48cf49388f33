"""A whole talk on Telegram as somebody sees it: one keyboard at a time, and the card that stays."""

from __future__ import annotations

from tests.house import Clock
from tests.storage.person import BIRTH, NAME
from tests.telegram.fake_api import RefusedError
from tests.telegram.person import TelegramPerson
from tests.telegram.somebody import Somebody
from tests.telegram.station import Station


async def _to_the_card(bot: Station, clock: Clock) -> Somebody:
    """From hello to the registrar's link by the first button of every question."""
    an = Somebody(bot.telegram, 5001)
    await an.say("/start")
    await bot.deliver()
    for answer in (0, 0, 0, BIRTH, NAME, 0, 0):
        clock.forward(seconds=10)
        if isinstance(answer, str):
            await an.say(answer)
        else:
            await an.press(an.chat.sent[-1].answers[answer][0])
        await bot.deliver()
    return an


async def test_only_the_newest_message_has_a_keyboard(bot: Station, clock: Clock) -> None:
    an = await _to_the_card(bot, clock)
    assert len(an.chat.sent) == 8
    assert [number for number, m in enumerate(an.chat.sent) if m.rows] == [7]
    assert all(m.silent_links for m in an.chat.sent)
    assert not bot.telegram.open_queries


async def test_the_card_keeps_its_link_when_the_talk_goes_on(bot: Station, clock: Clock) -> None:
    an = await _to_the_card(bot, clock)
    card = an.chat.sent[-1]
    before = dict(card.links)
    assert any(url.startswith("https://hiendien.example/r/") for url in before.values())
    await an.press(card.answers[0][0])
    await bot.deliver()
    assert card.links == before
    assert an.chat.sent[-1].text != card.text


async def test_every_question_offers_the_official_page(bot: Station, clock: Clock) -> None:
    an = Somebody(bot.telegram, 5001)
    official = bot.house.book.messages.label("links.official")
    await an.say("/start")
    await bot.deliver()
    await an.press(an.chat.sent[-1].answers[0][0])
    await bot.deliver()
    assert official in an.chat.sent[-1].links


async def test_an_old_screen_presses_a_button_that_is_gone(bot: Station) -> None:
    person = TelegramPerson(bot.telegram, 5001, bot.deliver)
    await person.begin()
    await person.press(0, 0)
    await person.press(0, 1)
    assert bot.house.book.messages.label("common.answered_already") in person.shown[-1].said
    assert [label for label, _ in person.shown[-1].buttons] == [label for label, _ in person.shown[1].buttons]


async def test_who_blocks_us_is_left_alone_until_they_write_again(bot: Station) -> None:
    an = Somebody(bot.telegram, 5001)
    await an.say("/start")
    await bot.deliver()
    await an.say("xin chào")
    await an.block()
    await bot.deliver()
    assert len(an.chat.sent) == 1
    await an.unblock()
    await bot.deliver()
    assert len(an.chat.sent) == 1
    await an.say("/start")
    await bot.deliver()
    assert len(an.chat.sent) == 2


async def test_a_lost_answer_is_sent_once_more_and_says_so(bot: Station) -> None:
    an = Somebody(bot.telegram, 5001)
    bot.telegram.fail("sendMessage", "cut after")
    await an.say("/start")
    await bot.deliver()
    first, second = an.chat.sent
    assert second.text.endswith(first.text)
    assert second.text != first.text


async def test_the_house_waits_as_long_as_telegram_says(bot: Station, clock: Clock) -> None:
    an = Somebody(bot.telegram, 5001)
    bot.telegram.fail("sendMessage", RefusedError(429, "Too Many Requests: retry after 20", retry_after=20))
    await an.say("/start")
    for seconds, sent in ((0, 0), (19, 0), (1, 1)):
        clock.forward(seconds=seconds)
        await bot.deliver()
        assert len(an.chat.sent) == sent
