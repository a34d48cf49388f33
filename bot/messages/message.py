"""A message as a channel gets it: paragraphs, buttons, links – already worded and fitted."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Button:
    """A button that answers; `data` is what comes back, at most 64 ASCII bytes."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class LinkButton:
    """A button (or a line) that opens an https address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message of one turn: what there is to say, links, then the open question with its buttons.

    `keep` marks a card worth keeping; `official` is the way out of the talk that every turn offers; `copy` is
    what a person will want to paste elsewhere: the chosen name. `numbered` stands between a question and its
    options where these are numbers to type.
    """

    paragraphs: tuple[str, ...]
    question: str = ""
    buttons: tuple[Button, ...] = ()
    links: tuple[LinkButton, ...] = ()
    keep: bool = False
    official: LinkButton | None = None
    copy: str | None = None
    numbered: str = ""

    @property
    def text(self) -> str:
        """All that is said, a blank line between."""
        return "\n\n".join((*self.paragraphs, *((self.question,) if self.question else ())))


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a channel can show, as data; 0 buttons means text only.

    `card_apart` where a card to keep is a message of its own, and the question comes in another after it.
    """

    max_buttons: int
    label_chars: int
    text_chars: int
    link_buttons: bool
    card_apart: bool = False


def fit(message: Message, can: Capabilities) -> Message:
    """The message for a channel: buttons that do not fit become numbered lines, links lines of their own.

    The open question and its numbers stand last, so that they are what is seen when the message is read.
    """
    paragraphs, links = message.paragraphs, message.links
    if links and not can.link_buttons:
        paragraphs, links = (*paragraphs, *(f"{x.label}:\n{x.url}" for x in links)), ()
    question, buttons = message.question, message.buttons
    if len(buttons) > can.max_buttons or any(len(b.label) > can.label_chars for b in buttons):
        lines = [f"{n}. {b.label}" for n, b in enumerate(buttons, 1)]
        question, buttons = "\n".join(filter(None, (question, message.numbered, *lines))), ()
    return replace(message, paragraphs=paragraphs, question=question, buttons=buttons, links=links)
