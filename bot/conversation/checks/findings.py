"""What a rule looks at and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.conversation.book import Book
from bot.conversation.effects import Say
from bot.conversation.walk import Walked, walk_flow
from bot.messages.message import Capabilities


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing to mend: the rule, the place (a step, a sentence, a file), what to do."""

    rule: str
    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what} [{self.rule}]"


@dataclass(frozen=True)
class Subject:
    """The book under the lens, on a day, for these channels; what all rules need is found once."""

    book: Book
    channels: Mapping[str, Capabilities]
    today: date

    @cached_property
    def walked(self) -> tuple[Walked, ...]:
        """Every path of every flow."""
        return tuple(w for name in self.book.flows for w in walk_flow(self.book, name, self.today))

    @cached_property
    def said(self) -> tuple[Say, ...]:
        """Each sentence in each different setting it was said in."""
        found: dict[tuple[str, str], Say] = {}
        for say in (say for walked in self.walked for say in walked.says):
            found.setdefault((say.key, repr((say.params, say.options))), say)
        return tuple(found.values())


Rule = Callable[[Subject], Iterable[Finding]]
