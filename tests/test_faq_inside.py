"""Any question, asked inside any other: answered, and the talk stands where it stood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import pytest

from bot.conversation.advance import advance
from bot.conversation.conversation import Conversation
from bot.conversation.effects import Effect, LookUp, Record, Say
from bot.conversation.events import Event, LookedUp, Pressed, Said, Started
from bot.conversation.questions import QUESTIONS
from bot.conversation.replay import replay
from bot.data import read_book

BOOK = read_book()
TODAY, AFTER = date(2026, 11, 20), date(2027, 1, 5)


def _answers(talk: Conversation) -> Iterator[Event]:
    """Every answer that the open question's kind offers."""
    path = replay(BOOK, BOOK.flows[talk.flow], talk, TODAY)
    assert talk.shown is not None
    for sample in QUESTIONS[str(path.stop.ask)].samples(path.stop, path.trail):
        if sample.typed:
            yield Said(str(sample.value))
        else:
            yield Pressed(talk.visit, talk.shown.step, talk.shown.options.index(str(sample.value)))


def _looked_up(talk: Conversation, effects: Sequence[Effect]) -> Conversation:
    """The talk once a name it asks for was looked up."""
    asked = next((e for e in effects if isinstance(e, LookUp)), None)
    if asked is None:
        return talk
    found = LookedUp(asked.visit, asked.step, asked.value, asked.typed, "free", "12:00")
    return advance(BOOK, talk, found, TODAY)[0]


def _open_questions() -> dict[tuple[str, str], Conversation]:
    """A talk at each question of each flow."""
    found: dict[tuple[str, str], Conversation] = {}
    waiting = [advance(BOOK, Conversation("c", flow), Started(), TODAY)[0] for flow in BOOK.flows]
    while waiting:
        talk = waiting.pop()
        if talk.ended or (talk.flow, str(talk.shown and talk.shown.step)) in found:
            continue
        found[talk.flow, str(talk.shown and talk.shown.step)] = talk
        waiting += [_looked_up(*advance(BOOK, talk, answer, TODAY)) for answer in _answers(talk)]
    return found


OPEN = _open_questions()
TAKING_QUESTIONS = {
    at for at in OPEN if (step := BOOK.flows[at[0]].step(at[1])) is not None and step.ask == "text"
}


def _asked(talk: Conversation, text: str, today: date = TODAY) -> tuple[Conversation, list[str], list[str]]:
    """The talk after the text, the entries answered, and what was said."""
    after, effects = advance(BOOK, talk, Said(text), today)
    entries = [str(e.data["faq"]) for e in effects if isinstance(e, Record) and "faq" in e.data]
    return after, entries, [e.key for e in effects if isinstance(e, Say)]


def test_every_question_of_the_main_road_is_tried() -> None:
    assert {step.id for step in BOOK.flows["onboarding"].steps if step.ask} == {
        step for flow, step in OPEN if flow == "onboarding"
    }


@pytest.mark.parametrize("at", sorted(OPEN.keys() - TAKING_QUESTIONS), ids="-".join)
def test_a_question_leaves_the_talk_where_it_was(at: tuple[str, str]) -> None:
    talk = OPEN[at]
    for entry in BOOK.faq.entries.values():
        after, answered, said = _asked(talk, entry.asks[0])
        assert answered == [entry.id], entry.asks[0]
        # Whom it is not free for is told that instead.
        own = said[0] == "faq.not_free_here" and entry.id == "really_free"
        assert said == [said[0] if own else f"faq.{entry.id}.say", f"{at[0]}.{at[1]}.ask_again"]
        assert after == talk
        assert after.answers == talk.answers and after.shown == talk.shown and after.visit == talk.visit


@pytest.mark.parametrize("at", sorted(OPEN.keys() - TAKING_QUESTIONS), ids="-".join)
def test_nearly_every_way_of_asking_is_heard_anywhere(at: tuple[str, str]) -> None:
    asks = [(entry.id, ask) for entry in BOOK.faq.entries.values() for ask in entry.asks]
    swallowed = [ask for entry, ask in asks if _asked(OPEN[at], ask)[1] != [entry]]
    assert len(swallowed) <= len(asks) * 0.05, swallowed


@pytest.mark.parametrize("at", sorted(OPEN), ids="-".join)
def test_the_next_answer_works_after_a_question(at: tuple[str, str]) -> None:
    talk = OPEN[at]
    asked, _, _ = _asked(talk, "có miễn phí thật không") if at not in TAKING_QUESTIONS else (talk, [], [])
    for answer in _answers(talk):
        assert advance(BOOK, asked, answer, TODAY) == advance(BOOK, talk, answer, TODAY)


@pytest.mark.parametrize("at", sorted(TAKING_QUESTIONS), ids="-".join)
def test_a_note_to_a_person_may_be_a_question(at: tuple[str, str]) -> None:
    after, answered, _ = _asked(OPEN[at], "có miễn phí thật không")
    assert not answered and after.ended


def test_what_leans_on_the_offer_says_when_it_is_over() -> None:
    talk, _ = advance(BOOK, Conversation("c", BOOK.opening), Started(), AFTER)
    for entry in BOOK.faq.entries.values():
        _, _, said = _asked(talk, entry.asks[0], AFTER)
        assert ("faq.after_the_period" in said) == (not entry.timeless)
        _, _, before = _asked(OPEN[BOOK.opening, "consent"], entry.asks[0])
        assert "faq.after_the_period" not in before


def test_a_question_that_an_earlier_edition_offered_is_no_fault() -> None:
    talk, _ = advance(BOOK, OPEN["onboarding", "who"], Said("hỏi đáp"), TODAY)
    assert talk.overlay is not None
    old = talk.but(overlay=replace(talk.overlay, options=("gone", "close")))
    after, effects = advance(BOOK, old, Said("1"), TODAY)
    assert [e.key for e in effects if isinstance(e, Say)] == ["common.changed", "onboarding.who.ask_again"]
    assert after.overlay is None


@pytest.mark.parametrize("entry", BOOK.faq.entries)
def test_the_log_holds_the_entry_and_not_the_text(entry: str) -> None:
    talk = OPEN["onboarding", "who"]
    text = BOOK.faq.entries[entry].asks[0]
    _, effects = advance(BOOK, talk, Said(text), TODAY)
    (line,) = [e for e in effects if isinstance(e, Record)]
    assert (line.kind, line.step, dict(line.data)) == ("aside", "who", {"about": "faq", "faq": entry})
