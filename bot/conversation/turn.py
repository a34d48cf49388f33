"""One turn in the making: the conversation as it changes, and the effects as they gather."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from bot.conversation.book import Book
from bot.conversation.conversation import Conversation, Shown
from bot.conversation.effects import Effect, Option, Record, Say
from bot.conversation.flow import Flow, Step
from bot.conversation.params import base_params, talk_params
from bot.conversation.questions import QUESTIONS
from bot.conversation.replay import Path, replay


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
            return base_params(self.book, self.today)
        return talk_params(self.path)

    def become(self, conversation: Conversation) -> None:
        """Go on with changed answers: path and parameters are stale."""
        self.conversation = conversation
        self.__dict__.pop("path", None)
        self.__dict__.pop("params", None)

    def note(self, **changes: Any) -> None:
        """Change what does not touch the path (visit, shown, overlay, misses, …)."""
        self.conversation = replace(self.conversation, **changes)

    def record(self, kind: str, step: str = "", **data: Any) -> None:
        """Add a line to the event log."""
        self.effects.append(Record(kind, step, data))

    def say(self, key: str, options: tuple[Option, ...] = (), step: str = "", **params: Any) -> None:
        """Add a sentence; common keys and the flow's own keys alike."""
        visit = self.conversation.visit
        self.effects.append(Say(key, {**self.params, **params}, options, step=step, visit=visit))

    def say_step(self, step: Step, part: str, **params: Any) -> None:
        """Add a step's sentence together with the official pages the step names."""
        links = tuple(self.book.link(link) for link in step.links)
        self.effects.append(Say(f"{self.flow.flow}.{step.id}.{part}", {**self.params, **params}, links=links))

    def ask(self, part: str = "ask", options: tuple[Option, ...] | None = None, **params: Any) -> None:
        """Put the open question (in the wording `part`) and remember what was offered."""
        step, trail = self.path.stop, self.path.trail
        if options is None:
            options = QUESTIONS[str(step.ask)].options(step, trail)
        self.note(shown=Shown(step.id, tuple(o.id for o in options)), overlay=None)
        self.say(f"{self.flow.flow}.{step.id}.{part}", options, step.id, offered=len(options), **params)

    def ask_again(self) -> None:
        """Repeat the open question with the options it last showed, in its short wording."""
        self.ask("ask_again")
