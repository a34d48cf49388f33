"""What goes out: text and keyboard as Telegram wants them, one keyboard at a time."""

from __future__ import annotations

import pytest

from bot.messages.message import Button, LinkButton, Message
from bot.turns.sending import Pace
from tests.telegram.chats import RefusedError
from tests.telegram.post import ASK, OFFICIAL, Post


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


def test_the_pace_stays_under_telegrams(post: Post) -> None:
    assert post.sender.pace == Pace(per_second=28, between=1.0)
    assert post.sender.account == "999"
