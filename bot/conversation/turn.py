"""One turn in the making: the conversation as it changes, and the effects as they gather."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from bot.conversation.book import Book
from bot.conversation.conversation import Conversation, Shown
from bot.conversation.effects import Effect, Option, Record, Say
from bot.conversation.flow import Flow, Step
from bot.conversation.params import base_params, talk_params
from bot.conversation.questions import QUESTIONS
from bot.conversation.replay import Path, go_on, replay


class Turn:
    """Mutable for the length of one `advance`, never outside it."""

    def __init__(self, book: Book, conversation: Conversation, today: date) -> None:
        self.book, self.today = book, today
        self.conversation = conversation
        self.effects: list[Effect] = []

    @property
    def flow(self) -> Flow:
        """The latest edition of the conversation's flow."""
        return self.book.flows[self.conversation.flow]

    @cached_property
    def path(self) -> Path:
        """The live path; computed again after `become`."""
        return replay(self.book, self.flow, self.conversation, self.today)

    @cached_property
    def params(self) -> Mapping[str, Any]:
        """What every sentence may mention; an ended conversation is never replayed."""
        if self.conversation.ended:
            return base_params(self.book, self.today, thread=self.conversation.thread)
        return talk_params(self.path)

    def become(self, conversation: Conversation) -> None:
        """Go on with changed answers: path and parameters are stale."""
        self.conversation = conversation
        self.__dict__.pop("path", None)
        self.__dict__.pop("params", None)

    def answer(self, value: Any, *, typed: bool) -> None:
        """Go on with the open step answered, one tap further."""
        path, before = self.path, self.conversation
        counted = {"taps": before.taps + 1, "typed": before.typed + typed}
        self.become(before.answer(path.stop.id, value, **counted))
        self.path = go_on(path, self.conversation)

    def note(self, **changes: Any) -> None:
        """Change what does not touch the path (visit, shown, overlay, misses, …)."""
        self.conversation = self.conversation.but(**changes)

    def record(self, kind: str, step: str = "", **data: Any) -> None:
        """Add a line to the event log."""
        self.effects.append(Record(kind, step, data, self.conversation.visit))

    def say(self, key: str, options: tuple[Option, ...] = (), step: str = "", **params: Any) -> None:
        """Add a sentence; common keys and the flow's own keys alike."""
        visit = self.conversation.visit
        self.effects.append(Say(key, {**self.params, **params}, options, step=step, visit=visit))

    def say_step(self, step: Step, part: str) -> None:
        """Add a step's sentence together with the official pages the step names."""
        links = tuple(self.book.link(link) for link in step.links)
        self.effects.append(Say(f"{self.flow.flow}.{step.id}.{part}", self.params, links=links))

    def ask(
        self,
        part: str = "ask",
        options: tuple[Option, ...] | None = None,
        visit: int | None = None,
        **params: Any,
    ) -> None:
        """Put the open question (in the wording `part`), at a new `visit` where one is given.

        Other options to the same question are another visit: a button shown before must not choose them.
        """
        step, trail = self.path.stop, self.path.trail
        if options is None:
            options = QUESTIONS[str(step.ask)].options(step, trail)
        before, shown = self.conversation.shown, Shown(step.id, tuple([o.id for o in options]))
        if visit is None:
            changed = before is not None and before.step == step.id and before != shown
            visit = self.conversation.visit + changed
        self.note(shown=shown, visit=visit, overlay=None)
        self.say(f"{self.flow.flow}.{step.id}.{part}", options, step.id, offered=len(options), **params)

    def ask_again(self, part: str = "ask_again") -> None:
        """Repeat the open question, in its short wording, with the options it last showed."""
        self.ask(part, self.shown_options())

    def shown_options(self) -> tuple[Option, ...] | None:
        """The options the open question last showed, as far as they are still some; None where it showed none."""
        step, shown = self.path.stop, self.conversation.shown
        if shown is None or shown.step != step.id:
            return None
        question, trail = QUESTIONS[str(step.ask)], self.path.trail
        return tuple(o for i in shown.options if (o := question.option(step, i, trail)))
