"""What the live answers established so far: guard tokens, facts, values, the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from bot.conversation.book import Book
from bot.conversation.conversation import Conversation, Kept
from bot.conversation.flow import Flow
from bot.programme.facts import Facts
from bot.programme.offer import Offer, offer
from bot.programme.policy import Policy
from bot.programme.verdict import Verdict, decide

Stated = tuple[tuple[str, Any], ...]

# Each turn replays twice, and many people state the same facts; nothing here says whose they are.
_REMEMBERED = 1024


@lru_cache(maxsize=_REMEMBERED)
def _facts(stated: Stated, states: Stated) -> Facts:
    return Facts(**dict(stated), states=dict(states))


@lru_cache(maxsize=_REMEMBERED)
def _judged(policy: Policy, stated: Stated, states: Stated, today: date) -> Verdict:
    return decide(policy, _facts(stated, states), today)


@lru_cache(maxsize=_REMEMBERED)
def _offered(policy: Policy, stated: Stated, states: Stated, today: date) -> Offer:
    verdict = _judged(policy, stated, states, today)
    return offer(policy, _facts(stated, states), verdict, today)


class Trail:
    """Filled once by replay, then only read; `verdict` is the last one the flow judged."""

    def __init__(self, book: Book, flow: Flow, conversation: Conversation, today: date) -> None:
        self.book, self.flow, self.conversation, self.today = book, flow, conversation, today
        self.tokens: dict[str, frozenset[str]] = {}
        self.values: dict[str, Any] = {}
        self.verdict: Verdict | None = None
        self._stated: dict[str, Any] = {}
        self._states: dict[str, str] = {}

    def take(self, step_id: str, value: Any, tokens: frozenset[str], facts: Mapping[str, Any]) -> None:
        """Put one fitting answer on the trail."""
        self.values[step_id] = value
        self.tokens[step_id] = tokens
        self._stated.update(facts)

    def take_kept(self, step_id: str, kept: Kept) -> None:
        """Put what remains of an erased answer on the trail."""
        self.tokens[step_id] = frozenset(kept.tokens)
        self._states.update(kept.states)

    def judge(self, step_id: str) -> Verdict:
        """The verdict over the facts so far; its verdict, reason and programme become the step's tokens."""
        self.verdict = self.standing
        self.tokens[step_id] = frozenset((self.verdict.verdict, self.verdict.reason, self.verdict.programme))
        return self.verdict

    def settled(self, condition: str | None) -> bool:
        """True where the named condition, if any, is not unknown (any more)."""
        if condition is None:
            return True
        return all(c.state != "unknown" for c in self.standing.conditions if c.name == condition)

    def states_of(self, condition: str | None) -> dict[str, str]:
        """What `Facts.states` may keep of the named condition, empty where there is no such condition."""
        return {c.name: c.kept for c in self.standing.conditions if c.name == condition}

    @property
    def facts(self) -> Facts:
        """The facts so far."""
        return _facts(tuple(self._stated.items()), tuple(self._states.items()))

    @property
    def standing(self) -> Verdict:
        """What the facts so far amount to, whether or not the flow has judged them yet."""
        return _judged(*self._case)

    @property
    def offer(self) -> Offer:
        """What the facts so far mean in names, fees and days."""
        return _offered(*self._case)

    @property
    def who(self) -> str:
        """Whom the talk is about (citizen, household, …), empty before that is answered."""
        return str(self._stated.get("who", ""))

    @property
    def _case(self) -> tuple[Policy, Stated, Stated, date]:
        return self.book.policy, tuple(self._stated.items()), tuple(self._states.items()), self.today
