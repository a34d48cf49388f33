"""The name of a person or a shop, kept as they spell it; a domain typed here is taken as their wish."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from bot.conversation.effects import Option
from bot.conversation.questions.base import Again, Got, Reading, Sample, worded
from bot.conversation.questions.words import read_among
from bot.naming.label import repair
from bot.understanding.lexicon import Lexicon
from bot.understanding.person_names import read_person_name
from bot.understanding.shop_names import read_shop_name

if TYPE_CHECKING:
    from bot.conversation.flow import Step
    from bot.conversation.trail import Trail

SKIP = "skip"


class OwnName:
    """{"name": …}, {"wish": label} where a domain was typed, or {"skip": true}."""

    parts = ("bad_letters",)

    def words(self, step: Step) -> tuple[str, ...]:
        return (SKIP,)

    def possible(self, step: Step) -> frozenset[str]:
        return frozenset(("name", "wish", SKIP))

    def __init__(self, reader: Callable[[str, Lexicon], str | None], sample: str) -> None:
        self._reader, self._sample = reader, sample

    def options(self, step: Step, trail: Trail) -> tuple[Option, ...]:
        return (worded(trail, step, SKIP),)

    def option(self, step: Step, option_id: str, trail: Trail) -> Option | None:
        return worded(trail, step, option_id)

    def press(self, step: Step, option_id: str, trail: Trail) -> Reading:
        return Got({SKIP: True})

    def read(self, step: Step, text: str, trail: Trail) -> Reading:
        wish = repair(text)
        if wish and wish.suffix:
            return Got({"wish": wish.label})
        if read_among(text, self.options(step, trail), trail.book):
            return Got({SKIP: True})
        name = self._reader(text, trail.book.lexicon)
        if name is None:
            return None
        return Got({"name": name}) if repair(name) else Again("bad_letters", miss=True)

    def fits(self, step: Step, value: Any, trail: Trail) -> bool:
        return isinstance(value, dict) and len({"name", "wish", SKIP} & set(value)) == 1

    def tokens(self, step: Step, value: Any) -> frozenset[str]:
        return frozenset(value)

    def facts(self, step: Step, value: Any) -> Mapping[str, Any]:
        return {}

    def show(self, step: Step, value: Any, trail: Trail) -> Option:
        return (
            worded(trail, step, SKIP)
            if SKIP in value
            else Option("", text=value.get("name") or value["wish"])
        )

    def samples(self, step: Step, trail: Trail) -> Iterable[Sample]:
        return [Sample(self._sample, typed=True), Sample(SKIP)]


# ASCII, so that no sentence or name of anybody stands in code; the walk only needs something readable.
PERSON = OwnName(read_person_name, "Nguyen Minh Anh")
SHOP = OwnName(read_shop_name, "Tiem banh Hoa Sen")
