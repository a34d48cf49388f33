"""What can happen to a conversation; control signals are events, never made-up messages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Started:
    """A flow begins; `rotation` is the shell's random number for fair orders."""

    rotation: int = 0


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
class Resumed:
    """The person is back in this conversation after another one: ask the open question again."""


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


Event = Started | Said | Pressed | Resumed | Back | Edit | Restart | Forget | TakenOver | GivenBack
