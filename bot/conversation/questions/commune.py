"""Commune: one of the province told before, by today's name or a former one; skipping is an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from bot.conversation.effects import Option
from bot.conversation.questions.base import Again, Got, Reading, Sample, worded
from bot.conversation.questions.province import SKIP
from bot.conversation.questions.words import read_among
from bot.understanding.communes import find_communes

if TYPE_CHECKING:
    from bot.conversation.flow import Step
    from bot.conversation.trail import Trail
    from bot.programme.unit import Unit


class CommuneOf:
    """The official code ("14464"), or "skip"; the step uses a province step."""

    parts = ("pick",)

    def words(self, step: Step) -> tuple[str, ...]:
        return (SKIP,)

    def possible(self, step: Step) -> frozenset[str]:
        return frozenset(("given", SKIP))

    def options(self, step: Step, trail: Trail) -> tuple[Option, ...]:
        return (worded(trail, step, SKIP),)

    def option(self, step: Step, option_id: str, trail: Trail) -> Option | None:
        if option_id == SKIP:
            return worded(trail, step, SKIP)
        unit = _find(option_id, trail)
        return Option(option_id, text=_text(unit)) if unit else None

    def press(self, step: Step, option_id: str, trail: Trail) -> Reading:
        return Got(option_id)

    def read(self, step: Step, text: str, trail: Trail) -> Reading:
        province = trail.values[step.uses[0]]
        communes = find_communes(text, trail.book.policy.units.gazetteer(province, trail.today))
        if len(communes) == 1:
            return Got(communes[0].code)
        if communes:
            offered = (self.option(step, commune.code, trail) for commune in communes)
            return Again("pick", options=(*filter(None, offered), worded(trail, step, SKIP)))
        skipped = read_among(text, self.options(step, trail), trail.book)
        return Got(SKIP) if skipped else None

    def fits(self, step: Step, value: Any, trail: Trail) -> bool:
        unit = _find(value, trail)
        return value == SKIP or (unit is not None and _lies_in(unit, trail.values[step.uses[0]], trail))

    def tokens(self, step: Step, value: Any) -> frozenset[str]:
        return frozenset((SKIP,)) if value == SKIP else frozenset(("given",))

    def facts(self, step: Step, value: Any) -> Mapping[str, Any]:
        return {}

    def show(self, step: Step, value: Any, trail: Trail) -> Option:
        unit = _find(value, trail)
        return Option("", text=_text(unit)) if unit else worded(trail, step, SKIP)

    def samples(self, step: Step, trail: Trail) -> Iterable[Sample]:
        units = trail.book.policy.units
        province = units.find(trail.values[step.uses[0]], trail.today)
        below = units.children(province.id, trail.today) if province else ()
        return [*(Sample(one.full_name, typed=True) for one in below[-1:]), Sample(SKIP)]


def _find(code: Any, trail: Trail) -> Unit | None:
    """The unit that has this code now; None where it was merged into another, or never was a commune."""
    unit = trail.book.policy.units.get(str(code), trail.today)
    return unit if unit and unit.id == code and unit.parent else None


def _lies_in(unit: Unit, province: Any, trail: Trail) -> bool:
    above = trail.book.policy.units.get(unit.parent or "", trail.today)
    return above is not None and above.name == province


def _text(unit: Unit) -> str:
    return f"{unit.title.capitalize()} {unit.name}"
