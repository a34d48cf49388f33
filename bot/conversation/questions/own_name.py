"""The name of a person or a shop, kept as they spell it; a domain typed here is taken as their wish."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from bot.conversation.effects import Option
from bot.conversation.questions.base import Again, Command, Got, Reading, Sample, worded
from bot.conversation.questions.words import read_among
from bot.naming.label import repair
from bot.naming.suggest import Kind, suggest
from bot.understanding.lexicon import Lexicon
from bot.understanding.person_names import read_person_name
from bot.understanding.shop_names import read_shop_name
from bot.understanding.wish_words import is_label
from bot.understanding.wishes import read_wish

if TYPE_CHECKING:
    from bot.conversation.flow import Step
    from bot.conversation.trail import Trail

SKIP = "skip"
SOMEBODY_ELSE = "somebody_else"  # after a no: whoever helps at a door asks for one person after another


class OwnName:
    """{"name": …}, {"wish": label} where a domain was typed, or {"skip": true}."""

    parts = ("bad_letters",)

    def words(self, step: Step) -> tuple[str, ...]:
        return (SKIP, SOMEBODY_ELSE)

    def possible(self, step: Step) -> frozenset[str]:
        return frozenset(("name", "wish", SKIP))

    def __init__(self, reader: Callable[[str, Lexicon], str | None], sample: str) -> None:
        self._reader, self._sample = reader, sample

    def options(self, step: Step, trail: Trail) -> tuple[Option, ...]:
        refused = trail.verdict is not None and trail.verdict.verdict == "not_eligible"
        offered = self.words(step) if refused else (SKIP,)
        return tuple(worded(trail, step, option) for option in offered)

    def option(self, step: Step, option_id: str, trail: Trail) -> Option | None:
        return worded(trail, step, option_id)

    def press(self, step: Step, option_id: str, trail: Trail) -> Reading:
        return Command("restart") if option_id == SOMEBODY_ELSE else Got({SKIP: True})

    def read(self, step: Step, text: str, trail: Trail) -> Reading:
        lexicon = trail.book.lexicon
        if wish := self._wish(text, lexicon, domain=True):
            return Got({"wish": wish})
        if option_id := read_among(text, self.options(step, trail), trail.book):
            return self.press(step, option_id, trail)
        name = self._reader(text, lexicon)
        if name is None:
            wish = self._wish(text, lexicon, domain=False)
            return Got({"wish": wish}) if wish else None
        # Labels are made of the words that count: the whole name of a company is longer than any domain.
        kind: Kind = "person" if self is PERSON else "company"
        made = repair(name) or suggest(name, kind, trail.book.names, limit=1).labels
        return Got({"name": name}) if made else Again("bad_letters", miss=True)

    def _wish(self, text: str, lexicon: Lexicon, *, domain: bool) -> str:
        """The label of a domain in the text, or of what can be nothing but a label; "" for neither."""
        wish = repair(read_wish(text, lexicon, asked=not domain) or "")
        if wish is None or bool(wish.suffix) != domain:
            return ""
        return wish.label if domain or is_label(wish.label, lexicon, led=True) else ""

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
