"""A flow's steps in words: what the picture shows of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.conversation.book import Book
from bot.conversation.flow import Flow, OptionSpec, Step, Test
from bot.conversation.questions import QUESTIONS
from bot.messages.outline import outline

Kind = Literal["question", "verdict", "tell", "end"]


@dataclass(frozen=True, slots=True)
class Chip:
    """One way to answer: a button, something typed, or a page that opens."""

    text: str
    kind: Literal["button", "typed", "page"] = "button"


@dataclass(frozen=True, slots=True)
class Row:
    """One step as it is read: what kind, its title, its guards one a line, its first words, its chips."""

    id: str
    kind: Kind
    title: str
    guards: tuple[str, ...]
    text: str
    chips: tuple[Chip, ...]
    notes: tuple[str, ...]
    sensitive: bool


def rows(book: Book, flow: Flow) -> list[Row]:
    """Every step of the flow, in order; what the diagram has no word for stands as its id."""
    return [_Words(book, flow, step).row() for step in flow.steps]


def word(book: Book, key: str, other: str = "") -> str:
    """A word of the diagram's own, `other` where there is none."""
    return book.messages.label(f"diagram.{key}") if book.messages.has(f"diagram.{key}") else other


def flow_name(book: Book, flow: str) -> str:
    """The flow as the menu offers it, its id where the menu does not."""
    key = f"menu.options.{flow}"
    return book.messages.label(key) if book.messages.has(key) else word(book, f"flows.{flow}", flow)


@dataclass(frozen=True, slots=True)
class _Words:
    book: Book
    flow: Flow
    step: Step

    def row(self) -> Row:
        step = self.step
        guards = tuple(self._guard(key, test) for key, test in step.when.items())
        return Row(
            step.id,
            _kind(step),
            self._title(step),
            guards,
            self._said(),
            tuple(self._chips()),
            tuple(self._notes()),
            step.sensitive,
        )

    def _title(self, step: Step) -> str:
        own = self._label(f"{self.flow.flow}.{step.id}.label")
        if step.ask or own:
            return own or step.id
        if step.end:
            return word(self.book, f"ends.{step.end}", step.end)
        return word(self.book, f"kinds.{_inner_kind(step)}", step.id)

    def _label(self, key: str, other: str = "") -> str:
        return self._read(key) if self.book.messages.has(key) else other

    def _read(self, key: str) -> str:
        known = {"you": self.book.messages.address("anybody"), "office": self.book.office}
        return outline(self.book.messages.source(key), known)

    def _said(self) -> str:
        part = "ask" if self.step.ask else "say"
        said = self._label(f"{self.flow.flow}.{self.step.id}.{part}")
        return said or word(self.book, f"does.{_inner_kind(self.step)}")

    def _guard(self, key: str, test: Test) -> str:
        before = self.flow.step(key)
        name = self._title(before) if before else word(self.book, f"keys.{key}", key)
        tokens = [f"“{self._token(key, before, token)}”" for token in self._ordered(before, test)]
        said = f" {word(self.book, 'or', '/')} ".join(tokens)
        return f"{name} {'≠' if test.negated else '='} {said}"

    def _ordered(self, before: Step | None, test: Test) -> list[str]:
        """The tokens in the order the question offers them, so that the same flow is the same picture."""
        question = QUESTIONS.get(before.ask or "") if before else None
        offered = list(question.words(before)) if question and before else []
        return sorted(test.tokens, key=lambda t: (offered.index(t) if t in offered else len(offered), t))

    def _token(self, key: str, before: Step | None, token: str) -> str:
        own = self._label(f"{self.flow.flow}.{key}.options.{token}") if before and before.ask else ""
        return own or word(self.book, f"tokens.{token}", token)

    def _chips(self) -> Iterator[Chip]:
        step = self.step
        if step.ask:
            if typed := word(self.book, f"asks.{step.ask}", "" if step.ask in QUESTIONS else step.ask):
                yield Chip(typed, "typed")
            question = QUESTIONS.get(step.ask)
            for option in question.words(step) if question else ():
                label = self._label(f"{self.flow.flow}.{step.id}.options.{option}", option)
                yield Chip(self._reopening(label, step.option(option)))
        for link in step.links:
            yield Chip(f"{self._label(f'links.{link}', link)} ↗", "page")

    def _reopening(self, label: str, option: OptionSpec | None) -> str:
        reopened = self.flow.step(option.edit) if option and option.edit else None
        return f"{label} ↩ {self._title(reopened)}" if reopened else label

    def _notes(self) -> Iterator[str]:
        step = self.step
        if step.purpose:
            purpose = word(self.book, f"purposes.{step.purpose}", step.purpose)
            yield f"{word(self.book, 'purpose')} {purpose}"
        if step.settle:
            condition = word(self.book, f"conditions.{step.settle}", step.settle)
            yield f"{word(self.book, 'settle')} {condition}"
        if step.uses:
            used = [self._title(before) for s in step.uses if (before := self.flow.step(s))]
            yield f"{word(self.book, 'uses')} {', '.join(used)}"
        if step.then:
            yield f"{word(self.book, 'then')} {flow_name(self.book, step.then)}"


def _inner_kind(step: Step) -> str:
    return "silent" if step.silent else _kind(step)


def _kind(step: Step) -> Kind:
    if step.ask:
        return "question"
    return "verdict" if step.verdict else "tell" if step.tell else "end"
