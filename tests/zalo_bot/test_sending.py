"""What goes out, in parts that Zalo takes, and what each refusal means."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.channels.zalo_bot.api import BotApi
from bot.channels.zalo_bot.channel import ZaloBot
from bot.channels.zalo_bot.sender import ZaloBotSender
from bot.messages.message import Button, LinkButton, Message, fit
from bot.turns.house import House
from bot.turns.sending import PermanentError, TransientError, UnknownError
from tests.zalo_bot.fake_api import Chat, FakeZaloBot, serving, token
from tests.zalo_bot.station import BOT

CHAT = "6ede9afa66b88fe6d6a9"
HELLO = Message(("Chào bạn.",))
LONG = Message(
    tuple(f"Đoạn {n}. " + "Một câu dài vừa phải. " * 40 for n in range(5)), "Tiếp nhé?\n1. Có\n2. Không"
)


class Post:
    """A sender with the fake Zalo behind it."""

    def __init__(self, zalo: FakeZaloBot, base: str, session: ClientSession, house: House) -> None:
        self.zalo = zalo
        self.house = house
        self.sender = ZaloBotSender(house, BotApi(session, base, token(BOT), read_seconds=0.3), str(BOT))
        zalo.chats[CHAT] = Chat(CHAT)

    async def send(self, message: Message = HELLO) -> None:
        """Send to the one chat."""
        assert await self.sender.send(CHAT, message, None) is None

    @property
    def texts(self) -> list[str]:
        """What stands in the chat."""
        return [sent.text for sent in self.zalo.chats[CHAT].sent]


@pytest.fixture(params=[True, False], ids=["http 200", "http as the code"])
async def post(house: House, request: pytest.FixtureRequest) -> AsyncIterator[Post]:
    zalo = FakeZaloBot(lambda: 0.0, token(BOT), plain=request.param)
    async with serving(zalo) as base, ClientSession() as session:
        yield Post(zalo, base, session, house)
    assert not zalo.wrong


async def test_a_text_and_its_numbers(post: Post) -> None:
    buttons = (Button("Có", "c:1:s:0"), Button("Không", "c:1:s:1"))
    links = (LinkButton("Mở trang đăng ký", "https://hiendien.example/r/abc"),)
    await post.send(fit(Message(("Chào.",), "Bắt đầu nhé?", buttons, links), ZaloBot().can))
    assert post.texts == [
        "Chào.\n\nMở trang đăng ký:\nhttps://hiendien.example/r/abc\n\nBắt đầu nhé?\n1. Có\n2. Không"
    ]
    assert post.zalo.calls == [("sendMessage", {"chat_id": CHAT, "text": post.texts[0]})]  # and no markup


async def test_a_long_text_goes_out_in_parts_with_the_question_last(post: Post) -> None:
    await post.send(LONG)
    assert len(post.texts) == 3
    assert all(len(text) <= 2000 for text in post.texts)
    assert post.texts[-1].endswith(LONG.question)
    assert "".join("".join(post.texts).split()) == "".join(LONG.text.split())


async def test_rare_letters_fit_as_well(post: Post) -> None:
    await post.send(Message(("𝒳" * 90 + " xin chào" * 500,)))
    assert len(post.texts) == 3


async def test_what_has_arrived_is_not_sent_again(post: Post) -> None:
    post.zalo.fail("sendMessage", None, 429)
    with pytest.raises(TransientError):
        await post.send(LONG)
    assert len(post.texts) == 1
    await post.send(LONG)
    assert len(post.texts) == 3
    await post.send(LONG)
    assert len(post.texts) == 6


async def test_another_message_does_not_go_on_where_one_stopped(post: Post) -> None:
    post.zalo.fail("sendMessage", None, 429)
    with pytest.raises(TransientError):
        await post.send(LONG)
    await post.send(HELLO)
    assert post.texts[-1] == "Chào bạn."
    await post.send(LONG)
    assert len(post.texts) == 5


async def test_nothing_to_say_sends_nothing(post: Post) -> None:
    await post.send(Message((" ",)))
    assert post.texts == []


@pytest.mark.parametrize(
    ("code", "kind", "gone"),
    [
        (400, PermanentError, False),
        (401, TransientError, None),
        (403, PermanentError, True),
        (404, PermanentError, True),
        (408, UnknownError, None),
        (429, TransientError, None),
        (500, TransientError, None),
        (503, TransientError, None),
        (504, UnknownError, None),
    ],
)
async def test_what_a_refusal_means(post: Post, code: int, kind: type[Exception], gone: bool | None) -> None:
    post.zalo.fail("sendMessage", code)
    with pytest.raises(kind) as caught:
        await post.send()
    assert getattr(caught.value, "gone", None) is gone
    assert getattr(caught.value, "retry_after", None) is None  # Zalo does not say how long
    assert post.texts == []
    await post.send()  # and it goes on
    assert post.texts == ["Chào bạn."]


@pytest.mark.parametrize("code", [401, 403, 404])
async def test_a_refused_bot_is_the_operators_to_mend(
    post: Post, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    post.zalo.fail("sendMessage", code)
    post.zalo.fail("getMe", code)
    with pytest.raises(TransientError) as caught:
        await post.send()
    assert caught.value.retry_after == 60
    assert "HIENDIEN_ZALO_BOT_TOKEN" in capsys.readouterr().err
    assert post.house.troubles == {"zalo_bot_token_refused": 1}


async def test_whom_it_concerns_is_asked_again_where_nobody_can_tell(post: Post) -> None:
    post.zalo.fail("sendMessage", 403)
    post.zalo.fail("getMe", "cut before")
    with pytest.raises(TransientError) as caught:
        await post.send()
    assert caught.value.retry_after is None


async def test_another_token_is_refused_by_zalo_itself(post: Post) -> None:
    post.zalo.token = "1:" + "x" * 32
    with pytest.raises(TransientError, match="HIENDIEN_ZALO_BOT_TOKEN"):
        await post.send()


@pytest.mark.parametrize(
    ("fault", "arrived"), [("slow", 1), ("cut after", 1), ("cut before", 0), ("nonsense", 0)]
)
async def test_a_lost_answer_is_unknown(post: Post, fault: Any, arrived: int) -> None:
    post.zalo.fail("sendMessage", fault)
    with pytest.raises(UnknownError) as caught:
        await post.send()
    assert len(post.texts) == arrived
    assert token(BOT) not in repr(caught.value)


async def test_without_a_connection_nothing_was_sent(house: House) -> None:
    zalo = FakeZaloBot(lambda: 0.0, token(BOT))
    async with serving(zalo) as closed:
        pass
    async with ClientSession() as session:
        for base in (closed, "http://nowhere.invalid", "http://x:99999999", "http://["):
            with pytest.raises(TransientError) as caught:
                await Post(zalo, base, session, house).send()
            assert token(BOT) not in repr(caught.value)
            assert caught.value.__cause__ is None


async def test_a_card_stands_alone_and_the_question_comes_after_it(post: Post) -> None:
    link = LinkButton("Mở trang đăng ký", "https://hiendien.example/r/abc")
    card = Message(("Thẻ ghi nhớ",), "Xong chưa?", (Button("Xong", "c:1:s:0"),), (link,), keep=True)
    await post.send(fit(card, ZaloBot().can))
    assert post.texts == [
        "Thẻ ghi nhớ\n\nMở trang đăng ký:\nhttps://hiendien.example/r/abc",
        "Xong chưa?\n1. Xong",
    ]
