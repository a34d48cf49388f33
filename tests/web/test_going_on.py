"""A talk begun in an app goes on in a browser: the page before the tap, and the talk after it, on a small phone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from bot.messages.message import Message
from bot.turns.channel import Incoming
from tests.web.phone import END_LINK, ROAD, Open, Scheme, violations
from tests.web.served import Served, served

TAP = 44
NUMBERS = count()
BOX = "(e) => [e.getBoundingClientRect().height, e.getBoundingClientRect().right]"


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(Path(tmp_path_factory.mktemp("going_on")), "") as chat:
        yield chat


@pytest.fixture
def server(chat: Served) -> str:
    return chat.url


def tell(chat: Served, person: str, answer: int | str, before: Message | None = None) -> Message:
    """Answer on Telegram, by text or by a button of the message before."""
    house = chat.house
    what = (
        {"said": answer} if isinstance(answer, str) else {"pressed": before and before.buttons[answer].data}
    )
    update = Incoming("telegram", "bot", person, f"{next(NUMBERS)}", house.now(), **what)
    outcome = chat.run(chat.intake.submit(update))
    assert outcome.message
    return outcome.message


def invited(chat: Served, person: str) -> str:
    """The path of a link asked for at "for whom?"."""
    tell(chat, person, 0, tell(chat, person, "/start"))
    (url,) = [x.url for x in tell(chat, person, "sang web").links if "/t/" in x.url]
    return urlsplit(url).path


@pytest.mark.parametrize("js", [True, False], ids=["js", "nojs"])
def test_the_talk_goes_on_to_the_registrars_link(phone: Open, chat: Served, js: bool) -> None:
    person = phone(js=js)
    person.open(invited(chat, f"one {js}"))
    person.page.get_by_role("button", name="Tiếp tục ở đây").click()
    person.page.wait_for_url("**/c/**")
    expect(person.now).to_contain_text("các câu đã trả lời vẫn còn")
    person.answer(*ROAD[1:])
    expect(person.page.locator(END_LINK).first).to_be_visible()


def test_what_is_answered_in_the_app_appears_on_the_page(phone: Open, chat: Served) -> None:
    person = phone()
    person.open(invited(chat, "two"))
    person.page.get_by_role("button", name="Tiếp tục ở đây").click()
    person.page.wait_for_url("**/c/**")
    asked = tell(chat, "two", "1")
    person.page.reload()
    expect(person.now).to_contain_text(asked.question.splitlines()[0])
    person.answer(0)
    assert person.said


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(phone: Open, chat: Served, scheme: Scheme) -> None:
    person = phone(scheme=scheme)
    person.open(invited(chat, f"three {scheme}"))
    found = violations(person.page, "before the tap")
    person.page.get_by_role("button", name="Tiếp tục ở đây").click()
    person.page.wait_for_url("**/c/**")
    found += violations(person.page, "after it")
    person.page.go_back()
    person.page.reload()
    expect(person.page.locator(".notice")).to_contain_text("sang web")
    assert found + violations(person.page, "used") == []


@pytest.mark.parametrize(("width", "text"), [(320, 100), (360, 100), (360, 200)])
def test_the_button_has_room(phone: Open, chat: Served, width: int, text: int) -> None:
    person = phone(width=width)
    person.open(invited(chat, f"four {width} {text}"))
    person.page.evaluate(f"document.documentElement.style.fontSize = '{text}%'")
    button = person.page.get_by_role("button", name="Tiếp tục ở đây")
    height, right = button.evaluate(BOX)
    assert height >= TAP
    assert right <= width
    assert person.width() <= width
    if text == 100:
        assert person.in_view(button)
