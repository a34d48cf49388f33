"""Updates as they come in over the webhook: 200 only once they are committed, whatever they hold."""

from __future__ import annotations

import json

import pytest

from bot.channels.zalo_bot.room import DOOR
from bot.turns.intake import TooSlowError
from tests.house import Clock, Names
from tests.zalo_bot.fake_api import token
from tests.zalo_bot.somebody import CONTENT, Somebody
from tests.zalo_bot.station import BOT, HEADER, Station
from tests.zalo_bot.test_updates import UPDATES


async def _raw(bot: Station, body: bytes, **headers: str) -> int:
    secret = {HEADER: bot.zalo.webhook["secret_token"], "Content-Type": "application/json"}
    return (await bot.client.post(DOOR.path, data=body, headers=secret | headers)).status


async def _nothing_changed(bot: Station) -> bool:
    return [await bot.count(t) for t in ("contacts", "addresses", "inbox", "events", "outbox")] == [0] * 5


@pytest.mark.parametrize("secret", [None, "", "wrong", "é", "Bearer x"])
async def test_without_the_secret_nothing_is_read(
    bot: Station, secret: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    headers = {} if secret is None else {HEADER: secret}
    forged = json.dumps(UPDATES["text_bare"]).encode()
    answers = [await bot.client.post(DOOR.path, data=body, headers=headers) for body in (forged, b"{")]
    assert [a.status for a in answers] == [403, 403]
    assert await _nothing_changed(bot)
    assert bot.house.troubles == {"zalo_bot_secret_wrong": 2}
    health = await (await bot.client.get("/healthz")).json()
    assert health == {"status": "ok", "troubles": {"zalo_bot_secret_wrong": 2}}
    assert "Cô Tư" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("body", "status", "counted"),
    [
        (b"", 400, "zalo_bot_broken"),
        (json.dumps(UPDATES["text_bare"]).encode()[:-40], 400, "zalo_bot_broken"),
        (b"\xff", 400, "zalo_bot_broken"),
        (b"[" * 100_000, 400, "zalo_bot_broken"),
        (b"{}", 200, "zalo_bot_unknown"),
        (b"null", 200, "zalo_bot_unknown"),
        (b'{"event_name":"user.followed"}', 200, "zalo_bot_unknown"),
        (b'{"x":"' + b"a" * 1_000_000 + b'"}', 200, "zalo_bot_unknown"),
        (b'{"x":"' + b"a" * 1_048_576 + b'"}', 413, "zalo_bot_body_413"),
    ],
)
async def test_hostile_bodies_change_nothing_and_are_counted(
    bot: Station, body: bytes, status: int, counted: str
) -> None:
    assert await _raw(bot, body) == status
    assert await _nothing_changed(bot)
    assert bot.house.troubles == {counted: 1}


async def test_the_fixtures_byte_for_byte(bot: Station) -> None:
    for body in UPDATES.values():
        raw = json.dumps(body, ensure_ascii=False, indent=1).encode()
        assert [await _raw(bot, raw) for _ in range(2)] == [200, 200]  # and once again, as a replay
    statuses = [o.status for o in bot.intake.outcomes]
    assert statuses == ["done", "repeated"] * (len(UPDATES) - 1)
    assert await bot.count("inbox") == len(UPDATES) - 1  # the group leaves no trace
    assert await bot.count("contacts") == 2


async def test_a_replay_says_nothing_twice(bot: Station, an: Somebody) -> None:
    update = await an.say("/start")
    await bot.zalo.deliver(update)
    await bot.deliver()
    assert [o.status for o in bot.intake.outcomes] == ["done", "repeated"]
    assert len(an.chat.sent) == 1


@pytest.mark.parametrize(("fault", "status"), [(TooSlowError(), 503), (OSError("disk full"), 500)])
async def test_what_is_not_committed_is_not_acknowledged(
    bot: Station, an: Somebody, fault: Exception, status: int
) -> None:
    bot.intake.faults.append(fault)
    await an.say("/start")
    assert bot.zalo.refused == [status]
    assert [o.status for o in bot.intake.outcomes] == ["done"]


