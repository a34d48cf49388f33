"""What the live answers established so far: guard tokens, facts, values, the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from bot.conversation.book import Book
from bot.conversation.conversation import Conversation, Kept
from bot.conversation.flow import CHANNEL, PERSON, Flow
from bot.programme.facts import Facts
from bot.programme.offer import Offer, offer
from bot.programme.policy import Policy
from bot.programme.verdict import Verdict, decide

Stated = tuple[tuple[str, Any], ...]

MOST_REMINDERS = 2
# A reminder goes out in the morning; a window may have begun as early as the midnight before it was asked for.
_DAYS_OPEN: Mapping[str, int] = {"window": 1, "week": 6}

# Each turn replays twice, and many people state the same facts; nothing here says whose they are.
_REMEMBERED = 1024


@lru_cache(maxsize=_REMEMBERED)
def _judged(policy: Policy, stated: Stated, states: Stated, today: date) -> Verdict:
    return decide(policy, Facts(**dict(stated), states=dict(states)), today)


@lru_cache(maxsize=_REMEMBERED)
def _offered(policy: Policy, stated: Stated, states: Stated, today: date) -> Offer:
    verdict = _judged(policy, stated, states, today)
    return offer(policy, Facts(**dict(stated), states=dict(states)), verdict, today)


def _reach(conversation: Conversation) -> frozenset[str]:
    """Whether a reminder can be promised: as the channel allows, and not after the second one."""
    if conversation.thread.reminders >= MOST_REMINDERS:
        return frozenset(("spent",))
    return frozenset(("window" if conversation.reach in _DAYS_OPEN else conversation.reach,))


class Trail:
    """Filled once by replay, then only read; `verdict` is the last one the flow judged."""

    def __init__(self, book: Book, flow: Flow, conversation: Conversation, today: date) -> None:
        self.book, self.flow, self.conversation, self.today = book, flow, conversation, today
        self.tokens: dict[str, frozenset[str]] = {
            CHANNEL: _reach(conversation),
            PERSON: frozenset((conversation.thread.person,)),
        }
        self.values: dict[str, Any] = {}
        self.verdict: Verdict | None = None
        self._stated: dict[str, Any] = {}
        self._states: dict[str, str] = {}
        self._facts: Facts | None = None
        self._standing: Verdict | None = None
        self._offer: Offer | None = None

    def take(self, step_id: str, value: Any, tokens: frozenset[str], facts: Mapping[str, Any]) -> None:
        """Put one fitting answer on the trail."""
        self.values[step_id] = value
        self.tokens[step_id] = tokens
        if facts:
            self._state(facts, {})

    def plan(self, days: int) -> None:
        """A day was chosen: a channel with a window lets us write first on it, or it does not."""
        most = _DAYS_OPEN.get(self.conversation.reach)
        if most is not None and "window" in self.tokens[CHANNEL]:
            self.tokens[CHANNEL] = frozenset(("push" if days <= most else "none",))

    def take_kept(self, step_id: str, kept: Kept) -> None:
        """Put what remains of an erased answer on the trail."""
        self.tokens[step_id] = frozenset(kept.tokens)
        self._state({}, kept.states)

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
        if self._facts is None:
            self._facts = Facts(**self._stated, states=dict(self._states))
        return self._facts

    @property
    def standing(self) -> Verdict:
        """What the facts so far amount to, whether or not the flow has judged them yet."""
        if self._standing is None:
            self._standing = _judged(*self._case)
        return self._standing

    @property
    def offer(self) -> Offer:
        """What the facts so far mean in names, fees and days."""
        if self._offer is None:
            self._offer = _offered(*self._case)
        return self._offer

    @property
    def who(self) -> str:
        """Whom the talk is about (citizen, household, …), empty before that is answered."""
        return str(self._stated.get("who", ""))

    @property
    def _case(self) -> tuple[Policy, Stated, Stated, date]:
        return self.book.policy, tuple(self._stated.items()), tuple(self._states.items()), self.today

    def _state(self, facts: Mapping[str, Any], states: Mapping[str, str]) -> None:
        self._stated.update(facts)
        self._states.update(states)
        self._facts, self._standing, self._offer = None, None, None
