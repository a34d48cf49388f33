"""Whom the present flows move: every open conversation replayed, nothing written, only numbers kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.conversation.book import Book
from bot.conversation.conversation import Conversation, from_json, thread_from_json
from bot.conversation.flow import Flow
from bot.conversation.replay import Path, replay
from storage import conversations
from storage.conversations import Stored
from storage.database import reading

PAGE = 500


@dataclass
class Affected:
    """Of one flow: open conversations; those moved to another question; answers that do not count now.

    `waiting` answers stand behind the open question and count again once it is answered; `parked` ones are
    of steps that are gone, closed to this person, or offer that answer no more.
    """

    open: int = 0
    moved: int = 0
    parked: int = 0
    waiting: int = 0


@dataclass
class Census:
    """By flow; `gone` counts conversations of flows there are no more, `broken` those no replay can read."""

    flows: dict[str, Affected] = field(default_factory=dict)
    gone: Counter[str] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)


async def count(engine: AsyncEngine, book: Book, today: date) -> Census:
    """Everybody who is half-way, on that day; each page in a reading transaction of its own."""
    census, after = Census(), ""
    while True:
        async with reading(engine).begin() as db:
            page = await conversations.open_page(db, after, PAGE)
        for stored in page:
            _add(census, book, stored, today)
        if len(page) < PAGE:
            return census
        after = page[-1].id


def _add(census: Census, book: Book, stored: Stored, today: date) -> None:
    try:
        name = str(stored.state["flow"])
        flow = book.flows.get(name)
        if flow is None:
            census.gone[name] += 1
            return
        conversation = from_json(stored.state, thread_from_json(stored.thread))
        path = replay(book, flow, conversation, today)
    except Exception as fault:  # whatever it is, it is what the operator asks after
        census.broken[type(fault).__name__] += 1
        return
    found = census.flows.setdefault(name, Affected())
    shown = conversation.shown
    found.open += 1
    found.moved += shown is None or shown.step != path.stop.id
    parked, waiting = _not_counted(flow, conversation, path)
    found.parked += parked
    found.waiting += waiting


def _not_counted(flow: Flow, conversation: Conversation, path: Path) -> tuple[int, int]:
    """How many stored answers are parked, and how many wait behind the open question."""
    order = {step_id: n for n, step in enumerate(flow.steps) for step_id in (step.id, *step.was)}
    live = {step_id for p in path.answered for step_id in (p.step.id, *p.step.was)}
    stop = order[path.stop.id]
    off = [order.get(step_id, -1) for step_id in conversation.answers if step_id not in live]
    return sum(n < stop for n in off), sum(n > stop for n in off)