async def test_everything_somebody_may_send_is_answered(bot: Station, an: Somebody) -> None:
    await an.say("/start TTH-01")
    await bot.deliver()
    for what in CONTENT:
        await an.send(what)
        await bot.deliver()
        said = bot.house.book.messages.render(f"common.unread.{what}", {"you": "bạn"})
        assert an.chat.sent[-1].text.startswith(said)
        assert an.chat.sent[-1].text.splitlines()[-1].startswith("3. ")
    told = [(i.said, i.other, i.source) for i in bot.intake.taken]
    assert told == [(None, None, "TTH-01"), *((None, what, None) for what in CONTENT)]


async def test_a_number_typed_before_the_question_arrived_answers_nothing(bot: Station, an: Somebody) -> None:
    await an.say("/start")
    await bot.deliver()
    await an.say("1", bot.zalo.now() - 30)
    await bot.deliver()
    assert an.chat.sent[-1].text.startswith(bot.house.book.messages.label("common.late"))
    await an.say("1", bot.zalo.now() + 5)
    await bot.deliver()
    assert bot.house.book.messages.label("onboarding.who.ask") in an.chat.sent[-1].text


async def test_a_group_gets_one_line_a_day_and_leaves_no_trace(bot: Station, clock: Clock) -> None:
    group = Somebody(bot.zalo, "u1", "g-77")
    for _ in range(3):
        await group.say("@Bot ơi")
    await bot.room.background.idle()
    (line,) = group.chat.sent
    assert line.text == bot.house.book.messages.label("zalo_bot.group")
    clock.forward(days=1)
    await group.say("@Bot ơi")
    await bot.room.background.idle()
    assert len(group.chat.sent) == 2
    assert await _nothing_changed(bot)


async def test_a_group_that_does_not_let_us_is_no_matter(bot: Station) -> None:
    group = Somebody(bot.zalo, "u1", "g-77")
    bot.zalo.fail("sendMessage", 403)
    await group.say("@Bot ơi")
    await bot.room.background.idle()
    assert not group.chat.sent


async def test_dots_show_only_while_a_name_is_looked_up(bot: Station, an: Somebody, names: Names) -> None:
    await an.say("/start")
    await bot.deliver()
    for answer in ("1", "2", "1", "1", "1"):
        await an.say(answer, bot.zalo.now() + 1)
        await bot.deliver()
    assert an.chat.typing == 0
    await an.say("phobahangxinh")
    await bot.deliver()
    assert an.chat.typing == 1
    assert "phobahangxinh.biz.vn" in an.chat.sent[-1].text


async def test_dots_that_do_not_show_are_no_matter(bot: Station, an: Somebody) -> None:
    bot.zalo.fail("sendChatAction", 429)
    await an.say("/start")
    await bot.deliver()
    for answer in ("1", "2", "1", "1", "1", "phobahangxinh"):
        await an.say(answer, bot.zalo.now() + 1)
        await bot.deliver()
    assert an.chat.typing == 0
    assert "phobahangxinh.biz.vn" in an.chat.sent[-1].text


async def test_nothing_personal_in_the_log(bot: Station, capsys: pytest.CaptureFixture[str]) -> None:
    someone = Somebody(bot.zalo, "mat-danh-700")
    bot.zalo.fail("sendMessage", 400, "cut before", 429)
    await someone.say("chuyện kín")
    await bot.deliver()
    await someone.say("chuyện kín hơn")
    await bot.deliver()
    await someone.event("link", {"text": "chuyện kín"})
    shown = capsys.readouterr()
    assert "zalo_bot_update_unread" in shown.err
    for secret in ("chuyện kín", "mat-danh-700", token(BOT), bot.zalo.webhook["secret_token"]):
        assert secret not in shown.err + shown.out
