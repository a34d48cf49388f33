"""Updates as they come in over the webhook: 200 only once they are committed, whatever they hold."""

from __future__ import annotations

import gzip
import json

import pytest

from bot.channels.telegram.room import DOOR
from bot.turns.intake import TooSlowError
from tests.house import Clock
from tests.telegram.fake_api import BOT_ID, TOKEN, USERNAME, RefusedError
from tests.telegram.somebody import CONTENT, Somebody
from tests.telegram.spec import FOLDER
from tests.telegram.station import HEADER, Station


@pytest.mark.parametrize("secret", [None, "", "wrong", "é", "x" * 10_000])
async def test_without_the_secret_nothing_is_read(
    bot: Station, secret: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    headers = {} if secret is None else {HEADER: secret}
    answer = await bot.client.post(DOOR.path, json={"update_id": 1, "text": "bí mật"}, headers=headers)
    assert answer.status == (400 if secret == "x" * 10_000 else 403)  # aiohttp takes no such header
    assert await bot.count("inbox") == 0
    assert "bí mật" not in capsys.readouterr().err
    assert bot.house.troubles["telegram_secret_wrong"] == (answer.status == 403)


async def _raw(bot: Station, body: bytes, **headers: str) -> int:
    secret = {HEADER: bot.telegram.webhook["secret_token"], "Content-Type": "application/json"}
    return (await bot.client.post(DOOR.path, data=body, headers=secret | headers)).status


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff", 400),
        (b"[" * 100_000, 400),
        (b"{}", 200),
        (b"null", 200),
        (b'{"update_id":1,"message":{"date":1,"chat":{"id":1,"type":"private"},"text":{}}}', 200),
        (b'{"update_id":1,"x":"' + b"a" * 200_000 + b'"}', 200),
        (b'{"update_id":1,"x":"' + b"a" * 300_000 + b'"}', 413),
    ],
)
async def test_hostile_bodies(bot: Station, body: bytes, status: int) -> None:
    assert await _raw(bot, body) == status
    assert await bot.count("inbox") == 0


async def test_a_body_that_is_not_what_it_says(bot: Station) -> None:
    packed = gzip.compress(b'{"update_id":1}')
    for body in (b"not packed", packed):
        assert await _raw(bot, body, **{"Content-Encoding": "gzip"}) == 415
    assert await _raw(bot, b"{}", **{"Content-Encoding": "identity"}) == 200
    assert bot.house.troubles == {"telegram_body_415": 2}


async def test_a_long_update_is_taken_where_a_form_would_be_too_long(bot: Station, an: Somebody) -> None:
    await an.send({"text": "xin chào", "entities": [_BOLD] * 2000})
    assert bot.intake.taken[-1].said == "xin chào"


_BOLD = {"type": "bold", "offset": 0, "length": 1, "url": "https://" + "x" * 40}


async def test_the_composed_updates_all_get_200(bot: Station) -> None:
    updates = json.loads((FOLDER / "updates_composed.json").read_text(encoding="utf-8"))["updates"]
    statuses = [await _raw(bot, json.dumps(u).encode()) for u in updates]
    assert statuses == [200] * len(updates)
    assert len(bot.intake.taken) == 9
    assert await bot.count("inbox") == 9


async def test_an_update_that_comes_again_is_worked_once(bot: Station, an: Somebody) -> None:
    update = await an.say("/start")
    await bot.telegram.deliver(update)
    assert [o.status for o in bot.intake.outcomes] == ["done", "repeated"]
    await bot.deliver()
    assert len(an.chat.sent) == 1


async def test_a_commit_that_takes_too_long_makes_telegram_try_again(bot: Station, an: Somebody) -> None:
    bot.intake.faults.append(TooSlowError())
    await an.say("/start")
    assert bot.telegram.refused == [503]
    assert [o.status for o in bot.intake.outcomes] == ["done"]


async def test_a_lost_database_makes_telegram_try_again(bot: Station, an: Somebody) -> None:
    bot.intake.faults.append(OSError("disk full"))
    await an.say("/start")
    assert bot.telegram.refused == [500]
    assert [o.status for o in bot.intake.outcomes] == ["done"]


async def test_a_press_is_answered_after_the_commit(bot: Station, an: Somebody) -> None:
    await an.say("/start")
    await bot.deliver()
    bot.intake.faults.append(TooSlowError())
    label = an.chat.sent[-1].answers[0][0]
    await an.press(label)
    await bot.deliver()
    assert bot.telegram.count("answerCallbackQuery") == 1  # and not for the try that was not committed
    assert not bot.telegram.open_queries
    with pytest.raises(AssertionError, match="no button"):
        await an.press(label)


async def test_a_press_that_waited_too_long_is_no_matter(
    bot: Station, an: Somebody, capsys: pytest.CaptureFixture[str]
) -> None:
    await an.say("/start")
    await bot.deliver()
    update = await an.press(an.chat.sent[-1].answers[0][0])
    await bot.telegram.deliver(update)
    await bot.room.background.idle()
    assert bot.telegram.count("answerCallbackQuery") == 2
    assert "telegram_press_unanswered" not in capsys.readouterr().err


async def test_everything_somebody_may_send(bot: Station, an: Somebody) -> None:
    await an.say("/start TTH-01")
    for what in ("photo", "voice", "sticker"):
        await an.send(CONTENT[what])
    await an.edit("sinh 2005")
    await an.block()
    await an.unblock()
    told = [(i.said, i.other, i.source) for i in bot.intake.taken]
    others = [(None, other, None) for other in ("photo", "voice", "sticker", "edited", "gone")]
    assert told == [(None, None, "TTH-01"), *others]


async def test_a_group_gets_one_line_a_day_and_leaves_no_trace(bot: Station, clock: Clock) -> None:
    group = Somebody(bot.telegram, 5002, group=-100123)
    await group.add_bot()
    await group.say("/start")
    await group.say(f"@{USERNAME} ơi")
    await group.say("chuyện riêng của nhóm")
    await bot.room.background.idle()
    (line,) = group.chat.sent
    assert line.text == bot.house.book.messages.label("telegram.group")
    assert list(line.links.values()) == [f"https://t.me/{USERNAME}"]
    clock.forward(days=1)
    await group.say("/giup")
    await bot.room.background.idle()
    assert len(group.chat.sent) == 2
    assert [await bot.count(table) for table in ("contacts", "addresses", "inbox", "events")] == [0, 0, 0, 0]


async def test_a_group_that_does_not_let_us_is_no_matter(bot: Station) -> None:
    group = Somebody(bot.telegram, 5002, group=-100123)
    bot.telegram.fail("sendMessage", RefusedError(403, "Forbidden: bot was kicked from the supergroup chat"))
    await group.say("/start")
    await bot.room.background.idle()
    assert not group.chat.sent


async def test_nothing_personal_in_the_log(bot: Station, capsys: pytest.CaptureFixture[str]) -> None:
    someone = Somebody(bot.telegram, 700700700)
    bot.telegram.fail("sendMessage", RefusedError(400, "Bad Request: BUTTON_DATA_INVALID"))
    bot.telegram.fail("answerCallbackQuery", RefusedError(500, "chuyện kín"))
    await someone.say("chuyện kín")
    await bot.deliver()
    await someone.send({"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}})
    shown = capsys.readouterr()
    for secret in ("chuyện kín", "700700700", TOKEN):
        assert secret not in shown.err + shown.out


async def test_the_account_is_the_bots_id(bot: Station, an: Somebody) -> None:
    await an.say("xin chào")
    assert (bot.intake.taken[0].account, bot.room.sender.account) == (str(BOT_ID), str(BOT_ID))
