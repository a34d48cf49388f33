"""What a turn asks the shell to do; the shell mints links and renders before it commits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.conversation.conversation import Kept
from bot.conversation.events import Event


@dataclass(frozen=True, slots=True)
class Link:
    """What a link opens: a page as it is, or something the shell makes an address for.

    "registrar" is handed out as /r/<token>, its first click counts; "given" is that link once more;
    "calendar" is an entry `days` from today; "export" is what we keep of the person, to take along; "join" is
    this talk on the web.
    """

    url: str = ""
    kind: Literal["page", "registrar", "given", "calendar", "export", "join"] = "page"
    registrar: str = ""
    days: int = 0


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
    """Open a conversation of that flow for the same person, with what the last one may hand on.

    `fresh` where consents are asked for again: somebody else may have the telephone now. `reminded` where a
    reminder begins it and not the person.
    """

    flow: str
    fresh: bool = False
    answers: Mapping[str, Any] = field(default_factory=dict)
    kept: Mapping[str, Kept] = field(default_factory=dict)
    told: Mapping[str, str] = field(default_factory=dict)
    reminded: bool = False


@dataclass(frozen=True, slots=True)
class Hand:
    """Let that conversation of the same person, an ended one, hear an event."""

    conversation: str
    event: Event


@dataclass(frozen=True, slots=True)
class LookUp:
    """Look a domain name up and tell the conversation (`LookedUp`), which waits at `visit` with the answer."""

    step: str
    visit: int
    name: str
    value: Any
    typed: bool


@dataclass(frozen=True, slots=True)
class Remind:
    """Tell the conversation (`TimerFired` at `visit`) in so many days, at a decent hour."""

    days: int
    visit: int


@dataclass(frozen=True, slots=True)
class Note:
    """Words for the office: a wish for help, a comment, a school; with the province where it was said."""

    kind: str
    text: str
    province: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """What was not understood at a step, masked: staff mend the words from it."""

    step: str
    text: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    """The consent to one purpose is withdrawn: what was kept for it goes."""

    purpose: str


@dataclass(frozen=True, slots=True)
class Erase:
    """Remove the person and all that is kept of them."""

    why: Literal["asked", "under_18"]


Effect = Say | Record | Consent | Place | Begin | Hand | LookUp | Remind | Note | Unread | Withdraw | Erase
