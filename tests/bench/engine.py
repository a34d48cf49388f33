"""The pure part: one `advance`, rendering one message, walking all flows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from statistics import median
from time import perf_counter

from bot.conversation.advance import advance
from bot.conversation.book import Book
from bot.conversation.conversation import Conversation, from_json, to_json
from bot.conversation.effects import Effect, LookUp, Say
from bot.conversation.events import Event, LookedUp, Pressed, Said, Started
from bot.conversation.walk import walk_flow
from bot.messages.compose import compose
from tests.bench.speed import speed
from tests.bench.table import Line, microseconds

TODAY = date(2026, 11, 20)
PEOPLE = 200
NAMES = ("Nguyễn Thị Hồng Nhung", "Trần Văn Nam", "Lê Minh Châu", "Phạm Thu Trang", "Hoàng Quốc Bảo")


def lines(book: Book) -> Iterator[Line]:
    """The figures, one after another."""
    timed = list(_roads(book))
    yield Line(f"advance, median of {len(timed)} over whole roads", median(s for _, s, _, _ in timed), "µs")
    full = median(span * core for _, span, _, core in timed)
    yield Line("advance, as it would be with the core at full speed", full, "µs", 150)
    by_step: dict[str, list[float]] = {}
    for step, span, _, _ in timed:
        by_step.setdefault(step, []).append(span)
    slowest = max(by_step, key=lambda step: median(by_step[step]))
    yield Line(f"advance, median of the slowest step ({slowest})", median(by_step[slowest]), "µs")
    messages = [effects for _, _, effects, _ in timed]
    yield Line("compose one message, median", median(_compose(book, e) for e in messages[:200]), "µs")
    stored = to_json(Conversation("bench", book.opening))
    yield Line("conversation from JSON and back", microseconds(lambda: to_json(from_json(stored))), "µs")
    began = perf_counter()
    paths = sum(1 for flow in book.flows for _ in walk_flow(book, flow, TODAY))
    yield Line(f"flows walk, {paths} paths", perf_counter() - began, "s", 10)


def _roads(book: Book) -> Iterator[tuple[str, float, Sequence[Effect], float]]:
    """Every turn of everybody, with the core's speed around it."""
    core = speed()
    for number in range(PEOPLE):
        if number % 10 == 0:
            core = speed(5)
        yield from ((step, span, effects, core) for step, span, effects in _road(book, number))


def _road(book: Book, number: int) -> Iterator[tuple[str, float, Sequence[Effect]]]:
    """Each turn of one person: the open step, its duration in µs, its effects; no two people are alike."""
    born = date(2005, 3, 15) + timedelta(days=number)
    typed = {"birth": f"{born:%d/%m/%Y}", "person": NAMES[number % len(NAMES)]}
    conversation = Conversation("bench", book.opening)
    event: Event = Started(number)
    while True:
        step = conversation.shown.step if conversation.shown else "start"
        began = perf_counter()
        conversation, effects = advance(book, conversation, event, TODAY)
        yield step, (perf_counter() - began) * 1e6, effects
        if asked := next((e for e in effects if isinstance(e, LookUp)), None):
            event = LookedUp(asked.visit, asked.step, asked.value, asked.typed, "free", "12:00")
            continue
        if conversation.ended or conversation.shown is None:
            return
        step = conversation.shown.step
        event = Said(typed[step]) if step in typed else Pressed(conversation.visit, step, 0)


def _compose(book: Book, effects: Sequence[Effect]) -> float:
    said = [("bench", e) for e in effects if isinstance(e, Say)]
    urls = {o.id: "https://hiendien.example/r/0123456789abcdef" for _, s in said for o in s.links}
    return microseconds(lambda: compose(said, book.messages, urls), times=5)
