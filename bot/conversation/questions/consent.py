"""Consent to one purpose: by button, its number or its express words, never out of a nod or a story.

Luật 91/2025/QH15 Điều 9: voluntary, clear, per purpose; silence is not consent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from bot.conversation.effects import Option
from bot.conversation.questions.base import Again, Got, Reading, Sample, worded
from bot.conversation.questions.words import wordings
from bot.understanding.consenting import read_consent
from bot.understanding.fold import fold

if TYPE_CHECKING:
    from bot.conversation.flow import Step
    from bot.conversation.trail import Trail

ANSWERS = ("yes", "no")
# What was understood but is no answer yet, and what is said then.
_NOT_YET = {"nod": "nod", "asks": "rights"}


class Consent:
    """ "yes" or "no"; a third button tells the person's rights and asks again."""

    parts = ("rights", "nod", "told")

    def words(self, step: Step) -> tuple[str, ...]:
        return (*ANSWERS, "rights")

    def possible(self, step: Step) -> frozenset[str]:
        return frozenset(ANSWERS)

    def options(self, step: Step, trail: Trail) -> tuple[Option, ...]:
        return tuple(worded(trail, step, option) for option in self.words(step))

    def option(self, step: Step, option_id: str, trail: Trail) -> Option | None:
        return worded(trail, step, option_id)

    def press(self, step: Step, option_id: str, trail: Trail) -> Reading:
        return Again("rights") if option_id == "rights" else Got(option_id)

    def read(self, step: Step, text: str, trail: Trail) -> Reading:
        if trail.book.lexicon.is_ironic(text):
            return None
        said = fold(text)
        for number, words in enumerate(wordings(self.options(step, trail), trail.book), 1):
            if said in {str(number), fold(words.label), *map(fold, words.synonyms)}:
                return self.press(step, words.id, trail)
        told = trail.book.reader.read("any", text, trail.today)
        tells = any(fact is not None and fact.kind != "intent" for fact in (told.got, *told.also))
        heard = read_consent(text, trail.book.lexicon, tells=tells)
        if heard in ("yes", "no"):
            return Got(heard)
        if heard in _NOT_YET:
            return Again(_NOT_YET[heard], miss=heard == "nod")
        # Nothing is kept of what was told before consent; it is only said that it has to come first.
        return Again("told", miss=True) if tells else None

    def fits(self, step: Step, value: Any, trail: Trail) -> bool:
        return value in ANSWERS

    def tokens(self, step: Step, value: Any) -> frozenset[str]:
        return frozenset((value,))

    def facts(self, step: Step, value: Any) -> Mapping[str, Any]:
        return {}

    def show(self, step: Step, value: Any, trail: Trail) -> Option:
        return worded(trail, step, value)

    def samples(self, step: Step, trail: Trail) -> Iterable[Sample]:
        return [Sample(answer) for answer in ANSWERS]
