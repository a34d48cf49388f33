"""One conversation's whole state: answers by step id, and what was last shown; no current step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

SCHEMA = 2


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
    """What all talks of one person share, kept with the contact: forms of address, consents, the link given last.

    `about` is the conversation that gave the link, `registrar` where it leads, `reminders` how many were sent
    about it, `offered` the flows that followed by themselves already. `consents` are the purposes agreed to,
    `agreed` those that need not be asked again: "làm lại" may come from somebody else with the same telephone.
    """

    person: str = ""
    about: str = ""
    registrar: str = ""
    reminders: int = 0
    offered: tuple[str, ...] = ()
    consents: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()


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


def thread_to_json(thread: Thread) -> dict[str, Any]:
    """The thread as plain JSON values."""
    return asdict(thread)


def thread_from_json(stored: Mapping[str, Any] | None) -> Thread:
    """The thread that `thread_to_json` wrote, a new one where nothing was."""
    if stored is None:
        return NEW_THREAD
    lists = ("offered", "consents", "agreed")
    return Thread(**{**stored, **{name: tuple(stored[name]) for name in lists}})


def to_json(conversation: Conversation) -> dict[str, Any]:
    """The conversation as plain JSON values, with the number of its schema; its thread is kept apart."""
    fields_ = asdict(conversation)
    del fields_["thread"]
    return {"schema": SCHEMA, **fields_}


def from_json(stored: Mapping[str, Any], thread: Thread = NEW_THREAD) -> Conversation:
    """The conversation that `to_json` wrote, in its thread; ValueError for a schema this release does not know."""
    if stored.get("schema") not in (1, SCHEMA):
        raise ValueError(f"conversation schema {stored.get('schema')!r} is not {SCHEMA}")
    data = {k: v for k, v in stored.items() if k != "schema"}
    if stored["schema"] == 1:  # whom the talk was for has moved to the thread
        data = {"reach": "none", **{k: v for k, v in data.items() if k != "person"}}
    data["thread"] = thread
    shown, overlay = data["shown"], data["overlay"]
    data["shown"] = shown and Shown(shown["step"], tuple(shown["options"]))
    data["overlay"] = overlay and Overlay(overlay["kind"], tuple(overlay["options"]))
    data["kept"] = {k: Kept(tuple(v["tokens"]), v["states"], v["day"]) for k, v in data["kept"].items()}
    return Conversation(**data)
