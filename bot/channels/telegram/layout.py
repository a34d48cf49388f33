"""How a message looks in Telegram: its text, and the keyboard under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from ipaddress import ip_address
from urllib.parse import urlsplit

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.messages.message import Button, Capabilities, LinkButton, Message, fit

_SHORT = 16  # characters that still show whole where two buttons share a row
_MOST_COPIED = 256

TEXT_ONLY = Capabilities(max_buttons=0, label_chars=0, text_chars=4000, link_buttons=False)


@dataclass(frozen=True, slots=True)
class Layout:
    """What is sent."""

    text: str
    keyboard: InlineKeyboardMarkup | None


def lay_out(message: Message, can: Capabilities, copy_label: str) -> Layout:
    """The message as text and keyboard; links that Telegram takes into no button are lines of the text."""
    links = (*message.links, *((message.official,) if message.official else ()))
    opening = tuple(link for link in links if can.link_buttons and _opens(link.url))
    lines = tuple(f"{link.label}:\n{link.url}" for link in links if link not in opening)
    whole = replace(message, paragraphs=(*message.paragraphs, *lines), links=opening, official=None)
    fitted = fit(whole, can)
    rows = [*_answers(fitted.buttons), *_copy(message, can, copy_label), *_links(fitted.links)]
    return Layout(fitted.text, InlineKeyboardMarkup(rows) if rows else None)


def _answers(buttons: Sequence[Button]) -> list[list[InlineKeyboardButton]]:
    wide = 2 if all(len(b.label) <= _SHORT for b in buttons) else 1
    made = [InlineKeyboardButton(b.label, callback_data=b.data) for b in buttons]
    return [made[at : at + wide] for at in range(0, len(made), wide)]


def _copy(message: Message, can: Capabilities, label: str) -> list[list[InlineKeyboardButton]]:
    if not can.max_buttons or not message.copy or len(message.copy) > _MOST_COPIED:
        return []
    return [[InlineKeyboardButton(label, copy_text=CopyTextButton(message.copy))]]


def _links(links: Sequence[LinkButton]) -> list[list[InlineKeyboardButton]]:
    return [[InlineKeyboardButton(link.label, url=link.url)] for link in links]


def _opens(url: str) -> bool:
    """True for http(s) with a host that has a name: Telegram refuses a button to anything else."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or "." not in host.strip("."):
        return False
    try:
        ip_address(host)
    except ValueError:
        return True
    return False
