"""Taking an answer, and going on from it: tell what was reached, then ask or end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from bot.conversation import told
from bot.conversation.effects import Consent, Effect, LookUp, Note, Place, Record
from bot.conversation.ending import finish
from bot.conversation.flow import Step
from bot.conversation.questions import QUESTIONS
from bot.conversation.questions.base import Again, Check, Got, Reading
from bot.conversation.questions.province import SKIP
from bot.conversation.replay import Passed
from bot.conversation.turn import Turn
from bot.programme.verdict import Verdict
from bot.understanding.facts import Fact

MISSES_BEFORE_A_PERSON = 2


def take(turn: Turn, reading: Reading, *, typed: bool, also: Sequence[Fact] = ()) -> None:
    """Act on what the open question read out of a text or a press; `also` are facts for other questions."""
    if isinstance(reading, Got):
        answered(turn, reading, typed=typed, also=also)
    elif isinstance(reading, Check):
        # A visit of its own: what is pressed or typed meanwhile asks anew, and the older result is stale.
        turn.note(visit=turn.conversation.visit + 1)
        visit, step = turn.conversation.visit, turn.path.stop.id
        turn.effects.append(LookUp(step, visit, reading.name, reading.value, typed))
    elif isinstance(reading, Again):
        options = turn.shown_options() if reading.options is None else reading.options
        turn.ask(reading.part, options, **reading.params)
        if reading.miss:
            _count_miss(turn)
    else:
        miss(turn)


def miss(turn: Turn) -> None:
    """Not understood: say so with an example of this question; the third time in other words, with the ways out."""
    if turn.conversation.misses < MISSES_BEFORE_A_PERSON:
        turn.ask_again("bad")
        _count_miss(turn)
        return
    shown = turn.conversation.shown
    turn.say("common.still_unread", offered=len(shown.options) if shown else 0)
    turn.ask_again()
    _missed(turn)


def _missed(turn: Turn) -> None:
    turn.note(misses=turn.conversation.misses + 1)
    turn.record("missed", turn.path.stop.id)


def _count_miss(turn: Turn) -> None:
    _missed(turn)
    if turn.conversation.misses >= MISSES_BEFORE_A_PERSON:
        turn.say("common.offer_person")


def answered(turn: Turn, got: Got, *, typed: bool, also: Sequence[Fact] = ()) -> None:
    """Take the open question's answer and go on from it."""
    step, conversation = turn.path.stop, turn.conversation
    question = QUESTIONS[str(step.ask)]
    turn.answer(got.value, typed=typed)
    if conversation.parked.get(step.id, got.value) != got.value:
        _reopen_names_made_of(turn, step)
    shown = question.show(step, got.value, turn.path.trail)
    if turn.path.stop.id == step.id:  # it does not settle yet: the same question, to the day
        turn.note(parked=conversation.parked)
        turn.ask("exact", answer=shown.text)
        if step.id in conversation.answers:  # told so once already
            _count_miss(turn)
        return
    if step.fact == "who":
        turn.note(thread=replace(conversation.thread, person=got.value))
    tokens = question.tokens(step, got.value)
    turn.record("answered", step.id, tokens=sorted(tokens), typed=typed)
    turn.effects.extend(_kept_apart(turn, step, got.value, tokens))
    said = shown.text or (turn.book.messages.label(shown.key) if step.ask == "choice" else "")
    echo = f"{turn.flow.flow}.{step.id}.got"
    if typed and said and turn.book.messages.has(echo):
        turn.say(echo, answer=said)
    if not turn.path.stop.end:  # what was told along with a refusal is not kept
        told.keep(turn, also)
    proceed(turn)


def _reopen_names_made_of(turn: Turn, step: Step) -> None:
    """Ask for the domain again whose proposals were made of another answer; *quay lại* keeps the old one."""
    for made in turn.flow.steps:
        value = turn.conversation.answers.get(made.id) if made.ask == "domain_name" else None
        if value is not None and step.id in made.uses:
            turn.note(parked={**turn.conversation.parked, made.id: value})
            turn.become(turn.conversation.without(made.id))


