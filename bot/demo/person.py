"""One invented person: who they are, and what they do at the question that stands before them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import TypeVar

from bot.conversation.conversation import Conversation
from bot.conversation.menu import STEP as MENU
from bot.demo.cast import Cast, Persona
from bot.turns.house import day_of
from bot.understanding.fold import fold

MOST_UPDATES = 40  # nobody goes round in circles for ever

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody does next: type a text, or press the option at an index."""

    after: timedelta
    said: str | None = None
    index: int | None = None


class Person:
    """Acts by weight and chance; the same chance gives the same person."""

    def __init__(self, cast: Cast, chance: Random, address: str, at: datetime) -> None:
        self.cast, self.chance, self.at = cast, chance, at
        self.address = address
        self.persona: Persona = pick(chance, ((p, p.weight) for p in cast.personas))
        self.channel = pick(chance, cast.channels.items())
        self.updates = 0
        self._left = False
        self._words = _words(cast, self.persona, chance, at)

    def first(self) -> Act:
        """The first word."""
        return Act(timedelta(0), said="/start")

    def next(self, stands: Conversation | None) -> Act | None:
        """What they do at what stands before them, None where they are gone for good."""
        if stands is None or stands.shown is None or self.updates >= MOST_UPDATES:
            return None
        shown, at_menu = stands.shown, stands.shown.step == MENU
        chosen = self._choose(MENU if at_menu else f"{stands.flow}.{shown.step}", shown.options)
        # After the link a flow may ask what came of it: it is answered here like any other, but much later.
        if chosen == "leave":
            return None if at_menu or stands.flow == "outcome" else self._come_back()
        slow = stands.flow == "outcome" and not stands.answers
        if chosen.startswith("say:"):
            said = chosen.removeprefix("say:").format_map(self._words)
            return Act(self._pause("outcome" if slow else "type"), said=said)
        return Act(self._pause("outcome" if slow else "press"), index=shown.options.index(chosen))

    def clicks(self) -> timedelta | None:
        """How long after they got a link they open it, None where they do not."""
        if self.chance.randrange(100) >= self.cast.clicking:
            return None
        return self._pause("press")

    def _choose(self, question: str, options: Sequence[str]) -> str:
        """One of what the persona may do here that can be done; any button where nothing is laid down."""
        answers = self.persona.answers.get(question) or self.cast.everybody.get(question, {})
        able = {a: w for a, w in answers.items() if a in options or a == "leave" or a.startswith("say:")}
        if "any" in answers and options:
            able["any"] = answers["any"]
        if not any(able.values()):
            able = {"any": 1} if options else {"leave": 1}
        chosen = pick(self.chance, able.items())
        return self.chance.choice(options) if chosen == "any" else chosen

    def _come_back(self) -> Act | None:
        """Some come back another day, once."""
        if self._left or self.chance.randrange(100) >= self.cast.returning:
            return None
        self._left = True
        low, high = self.cast.after_days
        days = timedelta(seconds=self.chance.randint(low * 86_400, high * 86_400))
        return Act(days, said=self.chance.choice(self.cast.comes_back))

    def _pause(self, what: str) -> timedelta:
        low, high = getattr(self.cast.thinking, what)
        return timedelta(seconds=self.chance.randint(low, high), milliseconds=self.chance.randrange(1000))


def pick(chance: Random, weighted: Iterable[tuple[T, int]]) -> T:
    """One by weight."""
    things, weights = zip(*weighted, strict=True)
    return chance.choices(things, weights)[0]  # type: ignore[no-any-return]


def _words(cast: Cast, persona: Persona, chance: Random, at: datetime) -> Mapping[str, str]:
    """What this person types about themselves."""
    today = day_of(at)
    young, old = persona.ages
    birth = today - timedelta(days=chance.randint(young * 365 + 10, old * 365 + 300))
    issued = today - timedelta(days=chance.randint(*persona.issued_days))
    name = " ".join(chance.choice(part) for part in (cast.names.family, cast.names.middle, cast.names.given))
    shop = f"{chance.choice(cast.shops.kind)} {chance.choice(cast.shops.own)}"
    place = pick(chance, ((p, p.weight) for p in cast.provinces))
    return {
        "birth": f"{birth.day}/{birth.month}/{birth.year}",
        "year": str(birth.year),
        "name": name,
        "bare_name": fold(name),
        "label": f"{fold(name).replace(' ', '')}{chance.randint(1, 99)}",
        "shop": shop,
        "issued": f"{issued.day}/{issued.month}/{issued.year}",
        "province": place.say,
    }
