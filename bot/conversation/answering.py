"""Taking an answer, and going on from it: tell what was reached, then ask or end."""

from __future__ import annotations

from bot.conversation.effects import Consent, Place
from bot.conversation.ending import finish
from bot.conversation.flow import Step
from bot.conversation.questions import QUESTIONS
from bot.conversation.questions.base import Again, Got, Reading
from bot.conversation.questions.province import SKIP
from bot.conversation.replay import Passed
from bot.conversation.turn import Turn

MISSES_BEFORE_A_PERSON = 2


def take(turn: Turn, reading: Reading, *, typed: bool) -> None:
    """Act on what the open question read out of a text or a press."""
    if isinstance(reading, Got):
        _answered(turn, reading, typed=typed)
    elif isinstance(reading, Again):
        turn.ask(reading.part, reading.options, **reading.params)
        if reading.miss:
            _count_miss(turn)
    else:
        miss(turn)


def miss(turn: Turn) -> None:
    """Not understood: say so with an example of this question; offer a person after the second time."""
    turn.ask("bad")
    _count_miss(turn)


def _count_miss(turn: Turn) -> None:
    turn.note(misses=turn.conversation.misses + 1)
    turn.record("missed", turn.path.stop.id)
    if turn.conversation.misses >= MISSES_BEFORE_A_PERSON:
        turn.say("common.offer_person")


def _answered(turn: Turn, got: Got, *, typed: bool) -> None:
    step, conversation = turn.path.stop, turn.conversation
    question = QUESTIONS[str(step.ask)]
    tokens = question.tokens(step, got.value)
    turn.record("answered", step.id, tokens=sorted(tokens), typed=typed)
    if step.ask == "consent":
        turn.effects.append(Consent(str(step.purpose), given="yes" in tokens))
        turn.record("consented", step.id, purpose=step.purpose, given="yes" in tokens)
    if step.ask == "province" and got.value != SKIP:
        turn.effects.append(Place(got.value))
    if step.ask == "domain_name":
        turn.record("name_chosen", step.id, suffix=got.value["suffix"], length=len(got.value["label"]))
    turn.become(conversation.answer(step.id, got.value))
    turn.note(taps=conversation.taps + 1, typed=conversation.typed + typed)
    echo = f"{turn.flow.flow}.{step.id}.got"
    if typed and turn.book.messages.has(echo):
        turn.say(echo, answer=question.show(step, got.value, turn.path.trail).text)
    proceed(turn)


def proceed(turn: Turn) -> None:
    """Tell every verdict and information reached for the first time, then ask or end."""
    for passed in turn.path.passed:
        _tell(turn, passed)
    stop = turn.path.stop
    turn.note(visit=turn.conversation.visit + 1)
    if stop.end:
        finish(turn, stop)
        return
    turn.record("asked", stop.id)
    turn.ask(_wording(turn, stop))


def _wording(turn: Turn, step: Step) -> str:
    """ "exact" where an earlier answer is still there but no longer settles the question."""
    return "exact" if step.settle and step.id in turn.conversation.answers else "ask"


def _tell(turn: Turn, passed: Passed) -> None:
    step, verdict = passed.step, passed.verdict
    if step.silent or not (step.verdict or step.tell):
        return
    mark = f"{verdict.programme}.{verdict.reason}" if verdict else "told"
    if turn.conversation.told.get(step.id) == mark:
        return
    turn.note(told={**turn.conversation.told, step.id: mark})
    if verdict:
        turn.say_step(step, mark)
        turn.record(
            "verdict",
            step.id,
            programme=verdict.programme,
            verdict=verdict.verdict,
            reason=verdict.reason,
            as_of=verdict.as_of.isoformat(),
            taps=turn.conversation.taps,
            typed=turn.conversation.typed,
        )
    else:
        turn.say_step(step, "say")
