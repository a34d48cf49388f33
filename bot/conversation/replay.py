"""Replay: the stored answers, run over the latest flow, give the live path and the open question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.conversation.book import Book
from bot.conversation.conversation import Conversation
from bot.conversation.flow import Flow, Step, holds
from bot.conversation.questions import QUESTIONS
from bot.conversation.trail import Trail
from bot.programme.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Passed:
    """One live step behind the open one; `value` is None where nothing (more) is stored for it."""

    step: Step
    value: Any = None
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """The live steps in order, the step they stop at (a question or an end), and what they established."""

    passed: tuple[Passed, ...]
    stop: Step
    trail: Trail = field(repr=False)

    @property
    def answered(self) -> tuple[Passed, ...]:
        """The live questions with their answers, oldest first."""
        return tuple(p for p in self.passed if p.step.ask)


def replay(book: Book, flow: Flow, conversation: Conversation, today: date) -> Path:
    """The live path of a conversation over the flow as it is now.

    An answer that no longer fits its step counts as unanswered and is asked again, never guessed.
    """
    return _run(Trail(book, flow, conversation, today), [], flow.steps)


def go_on(path: Path, conversation: Conversation) -> Path:
    """The path once its open step is answered: what lies before that step cannot have changed."""
    trail, steps = path.trail, path.trail.flow.steps
    trail.conversation = conversation
    here = next(i for i, step in enumerate(steps) if step is path.stop)
    return _run(trail, list(path.passed), steps[here:])


def _run(trail: Trail, passed: list[Passed], steps: Sequence[Step]) -> Path:
    for step in steps:
        if step.when and not holds(step.when, trail.tokens):
            continue
        if step.end:
            return Path(tuple(passed), step, trail)
        if step.verdict:
            passed.append(Passed(step, verdict=trail.judge(step.id)))
        elif step.tell:
            passed.append(Passed(step))
        elif not _take(step, trail.conversation, trail):
            return Path(tuple(passed), step, trail)
        else:
            passed.append(Passed(step, trail.values.get(step.id)))
    raise AssertionError("a flow's last step is an unguarded end")  # the loader made sure


def _take(step: Step, conversation: Conversation, trail: Trail) -> bool:
    """Take the step's stored answer onto the trail; False where there is none that fits and settles."""
    question = QUESTIONS[step.ask or ""]
    for step_id in (step.id, *step.was) if step.was else (step.id,):
        value = conversation.answers.get(step_id)
        if value is not None and question.fits(step, value, trail):
            trail.take(step.id, value, question.tokens(step, value), question.facts(step, value))
            declared = step.option(value) if isinstance(value, str) else None
            if declared is not None and declared.days:
                trail.plan(declared.days)
            return declared is not None or step.settle is None or trail.settled(step.settle)
        kept = conversation.kept.get(step_id) if conversation.kept else None
        if kept and kept.day == trail.today.isoformat() and step.id not in trail.flow.used:
            trail.take_kept(step.id, kept)
            return True
    return False
