"""From a turn's effects to the one message that the person gets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.messages.button_data import write_button
from bot.messages.catalogue import Catalogue
from bot.messages.message import Button, LinkButton, Message


class Worded(Protocol):
    """An option as the conversation offers it."""

    @property
    def id(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def text(self) -> str: ...


class Spoken(Protocol):
    """A sentence to say, as the conversation asks for it."""

    @property
    def key(self) -> str: ...
    @property
    def params(self) -> Mapping[str, object]: ...
    @property
    def options(self) -> Sequence[Worded]: ...
    @property
    def links(self) -> Sequence[Worded]: ...
    @property
    def step(self) -> str: ...
    @property
    def visit(self) -> int: ...
    @property
    def keep(self) -> bool: ...


def compose(said: Sequence[tuple[str, Spoken]], catalogue: Catalogue, urls: Mapping[str, str]) -> Message:
    """One message: a paragraph per sentence, the last question with its buttons, every link once.

    `said` pairs each sentence with the id of its conversation; `urls` maps link ids to the addresses the
    shell made for them.
    """
    conversation, asking = next(((c, s) for c, s in reversed(said) if s.step), ("", None))
    rendered = [(s, catalogue.render(s.key, s.params)) for _, s in said]
    buttons = [
        Button(o.text or catalogue.label(o.key), write_button(conversation, asking.visit, asking.step, i))
        for i, o in enumerate(asking.options if asking else ())
        if asking
    ]
    links = {o.id: LinkButton(o.text or catalogue.label(o.key), urls[o.id]) for _, s in said for o in s.links}
    return Message(
        tuple(text for s, text in rendered if s is not asking),
        next((text for s, text in rendered if s is asking), ""),
        tuple(buttons),
        tuple(links.values()),
        any(s.keep for _, s in said),
        numbered=_numbered(asking, catalogue) if asking else "",
    )


def _numbered(asking: Spoken, catalogue: Catalogue) -> str:
    """What a question says of its numbers: its own words where it is first asked; empty for most.

    A lone number under a question that wants words is a way round it, and has to say so.
    """
    step, _, part = asking.key.rpartition(".")
    if part == "ask" and catalogue.has(own := f"{step}.numbered"):
        return catalogue.label(own)
    return catalogue.label("common.or_number") if len(asking.options) == 1 else ""
