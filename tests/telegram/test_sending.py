"""What goes out: text and keyboard as Telegram wants them, and what each refusal means."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession
from telegram import Bot

from bot.channels.telegram.background import Background
from bot.channels.telegram.request import AiohttpRequest
from bot.channels.telegram.sender import TelegramSender
from bot.messages.message import Button, LinkButton, Message
from bot.turns.sending import Pace, PermanentError, TransientError, UnknownError
from tests.house import Clock
from tests.telegram.chats import Chat, RefusedError, Sent
from tests.telegram.fake_api import TOKEN, FakeTelegram, serving
from tests.telegram.spec import FOLDER

CHAT = 5001
ASK = Message(("Chào bạn.",), "Bắt đầu nhé?", (Button("Có", "c:1:s:0"), Button("Không", "c:1:s:1")))
OFFICIAL = LinkButton("Sang trang chính thức luôn", "https://dbi.gov.vn/")
ERRORS = json.loads((FOLDER / "error_responses.json").read_text(encoding="utf-8"))["responses"]


class Post:
    """A sender with the fake Telegram behind it."""

    def __init__(self, telegram: FakeTelegram, base: str, session: ClientSession, clock: Clock) -> None:
        self.telegram, self.clock = telegram, clock
        request = AiohttpRequest(session, read=0.2)
        bot = Bot(TOKEN, base_url=f"{base}/bot", request=request, get_updates_request=request)
        self.background = Background()
        self.sender = TelegramSender(bot, "999", "Sao chép tên", self.background)
        telegram.chats[CHAT] = Chat(CHAT)

    async def send(self, message: Message = ASK, standing: str | None = None) -> str | None:
        """Send to the one chat; the keyboard before it is gone when this returns."""
        number = await self.sender.send(str(CHAT), message, standing)
        await self.background.idle()
        return number

    @property
    def sent(self) -> list[Sent]:
        """What stands in the chat."""
        return self.telegram.chats[CHAT].sent

    def rows(self) -> list[list[str]]:
        """The labels of the newest keyboard."""
        return [[button["text"] for button in row] for row in self.sent[-1].rows]


@pytest.fixture
async def post(clock: Clock) -> AsyncIterator[Post]:
    telegram = FakeTelegram(lambda: clock().timestamp())
    async with serving(telegram) as base, ClientSession() as session:
        made = Post(telegram, base, session, clock)
        yield made
        await made.background.close()
    assert not telegram.wrong


async def test_text_and_short_answers_side_by_side(post: Post) -> None:
    number = await post.send()
    assert post.sent[-1].text == "Chào bạn.\n\nBắt đầu nhé?"
    assert post.rows() == [["Có", "Không"]]
    assert post.sent[-1].answers == [("Có", "c:1:s:0"), ("Không", "c:1:s:1")]
    assert post.sent[-1].silent_links
    assert number == str(post.sent[-1].id)


async def test_longer_answers_one_below_the_other(post: Post) -> None:
    buttons = (Button("Hộ kinh doanh, cửa hàng", "c:1:s:0"), Button("Khác", "c:1:s:1"))
    await post.send(Message((), "Ai?", buttons))
    assert post.rows() == [["Hộ kinh doanh, cửa hàng"], ["Khác"]]


@pytest.mark.parametrize(
    "buttons",
    [
        tuple(Button(str(n), f"c:1:s:{n}") for n in range(13)),
        (Button("x" * 41, "c:1:s:0"), Button("Có", "c:1:s:1")),
    ],
)
async def test_answers_that_do_not_fit_are_numbered(post: Post, buttons: tuple[Button, ...]) -> None:
    assert await post.send(Message((), "Chọn:", buttons)) is None
    assert post.sent[-1].text == "\n".join(["Chọn:", *(f"{n}. {b.label}" for n, b in enumerate(buttons, 1))])


async def test_a_card_keeps_its_links_and_the_name_to_copy(post: Post) -> None:
    links = (LinkButton("Mở trang đăng ký", "https://hiendien.example/r/abc"),)
    card = Message(("Thẻ",), "", ASK.buttons, links, keep=True, official=OFFICIAL, copy="phobahang.biz.vn")
    assert await post.send(card) is None
    assert post.rows() == [["Có", "Không"], ["Sao chép tên"], ["Mở trang đăng ký"], [OFFICIAL.label]]
    assert post.sent[-1].buttons[2]["copy_text"] == {"text": "phobahang.biz.vn"}
    assert post.sent[-1].links[OFFICIAL.label] == OFFICIAL.url


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8080/r/x",
        "http://localhost:8080/r/x",
        "http://[::1]/r/x",
        "https://1.2.3.4/",
        "tel:113",
        "https://[",
        "https:///r/x",
    ],
)
async def test_a_link_no_button_may_open_is_a_line(post: Post, url: str) -> None:
    await post.send(Message(("Xem",), "Tiếp?", (), (LinkButton("Trang", url),), official=OFFICIAL))
    assert post.sent[-1].text == f"Xem\n\nTrang:\n{url}\n\nTiếp?"
    assert post.rows() == [[OFFICIAL.label]]


async def test_the_new_keyboard_takes_the_place_of_the_old(post: Post) -> None:
    first = await post.send()
    second = await post.send(standing=first)
    assert [m.rows != [] for m in post.sent] == [False, True]
    assert await post.send(Message(("Tạm biệt.",)), standing=second) is None
    assert [m.rows != [] for m in post.sent] == [False, False, False]


@pytest.mark.parametrize("standing", ["123456", "0", "nonsense"])
async def test_an_old_keyboard_that_is_not_there_is_no_matter(
    post: Post, standing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await post.send(standing=standing)
    first = await post.send()
    await post.send(standing=first)
    await post.send(standing=first)  # it has gone already
    assert capsys.readouterr().err == ""


async def test_an_old_keyboard_that_stays_is_logged(post: Post, capsys: pytest.CaptureFixture[str]) -> None:
    first = await post.send()
    post.telegram.fail("editMessageReplyMarkup", RefusedError(500, "Internal Server Error"))
    assert await post.send(standing=first)
    assert "telegram_keyboard_left" in capsys.readouterr().err


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


def test_the_pace_stays_under_telegrams(post: Post) -> None:
    assert post.sender.pace == Pace(per_second=28, between=1.0)
    assert post.sender.account == "999"
