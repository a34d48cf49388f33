"""Birth: a date, a year or an age; it stays open until what is known settles the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from bot.conversation.effects import Option
from bot.conversation.questions.base import Again, Got, Reading, Sample
from bot.conversation.questions.spans import from_stored, to_stored
from bot.programme.boundaries import birth_days
from bot.understanding.birth import read_birth

if TYPE_CHECKING:
    from bot.conversation.flow import Step
    from bot.conversation.trail import Trail


class Birth:
    """A span of days as two ISO dates; the full date is asked only when the span does not decide."""

    def options(self, step: Step, trail: Trail) -> tuple[Option, ...]:
        return ()

    def press(self, step: Step, option_id: str, trail: Trail) -> Reading:
        return None

    def read(self, step: Step, text: str, trail: Trail) -> Reading:
        heard = read_birth(text, trail.today)
        if heard is None:
            return None
        if heard.span is None:
            return Again(f"bad_{heard.problem}", miss=True)
        value = to_stored(heard.span)
        return Got(value) if self.fits(step, value, trail) else Again("exact", {"span": heard.span})

    def fits(self, step: Step, value: Any, trail: Trail) -> bool:
        span = from_stored(value)
        return span is not None and (step.settle is None or trail.settled(step.settle, {"birth": span}))

    def tokens(self, step: Step, value: Any) -> frozenset[str]:
        return frozenset(("given",))

    def facts(self, step: Step, value: Any) -> Mapping[str, Any]:
        return {"birth": from_stored(value)}

    def show(self, step: Step, value: Any, trail: Trail) -> Option:
        return Option("", text=trail.book.messages.span(from_stored(value)))

    def samples(self, step: Step, trail: Trail) -> Iterable[Sample]:
        return [Sample(f"{d:%d/%m/%Y}", typed=True) for d in birth_days(trail.book.policy, trail.today)]
