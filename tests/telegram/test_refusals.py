"""What each refusal and each broken connection means for a message."""

from __future__ import annotations

import json
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.messages.message import Button, Message
from bot.turns.sending import PermanentError, TransientError, UnknownError
from tests.house import Clock
from tests.telegram.chats import RefusedError
from tests.telegram.fake_api import TOKEN, FakeTelegram, serving
from tests.telegram.post import ASK, CHAT, OFFICIAL, Post
from tests.telegram.spec import FOLDER

ERRORS = json.loads((FOLDER / "error_responses.json").read_text(encoding="utf-8"))["responses"]


@pytest.mark.parametrize(
    "refusal",
    [
        "BUTTON_DATA_INVALID",
        "BUTTON_URL_INVALID",
        "inline keyboard button URL 'https://x.example' is invalid: Wrong HTTP URL",
        "can't parse inline keyboard button: text buttons are unallowed",
    ],
)
async def test_buttons_that_are_refused_become_numbers(post: Post, refusal: str) -> None:
    post.telegram.fail("sendMessage", RefusedError(400, f"Bad Request: {refusal}"))
    number = await post.send(Message(ASK.paragraphs, ASK.question, ASK.buttons, official=OFFICIAL))
    assert number is None
    lines = ["Chào bạn.", "", f"{OFFICIAL.label}:", OFFICIAL.url, "", "Bắt đầu nhé?", "1. Có", "2. Không"]
    assert post.sent[-1].text.splitlines() == lines


async def test_they_are_sent_again_once_only(post: Post) -> None:
    bad = RefusedError(400, "Bad Request: BUTTON_DATA_INVALID")
    post.telegram.fail("sendMessage", bad, bad)
    with pytest.raises(PermanentError):
        await post.send()


async def test_data_over_64_bytes_is_such_a_refusal(post: Post) -> None:
    await post.send(Message((), "Hỏi?", (Button("Có", "x" * 65),)))
    assert post.sent[-1].text == "Hỏi?\n1. Có"


def _meant(body: dict[str, Any]) -> tuple[type[Exception], object]:
    text = body["description"]
    if body["error_code"] == 429:
        return TransientError, 5.0
    if body["error_code"] == 401:
        return TransientError, 60.0
    if body["error_code"] == 409:  # a matter of getUpdates; who knows what it would mean here
        return UnknownError, None
    return PermanentError, "blocked" in text or "chat not found" in text


@pytest.mark.parametrize("given", ERRORS, ids=[e["body"]["description"][:40] for e in ERRORS])
async def test_every_known_refusal(post: Post, given: dict[str, Any]) -> None:
    body = given["body"]
    kind, more = _meant(body)
    refused = RefusedError(given["http"], body["description"], **body.get("parameters", {}))
    post.telegram.fail("sendMessage", refused)
    message = Message(("Chào.",))
    with pytest.raises(kind) as caught:
        await post.send(message)
    told = caught.value
    assert getattr(told, "gone" if isinstance(told, PermanentError) else "retry_after", None) == more
    assert TOKEN not in str(told)
    await post.send(message)  # and it goes on


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_server_in_trouble_did_not_send(post: Post, status: int) -> None:
    post.telegram.fail("sendMessage", RefusedError(status, "Internal Server Error"))
    with pytest.raises(TransientError):
        await post.send()
    assert not post.sent


async def test_after_a_gateway_timeout_nobody_knows(post: Post) -> None:
    post.telegram.fail("sendMessage", RefusedError(504, "Gateway Timeout"))
    with pytest.raises(UnknownError):
        await post.send()


@pytest.mark.parametrize(("fault", "arrived"), [("slow", 1), ("cut after", 1), ("cut before", 0)])
async def test_a_lost_answer_is_unknown(post: Post, fault: Any, arrived: int) -> None:
    post.telegram.fail("sendMessage", fault)
    with pytest.raises(UnknownError) as caught:
        await post.send()
    assert len(post.sent) == arrived
    assert TOKEN not in repr(caught.value)
    assert TOKEN not in repr(caught.value.__cause__)


async def test_without_a_connection_nothing_was_sent(clock: Clock) -> None:
    telegram = FakeTelegram(lambda: 0.0)
    async with serving(telegram) as closed:
        pass
    async with ClientSession() as session:
        with pytest.raises(TransientError) as caught:
            await Post(telegram, closed, session, clock).send()
    assert TOKEN not in repr(caught.value.__cause__)


async def test_an_address_that_is_none_was_not_sent_to(clock: Clock) -> None:
    async with ClientSession() as session:
        for base in ("http://nowhere.invalid", "http://[", "http://x:99999999"):
            with pytest.raises((TransientError, UnknownError)) as caught:
                await Post(FakeTelegram(lambda: 0.0), base, session, clock).send()
            assert TOKEN not in repr(caught.value)


async def test_somebody_unknown_or_who_blocked_us_is_gone(post: Post) -> None:
    post.telegram.chats[CHAT].blocked = True
    with pytest.raises(PermanentError) as blocked:
        await post.send()
    post.telegram.chats.clear()
    with pytest.raises(PermanentError) as unknown:
        await post.send()
    assert (blocked.value.gone, unknown.value.gone) == (True, True)


async def test_too_fast_is_told_with_the_seconds_to_wait(post: Post) -> None:
    post.telegram.flood = True
    await post.send()
    with pytest.raises(TransientError) as caught:
        await post.send()
    assert caught.value.retry_after == 1
    post.clock.forward(seconds=post.sender.pace.between)
    await post.send()
    assert len(post.sent) == 2