def _kept_apart(turn: Turn, step: Step, value: Any, tokens: frozenset[str]) -> Iterator[Effect]:
    """What an answer of some kinds means beyond the conversation: consents, the place, a chosen name."""
    visit = turn.conversation.visit
    if step.ask == "consent":
        given = "yes" in tokens
        purpose = str(step.purpose)
        thread = turn.conversation.thread
        new = (purpose,) if given else ()
        consents = (*(p for p in thread.consents if p != purpose), *new)
        agreed = (*(p for p in thread.agreed if p != purpose), *new)
        turn.note(thread=replace(thread, consents=consents, agreed=agreed))
        yield Consent(purpose, given)
        yield Record("consented", step.id, {"purpose": purpose, "given": given}, visit)
    elif step.ask in ("province", "commune") and "statistics" not in turn.flow.purposes:
        return  # said for advice, or for whoever helps: no number may use it
    elif step.ask == "province" and value != SKIP:
        yield _place(turn, step.id)
    elif step.ask == "commune":
        yield _place(turn, step.uses[0])
    elif step.note and "text" in tokens:
        yield Note(step.note, value["text"])
    elif step.ask == "choice" and (spec := step.option(value)):
        registrar = turn.conversation.thread.registrar
        for kind, data in spec.log.items():
            yield Record(kind, step.id, {**data, "registrar": registrar} if registrar else data, visit)
    elif step.ask == "domain_name":
        yield Record(
            "name_chosen", step.id, {"suffix": value["suffix"], "length": len(value["label"])}, visit
        )


def _place(turn: Turn, province: str) -> Place:
    """Where the person lives as the live answers have it: the answer of that step, and a commune inside it."""
    values = turn.path.trail.values
    communes = (values.get(s.id) for s in turn.flow.steps if s.ask == "commune" and province in s.uses)
    return Place(values[province], next((code for code in communes if code and code != SKIP), ""))


def proceed(turn: Turn) -> None:
    """Tell every verdict and information reached for the first time, then ask or end."""
    for passed in turn.path.passed:
        if passed.step.tell or (passed.verdict and not passed.step.silent):
            _tell(turn, passed)
    stop, visit = turn.path.stop, turn.conversation.visit + 1
    if stop.end:
        turn.note(visit=visit)
        finish(turn, stop)
        return
    turn.ask(_wording(turn, stop), visit=visit)
    turn.record("asked", stop.id)


def _wording(turn: Turn, step: Step) -> str:
    """ "exact" where an earlier answer is still there but no longer settles the question."""
    return "exact" if step.settle and step.id in turn.conversation.answers else "ask"


def _tell(turn: Turn, passed: Passed) -> None:
    step, verdict = passed.step, passed.verdict
    part = f"{verdict.programme}.{verdict.reason}" if verdict else "say"
    # The same reason with another deadline is another message; a deadline that was erased is not.
    figures = [turn.params["certificate"], turn.params["deadline"]] if verdict else []
    mark = "|".join([part, *(str(figure) for figure in figures if figure)])
    told = turn.conversation.told.get(step.id, "")
    if told == mark or (mark == part and told.startswith(mark)):
        return
    turn.note(told={**turn.conversation.told, step.id: mark})
    turn.say_step(step, part)
    if verdict:
        turn.record("verdict", step.id, **_verdict_line(turn, verdict))


def _verdict_line(turn: Turn, verdict: Verdict) -> dict[str, Any]:
    return {
        "programme": verdict.programme,
        "verdict": verdict.verdict,
        "reason": verdict.reason,
        "as_of": verdict.as_of.isoformat(),
        "taps": turn.conversation.taps,
        "typed": turn.conversation.typed,
    }
