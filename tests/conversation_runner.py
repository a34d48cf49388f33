"""Transcripts under tests/conversations, played on the bare engine; every turn reloads what was stored."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from bot.app import CHANNELS
from bot.conversation.advance import advance
from bot.conversation.book import Book
from bot.conversation.checks.rules_data import MAX_SHOWN
from bot.conversation.conversation import (
    NEW_THREAD,
    Conversation,
    from_json,
    thread_from_json,
    thread_to_json,
    to_json,
)
from bot.conversation.effects import (
    Begin,
    Effect,
    Erase,
    Hand,
    LookUp,
    Record,
    Remind,
    Say,
    Unread,
    Withdraw,
)
from bot.conversation.events import (
    Event,
    GivenBack,
    LookedUp,
    Pressed,
    Result,
    Resumed,
    Said,
    Sent,
    Started,
    TakenOver,
    TimerFired,
)
from bot.conversation.menu import STEP as MENU
from bot.conversation.replay import replay
from bot.messages.button_data import read_button
from bot.messages.compose import compose
from bot.messages.message import Message, fit
from bot.strict_yaml import parse_yaml

FOLDER = Path(__file__).parent / "conversations"
ROTATION = 3
SECONDS = 10  # from one turn to the next, from noon on
ACTIONS = {"me", "late", "press", "stale_press", "person", "sends", "reminder"}
EXPECTED = {"bot", "options", "effects", "verdict", "ended", "open", "misses", "unread"}
# Without a word about it a talk is the same whether we may write first or not.
_CHANNELS_BY_REACH = {
    None: ("engine", "console", "web", "telegram", "zalo_oa", "zalo_bot"),
    "none": ("engine", "console", "web", "zalo_oa", "zalo_bot"),  # on the OA: on a day outside its window
    "push": ("engine", "telegram", "zalo_bot"),
    "window": ("engine", "zalo_oa"),
    "week": ("engine",),
}
PERSON = {"takes over": TakenOver(), "gives back": GivenBack()}


@dataclass(frozen=True)
class Transcript:
    """One file: the turns of one person, and where they are played."""

    name: str
    today: date
    talk: tuple[Mapping[str, Any], ...]
    channels: tuple[str, ...]
    reach: str


def read_transcripts() -> list[Transcript]:
    """Every transcript, by name; ValueError for a turn that says something unknown."""
    return [_read(path) for path in sorted(FOLDER.glob("*.yaml"))]


def _read(path: Path) -> Transcript:
    written = parse_yaml(path.read_text(encoding="utf-8"), path.name)
    for number, turn in enumerate(written["talk"], 1):
        if unknown := set(turn) - ACTIONS - EXPECTED - {"today", "lookup"}:
            raise ValueError(f"{path.name}, turn {number}: {sorted(unknown)} means nothing")
    reach = written.get("reach")
    usual = _CHANNELS_BY_REACH[reach]
    channels, reach = tuple(written.get("channels", usual)), reach or "none"
    return Transcript(path.stem, written["today"], tuple(written["talk"]), channels, reach)


@dataclass
class Heard:
    """What one turn gave: what was said by key, the message as people see it, effects and event lines."""

    says: list[tuple[str, Say]] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    lines: list[tuple[str, str, str, int, Mapping[str, Any]]] = field(default_factory=list)
    message: Message = field(default_factory=lambda: Message(()))
    unread: list[str] = field(default_factory=list)

    @property
    def keys(self) -> list[str]:
        """The sentences said, in order."""
        return [say.key for _, say in self.says]

    @property
    def options(self) -> list[str]:
        """The ids of the buttons that stand."""
        return [o.id for say in [s for _, s in self.says if s.step][-1:] for o in say.options]


class Engine:
    """Does to conversations what a turn does, with a dictionary of JSON texts for a database."""

    def __init__(self, book: Book, today: date, reach: str = "none") -> None:
        self.book, self.today, self.reach = book, today, reach
        self._count = -1
        self.thread = thread_to_json(NEW_THREAD)
        self.stored: dict[str, str] = {}
        self.active = ""
        self.lookup: Result = "free"
        self.turns = 0
        self.reminder: tuple[str, int] | None = None

    def copy(self) -> Engine:
        """Another engine with the same conversations stored."""
        other = Engine(self.book, self.today, self.reach)
        other._count, other.thread = self._count, self.thread
        other.stored, other.active, other.reminder = dict(self.stored), self.active, self.reminder
        return other

    def load(self, conversation_id: str = "") -> Conversation:
        """A conversation as it was stored; the active one without an id."""
        return from_json(
            json.loads(self.stored[conversation_id or self.active]), thread_from_json(self.thread)
        )

    def begin(self) -> Heard:
        """The opening."""
        heard = Heard()
        self._begin(Begin(self.book.opening), heard)
        return self._shown(heard)

    def happen(self, event: Event, conversation_id: str = "") -> Heard:
        """One event in a conversation, the active one without an id."""
        heard = Heard()
        self._advance(self.load(conversation_id), event, heard)
        return self._shown(heard)

    def press(self, data: str) -> Heard:
        """A press, brought to the conversation that its button names."""
        of, visit, step, index = read_button(data) or ("", -1, "", 0)
        if of != self.active and (of not in self.stored or self.load(of).ended):
            of, visit = self.active, -1
        return self.happen(Pressed(visit, step, index), of)

    def remind(self) -> Heard:
        """The reminder that was asked for is due."""
        assert self.reminder is not None, "no reminder was asked for"
        conversation, visit = self.reminder
        return self.happen(TimerFired(visit), conversation)

    def _begin(self, begin: Begin, heard: Heard) -> None:
        self._count += 1
        new = Conversation(
            f"c{self._count}",
            begin.flow,
            thread_from_json(self.thread),
            self.reach,
            answers=begin.answers,
            kept=begin.kept,
            told=begin.told,
        )
        self._advance(new, Started(ROTATION, begin.reminded, begin.fresh), heard)

    def _advance(self, before: Conversation, event: Event, heard: Heard) -> None:
        after, effects = advance(self.book, before, event, self.today)
        if not effects and after == before:
            return
        self.active, self.thread = after.id, json.loads(json.dumps(thread_to_json(after.thread)))
        self.stored.pop(after.id, None)  # the latest touched stands last
        self.stored[after.id] = json.dumps(to_json(after))
        for effect in effects:
            if isinstance(effect, Say):
                heard.says.append((after.id, effect))
            elif isinstance(effect, Record):
                data = json.loads(json.dumps(dict(effect.data)))
                heard.lines.append((effect.kind, after.flow, effect.step, effect.visit, data))
            elif isinstance(effect, Unread):
                heard.unread.append(effect.text)
            else:
                heard.effects.append(effect)
            if isinstance(effect, Remind):
                self.reminder = after.id, effect.visit
        self._follow(after, effects, heard)

    def _follow(self, after: Conversation, effects: Sequence[Effect], heard: Heard) -> None:
        if any(isinstance(e, Erase) for e in effects):
            self.stored.clear()
        elif then := [e for e in effects if isinstance(e, (Begin, Hand, LookUp))]:
            self._go_on(after, then[0], heard)
        elif after.ended:
            self._withdraw(after, [e for e in effects if isinstance(e, Withdraw)])
            self._return_to_open(heard)

    def _go_on(self, after: Conversation, then: Effect, heard: Heard) -> None:
        if isinstance(then, Begin):
            self._begin(then, heard)
        elif isinstance(then, Hand):
            self._advance(self.load(then.conversation), then.event, heard)
        elif isinstance(then, LookUp):
            asked = (then.visit, then.step, then.value, then.typed)
            at = f"12:{self.turns * SECONDS // 60:02}"
            self._advance(after, LookedUp(*asked, self.lookup, at), heard)

    def _withdraw(self, after: Conversation, withdrawn: list[Withdraw]) -> None:
        flows = [flow for w in withdrawn for flow in self.book.flows_for(w.purpose)]
        for conversation_id in list(self.stored):
            if conversation_id != after.id and self.load(conversation_id).flow in flows:
                del self.stored[conversation_id]

    def _return_to_open(self, heard: Heard) -> None:
        if waiting := [i for i in self.stored if self.load(i).ended is None]:
            heard.says = [(c, s) for c, s in heard.says if s.step != MENU]
            self._advance(self.load(waiting[-1]), Resumed(), heard)

    def _shown(self, heard: Heard) -> Heard:
        urls = {link.id: f"https://hiendien.example/{link.id}" for _, s in heard.says for link in s.links}
        heard.message = compose(heard.says, self.book.messages, urls)
        for name, channel in CHANNELS.items():
            fitted = fit(heard.message, channel.can)
            assert len(fitted.text) <= channel.can.text_chars, f"too long for {name}"
            assert len(fitted.buttons) <= channel.can.max_buttons, f"too many buttons for {name}"
        assert len(heard.message.buttons) <= MAX_SHOWN, "more numbers than anybody reads"
        return heard


Done = str | tuple[int, int] | Event
REMINDER = TimerFired(-1)  # of whichever conversation asked for it


@dataclass(frozen=True)
class Played:
    """One turn as it was played: what was done (a press as turn and index) and what came of it."""

    done: Done
    late: bool
    today: date
    heard: Heard
    lookup: Result = "free"


class NoButtonError(Exception):
    """Nobody can press there: what was a button elsewhere is a number in an older message."""


def play(
    book: Book,
    transcript: Transcript,
    engine: Engine | None = None,
    *,
    skip_check: bool = False,
    instead: Literal["number", "label", None] = None,
    most_buttons: int = 0,
) -> Iterator[Played]:
    """The transcript turn by turn, the opening first; AssertionError with the talk so far where it differs.

    `instead` is what somebody types who has no button to press: where there are more than `most_buttons` options.
    """
    engine = engine or Engine(book, transcript.today, transcript.reach)
    played = [Played("", False, engine.today, engine.begin())]
    assert played[0].heard.keys == ["onboarding.consent.ask"]
    yield played[0]
    for number, turn in enumerate(transcript.talk, 1):
        engine.today = turn.get("today", engine.today)
        engine.lookup, engine.turns = turn.get("lookup", "free"), number
        try:
            done = _action(turn, played)
            if instead and isinstance(done, tuple):
                done = _typed(done, played, instead, most_buttons)
            played.append(
                Played(
                    done,
                    "late" in turn,
                    engine.today,
                    _do(engine, done, "late" in turn, played),
                    engine.lookup,
                )
            )
            if not skip_check:
                heard = played[-1].heard
                assert_turn(turn, _without_echo(heard) if instead and "press" in turn else heard, engine)
        except AssertionError as fault:
            raise AssertionError(f"{transcript.name}, turn {number}: {fault}\n\n{told(played)}") from None
        yield played[-1]


def _action(turn: Mapping[str, Any], played: list[Played]) -> Done:
    if "press" in turn or "stale_press" in turn:
        at, _, option = str(turn.get("stale_press", f"{len(played) - 1}.{turn.get('press')}")).partition(".")
        options = played[int(at)].heard.options
        assert option in options, f"there is no button {option} among {options}"
        return int(at), options.index(option)
    if "person" in turn:
        return PERSON[turn["person"]]
    if "sends" in turn:
        return Sent(turn["sends"])
    if "reminder" in turn:
        return REMINDER
    return str(turn.get("late", turn.get("me")))


def _typed(
    press: tuple[int, int], played: list[Played], instead: Literal["number", "label"], most_buttons: int
) -> Done:
    at, index = press
    options = played[at].heard.message.buttons
    if len(options) <= most_buttons:
        return press
    if at != len(played) - 1:
        raise NoButtonError
    return str(index + 1) if instead == "number" else options[index].label


def _without_echo(heard: Heard) -> Heard:
    """What is typed is said back, what is pressed is not."""
    return replace(heard, says=[(c, say) for c, say in heard.says if not say.key.endswith(".got")])


def _do(engine: Engine, done: Done, late: bool, played: list[Played]) -> Heard:
    if done is REMINDER:
        return engine.remind()
    if isinstance(done, str):
        return engine.happen(Said(done, late))
    if isinstance(done, tuple):
        return engine.press(played[done[0]].heard.message.buttons[done[1]].data)
    return engine.happen(done)


def assert_turn(turn: Mapping[str, Any], heard: Heard, engine: Engine) -> None:
    """Everything the turn expects; effects, verdicts and ends that it does not name must not be there."""
    verdicts = [data for kind, _, _, _, data in heard.lines if kind == "verdict"]
    verdict = {k: verdicts[-1][k] for k in ("programme", "verdict", "reason")} if verdicts else None
    ends = [step for kind, _, step, _, _ in heard.lines if kind == "ended"]
    assert heard.keys == turn["bot"], f"said {heard.keys}, not {turn['bot']}"
    assert verdict == turn.get("verdict"), f"the verdict was {verdict}"
    effects = [type(e).__name__.lower() for e in heard.effects]
    assert effects == turn.get("effects", []), f"the effects were {effects}"
    assert ends == [turn["ended"]] if "ended" in turn else not ends, f"ended: {ends}"
    now = engine.load() if engine.stored else None
    if "unread" in turn:
        assert heard.unread == [turn["unread"]], f"unread: {heard.unread}"
    if "options" in turn:
        assert heard.options == turn["options"], f"the options were {heard.options}"
    if "misses" in turn:
        assert now and now.misses == turn["misses"], f"misses: {now and now.misses}"
    if "open" in turn:
        assert now and not now.ended, "nothing is open"
        stop = replay(engine.book, engine.book.flows[now.flow], now, engine.today).stop.id
        assert stop == turn["open"], f"open is {stop}"


def told(played: list[Played]) -> str:
    """The talk so far, for a failing test."""
    return "\n".join(
        f"{n}. < {replace(p, heard=Heard()).done!r}\n   > {p.heard.message.text}\n   {p.heard.keys} {p.heard.options}"
        for n, p in enumerate(played)
    )
