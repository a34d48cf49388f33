"""An account that others use too: what the assistant answers there, and what it leaves alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.book import Book
from bot.conversation.shared_account import MENU_FOR, OPEN_FOR, Arrived, Standing, decide
from bot.data import DataError
from bot.understanding.entries import entry_words, is_entry
from tests.changed_books import changed_book

NOW = timedelta(0)
BUTTON = "a1b2c3:4:who:1"
STRANGER = None
TALKING = Standing(open=True, paused=False, quiet=timedelta(minutes=3))
LEFT = Standing(open=True, paused=False, quiet=OPEN_FOR)
JUST_ENDED = Standing(open=False, paused=False, quiet=timedelta(minutes=3))
ENDED = Standing(open=False, paused=False, quiet=MENU_FOR)
PAUSED = Standing(open=True, paused=True, quiet=timedelta(minutes=3))
ALL = {
    "stranger": STRANGER,
    "talking": TALKING,
    "left": LEFT,
    "just ended": JUST_ENDED,
    "ended": ENDED,
    "paused": PAUSED,
}


def said(book: Book, standing: Standing | None, text: str) -> str:
    return decide(standing, Arrived(said=text), book.entries, book.commands)


@pytest.mark.parametrize("standing", ALL.values(), ids=ALL)
@pytest.mark.parametrize(
    "text", ["#tenmien", "tên miền", "Ten mien", "TÊN MIỀN ạ", "tên miền.", "#7K2Q9", "# 7k2q9", "hiện diện"]
)
def test_the_menu_entry_a_keyword_or_a_code_calls_it(
    book: Book, standing: Standing | None, text: str
) -> None:
    assert said(book, standing, text) == "enter"


@pytest.mark.parametrize("standing", [STRANGER, LEFT, JUST_ENDED, ENDED, PAUSED])
@pytest.mark.parametrize(
    "text",
    [
        "xin chào",
        "shop còn bán tên miền không",
        "cho hỏi giờ làm việc",
        "#thanh",
        "tên miền là gì",
        "",
        "cảm ơn",
        "quay lại",
        "làm lại",
        "gặp người",
    ],
)
def test_other_texts_are_for_the_office(book: Book, standing: Standing | None, text: str) -> None:
    assert said(book, standing, text) == "silent"


@pytest.mark.parametrize("text", ["xin chào", "2", "shop còn hàng không", "quay lại", "", "15/03/2005"])
def test_inside_a_talk_everything_is_answered(book: Book, text: str) -> None:
    assert said(book, TALKING, text) == "answer"


@pytest.mark.parametrize(
    "text",
    [
        "Chúc mừng năm mới #TET26 nhé",
        "cho hỏi hồ sơ #H2639 tới đâu",
        "Đơn #AC247 chưa nhận được",
        "chào ạ, mã #7K2Q9",
        "#7K2Q9 #ACD34",
    ],
)
def test_a_code_beside_words_calls_nobody(book: Book, text: str) -> None:
    assert {said(book, standing, text) for standing in ALL.values()} == {"silent", "answer"}
    assert said(book, STRANGER, text) == said(book, ENDED, text) == "silent"
    assert said(book, TALKING, text) == "answer"


@pytest.mark.parametrize("text", [" #7K2Q9 ", "(#7K2Q9)", "#7K2Q9!", "“#7K2Q9”.", "👉 #7K2Q9"])
def test_punctuation_and_spaces_are_no_words(book: Book, text: str) -> None:
    assert said(book, STRANGER, text) == "enter"


@pytest.mark.parametrize("standing", [s for s in ALL.values() if s is not None])
@pytest.mark.parametrize("text", ["dữ liệu của tôi", "xoá dữ liệu"])
def test_ones_rights_hold_wherever_a_talk_was(book: Book, standing: Standing, text: str) -> None:
    assert said(book, standing, text) == "answer"


def test_stop_is_for_a_talk_that_goes_on_or_is_paused(book: Book) -> None:
    found = {name: said(book, standing, "huỷ") for name, standing in ALL.items()}
    assert {name for name, decision in found.items() if decision == "answer"} == {"talking", "paused"}


def test_a_number_right_after_the_end_is_for_the_menu(book: Book) -> None:
    assert said(book, JUST_ENDED, "2") == "answer"
    assert said(book, ENDED, "2") == "silent"
    assert said(book, STRANGER, "2") == "silent"


def test_tiep_tuc_takes_the_talk_back_from_a_person(book: Book) -> None:
    assert said(book, PAUSED, "tiếp tục") == "enter"
    assert said(book, ENDED, "tiếp tục") == "silent"


@pytest.mark.parametrize(
    ("standing", "expected"),
    [(STRANGER, "silent"), (TALKING, "answer"), (LEFT, "answer"), (ENDED, "answer"), (PAUSED, "silent")],
)
def test_a_button_of_ours_is_answered_where_we_know_them(
    book: Book, standing: Standing | None, expected: str
) -> None:
    assert decide(standing, Arrived(pressed=BUTTON), book.entries, book.commands) == expected
    assert decide(standing, Arrived(pressed="shop:42"), book.entries, book.commands) == "silent"


@pytest.mark.parametrize(
    ("standing", "expected"),
    [(STRANGER, "silent"), (TALKING, "answer"), (LEFT, "silent"), (PAUSED, "silent")],
)
def test_a_photo_is_answered_only_in_a_talk(book: Book, standing: Standing | None, expected: str) -> None:
    assert decide(standing, Arrived(other="photo"), book.entries, book.commands) == expected


@pytest.mark.parametrize("standing", ALL.values(), ids=ALL)
def test_whoever_follows_is_left_to_the_office(book: Book, standing: Standing | None) -> None:
    assert decide(standing, Arrived(), book.entries, book.commands) == "silent"
    assert decide(standing, Arrived(source="7K2Q9"), book.entries, book.commands) == "enter"


@given(st.text())
def test_no_strangers_text_is_ever_answered_inside_a_talk(text: str) -> None:
    words = ("tên miền",)
    assert decide(STRANGER, Arrived(said=text), words, {}) in ("enter", "silent")


def test_an_entry_is_the_whole_message() -> None:
    assert is_entry("Tên miền ơi", ("tên miền",))
    assert not is_entry("bán tên miền", ("tên miền",))
    assert not is_entry("tenmien", ("#tenmien",))


@pytest.mark.parametrize("content", [[], ["a"], "tên miền", [1], ["tên miền", "ten mien"], None])
def test_a_list_of_entries_that_is_none_is_refused(content: object) -> None:
    with pytest.raises(ValueError, match=r"entries|tuple|String|string|item"):
        entry_words(content)


def test_an_office_may_call_it_otherwise() -> None:
    path = "flows/understanding/entries.yaml"
    book = changed_book((path, "", '- "#cokhi"\n'))
    assert said(book, STRANGER, "#cokhi") == "enter"
    with pytest.raises(DataError, match="entries"):
        changed_book((path, "", "- ten mien\n"))
