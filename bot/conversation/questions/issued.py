"""The day a paper was issued: absolute or simply relative, or one of the declared options instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from bot.conversation.effects import Option
from bot.conversation.questions.base import Again, Got, Reading, Sample, worded
from bot.conversation.questions.spans import from_stored, to_stored
from bot.conversation.questions.words import read_among
from bot.programme.boundaries import certificate_days
from bot.understanding.dates import read_date

if TYPE_CHECKING:
    from bot.conversation.flow import Step
    from bot.conversation.trail import Trail


class Issued:
    """Two ISO dates, or an option's id."""

    parts = ("exact", "bad_invalid_date", "bad_date_in_future", "bad_lunar")

    def words(self, step: Step) -> tuple[str, ...]:
        return tuple(o.id for o in step.options)

    def possible(self, step: Step) -> frozenset[str]:
        return frozenset(("date", *self.words(step)))

    def options(self, step: Step, trail: Trail) -> tuple[Option, ...]:
        return tuple(worded(trail, step, option) for option in self.words(step))

    def option(self, step: Step, option_id: str, trail: Trail) -> Option | None:
        return worded(trail, step, option_id) if step.option(option_id) else None

    def press(self, step: Step, option_id: str, trail: Trail) -> Reading:
        return Got(option_id)

    def read(self, step: Step, text: str, trail: Trail) -> Reading:
        heard = read_date(text, trail.today, trail.book.lexicon)
        if heard is None:
            option_id = read_among(text, self.options(step, trail), trail.book)
            return Got(option_id) if option_id else None
        if heard.span is None:
            return Again(f"bad_{heard.problem}", miss=True)
        return Got(to_stored(heard.span))

    def fits(self, step: Step, value: Any, trail: Trail) -> bool:
        if isinstance(value, str):
            return step.option(value) is not None
        return from_stored(value) is not None

    def tokens(self, step: Step, value: Any) -> frozenset[str]:
        return frozenset((value,)) if isinstance(value, str) else frozenset(("date",))

    def facts(self, step: Step, value: Any) -> Mapping[str, Any]:
        if isinstance(value, str):
            spec = step.option(value)
            return spec.facts if spec else {}
        return {str(step.fact): from_stored(value)}

    def show(self, step: Step, value: Any, trail: Trail) -> Option:
        if isinstance(value, str):
            return worded(trail, step, value)
        return Option("", text=trail.book.messages.span(from_stored(value)))

    def samples(self, step: Step, trail: Trail) -> Iterable[Sample]:
        days = certificate_days(trail.book.policy, trail.today)
        return [*(Sample(f"{d:%d/%m/%Y}", typed=True) for d in days), *(Sample(o.id) for o in step.options)]
