"""A message where there are no buttons: links on lines of their own, the question and its numbers last."""

from __future__ import annotations

import pytest

from bot.channels.zalo_bot.channel import ZaloBot
from bot.conversation.book import Book
from bot.messages.message import Button, Capabilities, LinkButton, Message, fit
from bot.turns import stored_message
from tests.conversation_runner import play, read_transcripts

TEXT_ONLY = ZaloBot().can
BUTTONS = (Button("Có rồi", "c:1:s:0"), Button("Chưa có", "c:1:s:1"))
LINKS = (
    LinkButton("Mở trang đăng ký", "https://hiendien.example/r/a"),
    LinkButton("Danh sách", "https://b.vn"),
)


def test_links_stand_apart_and_the_question_last() -> None:
    message = Message(
        ("Bước cuối.",), "Xong chưa?", BUTTONS, LINKS, official=LinkButton("Trang", "https://t.vn")
    )
    assert fit(message, TEXT_ONLY).text.split("\n\n") == [
        "Bước cuối.",
        "Mở trang đăng ký:\nhttps://hiendien.example/r/a",
        "Danh sách:\nhttps://b.vn",
        "Xong chưa?\n1. Có rồi\n2. Chưa có",
    ]


def test_what_to_do_with_numbers_is_said_only_where_there_are_some() -> None:
    message = Message((), "Tên gì?", BUTTONS, numbered="Hoặc gõ số:")
    assert fit(message, TEXT_ONLY).text == "Tên gì?\nHoặc gõ số:\n1. Có rồi\n2. Chưa có"
    with_buttons = Capabilities(max_buttons=5, label_chars=40, text_chars=4000, link_buttons=True)
    assert fit(message, with_buttons).text == "Tên gì?"
    assert fit(Message((), "Tên gì?"), TEXT_ONLY).text == "Tên gì?"


def test_the_outbox_keeps_all_of_it() -> None:
    message = Message(("a",), "b", BUTTONS, LINKS, True, LINKS[0], "x.id.vn", "Hoặc gõ số:")
    assert stored_message.read(stored_message.write(message)) == message
    older = {
        k: v for k, v in stored_message.write(message).items() if k not in ("numbered", "copy", "official")
    }
    assert stored_message.read(older) == Message(("a",), "b", BUTTONS, LINKS, True)


@pytest.mark.parametrize("transcript", read_transcripts(), ids=lambda t: t.name)
def test_no_talk_shows_markup_or_asks_to_press(book: Book, transcript: object) -> None:
    for turn in play(book, transcript):  # type: ignore[arg-type]
        message = turn.heard.message
        text = fit(message, TEXT_ONLY).text
        assert not any(mark in text for mark in ("**", "__", "](", "<b>", "</", "&nbsp;", "```"))
        assert "nút" not in text.split()
        assert "bấm một" not in text.lower()
        if message.buttons:
            numbers = text.splitlines()[-len(message.buttons) :]
            assert numbers == [f"{n}. {b.label}" for n, b in enumerate(message.buttons, 1)]
