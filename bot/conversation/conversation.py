"""One conversation's whole state: answers by step id, and what was last shown; no current step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Shown:
    """The question last put to the person, and the option ids it offered, in order."""

    step: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overlay:
    """A confirmation laid over the talk (restart? which answer? erase?); replay ignores it."""

    kind: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays of a sensitive answer once it is erased: its guard tokens and the states it decided.

    It counts only on the `day` (ISO) it was decided: to know how long it stays true would be to know the answer.
    """

    tokens: tuple[str, ...]
    states: Mapping[str, str]
    day: str


@dataclass(frozen=True, slots=True)
class Thread:
    """What goes along from talk to talk of one person: forms of address, and the link the last one led to.

    `about` is the conversation that gave the link, `registrar` where it leads, `reminders` how many were sent
    about it, `offered` the flows that followed by themselves already, `consents` the purposes agreed to.
    """

    person: str = ""
    about: str = ""
    registrar: str = ""
    reminders: int = 0
    offered: tuple[str, ...] = ()
    consents: tuple[str, ...] = ()


NEW_THREAD = Thread()


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation as it is stored; every field is plain JSON after `to_json`.

    `reach` says whether its channel lets us write first.
    """

    id: str
    flow: str
    thread: Thread = NEW_THREAD
    reach: str = "none"
    rotation: int = 0
    answers: Mapping[str, Any] = field(default_factory=dict)
    kept: Mapping[str, Kept] = field(default_factory=dict)
    told: Mapping[str, str] = field(default_factory=dict)
    shown: Shown | None = None
    visit: int = 0
    misses: int = 0
    overlay: Overlay | None = None
    parked: Mapping[str, Any] = field(default_factory=dict)
    with_person: bool = False
    ended: str | None = None
    typed: int = 0
    taps: int = 0

    def but(self, **changes: Any) -> Conversation:
        """The conversation with other values in these fields: `replace`, at a third of its time."""
        other = object.__new__(Conversation)
        for name in _FIELDS:
            object.__setattr__(other, name, changes[name] if name in changes else getattr(self, name))
        return other

    def answer(self, step_id: str, value: Any, **changes: Any) -> Conversation:
        """The conversation with that answer in place of an older one, its edit and the misses closed."""
        parked = {k: v for k, v in self.parked.items() if k != step_id} if self.parked else self.parked
        return self.but(answers={**self.answers, step_id: value}, parked=parked, misses=0, **changes)

    def without(self, *step_ids: str) -> Conversation:
        """The conversation without the answers (and their kept remains) of those steps."""
        return self.but(
            answers={k: v for k, v in self.answers.items() if k not in step_ids},
            kept={k: v for k, v in self.kept.items() if k not in step_ids},
        )


_FIELDS = tuple(field.name for field in fields(Conversation))


def to_json(conversation: Conversation) -> dict[str, Any]:
    """The conversation as plain JSON values, with the number of its schema."""
    return {"schema": SCHEMA, **asdict(conversation)}


def from_json(stored: Mapping[str, Any]) -> Conversation:
    """The conversation that `to_json` wrote; ValueError for a schema this release does not know."""
    if stored.get("schema") != SCHEMA:
        raise ValueError(f"conversation schema {stored.get('schema')!r} is not {SCHEMA}")
    data = {k: v for k, v in stored.items() if k != "schema"}
    shown, overlay, thread = data["shown"], data["overlay"], data["thread"]
    tuples = {"offered": tuple(thread["offered"]), "consents": tuple(thread["consents"])}
    data["thread"] = Thread(**{**thread, **tuples})
    data["shown"] = shown and Shown(shown["step"], tuple(shown["options"]))
    data["overlay"] = overlay and Overlay(overlay["kind"], tuple(overlay["options"]))
    data["kept"] = {k: Kept(tuple(v["tokens"]), v["states"], v["day"]) for k, v in data["kept"].items()}
    return Conversation(**data)
