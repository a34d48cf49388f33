"""A talk in Zalo as somebody lives it: arriving, old buttons, late words, a person answering, being forgotten."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.turns import reminders
from bot.turns.from_outside import A_PERSON_ANSWERS_FOR
from storage.tables import events
from tests.house import Clock
from tests.storage.person import BIRTH, NAME, dump
from tests.zalo_oa.fake_oa import OA_ID
from tests.zalo_oa.somebody import Somebody
from tests.zalo_oa.station import Station


async def _goes(bot: Station, an: Somebody, clock: Clock, *answers: str | int) -> None:
    """One answer after another: a text, or the number of a button of the newest message (typed where it has none)."""
    for answer in answers:
        clock.forward(seconds=10)
        if isinstance(answer, str):
            await an.say(answer)
        elif shown := an.chat.sent[-1].answers:
            await an.say(shown[answer][1])
        else:
            await an.say(str(answer + 1))
        await bot.deliver()


async def _starts(bot: Station, an: Somebody) -> None:
    await an.follow()
    await bot.deliver()


def _says(bot: Station, an: Somebody, key: str, number: int = -1) -> bool:
    return bot.house.book.messages.label(key) in an.chat.sent[number].text


async def _kinds(bot: Station) -> list[str]:
    async with bot.house.engine.begin() as db:
        rows = await db.execute(select(events.c.kind).order_by(events.c.id))
        return [str(kind) for kind in rows.scalars()]


@pytest.mark.parametrize("arrive", ["follow", "click_chat"])
async def test_arriving_starts_the_talk(bot: Station, an: Somebody, arrive: str) -> None:
    await getattr(an, arrive)()
    await bot.deliver()
    (opening,) = an.chat.sent
    assert bot.house.book.office in opening.text
    assert [payload.startswith("#hd:") for _, payload in opening.answers] == [True] * len(opening.answers)


async def test_from_hello_to_the_registrars_link(bot: Station, an: Somebody, clock: Clock) -> None:
    await an.say("xin chào")
    await bot.deliver()
    await _goes(bot, an, clock, 0, 0, 0, BIRTH, NAME, 0, 0)
    card = an.chat.sent[-1]
    urls = [*card.links.values(), *card.text.split()]
    assert any(url.startswith("https://hiendien.example/r/") for url in urls)
    assert not any(m.paid for m in an.chat.sent)


async def test_an_old_button_says_so_and_shows_what_is_open(bot: Station, an: Somebody, clock: Clock) -> None:
    await _starts(bot, an)
    old = an.chat.sent[0].answers[1][1]
    await _goes(bot, an, clock, 0)
    await an.say(old)
    await bot.deliver()
    assert _says(bot, an, "common.answered_already")
    assert len(an.chat.sent[-1].answers) == len(an.chat.sent[1].answers)


async def test_typing_what_a_button_says_gives_no_more_than_pressing_it(
    bot: Station, an: Somebody, clock: Clock
) -> None:
    await _starts(bot, an)
    await _goes(bot, an, clock, 0, 0)
    other = Somebody(bot.oa, "2")
    await _starts(bot, other)
    _, payload = an.chat.sent[-1].answers[0]
    before = len(an.chat.sent), await _kinds(bot)
    await other.say(payload)  # of somebody else's talk
    await bot.deliver()
    assert _says(bot, other, "common.answered_already")
    assert other.chat.sent[-1].answers == other.chat.sent[0].answers
    assert len(an.chat.sent) == before[0]
    assert (await _kinds(bot))[len(before[1]) :] == ["aside"]


@pytest.mark.parametrize("typed", ["#hd:", "#hd:x", "#hd:a:1:b:99999", "#hd:" + "9" * 500, "# hd:c:1:s:0"])
async def test_a_made_up_button_is_only_words(bot: Station, an: Somebody, typed: str) -> None:
    await _starts(bot, an)
    await an.say(typed)
    await bot.deliver()
    assert bot.intake.taken[-1].pressed is None
    assert len(an.chat.sent) == 2
    assert len(an.chat.sent[-1].answers) == len(an.chat.sent[0].answers)


async def test_an_invented_button_of_a_known_shape_is_stale(bot: Station, an: Somebody) -> None:
    await _starts(bot, an)
    await an.say("#hd:zzzzzzzzzz:1:consent:0")
    await bot.deliver()
    assert _says(bot, an, "common.answered_already")
    assert "consented" not in await _kinds(bot)


async def test_a_number_typed_before_the_question_came_asks_again(
    bot: Station, an: Somebody, clock: Clock
) -> None:
    await _starts(bot, an)
    await _goes(bot, an, clock, 0)
    clock.forward(seconds=5)
    await an.say("1", at=bot.oa.now() - 7)
    await bot.deliver()
    assert _says(bot, an, "common.late")


async def test_a_text_that_comes_an_hour_late_is_no_answer_to_what_was_asked_since(
    bot: Station, an: Somebody, clock: Clock
) -> None:
    await _starts(bot, an)
    written = bot.oa.now()
    await _goes(bot, an, clock, 0, 0, 0)  # the birth date is open now
    clock.forward(hours=1)
    await an.say(BIRTH, at=written + 1)
    await bot.deliver()
    assert _says(bot, an, "common.late")
    assert (await bot.health())["zalo_oa_overtaken"] == 1
    await _goes(bot, an, clock, BIRTH)
    assert not _says(bot, an, "common.late")


async def test_a_text_overtaken_by_a_newer_one_is_not_taken_for_its_answer(
    bot: Station, an: Somebody, clock: Clock
) -> None:
    await _starts(bot, an)
    clock.forward(seconds=10)
    first, second = an.text("có"), an.text("đồng ý", at=bot.oa.now() + 1)
    clock.forward(seconds=2)
    for event in (second, first):
        assert await bot.oa.deliver(event) == 200
    await bot.deliver()
    assert _says(bot, an, "common.late")
    assert (await bot.health())["zalo_oa_overtaken"] == 1


async def test_a_late_answer_to_the_question_that_is_still_open_is_taken(
    bot: Station, an: Somebody, clock: Clock
) -> None:
    await _starts(bot, an)
    await _goes(bot, an, clock, 0, 0, 0)
    written = bot.oa.now() + 60
    clock.forward(hours=1)
    await an.say(BIRTH, at=written)
    await bot.deliver()
    assert not _says(bot, an, "common.late")
    assert "verdict" in await _kinds(bot)


async def test_a_press_that_comes_an_hour_late_does_nothing_once_it_is_answered(
    bot: Station, an: Somebody, clock: Clock
) -> None:
    await _starts(bot, an)
    written, payload = bot.oa.now(), an.chat.sent[0].answers[1][1]
    await _goes(bot, an, clock, 0)
    clock.forward(hours=1)
    await an.say(payload, at=written + 1)
    await bot.deliver()
    assert _says(bot, an, "common.answered_already")
    assert (await _kinds(bot)).count("consented") == 1


async def test_a_person_who_answers_in_zalo_silences_the_assistant(
    bot: Station, an: Somebody, clock: Clock
) -> None:
    await _starts(bot, an)
    await _goes(bot, an, clock, 0)
    await an.is_answered("Chào anh/chị, để tôi giúp.")
    seen = len(an.chat.sent)
    await _goes(bot, an, clock, "1")
    await an.say("cảm ơn bạn")
    await bot.deliver()
    assert len(an.chat.sent) == seen
    await _goes(bot, an, clock, "tiếp tục")
    assert len(an.chat.sent) == seen + 1
    assert [k for k in await _kinds(bot) if k in ("taken_over", "given_back")] == ["taken_over", "given_back"]


async def test_half_a_day_after_the_persons_last_word_the_assistant_is_back(
    bot: Station, an: Somebody, clock: Clock
) -> None:
    await _starts(bot, an)
    await _goes(bot, an, clock, 0)
    seen = len(an.chat.sent)
    await an.is_answered("Chào anh/chị.")
    clock.forward(hours=8)
    await an.is_answered("Anh/chị làm được chưa?")
    clock.at += A_PERSON_ANSWERS_FOR - timedelta(minutes=1)
    await an.say("được rồi")
    await bot.deliver()
    assert len(an.chat.sent) == seen
    clock.forward(minutes=2)
    await an.say("bạn ơi")
    await bot.deliver()
    assert len(an.chat.sent) == seen + 1
    assert len(an.chat.sent[-1].answers) == len(an.chat.sent[seen - 1].answers)


async def test_our_own_echoes_take_nothing_over(bot: Station, an: Somebody, clock: Clock) -> None:
    await _starts(bot, an)
    await _goes(bot, an, clock, 0, 0)
    assert "taken_over" not in await _kinds(bot)
    assert await bot.count("inbox") == 3


async def test_an_answer_to_somebody_we_do_not_know_leaves_no_trace(bot: Station, an: Somebody) -> None:
    await an.is_answered("Chào anh/chị.")
    assert [await bot.count(table) for table in ("contacts", "inbox", "events")] == [0, 0, 0]


@pytest.mark.parametrize(
    "steps", [(), (0,), (0, 0, 0, BIRTH, NAME, 0, 0)], ids=["arrived", "asked", "linked"]
)
async def test_a_withdrawal_in_zalo_erases_without_a_word(
    bot: Station, an: Somebody, clock: Clock, steps: tuple[Any, ...]
) -> None:
    await _starts(bot, an)
    await _goes(bot, an, clock, *steps)
    seen = len(an.chat.sent)
    async with bot.house.engine.begin() as db:
        before = set((await db.execute(select(events.c.contact))).scalars())
    await an.withdraw()
    await bot.deliver()
    assert len(an.chat.sent) == seen
    for table in ("contacts", "addresses", "conversations", "outbox", "consents", "links", "notes", "timers"):
        assert await bot.count(table) == 0, table
    async with bot.house.engine.begin() as db:
        assert before.isdisjoint((await db.execute(select(events.c.contact))).scalars())
    assert (await _kinds(bot))[-1] == "erased"
    assert an.id not in await dump(bot.house.engine)


async def test_a_withdrawal_that_comes_again_brings_nobody_back(bot: Station, an: Somebody) -> None:
    await _starts(bot, an)
    event = await an.withdraw()
    assert await bot.oa.deliver(event) == 200
    assert await bot.count("contacts") == 0
    await an.say("xin chào")
    await bot.deliver()
    assert bot.house.book.office in an.chat.sent[-1].text


async def test_erasing_in_the_talk_is_confirmed_and_then_nothing_is_kept(
    bot: Station, an: Somebody, clock: Clock
) -> None:
    await _starts(bot, an)
    await _goes(bot, an, clock, 0, "dữ liệu của tôi")
    labels = [title for title, _ in an.chat.sent[-1].answers]
    erase = bot.house.book.messages.label("overlay.options.erase")
    await _goes(bot, an, clock, labels.index(erase), 0)
    said = bot.house.book.messages.render("my_data.erased", {"you": "bạn"})
    assert an.chat.sent[-1].text.startswith(said)
    assert await bot.count("contacts") == 0


async def test_who_unfollows_is_left_alone_until_they_are_back(
    bot: Station, an: Somebody, clock: Clock
) -> None:
    await _starts(bot, an)
    await an.say("đồng ý")
    await an.unfollow()
    await bot.deliver()
    assert len(an.chat.sent) == 1
    clock.forward(minutes=1)
    await an.follow()
    await bot.deliver()
    assert len(an.chat.sent) == 2


async def _asks_for_a_reminder(bot: Station, an: Somebody, clock: Clock) -> None:
    """To the link, then: later, tomorrow, yes; and no to the statistics."""
    await _starts(bot, an)
    await _goes(bot, an, clock, 0, 0, 0, BIRTH, NAME, 0, 0, 2, 0, 0, 1)
    assert await bot.count("timers") == 1


async def test_a_reminder_comes_within_the_free_window(bot: Station, an: Somebody, clock: Clock) -> None:
    await _asks_for_a_reminder(bot, an, clock)
    seen = len(an.chat.sent)
    clock.forward(hours=21)
    assert await reminders.fire_due(bot.house) == 1
    await bot.deliver()
    assert [m.paid for m in an.chat.sent[seen:]] == [False]


async def test_a_reminder_that_a_stopped_server_kept_too_long_is_dropped(
    bot: Station, an: Somebody, clock: Clock
) -> None:
    await _asks_for_a_reminder(bot, an, clock)
    calls = bot.oa.calls
    clock.forward(hours=50)
    assert await reminders.fire_due(bot.house) == 0
    await bot.deliver()
    assert (bot.oa.calls, await bot.count("timers")) == (calls, 0)


async def test_a_reminder_after_the_window_closed_at_zalos_is_given_up(
    bot: Station, an: Somebody, clock: Clock
) -> None:
    await _asks_for_a_reminder(bot, an, clock)
    seen = len(an.chat.sent)
    bot.oa.send_faults.append(-230)
    clock.forward(hours=21)
    assert await reminders.fire_due(bot.house) == 1
    await bot.deliver()
    clock.forward(minutes=10)
    await bot.deliver()
    assert len(an.chat.sent) == seen
    await an.say("chào bạn")  # and they are answered as ever
    await bot.deliver()
    assert len(an.chat.sent) == seen + 1


async def test_ids_stay_strings(bot: Station) -> None:
    an = Somebody(bot.oa, "9007199254740993")  # 2^53 + 1
    event = {**an.text("xin chào"), "sender": {"id": 9007199254740993}}
    an.chat.last = bot.oa.now()
    assert await bot.oa.deliver(json.loads(json.dumps(event))) == 200
    await bot.deliver()
    assert len(an.chat.sent) == 1


async def test_a_day_outside_the_window_gets_a_calendar_entry_that_leads_back_into_zalo(
    bot: Station, an: Somebody, clock: Clock
) -> None:
    await _starts(bot, an)
    await _goes(bot, an, clock, 0, 0, 0, BIRTH, NAME, 0, 0, 2, 1)  # later, in three days
    asked = an.chat.sent[-1]
    url = next(u for u in (*asked.links.values(), *asked.text.split()) if "lich.ics" in u)
    assert await bot.count("timers") == 0
    async with bot.client.get(url.removeprefix("https://hiendien.example")) as answer:
        entry = await answer.text()
    assert answer.status == 200
    assert f"URL:https://zalo.me/{OA_ID}" in entry
    assert "DTSTART:20261123T020000Z" in entry
