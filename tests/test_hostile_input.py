"""Whatever is typed, the open question stays open, the answers stay as they are, and it takes no time."""

from __future__ import annotations

from datetime import date

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.app import make_app
from bot.conversation.book import Book
from bot.conversation.conversation import Conversation
from bot.conversation.events import Said
from bot.settings import Settings
from bot.turns.intake import Intake
from tests.conversation_runner import Engine
from tests.house import Clock, make_house, noon
from tests.people import ConsolePerson, WebPerson

TODAY = date(2026, 11, 20)
# The way to each open question; a text is typed, everything else is the id of a button.
ROADS = {
    "consent": (),
    "who": ("yes",),
    "id_names": ("yes", "citizen"),
    "birth": ("yes", "citizen", "first"),
    "person": ("yes", "citizen", "first", "15/3/2005"),
    "name": ("yes", "citizen", "first", "15/3/2005", "skip"),
    "registrar": ("yes", "citizen", "first", "15/3/2005", "skip", "hoasenviet"),
    "certificate": ("yes", "household"),
    "biz_names": ("yes", "household", "yes"),
    "shop": ("yes", "household", "yes", "first"),
    "issued": ("yes", "enterprise"),
    "issued_sure": ("yes", "enterprise", "1/1/2020"),
    "province": ("yes", "cooperative"),
}
HOSTILE = {
    "100 kB of one letter": "a" * 100_000,
    "100 kB of words": "tên miền " * 12_000,
    "100 kB of digits": "1" * 100_000,
    "100 kB of dots": "a." * 50_000,
    "100 kB of marks": "a" + "\u0301" * 50_000,
    "100 kB of dates": "1/1/2005 " * 11_000,
    "a yes whose contrary is far behind": "đồng ý" + " " * 3_000 + "cái con khỉ, không bao giờ",
    "a number whose contrary is far behind": "1" + " ." * 1_000 + " à nhầm, không",
    "a year whose contrary is far behind": "sinh 2006 " + "x " * 1_500 + "à nhầm 1990",
    "emoji": "🏳️‍🌈👩‍👩‍👧🎂",
    "right to left": "\u202eمرحبا بالعالم\u202c",
    "zero width": "\u200b\u200c\u200d\u2060\ufeff",
    "nothing": "",
    "blanks": " \t\r\n\u00a0\u3000",
    "control characters": "\x00\x01\x1b[31m",
    "half a character": "\ud800",
    "markup": "<img src=x onerror=alert(1)>",
    "a template": "{{ ''.__class__.__mro__ }}{% for x in y %}",
    "a format": "%s %n {0} $(id) `id`",
    "SQL": "'; --",
    "other digits": "١٥/٣/٢٠٠٥",
    "a huge date": "99999999999999999999/1/1",
}


@pytest.fixture(scope="module", params=ROADS)
def asked(request: pytest.FixtureRequest, book: Book) -> Engine:
    """The engine with that question open."""
    engine = Engine(book, TODAY)
    heard = engine.begin()
    for word in ROADS[request.param]:
        if word in heard.options:
            heard = engine.press(heard.message.buttons[heard.options.index(word)].data)
        else:
            heard = engine.happen(Said(word))
    shown = engine.load().shown
    assert shown is not None and shown.step == request.param
    return engine


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_open_question_stays(asked: Engine, kind: str) -> None:
    before = engine_state(asked)
    heard = asked.happen(Said(HOSTILE[kind]))
    after = engine_state(asked)
    assert after == before, heard.keys
    assert heard.keys


def engine_state(engine: Engine) -> tuple[object, ...]:
    talk: Conversation = engine.load()
    return talk.id, talk.answers, talk.shown and talk.shown.step, talk.ended


async def test_a_huge_text_in_the_terminal(book: Book, sqlite_url: str) -> None:
    async with make_house(sqlite_url, Clock(noon(TODAY)), book=book) as house:
        person = ConsolePerson(house, "huge")
        await person.begin()
        await person.press(0, 0)
        await person.say(HOSTILE["100 kB of words"], late=False)
        await person.say(HOSTILE["control characters"], late=False)
        await person.press(1, 0)
    question = book.messages.label("onboarding.id_names.ask")
    assert person.shown[-1].said == question


async def test_a_huge_form_in_a_browser(book: Book, sqlite_url: str) -> None:
    async with make_house(sqlite_url, Clock(noon(TODAY)), book=book) as house:
        app = make_app(house, Intake(house), Settings(_env_file=None))  # type: ignore[call-arg]
        async with TestClient(TestServer(app)) as client:
            person = WebPerson(client)
            await person.begin()
            await person.press(0, 0)
            assert await person.refused({"said": "a" * 100_000}) == 413
            await person.press(1, 0)
    assert person.shown[-1].said.split() == book.messages.label("onboarding.id_names.ask").split()
