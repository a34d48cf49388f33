"""How a message looks in Zalo: its text in parts, and the buttons under the last of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.channels.zalo_oa.channel import MOST_BUTTONS, TEXT_CHARS, TITLE_CHARS, Buttons, ZaloOa
from bot.messages.message import LinkButton, Message, fit
from bot.messages.parts import split_text

PREFIX = "#hd:"  # what a pressed button says begins with it: no sentence does


@dataclass(frozen=True, slots=True)
class Layout:
    """What is sent: one message a text, the buttons with the last."""

    texts: tuple[str, ...]
    buttons: tuple[Mapping[str, Any], ...]


def lay_out(message: Message, buttons: Buttons) -> Layout:
    """The message as texts and buttons; what does not fit among five buttons becomes lines of the text.

    The way out to the official page never does: a line in every message would stand above every question, and
    the words for it are told in the greeting.
    """
    can = ZaloOa(buttons).can
    answers = fit(replace(message, links=()), can).buttons
    room = MOST_BUTTONS - len(answers) if can.link_buttons else 0
    links = tuple(link for link in message.links if _opens(link))[:room]
    lines = tuple(f"{link.label}:\n{link.url}" for link in message.links if link not in links)
    official = (message.official,) if message.official and _opens(message.official) else ()
    opening = (*links, *official)[:room]
    whole = replace(message, paragraphs=(*message.paragraphs, *lines), links=(), official=None)
    kind = "oa.query.show" if buttons == "show" else "oa.query.hide"
    made = [{"title": b.label, "type": kind, "payload": f"{PREFIX}{b.data}"} for b in answers]
    return Layout(split_text(fit(whole, can).text, TEXT_CHARS), (*made, *_links(opening)))


def _links(links: Sequence[LinkButton]) -> list[dict[str, Any]]:
    return [{"title": x.label, "type": "oa.open.url", "payload": {"url": x.url}} for x in links]


def _opens(link: LinkButton) -> bool:
    return link.url.startswith("https://") and len(link.label) <= TITLE_CHARS
