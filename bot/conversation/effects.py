"""What a turn asks the shell to do; the shell mints links and renders before it commits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.conversation.conversation import Kept


@dataclass(frozen=True, slots=True)
class Link:
    """An https address to open; a `tracked` one is handed out as /r/<token> and its first click counts."""

    url: str
    tracked: bool = False
    registrar: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One button: worded by a catalogue `key` or, for names and brands, by `text` as it is."""

    id: str
    key: str = ""
    text: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Say:
    """Say the catalogue's sentence `key`; `options` answer `step` at `visit`, `links` open pages.

    `keep` marks what is worth keeping as a card.
    """

    key: str
    params: Mapping[str, Any] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    links: tuple[Option, ...] = ()
    step: str = ""
    visit: int = 0
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """Write one line of the event log, at the visit it happened; never text or personal values in `data`."""

    kind: str
    step: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    visit: int = 0


@dataclass(frozen=True, slots=True)
class Consent:
    """Keep that a consent was given or refused for one purpose."""

    purpose: str
    given: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Keep the person's province (today's short name), and their commune's code if told, for the statistics."""

    province: str
    commune: str = ""


@dataclass(frozen=True, slots=True)
class Begin:
    """Open a conversation of that flow for the same person, with what the last one may hand on."""

    flow: str
    person: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    kept: Mapping[str, Kept] = field(default_factory=dict)
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wish:
    """The person wants to be helped by a person: their province and note, empty where they kept silent."""

    province: str
    note: str


@dataclass(frozen=True, slots=True)
class Erase:
    """Remove the person and all that is kept of them."""

    why: Literal["asked", "under_18"]


Effect = Say | Record | Consent | Place | Begin | Wish | Erase
