"""Province: today's division, old names too; skipping is an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from bot.conversation.effects import Option
from bot.conversation.questions.base import Again, Got, Reading, Sample, worded
from bot.conversation.questions.words import read_among
from bot.programme.boundaries import special_provinces
from bot.understanding.places import read_province

if TYPE_CHECKING:
    from bot.conversation.flow import Step
    from bot.conversation.trail import Trail

SKIP = "skip"


class Province:
    """The short official name on the day ("Ninh Bình"), or "skip"."""

    parts = ("pick",)

    def words(self, step: Step) -> tuple[str, ...]:
        return (SKIP,)

    def possible(self, step: Step) -> frozenset[str]:
        return frozenset(("given", SKIP))

    def options(self, step: Step, trail: Trail) -> tuple[Option, ...]:
        return (worded(trail, step, SKIP),)

    def option(self, step: Step, option_id: str, trail: Trail) -> Option | None:
        return worded(trail, step, SKIP) if option_id == SKIP else Option(option_id, text=option_id)

    def press(self, step: Step, option_id: str, trail: Trail) -> Reading:
        return Got(option_id)

    def read(self, step: Step, text: str, trail: Trail) -> Reading:
        places = read_province(text, trail.book.policy.units.gazetteer("", trail.today), trail.book.lexicon)
        if len(places) > 1:
            return Again("pick", options=tuple(Option(p, text=p) for p in places))
        if places:
            return Got(places[0])
        skipped = read_among(text, self.options(step, trail), trail.book)
        return Got(SKIP) if skipped else None

    def fits(self, step: Step, value: Any, trail: Trail) -> bool:
        return bool(value == SKIP or value == trail.book.policy.units.today_name(str(value), trail.today))

    def tokens(self, step: Step, value: Any) -> frozenset[str]:
        return frozenset((SKIP,)) if value == SKIP else frozenset(("given",))

    def facts(self, step: Step, value: Any) -> Mapping[str, Any]:
        return {} if value == SKIP or step.fact is None else {step.fact: value}

    def show(self, step: Step, value: Any, trail: Trail) -> Option:
        return worded(trail, step, SKIP) if value == SKIP else Option("", text=value)

    def samples(self, step: Step, trail: Trail) -> Iterable[Sample]:
        policy = trail.book.policy
        special = special_provinces(policy, trail.today)
        other = next(u.name for u in policy.units.provinces(trail.today) if u.name not in special)
        return [*(Sample(name, typed=True) for name in (*special, other)), Sample(SKIP)]
