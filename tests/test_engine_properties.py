"""What holds for any talk whatever, found by walking at random with the real book."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.conversation.advance import advance
from bot.conversation.book import Book
from bot.conversation.conversation import Conversation, from_json, to_json
from bot.conversation.effects import LookUp, Record
from bot.conversation.events import (
    Back,
    Edit,
    Event,
    Forget,
    GivenBack,
    LookedUp,
    Pressed,
    Restart,
    Resumed,
    Said,
    Started,
    TakenOver,
)
from bot.conversation.questions import QUESTIONS
from bot.conversation.replay import replay
from bot.data import read_book
from bot.messages.button_data import read_button
from tests.conversation_runner import Engine, Heard, Transcript, play, read_transcripts

TODAY = date(2026, 11, 20)
BOOK = read_book()  # not the fixture: hypothesis would print it with every example
MOST_SAYS = 6
TYPED = sorted(
    {str(turn.get("me")) for t in read_transcripts() for turn in t.talk if "me" in turn}
    | {"", "0", "99", "sửa", "quay lại", "dừng", "tiếp tục", "gặp người", "vì sao", "menu", "/start"}
)
STEPS = ["consent", "who", "birth", "issued", "name", "registrar", "verdict", "nothing"]

# A move is (kind, value): "newest" presses a button that stands, "old" one of any message before.
MOVE = st.one_of(
    st.tuples(st.just("newest"), st.integers(0, 11)),
    st.tuples(st.just("newest"), st.integers(0, 11)),
    st.tuples(st.just("old"), st.integers(0, 400)),
    st.tuples(st.just("say"), st.sampled_from(TYPED)),
    st.tuples(st.just("say"), st.sampled_from(TYPED)),
    st.tuples(st.just("say"), st.text(max_size=30)),
    st.tuples(st.just("late"), st.sampled_from(["1", "2", "có", "2005"])),
    st.tuples(st.just("event"), st.sampled_from([Back(), Restart(), Resumed(), TakenOver(), GivenBack()])),
    st.tuples(st.just("event"), st.sampled_from([Forget(), *map(Edit, STEPS)])),
    st.tuples(
        st.just("event"), st.builds(Pressed, st.integers(-1, 9), st.sampled_from(STEPS), st.integers(0, 9))
    ),
    st.tuples(st.just("day"), st.integers(1, 60)),
)
FEW = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


class Walker:
    """An engine, the buttons it has shown, and what each move must leave true."""

    def __init__(self, book: Book) -> None:
        self.engine = Engine(book, TODAY)
        self.heard = self.engine.begin()
        self.buttons: list[str] = []
        self.said: list[list[str]] = []

    def move(self, kind: str, value: Any) -> None:
        """One move, a person who was erased beginning anew."""
        if not self.engine.stored:
            self.heard = self.engine.begin()
        visits = self._visits()
        self._do(kind, value)
        for conversation_id, visit in self._visits().items():
            assert visit >= visits.get(conversation_id, 0), "the visit fell"
        assert len(self.heard.says) <= MOST_SAYS, self.heard.keys
        self.buttons += [b.data for b in self.heard.message.buttons]
        self.said.append(self.heard.keys)
        for text in self.engine.stored.values():
            self._sound(from_json(json.loads(text)), text)

    def _do(self, kind: str, value: Any) -> None:
        newest = self.heard.message.buttons
        if kind == "day":
            self.engine.today += timedelta(days=value)
        elif kind == "event":
            self.heard = self.engine.happen(value)
        elif kind in ("say", "late"):
            self.heard = self.engine.happen(Said(value, late=kind == "late"))
        elif kind == "newest" and newest:
            self.heard = self.engine.press(newest[value % len(newest)].data)
        elif kind == "old" and self.buttons:
            self.heard = self.engine.press(self.buttons[value % len(self.buttons)])

    def _visits(self) -> dict[str, int]:
        return {i: self.engine.load(i).visit for i in self.engine.stored}

    def _sound(self, talk: Conversation, text: str) -> None:
        """It is what was stored, and each option it has shown can still be worded."""
        assert json.dumps(to_json(talk)) == text
        if talk.ended is None and talk.shown is not None:
            path = replay(self.engine.book, self.engine.book.flows[talk.flow], talk, self.engine.today)
            if talk.shown.step == path.stop.id:
                question = QUESTIONS[str(path.stop.ask)]
                assert all(question.option(path.stop, o, path.trail) for o in talk.shown.options)


@FEW
@given(st.lists(MOVE, min_size=5, max_size=25))
def test_any_walk(moves: list[tuple[str, Any]]) -> None:
    first, second = Walker(BOOK), Walker(BOOK)
    for kind, value in moves:
        first.move(kind, value)
    for kind, value in moves:
        second.move(kind, value)
    assert first.engine.stored == second.engine.stored
    assert first.said == second.said


@FEW
@given(st.data())
def test_editing_back_restores_the_verdict(data: st.DataObject) -> None:
    book = BOOK
    talk = _road(book, data)
    path = replay(book, book.flows[talk.flow], talk, TODAY)
    step = data.draw(st.sampled_from([p.step.id for p in path.answered] or ["nothing"]), "edited")
    before = path.trail.verdict
    if step == "nothing":
        return
    edited, _ = advance(book, talk, Edit(step), TODAY)
    other = _answer(book, edited, data)
    if other.ended:
        return
    again, _ = advance(book, other, Edit(step), TODAY)
    gone = _confirming(book, talk, step)
    back = again.answer(step, talk.answers[step])
    assert replay(book, book.flows[talk.flow], back, TODAY).trail.verdict == before
    assert {k: back.answers[k] for k in talk.answers if k not in gone} == {
        k: v for k, v in talk.answers.items() if k not in gone
    }


@FEW
@given(st.data())
def test_quay_lai_out_of_an_edit_changes_nothing(data: st.DataObject) -> None:
    book = BOOK
    talk = _road(book, data)
    step = data.draw(st.sampled_from(sorted(talk.answers) or ["nothing"]), "edited")
    edited, _ = advance(book, talk, Edit(step), TODAY)
    back, _ = advance(book, edited, Back(), TODAY)
    live = {p.step.id for p in replay(book, book.flows[talk.flow], talk, TODAY).answered}
    kept = {k: v for k, v in talk.answers.items() if k not in _confirming(book, talk, step)}
    assert step not in live or {k: v for k, v in back.answers.items() if k in kept} == kept


def _confirming(book: Book, talk: Conversation, step: str) -> set[str]:
    """The steps whose answer only held for the answer that is edited."""
    return {s.id for s in book.flows[talk.flow].steps if step in s.confirms}


def _road(book: Book, data: st.DataObject) -> Conversation:
    """A talk that was answered to the verdict or beyond, and is still open."""
    talk, _ = advance(book, Conversation("c", "onboarding"), Started(3), TODAY)
    for _ in range(data.draw(st.integers(2, 9), "answers")):
        onward = _answer(book, talk, data)
        if not onward.ended:  # an end is not answered: another answer then, next time round
            talk = onward
    return talk


def _answer(book: Book, talk: Conversation, data: st.DataObject) -> Conversation:
    path = replay(book, book.flows[talk.flow], talk, TODAY)
    samples = list(QUESTIONS[str(path.stop.ask)].samples(path.stop, path.trail))
    sample = data.draw(st.sampled_from(samples), path.stop.id)
    assert talk.shown is not None
    event: Event = Said(str(sample.value))
    if not sample.typed:
        event = Pressed(talk.visit, talk.shown.step, talk.shown.options.index(sample.value))
    after, effects = advance(book, talk, event, TODAY)
    if asked := next((e for e in effects if isinstance(e, LookUp)), None):
        found = LookedUp(asked.visit, asked.step, asked.value, asked.typed, "free", "12:00")
        after, effects = advance(book, after, found, TODAY)
    assert after.visit > talk.visit
    assert any(isinstance(e, Record) for e in effects)
    return after


@pytest.mark.parametrize(
    "transcript", [t for t in read_transcripts() if "web" in t.channels], ids=lambda t: t.name
)
def test_every_old_button_of_a_talk_is_known_as_old(book: Book, transcript: Transcript) -> None:
    engine = Engine(book, transcript.today)
    played = list(play(book, transcript, engine, skip_check=True))
    if not engine.stored:
        return
    buttons = {b.data for turn in played for b in turn.heard.message.buttons}
    for data in sorted(b for b in buttons if _stale(engine, b)):
        tried = engine.copy()
        heard: Heard = tried.press(data)
        assert heard.keys[0] == "common.answered_already", (data, heard.keys)
        assert _answers(tried) == _answers(engine)


def _stale(engine: Engine, data: str) -> bool:
    """True where the button is of another question than the one that stands in its conversation."""
    of, visit, step, _ = read_button(data) or ("", -1, "", 0)
    talk = engine.load(of) if of in engine.stored else None
    if talk is None or talk.shown is None or (talk.ended and of != engine.active):
        return True
    overlay = talk.overlay and f"overlay_{talk.overlay.kind}"
    return visit != talk.visit or step not in (talk.shown.step, overlay)


def _answers(engine: Engine) -> dict[str, Any]:
    return {i: engine.load(i).answers for i in engine.stored}
