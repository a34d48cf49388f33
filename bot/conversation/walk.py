"""Walking every path of a flow with the real `advance`: one answer each side of every boundary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from bot.conversation.advance import advance
from bot.conversation.book import Book
from bot.conversation.conversation import Conversation
from bot.conversation.effects import Effect, Record, Say
from bot.conversation.events import Event, Pressed, Said, Started
from bot.conversation.questions import QUESTIONS
from bot.conversation.questions.base import Sample
from bot.conversation.replay import replay

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
    start = Conversation("walk", flow)
    conversation, effects = advance(book, start, Started(), today)
    yield from _on(book, conversation, Walked((), "", "", None, None, 0, _says(effects)), today)


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
        after, effects = advance(book, conversation, event, today)
        done = _taken(so_far, step.id, sample, effects, after)
        if after.visit == conversation.visit:
            yield _with(done, end=STUCK)
        else:
            yield from _on(book, after, done, today)


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
