"""What each error and each broken connection means for a message."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.zalo_oa.errors import REMEDIES, remedy
from bot.messages.message import Button, LinkButton, Message
from bot.turns.house import House
from bot.turns.sending import PermanentError, TransientError, UnknownError
from tests.house import Clock
from tests.zalo_oa.chats import HOUR
from tests.zalo_oa.fake_oa import OA_ID
from tests.zalo_oa.fixtures import ANSWERS, ERRORS
from tests.zalo_oa.somebody import Somebody
from tests.zalo_oa.station import Station, station

ASK = Message(("Chào bạn.",), "Bắt đầu nhé?", (Button("Có", "c:1:s:0"), Button("Không", "c:1:s:1")))
OFFICIAL = LinkButton("Sang trang chính thức luôn", "https://dbi.gov.vn/")
PLAIN = Message(("Chào.",))
# What the table advises, and what we make of it.
ADVICE = {
    "none": {"never"},
    "backoff": {"slower"},
    "reupload": {"never"},  # we upload nothing
    "retry_once": {"again"},
    "permanent": {"never", "plain"},
    "human": {"alert"},
    "permanent_for_user": {"gone"},
    "n/a": {"never"},
    "refresh_once": {"refresh"},
    "later": {"later"},
    "window_closed": {"closed"},
    "reschedule": {"later"},
}


@pytest.fixture
def them(bot: Station) -> Somebody:
    """Somebody who wrote just now."""
    person = Somebody(bot.oa)
    person.chat.last = bot.oa.now()
    return person


async def _send(bot: Station, them: Somebody, message: Message = PLAIN) -> str | None:
    return await bot.room.sender.send(them.id, message, None)


@pytest.mark.parametrize("given", ERRORS, ids=[str(e["code"]) for e in ERRORS])
def test_every_error_has_its_remedy(given: dict[str, Any]) -> None:
    assert given["code"] == 0 or given["code"] in REMEDIES
    assert remedy(given["code"]) in ADVICE[given["action"]]


def _kind(code: int) -> tuple[type[Exception], bool]:
    match remedy(code):
        case "slower" | "later" | "alert" | "refresh":
            return TransientError, False
        case "gone":
            return PermanentError, True
    return PermanentError, False


@pytest.mark.parametrize("code", [e["code"] for e in ERRORS if e["code"]])
async def test_every_error_while_sending(bot: Station, them: Somebody, code: int) -> None:
    kind, gone = _kind(code)
    bot.oa.send_faults.extend([code, code])
    with pytest.raises(kind) as caught:
        await _send(bot, them)
    assert getattr(caught.value, "gone", False) is gone
    assert them.id not in str(caught.value)
    bot.oa.send_faults.clear()
    await _send(bot, them)  # and it goes on
    assert len(them.chat.sent) == 1


async def test_an_error_nobody_knows_is_final_and_counted(bot: Station, them: Somebody) -> None:
    assert remedy(-9999) == "never"
    bot.oa.send_faults.append(-210)
    with pytest.raises(PermanentError):
        await _send(bot, them)
    assert await bot.health() == {"zalo_oa_error_210": 1}


async def test_what_the_office_must_mend_keeps_the_message_and_is_told(
    bot: Station, an: Somebody, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    bot.oa.send_faults.append(-221)
    await an.say("xin chào")
    await bot.deliver()
    assert an.chat.sent == []
    assert await bot.health() == {"zalo_oa_error_221": 1}
    assert '"code": -221' in capsys.readouterr().err
    clock.forward(minutes=6)
    await bot.deliver()
    assert len(an.chat.sent) == 1


async def test_too_many_calls_are_waited_for(bot: Station, them: Somebody) -> None:
    bot.oa.send_faults.append(-32)
    with pytest.raises(TransientError) as caught:
        await _send(bot, them)
    assert caught.value.retry_after == 20


async def test_the_fakes_own_limit_of_calls(bot: Station, them: Somebody, clock: Clock) -> None:
    bot.oa._minute = (int(bot.oa.now() // 60), 4000)
    with pytest.raises(TransientError):
        await _send(bot, them)
    clock.forward(minutes=1)
    await _send(bot, them)


async def test_a_send_that_failed_for_no_reason_is_tried_once_more(bot: Station, them: Somebody) -> None:
    bot.oa.send_faults.append(-200)
    await _send(bot, them)
    assert (len(them.chat.sent), bot.pauses) == (1, [1.0])


@pytest.mark.parametrize("code", [-216, -220])
async def test_a_refused_token_is_refreshed_once_and_the_message_sent_again(
    bot: Station, them: Somebody, code: int
) -> None:
    bot.oa.send_faults.append(code)
    await _send(bot, them)
    assert len(them.chat.sent) == 1
    assert bot.oa.refreshes == ["refresh-0"]


async def test_a_token_that_stays_refused_is_not_refreshed_for_ever(bot: Station, them: Somebody) -> None:
    bot.oa.send_faults.extend([-216, -216])
    with pytest.raises(TransientError):
        await _send(bot, them)
    assert bot.oa.refreshes == ["refresh-0"]
    assert bot.oa.calls == 2


@pytest.mark.parametrize("code", [-201, -233])
async def test_refused_buttons_become_numbers_for_good(
    bot: Station, them: Somebody, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    bot.oa.send_faults.append(code)
    message = Message(ASK.paragraphs, ASK.question, ASK.buttons, official=OFFICIAL)
    for _ in range(2):
        await _send(bot, them, message)
    lines = ["Chào bạn.", "", "Bắt đầu nhé?", "1. Có", "2. Không"]
    assert [m.text.splitlines() for m in them.chat.sent] == [lines, lines]
    assert [m.buttons for m in them.chat.sent] == [[], []]
    assert bot.oa.calls == 3
    assert await bot.health() == {"zalo_oa_buttons_refused": 1}
    assert "HIENDIEN_ZALO_OA_BUTTONS=off" in capsys.readouterr().err


async def test_an_account_that_takes_no_buttons_at_all(bot: Station, them: Somebody) -> None:
    bot.oa.buttons = False
    await _send(bot, them, ASK)
    assert them.chat.sent[-1].text.endswith("1. Có\n2. Không")


async def test_a_message_refused_for_something_else_keeps_the_buttons_of_the_next(
    bot: Station, them: Somebody
) -> None:
    bot.oa.send_faults.extend([-201, -201])
    with pytest.raises(PermanentError):
        await _send(bot, them, ASK)
    await _send(bot, them, ASK)
    assert [title for title, _ in them.chat.sent[-1].answers] == ["Có", "Không"]


async def test_without_buttons_a_bad_parameter_is_final(bot: Station, them: Somebody) -> None:
    bot.oa.send_faults.append(-201)
    with pytest.raises(PermanentError):
        await _send(bot, them)
    assert bot.oa.calls == 1


LONG = Message(("ă" * 1500, "â" * 1500), ASK.question, ASK.buttons)


async def test_buttons_refused_on_the_last_part_repeat_no_other_part(bot: Station, them: Somebody) -> None:
    bot.oa.send_faults.extend([None, -233])
    await _send(bot, them, LONG)
    first, second = them.chat.sent
    assert first.text == "ă" * 1500
    assert second.text.endswith("Bắt đầu nhé?\n1. Có\n2. Không")


async def test_what_has_arrived_is_not_sent_again(bot: Station, them: Somebody) -> None:
    bot.oa.send_faults.extend([None, -32])
    with pytest.raises(TransientError):
        await _send(bot, them, LONG)
    await _send(bot, them, LONG)
    assert [m.text[0] for m in them.chat.sent] == ["ă", "â"]
    assert len(them.chat.sent[-1].answers) == 2
    await _send(bot, them, LONG)
    assert len(them.chat.sent) == 4


async def test_buttons_that_are_refused_in_the_second_try_repeat_no_part(
    bot: Station, them: Somebody
) -> None:
    bot.oa.send_faults.extend([None, -32, -233])
    with pytest.raises(TransientError):
        await _send(bot, them, LONG)
    await _send(bot, them, LONG)
    assert [m.text[0] for m in them.chat.sent] == ["ă", "â"]


async def test_a_connection_lost_between_parts_is_unknown(bot: Station, them: Somebody) -> None:
    bot.oa.send_faults.extend([None, "cut before"])
    with pytest.raises(UnknownError):
        await _send(bot, them, LONG)


@pytest.mark.parametrize(("fault", "arrived"), [("cut after", 1), ("cut before", 0), (500, 0), (504, 0)])
async def test_a_lost_answer_is_unknown(bot: Station, them: Somebody, fault: Any, arrived: int) -> None:
    bot.oa.send_faults.append(fault)
    with pytest.raises(UnknownError) as caught:
        await _send(bot, them)
    assert len(them.chat.sent) == arrived
    assert "access-0" not in repr(caught.value) + repr(caught.value.__cause__)


@pytest.mark.parametrize("status", [429, 502, 503])
async def test_turned_away_at_the_door_did_not_arrive(bot: Station, them: Somebody, status: int) -> None:
    bot.oa.send_faults.append(status)
    with pytest.raises(TransientError):
        await _send(bot, them)


async def test_a_reply_after_a_lost_answer_goes_out_once_more_and_says_so(
    bot: Station, an: Somebody, clock: Clock
) -> None:
    bot.oa.send_faults.append("cut after")
    await an.say("xin chào")
    await bot.deliver()
    clock.forward(minutes=1)
    await bot.deliver()
    first, second = an.chat.sent
    assert bot.house.book.messages.label("common.resent") in second.text
    assert first.answers == second.answers


@pytest.mark.parametrize("base", ["http://nowhere.invalid", "http://["])
async def test_without_a_connection_nothing_was_sent(house: House, base: str) -> None:
    async with station(house, zalo_oa_api=base, zalo_oauth_api=base) as bot:
        with pytest.raises(TransientError) as caught:
            await _send(bot, Somebody(bot.oa))
        assert "access-0" not in repr(caught.value) + repr(caught.value.__cause__)


@pytest.mark.parametrize("answer", ["send_ok_documented", "send_ok_after_2026_03_01", "send_ok_paid"])
async def test_every_documented_success(
    bot: Station, them: Somebody, answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def given(_: object) -> dict[str, Any]:
        return dict(ANSWERS[answer])

    monkeypatch.setattr(bot.oa, "_sent", given)
    assert await _send(bot, them) is None


async def test_who_wrote_too_long_ago_is_not_gone(bot: Station, them: Somebody) -> None:
    them.chat.last = bot.oa.now() - 8 * 24 * HOUR
    with pytest.raises(PermanentError) as caught:
        await _send(bot, them)
    assert caught.value.gone is False


def test_the_account_is_the_oas_id(bot: Station) -> None:
    assert bot.room.sender.account == OA_ID
