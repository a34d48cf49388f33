"""Choice: one of the declared options."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from bot.conversation.effects import Option
from bot.conversation.questions.base import Again, Got, Reading, Sample, worded
from bot.conversation.questions.words import read_among, wordings
from bot.understanding.bare_person import bare_person
from bot.understanding.had_names import is_vietnamese, read_had, without_birth
from bot.understanding.unfinished import is_unfinished
from bot.understanding.who import HELPER

if TYPE_CHECKING:
    from bot.conversation.flow import Step
    from bot.conversation.trail import Trail

WHO, DONE, FOREIGN = "who", "done", "foreign"
# The options of a step that asks whether there was a name before.
_HAD = {"first", "had_free", "had_paid", "unsure"}


class Choice:
    """One option; its id is the value and the guard token, its declared facts are stated."""

    parts = ()

    def words(self, step: Step) -> tuple[str, ...]:
        return tuple(o.id for o in step.options)

    def possible(self, step: Step) -> frozenset[str]:
        return frozenset(o.id for o in step.options if not o.edit)

    def options(self, step: Step, trail: Trail) -> tuple[Option, ...]:
        return tuple(worded(trail, step, option) for option in self.words(step))

    def option(self, step: Step, option_id: str, trail: Trail) -> Option | None:
        return worded(trail, step, option_id) if step.option(option_id) else None

    def press(self, step: Step, option_id: str, trail: Trail) -> Reading:
        return Got(option_id)

    def read(self, step: Step, text: str, trail: Trail) -> Reading:
        options = self.options(step, trail)
        if step.fact == WHO:
            option_id = trail.book.reader.claims(text, wordings(options, trail.book), trail.today)
        elif {o.id for o in options} >= _HAD:
            text = without_birth(text)
            abroad = step.option(FOREIGN) is not None
            option_id = read_among(text, options, trail.book)
            if option_id == FOREIGN and is_vietnamese(text, trail.book.lexicon):
                return None
            option_id = option_id or read_had(text, trail.book.lexicon, stated=abroad)
        else:
            option_id = read_among(text, options, trail.book)
        if option_id == DONE and is_unfinished(text, trail.book.lexicon):
            return None  # whoever is stuck has not registered: nothing of the kind may be counted
        if option_id is None and step.fact == WHO:
            return self._which(step, text, options, trail)
        return Got(option_id) if option_id else None

    def _which(self, step: Step, text: str, options: tuple[Option, ...], trail: Trail) -> Reading:
        """Asks on where only a person was named: an owner says "tôi" as well, and an elder may be whoever types."""
        person = bare_person(text, trail.book.lexicon)
        if person is None or not trail.book.messages.has(f"{trail.flow.flow}.{step.id}.{person}"):
            return None
        return Again(person, options=tuple(o for o in options if person != "self" or o.id != HELPER))

    def fits(self, step: Step, value: Any, trail: Trail) -> bool:
        return isinstance(value, str) and step.option(value) is not None

    def tokens(self, step: Step, value: Any) -> frozenset[str]:
        return frozenset((value,))

    def facts(self, step: Step, value: Any) -> Mapping[str, Any]:
        spec = step.option(value)
        stated = spec.facts if spec else {}
        return {step.fact: value, **stated} if step.fact else stated

    def show(self, step: Step, value: Any, trail: Trail) -> Option:
        return worded(trail, step, value)

    def samples(self, step: Step, trail: Trail) -> Iterable[Sample]:
        return [Sample(o.id) for o in step.options if not o.edit]
