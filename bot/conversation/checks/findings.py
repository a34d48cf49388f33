"""What a rule looks at, what it finds, and the list of rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.conversation.book import Book
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
    """The book under the lens, on a day, for these channels; every path is walked once."""

    book: Book
    channels: Mapping[str, Capabilities]
    today: date

    @cached_property
    def walked(self) -> tuple[Walked, ...]:
        """Every path of every flow."""
        return tuple(w for name in self.book.flows for w in walk_flow(self.book, name, self.today))


Rule = Callable[[Subject], Iterable[Finding]]


def run_checks(book: Book, channels: Mapping[str, Capabilities], today: date) -> list[Finding]:
    """Everything every rule finds, in a fixed order."""
    from bot.conversation.checks import labels, paths, rules_data, sentences

    subject = Subject(book, channels, today)
    rules: tuple[Rule, ...] = (
        *(paths.paths_end, paths.verdict_or_end, paths.few_taps),
        *(sentences.parts_exist, sentences.all_used, sentences.nfc, sentences.render),
        *(labels.no_collisions, labels.no_commands, labels.short_data),
        *(rules_data.reviewed, rules_data.links_listed, rules_data.registrars_offered),
    )
    return sorted({finding for rule in rules for finding in rule(subject)})
