"""What can happen to a conversation; control signals are events, never made-up messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Result = Literal["free", "taken", "unchecked"]
RESULTS: tuple[Result, ...] = ("taken", "unchecked", "free")


@dataclass(frozen=True, slots=True)
class Started:
    """A flow begins, by a reminder or the person; `rotation` is the shell's random number for fair orders.

    `fresh` where consents given before do not count.
    """

    rotation: int = 0
    reminded: bool = False
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """The person wrote `text`; `late` where it was written to an earlier question than the open one."""

    text: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class Pressed:
    """The person pressed the option at `index` of what `step` showed at `visit`."""

    visit: int
    step: str
    index: int


@dataclass(frozen=True, slots=True)
class Sent:
    """Something arrived that nobody reads: a photo, a voice message, a sticker, an edited message."""

    what: str


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What a look-up asked for at `visit` found out about the answer `value`, at `at` o'clock ("14:05")."""

    visit: int
    step: str
    value: Any
    typed: bool
    result: Result
    at: str


@dataclass(frozen=True, slots=True)
class TimerFired:
    """The reminder that was asked for at `visit` is due."""

    visit: int


@dataclass(frozen=True, slots=True)
class AnotherName:
    """The person wants another name than the one this ended conversation led to."""


@dataclass(frozen=True, slots=True)
class Resumed:
    """The person is back in this conversation, or just arrived: ask the open question again."""


@dataclass(frozen=True, slots=True)
class Back:
    """One answered question back, or out of an edit."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Ask `step` again and keep every other answer."""

    step: str


@dataclass(frozen=True, slots=True)
class Restart:
    """Begin again after the person confirmed it."""


@dataclass(frozen=True, slots=True)
class Forget:
    """Erase everything about this person, as they confirmed."""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A person of the office answers from here on."""


@dataclass(frozen=True, slots=True)
class GivenBack:
    """The assistant answers again."""


Event = (
    Started
    | Said
    | Pressed
    | Sent
    | LookedUp
    | TimerFired
    | AnotherName
    | Resumed
    | Back
    | Edit
    | Restart
    | Forget
    | TakenOver
    | GivenBack
)
