"""Birth: a date, a year or an age, as precise as it was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from bot.conversation.effects import Option
from bot.conversation.questions.base import Again, Got, Reading, Sample
from bot.conversation.questions.spans import from_stored, to_stored
from bot.programme.boundaries import birth_days
from bot.understanding.age_or_year import age_or_year
from bot.understanding.birth import read_birth

if TYPE_CHECKING:
    from bot.conversation.flow import Step
    from bot.conversation.trail import Trail


class Birth:
    """A span of days as two ISO dates."""

    parts = ("exact", "age_or_year", "bad_invalid_date", "bad_date_in_future", "bad_lunar")

    def words(self, step: Step) -> tuple[str, ...]:
        return ()

    def possible(self, step: Step) -> frozenset[str]:
        return frozenset(("given",))

    def options(self, step: Step, trail: Trail) -> tuple[Option, ...]:
        return ()

    def option(self, step: Step, option_id: str, trail: Trail) -> Option | None:
        return None

    def press(self, step: Step, option_id: str, trail: Trail) -> Reading:
        return None

    def read(self, step: Step, text: str, trail: Trail) -> Reading:
        if number := age_or_year(text, trail.today, trail.book.lexicon):
            return Again("age_or_year", {"number": number})
        heard = read_birth(text, trail.today, trail.book.lexicon)
        if heard is None:
            return None
        if heard.span is None:
            return Again(f"bad_{heard.problem}", miss=True)
        return Got(to_stored(heard.span))

    def fits(self, step: Step, value: Any, trail: Trail) -> bool:
        return from_stored(value) is not None

    def tokens(self, step: Step, value: Any) -> frozenset[str]:
        return frozenset(("given",))

    def facts(self, step: Step, value: Any) -> Mapping[str, Any]:
        return {"birth": from_stored(value)}

    def show(self, step: Step, value: Any, trail: Trail) -> Option:
        return Option("", text=trail.book.messages.span(from_stored(value)))

    def samples(self, step: Step, trail: Trail) -> Iterable[Sample]:
        return [Sample(f"{d:%d/%m/%Y}", typed=True) for d in birth_days(trail.book.policy, trail.today)]
