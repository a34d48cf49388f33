"""Playing made-up weeks: crowds of invented people, turn by turn through `turns.handle`, on a clock of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from bot.conversation.book import Book
from bot.conversation.conversation import from_json
from bot.demo.cast import Cast
from bot.demo.person import Act, Person, pick
from bot.demo.stage import Clock, Stage, Timely
from bot.messages.message import Message
from bot.turns import registrar_links, turns
from bot.turns.channel import Incoming
from bot.turns.house import VIETNAM, House
from bot.turns.turns import Outcome
from storage import demo, inbox
from storage.database import reading

ACCOUNT = "demo"
_REVISION = "demo:"  # of every line they leave in the event log, those of erased people too
_CROWD = 64
_AGENT = "Mozilla/5.0 (made-up person)"


class NotEmptyError(Exception):
    """The database is not for made-up people; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Plan:
    """So many conversations in so many weeks up to `now`; another seed makes other people."""

    conversations: int
    weeks: int
    seed: int
    now: datetime


@dataclass(frozen=True, slots=True)
class Played:
    """How much was played."""

    conversations: int
    turns: int


async def play(house: House, book: Book, cast: Cast, plan: Plan) -> Played:
    """Play the plan with a book that knows the cast's places; NotEmptyError for a database with others in it."""
    await _check(house, cast, plan)
    chance = Random(plan.seed)  # noqa: S311 – chance for a play, nothing to guess
    clock = Clock()
    stages = {name: Stage(name) for name in cast.channels}
    marked = replace(book, revision=f"{_REVISION}{book.revision}"[:16])
    played = House(
        house.engine, house.keys, marked, stages, house.public_url, clock, lambda: chance.randrange(1 << 16)
    )
    people = _people(cast, plan)
    done = 0
    for start in range(0, len(people), _CROWD):
        done += await _Crowd(played, clock, plan.now, people[start : start + _CROWD]).play()
    return Played(len(people), done)


async def _check(house: House, cast: Cast, plan: Plan) -> None:
    first = f"{_address(plan.seed, 0)}-1"
    async with reading(house.engine).begin() as db:
        if await demo.others(db, ACCOUNT, _REVISION):
            raise NotEmptyError(
                "this database holds people who are not made up: name an empty one in HIENDIEN_DATABASE_URL,"
                " or another --folder"
            )
        if any([await inbox.known(db, channel, ACCOUNT, first) for channel in cast.channels]):
            raise NotEmptyError(f"the people of seed {plan.seed} are here already: take another --seed")


def _address(seed: int, number: int) -> str:
    return f"{seed}-{number}"


def _people(cast: Cast, plan: Plan) -> list[Person]:
    """The people in the order they come."""
    chance = Random(f"{plan.seed}|times")  # noqa: S311
    starts = sorted(_start(cast, plan, chance) for _ in range(plan.conversations))
    chances = (Random(f"{plan.seed}|{number}") for number in range(plan.conversations))  # noqa: S311
    return [
        Person(cast, own, _address(plan.seed, n), at)
        for n, (own, at) in enumerate(zip(chances, starts, strict=True))
    ]


def _start(cast: Cast, plan: Plan, chance: Random) -> datetime:
    """A moment in the weeks of the plan, by the hours and weekdays on which people come; never after `now`."""
    here = plan.now.astimezone(VIETNAM)
    monday = (here - timedelta(days=here.weekday(), weeks=plan.weeks - 1)).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    while True:
        week = chance.randrange(plan.weeks)
        day = pick(chance, enumerate(cast.weekdays))
        hour = pick(chance, enumerate(cast.hours))
        at = monday + timedelta(weeks=week, days=day, hours=hour, seconds=chance.randrange(3600))
        if at < here:
            return at


class _Crowd:
    """People who come one after another, played side by side: one update of each shares a commit."""

    def __init__(self, house: House, clock: Clock, until: datetime, people: Sequence[Person]) -> None:
        self._house, self._clock, self._until = house, clock, until
        self._acts: dict[Person, Act] = {person: person.first() for person in people}
        self._heard: dict[Person, Message] = {}
        self._turns = 0

    async def play(self) -> int:
        """Everybody until they are gone or the time is over; how many turns that took."""
        while self._acts:
            acting = [person for person, act in self._acts.items() if person.at + act.after <= self._until]
            updates = [self._update(person) for person in acting]
            outcomes = await turns.handle(self._house, Timely(updates, self._clock))
            self._turns += len(outcomes)
            await self._hear(acting, outcomes)
        return self._turns

    def _update(self, person: Person) -> Incoming:
        act = self._acts[person]
        person.at += act.after
        person.updates += 1
        pressed = None if act.index is None else self._heard[person].buttons[act.index].data
        update_id = f"{person.address}-{person.updates}"
        where = (person.channel, ACCOUNT, person.address)
        return Incoming(*where, update_id, person.at, said=act.said, pressed=pressed)

    async def _hear(self, acting: Sequence[Person], outcomes: Sequence[Outcome]) -> None:
        answered = []
        for person, outcome in zip(acting, outcomes, strict=True):
            if outcome.status not in ("done", "erased"):
                raise RuntimeError(f"a made-up turn was {outcome.status}")
            if outcome.status == "done" and outcome.message is not None:
                self._heard[person] = outcome.message
                answered.append(person)
        for person in answered:
            await self._click(person)
        self._acts = await self._next(answered)

    async def _click(self, person: Person) -> None:
        ours = f"{self._house.public_url}/r/"
        given = [link.url for link in self._heard[person].links if link.url.startswith(ours)]
        after = person.clicks() if given else None
        if after is None or person.at + after > self._until:
            return
        person.at = self._clock.at = person.at + after
        await registrar_links.follow(self._house, given[0].removeprefix(ours), method="GET", agent=_AGENT)

    async def _next(self, people: Sequence[Person]) -> dict[Person, Act]:
        """What each does next: here they go on after the link too, wherever a flow then asks something."""
        where = [(p.channel, p.address) for p in people]
        async with self._house.engine.begin() as db:
            states = await demo.standing(db, self._house.keys, ACCOUNT, where)
        acts = {
            person: person.next(from_json(state) if state else None)
            for person, state in zip(people, states, strict=True)
        }
        return {person: act for person, act in acts.items() if act is not None}
