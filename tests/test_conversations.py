"""What people live through: each transcript on the engine, in the terminal and in a browser."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from typing import Any, Literal

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import func, select

from bot.app import make_app
from bot.channels.zalo_bot.channel import ZaloBot
from bot.conversation.book import Book
from bot.conversation.events import Sent
from bot.messages.message import fit
from bot.settings import Settings
from bot.turns import reminders
from bot.turns.channel import Channel
from bot.turns.house import House
from bot.turns.intake import Intake
from storage.tables import events
from tests.conversation_runner import (
    REMINDER,
    ROTATION,
    SECONDS,
    Played,
    Transcript,
    play,
    read_transcripts,
    told,
)
from tests.house import Clock, Names, make_house, noon
from tests.people import ConsolePerson, WebPerson
from tests.station import until
from tests.telegram.person import TelegramPerson
from tests.telegram.station import Station, station
from tests.zalo_bot.person import ZaloBotPerson
from tests.zalo_bot.station import Station as ZaloBotStation
from tests.zalo_bot.station import station as zalo_station

TRANSCRIPTS = read_transcripts()
Line = tuple[str, str, str, int, Mapping[str, Any]]
# One house for all transcripts of a channel: everybody is another address in the same database.
one_house = pytest.mark.asyncio(loop_scope="module")


def _on(channel: str) -> Any:
    talks = (t for t in TRANSCRIPTS if channel in t.channels)
    if channel == "zalo_bot":  # nothing there can be pressed later
        talks = (t for t in talks if not any("stale_press" in turn for turn in t.talk))
    chosen = [pytest.param(t, id=t.name) for t in talks]
    return pytest.mark.parametrize("transcript", chosen)


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock(noon(TRANSCRIPTS[0].today))


@pytest.fixture(scope="module")
def names() -> Names:
    return Names()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(
    book: Book, clock: Clock, names: Names, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[House]:
    url = f"sqlite:///{tmp_path_factory.mktemp('talks')}/talks.db"
    async with make_house(url, clock, ROTATION, book=book, look=names) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client(house: House) -> AsyncIterator[TestClient[Any, Any]]:
    app = make_app(house, Intake(house), Settings(_env_file=None))  # type: ignore[call-arg]
    async with TestClient(TestServer(app)) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(house: House) -> AsyncIterator[Station]:
    async with station(house) as opened:
        opened.room.start()
        await opened.room.background.idle()
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def zalo_bots(house: House) -> AsyncIterator[Mapping[str, ZaloBotStation]]:
    """One that may not write first, as it is shipped, and one that may."""
    async with zalo_station(house) as silent, zalo_station(house, reminders=True, number=2) as reminding:
        for opened in (silent, reminding):
            opened.room.start()
            await until(lambda: bool(opened.zalo.webhook))  # noqa: B023 - awaited at once
        yield {"none": silent, "push": reminding}


@_on("engine")
def test_on_the_engine(book: Book, transcript: Transcript) -> None:
    played = list(play(book, transcript))
    assert len(played) == len(transcript.talk) + 1


@one_house
@_on("console")
async def test_in_the_terminal(
    book: Book, house: House, clock: Clock, names: Names, transcript: Transcript
) -> None:
    await _same(ConsolePerson(house, transcript.name), clock, names, list(play(book, transcript)), house)


@one_house
@_on("telegram")
async def test_on_telegram(
    book: Book, bot: Station, clock: Clock, names: Names, transcript: Transcript
) -> None:
    number = 7000 + TRANSCRIPTS.index(transcript)
    person = TelegramPerson(bot.telegram, number, bot.deliver)
    await _same(person, clock, names, list(play(book, replace(transcript, reach="push"))), bot.house)


@one_house
@pytest.mark.parametrize("instead", ["number", "label"])
@_on("zalo_bot")
async def test_on_zalo_bot(
    book: Book,
    zalo_bots: Mapping[str, ZaloBotStation],
    clock: Clock,
    names: Names,
    transcript: Transcript,
    instead: Literal["number", "label"],
) -> None:
    zalo = zalo_bots[transcript.reach]
    played = list(play(book, transcript, instead=instead))
    person = ZaloBotPerson(zalo.zalo, f"{transcript.name}.{instead}", zalo.deliver)
    await _same(person, clock, names, [_fitted(turn, ZaloBot()) for turn in played], zalo.house)


def _fitted(turn: Played, channel: Channel) -> Played:
    """The turn with its message as that channel shows it."""
    return replace(turn, heard=replace(turn.heard, message=fit(turn.heard.message, channel.can)))


@one_house
@_on("web")
async def test_in_a_browser(
    book: Book, house: House, clock: Clock, names: Names, client: TestClient[Any, Any], transcript: Transcript
) -> None:
    await _same(WebPerson(client), clock, names, list(play(book, transcript)), house)


async def _same(
    person: ConsolePerson | WebPerson | TelegramPerson | ZaloBotPerson,
    clock: Clock,
    names: Names,
    played: list[Played],
    house: House,
) -> None:
    """The person does what was played and sees the same words and buttons; the log holds the same lines."""
    before = await _newest(house)
    for number, turn in enumerate(played):
        clock.at = noon(turn.today)
        clock.forward(seconds=SECONDS * number)
        names.result = turn.lookup
        if number == 0:
            await person.begin()
        elif isinstance(turn.done, str):
            await person.say(turn.done, turn.late)
        elif isinstance(turn.done, tuple):
            await person.press(*turn.done)
        elif isinstance(turn.done, Sent) and not isinstance(person, WebPerson):
            await person.send(turn.done.what)
        elif turn.done is REMINDER and isinstance(person, TelegramPerson | ZaloBotPerson):
            assert await reminders.fire_due(house) == 1
            await person.look()
        else:
            raise AssertionError(f"nobody can do {turn.done} here")
        message, shown = turn.heard.message, person.shown[-1]
        so_far = told(played[: number + 1])
        assert _words(shown.said, person) == _words(message.text, person), so_far
        assert [label for label, _ in shown.buttons] == [b.label for b in message.buttons], so_far
    assert await _lines(house, before) == [line for turn in played for line in turn.heard.lines]


def _words(text: str, person: object) -> list[str]:
    """What is said word by word; where links are lines of the text, an address is as good as another."""
    words = text.split()
    if not isinstance(person, ZaloBotPerson):
        return words
    return ["https://" if word.startswith("https://") else word for word in words]


async def _newest(house: House) -> int:
    async with house.engine.begin() as db:
        return (await db.execute(select(func.coalesce(func.max(events.c.id), 0)))).scalar_one()


async def _lines(house: House, after: int) -> list[Line]:
    async with house.engine.begin() as db:
        rows = await db.execute(select(events).where(events.c.id > after).order_by(events.c.id))
        return [(r.kind, r.flow, r.step, r.visit, r.data) for r in rows]
