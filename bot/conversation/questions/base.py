"""What every question kind offers the engine, and what reading an answer can give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from bot.conversation.effects import Option

if TYPE_CHECKING:
    from bot.conversation.flow import Step
    from bot.conversation.trail import Trail


@dataclass(frozen=True, slots=True)
class Got:
    """The answer, as the plain JSON value that is stored."""

    value: Any


@dataclass(frozen=True, slots=True)
class Again:
    """Understood, but the step stays open: say `part` and offer `options` (the usual ones where None).

    `asked` where the text asks for just this: no question often asked is nearer to it.
    """

    part: str
    params: Mapping[str, Any] = field(default_factory=dict)
    options: tuple[Option, ...] | None = None
    miss: bool = False
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """An answer that counts once the domain name it stands for has been looked up."""

    value: Any
    name: str


@dataclass(frozen=True, slots=True)
class Command:
    """No answer but a command, as if it had been typed."""

    name: str


Reading = Got | Again | Check | Command | None  # None: not understood


@dataclass(frozen=True, slots=True)
class Sample:
    """One answer the walk tries: a pressed option's id, or a typed text."""

    value: Any
    typed: bool = False


class Question(Protocol):
    """A question kind; one instance serves every step, so it holds no state."""

    @property
    def parts(self) -> tuple[str, ...]:
        """The sentences it may say beyond label, ask, ask_again, bad and why."""
        ...

    def words(self, step: Step) -> tuple[str, ...]:
        """The options that the catalogue words, in order."""
        ...

    def possible(self, step: Step) -> frozenset[str]:
        """Every token that an answer of the step can carry."""
        ...

    def options(self, step: Step, trail: Trail) -> tuple[Option, ...]:
        """The buttons of the question, in order; empty where there is only text."""
        ...

    def option(self, step: Step, option_id: str, trail: Trail) -> Option | None:
        """An option that was shown, in its wording; None where it can be offered no more."""
        ...

    def press(self, step: Step, option_id: str, trail: Trail) -> Reading:
        """What pressing one of the offered options answers."""
        ...

    def read(self, step: Step, text: str, trail: Trail) -> Reading:
        """What a typed text answers, options read before; None where it is not understood."""
        ...

    def fits(self, step: Step, value: Any, trail: Trail) -> bool:
        """True where a stored value still answers the step as it is now."""
        ...

    def tokens(self, step: Step, value: Any) -> frozenset[str]:
        """What guards may ask of the answer."""
        ...

    def facts(self, step: Step, value: Any) -> Mapping[str, Any]:
        """What the answer states to the programmes' rules."""
        ...

    def show(self, step: Step, value: Any, trail: Trail) -> Option:
        """The answer as one wording, for summaries."""
        ...

    def samples(self, step: Step, trail: Trail) -> Iterable[Sample]:
        """Answers that stand for all others: one each side of every boundary a guard can see."""
        ...


def worded(trail: Trail, step: Step, option_id: str) -> Option:
    """The option as the catalogue words it: `flow.step.options.<id>`."""
    return Option(option_id, key=f"{trail.flow.flow}.{step.id}.options.{option_id}")
