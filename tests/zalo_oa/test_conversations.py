"""What people live through, in Zalo: each transcript with buttons and without."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio

from bot.conversation.book import Book
from bot.conversation.events import Sent
from bot.messages.message import fit
from bot.turns import reminders
from bot.turns.house import House
from tests.conversation_runner import (
    REMINDER,
    ROTATION,
    SECONDS,
    NoButtonError,
    Played,
    Transcript,
    play,
    read_transcripts,
    told,
)
from tests.house import Clock, Names, make_house, noon
from tests.test_conversations import _lines, _newest
from tests.zalo_oa.person import ZaloPerson, without_links
from tests.zalo_oa.station import Station, station

TRANSCRIPTS = [t for t in read_transcripts() if "zalo_oa" in t.channels]
one_house = pytest.mark.asyncio(loop_scope="module")
MOST_BUTTONS = {"hide": 5, "off": 0}


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock(noon(TRANSCRIPTS[0].today))


@pytest.fixture(scope="module")
def names() -> Names:
    return Names()


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=list(MOST_BUTTONS))
async def bot(
    request: pytest.FixtureRequest,
    book: Book,
    clock: Clock,
    names: Names,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[tuple[Station, int]]:
    url = f"sqlite:///{tmp_path_factory.mktemp('talks')}/talks.db"
    async with (
        make_house(url, clock, ROTATION, book=book, look=names) as house,
        station(house, zalo_oa_buttons=request.param) as opened,
    ):
        yield opened, MOST_BUTTONS[request.param]


@one_house
@pytest.mark.parametrize("transcript", TRANSCRIPTS, ids=[t.name for t in TRANSCRIPTS])
async def test_in_zalo(
    book: Book, bot: tuple[Station, int], clock: Clock, names: Names, transcript: Transcript
) -> None:
    made, most = bot
    made.oa.access = dict.fromkeys(made.oa.access, float("inf"))  # the talks are years apart
    person = ZaloPerson(made.oa, 7000 + TRANSCRIPTS.index(transcript), made.deliver)
    played = []
    # Nobody can press the number of an older message: there the talk is over.
    with suppress(NoButtonError):
        for turn in play(book, replace(transcript, reach="window"), instead="number", most_buttons=most):
            played.append(turn)
    assert len(played) > 1
    await _same(person, clock, names, played, made.house)


async def _same(person: ZaloPerson, clock: Clock, names: Names, played: list[Played], house: House) -> None:
    """The person does what was played and sees the same words and buttons; the log holds the same lines."""
    before = await _newest(house)
    for number, turn in enumerate(played):
        clock.at = noon(turn.today)
        clock.forward(seconds=SECONDS * number)
        names.result = turn.lookup
        await _do(person, turn, house, first=number == 0)
        message = fit(replace(turn.heard.message, links=()), house.channels["zalo_oa"].can)
        shown, so_far = person.shown[-1], told(played[: number + 1])
        assert without_links(shown.said).split() == without_links(message.text).split(), so_far
        assert [label for label, _ in shown.buttons] == [b.label for b in message.buttons], so_far
    expected = [line for turn in played for line in turn.heard.lines]
    assert await _lines(house, before) == expected


async def _do(person: ZaloPerson, turn: Played, house: House, *, first: bool) -> None:
    done: Any = turn.done
    if first:
        await person.begin()
    elif isinstance(done, str):
        await person.say(done, turn.late)
    elif isinstance(done, tuple):
        await person.press(*done)
    elif isinstance(done, Sent):
        await person.send(done.what)
    else:
        assert done is REMINDER
        assert await reminders.fire_due(house) == 1
        await person.look()


def test_most_transcripts_are_played() -> None:
    held: Mapping[str, int] = {"all": len(read_transcripts()), "here": len(TRANSCRIPTS)}
    assert held["here"] > 0.8 * held["all"], held
