"""Walking every path of a flow with the real `advance`: one answer each side of every boundary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from bot.conversation.advance import advance
from bot.conversation.book import Book
from bot.conversation.conversation import Conversation, Thread
from bot.conversation.effects import Effect, LookUp, Record, Say
from bot.conversation.events import RESULTS, Event, LookedUp, Pressed, Said, Started
from bot.conversation.flow import CHANNEL, CONTEXT, PERSON
from bot.conversation.questions import QUESTIONS
from bot.conversation.questions.base import Sample
from bot.conversation.replay import replay
from bot.conversation.trail import MOST_REMINDERS

STUCK = "stuck"


@dataclass(frozen=True, slots=True)
class Walked:
    """One whole path; taps count buttons and Send, and the opening of the link where one is given.

    `end` is the step it ended in, or "stuck" where an answer the question itself offers was not taken.
    """

    answers: tuple[tuple[str, str], ...]
    end: str
    verdict: str
    to_verdict: int | None
    to_link: int | None
    typed: int
    says: tuple[Say, ...]

    def answer(self, step: str) -> str:
        """What was answered to a step, empty where it was not asked."""
        return dict(self.answers).get(step, "")


def walk_flow(book: Book, flow: str, today: date) -> Iterator[Walked]:
    """Every path of the flow on that day, asides left out."""
    for start, started in _starts(book, flow):
        conversation, effects = advance(book, start, started, today)
        yield from _on(book, conversation, Walked((), "", "", None, None, 0, _says(effects)), today)


def _starts(book: Book, flow: str) -> Iterator[tuple[Conversation, Started]]:
    """Where we may not write first; where it makes a difference also where we may, and after reminders."""
    yield Conversation("walk", flow), Started()
    if any(CHANNEL in step.when for step in book.flows[flow].steps):
        registrar = next((r.id for r in book.registrars.registrars if r.offered), "")
        for reminders in range(MOST_REMINDERS + 1):
            thread = Thread(about="linked", registrar=registrar, reminders=reminders)
            yield Conversation("walk", flow, thread, "push"), Started(reminded=reminders > 0)
    if any(PERSON in step.when for step in book.flows[flow].steps):
        for person in sorted(CONTEXT[PERSON]):
            yield Conversation("walk", flow, Thread(person)), Started()


def summary(walked: Sequence[Walked]) -> list[str]:
    """A line for each kind of person: paths, and taps and typed inputs at the most (and in the middle)."""
    groups: dict[str, list[Walked]] = defaultdict(list)
    for path in walked:
        groups[path.answer("who") or "all"].append(path)
    return [f"{name}: {_figures(paths)}" for name, paths in groups.items()]


def _figures(paths: list[Walked]) -> str:
    told = [p.to_verdict for p in paths if p.to_verdict is not None]
    linked = [p.to_link for p in paths if p.to_link is not None]
    parts = [f"{len(paths)} paths", f"typed at most {max(p.typed for p in paths)}"]
    for name, taps in (("verdict", told), ("link", linked)):
        if taps:
            parts.append(f"taps to the {name} at most {max(taps)}, median {median(taps):g}")
    return "; ".join(parts)


def _on(book: Book, conversation: Conversation, so_far: Walked, today: date) -> Iterator[Walked]:
    if conversation.ended:
        yield _with(so_far, end=conversation.ended)
        return
    path = replay(book, book.flows[conversation.flow], conversation, today)
    step = path.stop
    for sample in QUESTIONS[str(step.ask)].samples(step, path.trail):
        event = _event(conversation, sample)
        after, effects = _looked_up(book, *advance(book, conversation, event, today), today)
        done = _taken(so_far, step.id, sample, effects, after)
        if after.visit == conversation.visit:
            yield _with(done, end=STUCK)
        else:
            yield from _on(book, after, done, today)


def _looked_up(
    book: Book, conversation: Conversation, effects: tuple[Effect, ...], today: date
) -> tuple[Conversation, tuple[Effect, ...]]:
    """Where a name is looked up: it is free; what is said where it is not is said as well."""
    asked = next((e for e in effects if isinstance(e, LookUp)), None)
    if asked is None:
        return conversation, effects
    for result in RESULTS:
        found = LookedUp(asked.visit, asked.step, asked.value, asked.typed, result, "12:00")
        after, then = advance(book, conversation, found, today)
        effects = (*effects, *(then if result == "free" else _says(then)))
    return after, effects


def _event(conversation: Conversation, sample: Sample) -> Event:
    shown = conversation.shown
    if sample.typed or shown is None:
        return Said(str(sample.value))
    return Pressed(conversation.visit, shown.step, shown.options.index(str(sample.value)))


def _taken(
    so_far: Walked, step: str, sample: Sample, effects: Sequence[Effect], after: Conversation
) -> Walked:
    verdicts = [e for e in effects if isinstance(e, Record) and e.kind == "verdict"]
    links = [e for e in effects if isinstance(e, Record) and e.kind == "link_given"]
    return Walked(
        answers=(*so_far.answers, (step, str(sample.value))),
        end="",
        verdict=str(verdicts[-1].data["reason"]) if verdicts else so_far.verdict,
        to_verdict=after.taps if verdicts else so_far.to_verdict,
        to_link=after.taps + 1 if links else so_far.to_link,
        typed=so_far.typed + sample.typed,
        says=(*so_far.says, *_says(effects)),
    )


def _with(walked: Walked, end: str) -> Walked:
    return Walked(
        walked.answers, end, walked.verdict, walked.to_verdict, walked.to_link, walked.typed, walked.says
    )


def _says(effects: Sequence[Effect]) -> tuple[Say, ...]:
    return tuple(e for e in effects if isinstance(e, Say))
