"""A flow changes under a thousand half-done conversations: nobody loses an answer, whatever the change."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

import pytest

from bot.conversation.advance import advance
from bot.conversation.book import Book
from bot.conversation.conversation import Conversation, Thread, from_json, to_json
from bot.conversation.effects import LookUp
from bot.conversation.ending import without_sensitive
from bot.conversation.events import Event, LookedUp, Pressed, Resumed, Said, Started
from bot.conversation.questions import QUESTIONS
from bot.conversation.replay import Path, replay
from bot.data import read_book
from tests.changed_books import ONBOARDING, SENTENCES, Change, changed_book
from tests.test_flow_changes import NEW_QUESTION

GONE = object()
TODAY = date(2026, 11, 20)
MANY = 1000
FLOWS = ("onboarding",) * 8 + ("human", "place")
CERTIFICATE = "  - id: certificate\n    ask: yes_no\n    fact: has_certificate\n    when: {who: household}\n"
GUARD = "    when: {who: citizen, id_names: {not: [foreign, had_free]}}\n"
BIRTH = f"  - id: birth\n    ask: birth\n{GUARD}    settle: age\n    sensitive: true\n"
ALL_CITIZENS = "    when: {who: citizen}\n"
SHOP = "ask: shop_name, when: {who: {not: citizen}}"
UNSURE = "      - {id: unsure, facts: {citizen_of_vn: true}}\n"
SIZE = "  - {id: size, ask: choice, options: [small, large], when: {who: {not: helper}}}\n"
# What people say to a question they would not have had: not the first day somebody may be born on.
ANSWERS = {"birth": "15/3/2005", "born": "15/3/2005"}


@dataclass(frozen=True)
class Changed:
    """One change of the flow: what it was named before, and which answers cannot count any more."""

    changes: tuple[Change, ...]
    renamed: Mapping[str, str] = field(default_factory=dict)
    lost: Callable[[str, Mapping[str, Any]], bool] = lambda _step, _live: False


CHANGES = {
    "inserted": Changed(
        ((ONBOARDING, "  # One tap for both", SIZE + "  # One tap for both"), (SENTENCES, "", NEW_QUESTION))
    ),
    "removed": Changed(((ONBOARDING, CERTIFICATE, ""),), lost=lambda step, _: step == "certificate"),
    "renamed": Changed(
        (
            (ONBOARDING, "- id: certificate\n", "- id: paper\n    was: [certificate]\n"),
            (SENTENCES, "\ncertificate:\n", "\npaper:\n"),
            (ONBOARDING, "- id: birth\n", "- id: born\n    was: [birth]\n"),
            (SENTENCES, "\nbirth:\n", "\nborn:\n"),
        ),
        renamed={"certificate": "paper", "birth": "born"},
    ),
    "reordered": Changed(
        (
            (ONBOARDING, BIRTH, ""),
            (
                ONBOARDING,
                "  - id: id_names\n",
                BIRTH.replace(GUARD, ALL_CITIZENS) + "  - id: id_names\n",
            ),
        )
    ),
    "an option less": Changed(
        ((ONBOARDING, UNSURE, ""),), lost=lambda step, live: step == "id_names" and live[step] == "unsure"
    ),
    "other guards": Changed(
        (
            (ONBOARDING, CERTIFICATE, CERTIFICATE.replace("household", "[household, enterprise]")),
            (ONBOARDING, SHOP, SHOP.replace("{not: citizen}", "[household, enterprise]")),
        ),
        lost=lambda step, live: step == "shop" and live["who"] == "organisation",
    ),
}


def samples(path: Path) -> list[tuple[str, bool]]:
    question = QUESTIONS[str(path.stop.ask)]
    return [(str(s.value), s.typed) for s in question.samples(path.stop, path.trail)]


def answered(book: Book, talk: Conversation, value: str, *, typed: bool) -> Conversation:
    assert talk.shown is not None
    event: Event = Said(value)
    if not typed and value in talk.shown.options:
        event = Pressed(talk.visit, talk.shown.step, talk.shown.options.index(value))
    talk, effects = advance(book, talk, event, TODAY)
    for asked in (e for e in effects if isinstance(e, LookUp)):
        free = LookedUp(asked.visit, asked.step, asked.value, asked.typed, "free", "12:00")
        talk, _ = advance(book, talk, free, TODAY)
    return talk


def stored(talk: Conversation) -> Conversation:
    return from_json(json.loads(json.dumps(to_json(talk))), talk.thread)


def path_of(book: Book, talk: Conversation) -> Path:
    return replay(book, book.flows[talk.flow], talk, TODAY)


def live(path: Path) -> dict[str, Any]:
    return {p.step.id: p.value for p in path.answered}


def half_done(book: Book, number: int) -> Conversation:
    """Somebody who answered this and that and has not come to an end; every fifth was away for a week."""
    chance = Random(number)
    begun = Conversation(f"c{number}", chance.choice(FLOWS), Thread(person="citizen"))
    talk, _ = advance(book, begun, Started(number), TODAY)
    for _ in range(chance.randint(1, 8)):
        value, typed = chance.choice(samples(path_of(book, talk)))
        onward = answered(book, talk, value, typed=typed)
        talk = talk if onward.ended else onward
    if number % 5 == 0:
        talk, _ = advance(book, without_sensitive(path_of(book, talk)), Resumed(), TODAY)
    return stored(talk)


@pytest.fixture(scope="module")
def people() -> list[Conversation]:
    book = read_book()
    return [half_done(book, number) for number in range(MANY)]


def lost(before: Conversation, after: Conversation, again: set[str]) -> list[str]:
    """The answers, and what remains of erased ones, that are in the stored state no more."""
    kept = {**after.parked, **after.answers}
    gone = [s for s, v in before.answers.items() if s not in again and kept.get(s) != v]
    return gone + [s for s, k in before.kept.items() if s not in again and after.kept.get(s) != k]


def catch_up(book: Book, talk: Conversation, until: str, must: Mapping[str, Any]) -> Conversation:
    """Answer what is newly asked, until the question that was open before and every answer that `must` count."""
    before, again = talk, set[str]()
    order = {step.id: n for n, step in enumerate(book.flows[talk.flow].steps)}
    while not talk.ended:
        path = path_of(book, talk)
        waiting = {s: v for s, v in must.items() if s not in again and live(path).get(s, GONE) != v}
        step = path.stop.id
        if not waiting and order[step] >= order.get(until, 0):
            return talk
        assert step not in again, f"{step} is asked again and again, {waiting} does not count"
        again.add(step)
        value, typed = samples(path)[0]
        talk = answered(book, talk, ANSWERS.get(step, value), typed=typed)
        assert not lost(before, talk, again)
    raise AssertionError(f"came to the end {talk.ended} before {until} was asked")


@pytest.mark.parametrize("name", CHANGES)
def test_no_answer_is_lost(book: Book, people: list[Conversation], name: str) -> None:
    change, noticed = CHANGES[name], 0
    other = changed_book(*change.changes)
    for before in people:
        was = path_of(book, before)
        after = stored(advance(other, before, Resumed(), TODAY)[0])
        assert not lost(before, after, set())
        back = path_of(book, after)
        assert (back.stop.id, live(back)) == (was.stop.id, live(was)), "undone, all is as it was"

        must = {change.renamed.get(s, s): v for s, v in live(was).items() if not change.lost(s, live(was))}
        caught_up = catch_up(other, after, change.renamed.get(was.stop.id, was.stop.id), must)
        noticed += len(caught_up.answers) != len(before.answers) or len(must) < len(live(was))
    assert noticed > MANY / 100 or change.renamed, "hardly anybody was there to notice"


def test_the_thousand_stand_everywhere(book: Book, people: list[Conversation]) -> None:
    open_ = {(p.flow, path_of(book, p).stop.id) for p in people}
    asked = {(name, s.id) for name in set(FLOWS) for s in book.flows[name].steps if s.ask}
    assert open_ == asked
    assert sum(bool(p.kept) for p in people) > MANY / 20
