"""Free text, a few sentences at most; skipping is an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from bot.conversation.effects import Option
from bot.conversation.questions.base import Got, Reading, Sample, worded
from bot.conversation.questions.words import read_among
from bot.understanding.fold import clean

if TYPE_CHECKING:
    from bot.conversation.flow import Step
    from bot.conversation.trail import Trail

SKIP = "skip"
MAX_CHARS = 500


class Text:
    """{"text": …} or {"skip": true}."""

    parts = ()

    def words(self, step: Step) -> tuple[str, ...]:
        return (SKIP,)

    def possible(self, step: Step) -> frozenset[str]:
        return frozenset(("text", SKIP))

    def options(self, step: Step, trail: Trail) -> tuple[Option, ...]:
        return (worded(trail, step, SKIP),)

    def option(self, step: Step, option_id: str, trail: Trail) -> Option | None:
        return worded(trail, step, option_id)

    def press(self, step: Step, option_id: str, trail: Trail) -> Reading:
        return Got({SKIP: True})

    def read(self, step: Step, text: str, trail: Trail) -> Reading:
        if read_among(text, self.options(step, trail), trail.book):
            return Got({SKIP: True})
        words = clean(text)
        if not any(c.isalnum() for c in words):
            return None
        return Got({"text": words[:MAX_CHARS]})

    def fits(self, step: Step, value: Any, trail: Trail) -> bool:
        return isinstance(value, dict) and len({"text", SKIP} & set(value)) == 1

    def tokens(self, step: Step, value: Any) -> frozenset[str]:
        return frozenset(value)

    def facts(self, step: Step, value: Any) -> Mapping[str, Any]:
        return {}

    def show(self, step: Step, value: Any, trail: Trail) -> Option:
        return worded(trail, step, SKIP) if SKIP in value else Option("", text=value["text"])

    def samples(self, step: Step, trail: Trail) -> Iterable[Sample]:
        return [Sample("a b c", typed=True), Sample(SKIP)]
