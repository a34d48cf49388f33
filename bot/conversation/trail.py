"""What the live answers established so far: guard tokens, facts, values, the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.conversation.book import Book
from bot.conversation.conversation import Conversation, Kept
from bot.conversation.flow import Flow
from bot.programme.facts import Facts
from bot.programme.offer import Offer, offer
from bot.programme.verdict import Verdict, decide


class Trail:
    """Filled once by replay, then only read; `verdict` is the last one judged."""

    __slots__ = ("_facts", "book", "conversation", "flow", "states", "today", "tokens", "values", "verdict")

    def __init__(self, book: Book, flow: Flow, conversation: Conversation, today: date) -> None:
        self.book, self.flow, self.conversation, self.today = book, flow, conversation, today
        self.tokens: dict[str, frozenset[str]] = {}
        self.values: dict[str, Any] = {}
        self.states: dict[str, str] = {}
        self._facts: dict[str, Any] = {}
        self.verdict: Verdict | None = None

    def take(self, step_id: str, value: Any, tokens: frozenset[str], facts: Mapping[str, Any]) -> None:
        """Put one fitting answer on the trail."""
        self.values[step_id] = value
        self.tokens[step_id] = tokens
        self._facts.update(facts)

    def take_kept(self, step_id: str, kept: Kept) -> None:
        """Put what remains of an erased answer on the trail."""
        self.tokens[step_id] = frozenset(kept.tokens)
        self.states.update(kept.states)

    def facts(self, **more: Any) -> Facts:
        """The facts so far, with `more` on top."""
        return Facts(**{**self._facts, **more}, states=self.states)

    def judge(self, step_id: str) -> Verdict:
        """The verdict over the facts so far; its verdict, reason and programme become the step's tokens."""
        self.verdict = decide(self.book.policy, self.facts(), self.today)
        self.tokens[step_id] = frozenset((self.verdict.verdict, self.verdict.reason, self.verdict.programme))
        return self.verdict

    def settled(self, condition: str, facts: Mapping[str, Any]) -> bool:
        """True where the named condition is no longer unknown once `facts` are added."""
        conditions = decide(self.book.policy, self.facts(**facts), self.today).conditions
        return all(c.state != "unknown" for c in conditions if c.name == condition)

    def offer(self) -> Offer:
        """What the verdict (judged now where the flow did not yet) means in names, fees and days."""
        facts = self.facts()
        verdict = self.verdict or decide(self.book.policy, facts, self.today)
        return offer(self.book.policy, facts, verdict, self.today)

    def states_of(self, condition: str | None) -> dict[str, str]:
        """What `Facts.states` may keep of the named condition, empty where there is no such condition."""
        conditions = decide(self.book.policy, self.facts(), self.today).conditions
        return {c.name: c.kept for c in conditions if c.name == condition}

    @property
    def who(self) -> str:
        """Whom the talk is about (citizen, household, …), empty before that is answered."""
        return str(self._facts.get("who", ""))
