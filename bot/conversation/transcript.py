"""The talk so far, made by replay: no second copy of anybody's words is kept for showing it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.effects import Option, Say
from bot.conversation.params import talk_params
from bot.conversation.questions import QUESTIONS
from bot.conversation.replay import Passed, Path


@dataclass(frozen=True, slots=True)
class Exchange:
    """One sentence of ours, and what was answered to it; None where nothing was, or it is erased."""

    say: Say
    answer: Option | None


def transcript(path: Path) -> tuple[Exchange, ...]:
    """Every live step behind the open question, oldest first."""
    params = talk_params(path)
    heard = (p for p in path.passed if not p.step.silent)
    return tuple(Exchange(Say(_key(path, p), {**params, "offered": 1}), _answer(path, p)) for p in heard)


def _key(path: Path, passed: Passed) -> str:
    step, verdict = passed.step, passed.verdict
    told = f"{verdict.programme}.{verdict.reason}" if verdict else "say"
    return f"{path.trail.flow.flow}.{step.id}.{'ask' if step.ask else told}"


def _answer(path: Path, passed: Passed) -> Option | None:
    if passed.step.ask is None or passed.value is None:
        return None
    return QUESTIONS[passed.step.ask].show(passed.step, passed.value, path.trail)
