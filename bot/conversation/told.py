"""Facts told along with an answer: they answer later questions, each said back in a line that can be mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.conversation.flow import Step, holds
from bot.conversation.questions import QUESTIONS
from bot.conversation.questions.spans import to_stored
from bot.conversation.replay import Passed
from bot.understanding.facts import Fact, Kind
from bot.understanding.who import CITIZEN

if TYPE_CHECKING:
    from bot.conversation.turn import Turn

# Which of the reader's questions a question kind asks; a choice asks any of several.
_ASKED = {
    "birth": "birth", "issued": "established", "yes_no": "has_certificate", "province": "province",
    "person_name": "person_name", "shop_name": "shop_name", "domain_name": "label",
}  # fmt: skip
_TOLD_INSTEAD = frozenset(("choice", "yes_no", "issued"))
_TAKES: Mapping[Kind, str] = {
    "choice": "choice",
    "birth": "birth",
    "established": "issued",
    "province": "province",
    "certificate": "yes_no",
    "had": "choice",
}


def facts(turn: Turn, text: str, answer: Any = None) -> tuple[Fact, ...]:
    """What the text tells beyond the open question, which it answers with `answer`."""
    step = turn.path.stop
    asked = reader_question(step) or "yes_no"
    if step.ask == "consent":  # it is no fact itself: all that follows it answers other questions
        asked = "any"
    text = turn.book.reader.meant(asked, text)
    if not text:
        return ()
    heard = turn.book.reader.others(asked, text, turn.today)
    more = turn.book.reader.beside(text, turn.today, citizen=step.fact == "who" and answer == CITIZEN)
    kinds = {fact.kind for fact in heard}
    return (*heard, *(fact for fact in more if fact.kind not in kinds))


def reader_question(step: Step) -> str:
    """Which of the reader's questions the step asks; "" where any text may answer it, or none of them does."""
    if step.fact == "who":
        return "who_are_you"
    return "yes_no" if step.ask == "choice" else _ASKED.get(str(step.ask), "")


def beside(turn: Turn, text: str) -> tuple[Fact, ...]:
    """What a text tells that does not answer the open question; nothing where any text could be its answer."""
    if turn.path.stop.ask not in _TOLD_INSTEAD:
        return ()
    heard = turn.book.reader.read("any", text, turn.today)
    return tuple(fact for fact in (heard.got, *heard.also) if fact is not None)


def keep(turn: Turn, told: Sequence[Fact]) -> bool:
    """Store what was told as the answers of questions that may still come, and say so; False where there was none."""
    before = turn.conversation.answers
    for fact in told:
        step = next((s for s in turn.flow.steps if _answers(fact, s) and _may_come(turn, s)), None)
        if step is None:
            continue
        put(turn, step, _value(fact))
    return turn.conversation.answers != before


def put(turn: Turn, step: Step, value: Any) -> None:
    """Keep the answer of a step that is still to come, and say it back."""
    turn.become(turn.conversation.but(answers={**turn.conversation.answers, step.id: value}))
    question = QUESTIONS[str(step.ask)]
    turn.record("answered", step.id, tokens=sorted(question.tokens(step, value)), typed=True)
    shown = question.show(step, value, turn.path.trail)
    said = shown.text or turn.book.messages.label(shown.key)
    turn.say(_line(turn, step), answer=said)


def ahead(turn: Turn) -> tuple[Passed, ...]:
    """The answers that are stored already for questions still to come."""
    answers, steps = turn.conversation.answers, turn.flow.steps
    after = steps[steps.index(turn.path.stop) + 1 :]
    told = (step for step in after if step.ask and step.id in answers and _is_open(turn, step))
    return tuple(
        Passed(step, answers[step.id])
        for step in told
        if QUESTIONS[str(step.ask)].fits(step, answers[step.id], turn.path.trail)
    )


def ask_later(turn: Turn, step_id: str) -> None:
    """Drop an answer told ahead, so that its question is asked in its turn; *quay lại* brings it back there."""
    value = turn.conversation.answers[step_id]
    turn.become(turn.conversation.without(step_id))
    turn.note(parked={**turn.conversation.parked, step_id: value})
    turn.say("common.asked_later", answer=turn.book.messages.label(f"{turn.flow.flow}.{step_id}.label"))


def _answers(fact: Fact, step: Step) -> bool:
    """True where the step asks for just this fact."""
    if step.ask != _TAKES.get(fact.kind):
        return False
    match fact.kind:
        case "choice":
            return step.fact == "who"
        case "certificate":
            return step.fact == "has_certificate"
        case "had":
            return step.option(fact.value) is not None and step.option("had_paid") is not None
    return True


def _line(turn: Turn, step: Step) -> str:
    """The line that says back what was told for the step; empty where it has none."""
    keys = (f"{turn.flow.flow}.{step.id}.{part}" for part in ("told", "got"))
    return next((key for key in keys if turn.book.messages.has(key)), "")


def _may_come(turn: Turn, step: Step) -> bool:
    """True for an unanswered step with a line of its own to say it back, which no guard excludes already."""
    return step.id not in turn.conversation.answers and bool(_line(turn, step)) and _is_open(turn, step)


def _is_open(turn: Turn, step: Step) -> bool:
    """True where no guard of the step is decided against it."""
    steps = [s.id for s in turn.flow.steps]
    passed = set(steps[: steps.index(turn.path.stop.id)])
    tokens = turn.path.trail.tokens
    decided = {key: test for key, test in step.when.items() if key in tokens or key in passed}
    return holds(decided, tokens)


def _value(fact: Fact) -> Any:
    return to_stored(fact.value.span) if fact.kind in ("birth", "established") else fact.value
