"""Yes, no, or don't know; "don't know" is an answer of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from bot.conversation.effects import Option
from bot.conversation.questions.base import Again, Got, Reading, Sample, worded
from bot.conversation.questions.words import read_among
from bot.understanding.certificate import names_another, read_certificate
from bot.understanding.yes_no import read_yes_no

if TYPE_CHECKING:
    from bot.conversation.flow import Step
    from bot.conversation.trail import Trail

CERTIFICATE = "has_certificate"
ANSWERS = {"yes": True, "no": False, "unsure": None}


class YesNo:
    """ "yes", "no" or "unsure"; the first two state the step's fact."""

    parts = ("other_paper",)

    def words(self, step: Step) -> tuple[str, ...]:
        return tuple(ANSWERS)

    def possible(self, step: Step) -> frozenset[str]:
        return frozenset(ANSWERS)

    def options(self, step: Step, trail: Trail) -> tuple[Option, ...]:
        return tuple(worded(trail, step, option) for option in self.words(step))

    def option(self, step: Step, option_id: str, trail: Trail) -> Option | None:
        return worded(trail, step, option_id)

    def press(self, step: Step, option_id: str, trail: Trail) -> Reading:
        return Got(option_id)

    def read(self, step: Step, text: str, trail: Trail) -> Reading:
        lexicon = trail.book.lexicon
        read = read_certificate if step.fact == CERTIFICATE else read_yes_no
        answer = read_among(text, self.options(step, trail), trail.book) or read(text, lexicon)
        if answer is None and step.fact == CERTIFICATE and names_another(text, lexicon):
            return Again("other_paper", miss=True)
        return Got(answer) if answer else None

    def fits(self, step: Step, value: Any, trail: Trail) -> bool:
        return value in ANSWERS

    def tokens(self, step: Step, value: Any) -> frozenset[str]:
        return frozenset((value,))

    def facts(self, step: Step, value: Any) -> Mapping[str, Any]:
        return {} if step.fact is None or ANSWERS[value] is None else {step.fact: ANSWERS[value]}

    def show(self, step: Step, value: Any, trail: Trail) -> Option:
        return worded(trail, step, value)

    def samples(self, step: Step, trail: Trail) -> Iterable[Sample]:
        return [Sample(answer) for answer in ANSWERS]
