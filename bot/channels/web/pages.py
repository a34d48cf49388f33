"""The web channel's HTML: one page, one fragment, one note; everything escaped by Jinja2."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.channels.web.blocks import blocks
from bot.messages.catalogue import Catalogue
from bot.messages.message import Message
from bot.turns.house import House
from bot.turns.view import View

_HERE = Path(__file__).parent
_KINDS = {".css": "text/css", ".js": "text/javascript"}
CHANNEL = ACCOUNT = "web"
COMMANDS = ("back", "edit", "why", "restart", "questions", "human", "my_data")


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file that pages load, and its media type."""

    text: str
    kind: str


@cache
def static() -> Mapping[str, StaticFile]:
    """The files that pages load, by name."""
    files = sorted((_HERE / "static").iterdir())
    return {f.name: StaticFile(f.read_text("utf-8"), _KINDS[f.suffix]) for f in files}


@cache
def _html() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(house: House, view: View, action: str, notice: str = "", source: str | None = None) -> str:
    """The whole conversation as a page; its forms post to `action`, with the code somebody came with."""
    asked = _asked(view, action, source=source)
    elsewhere = _elsewhere(house, view)
    return _render(
        house, "page.html", past=view.past, card=view.card, notice=notice, elsewhere=elsewhere, **asked
    )


def fragment(house: House, view: View, action: str) -> str:
    """The newest message and its forms, for a page that is already there."""
    return _render(house, "fragment.html", **_asked(view, action))


def last_words(house: House, message: Message, *, whole: bool) -> str:
    """A message after which nothing is kept, as a page or as a fragment."""
    view = View((), message, 0)
    template = "page.html" if whole else "fragment.html"
    asked = _asked(view, "/", over=True)
    return _render(house, template, past=(), card=None, notice="", elsewhere=None, **asked)


def note(house: House, notice: str, *links: tuple[str, str]) -> str:
    """A short notice with links (label, address)."""
    return _render(house, "note.html", notice=notice, links=links)


def referral(house: House, code: str | None, *, zalo: str, telegram: str, chat: str) -> str:
    """The choice of where to talk; an address that is empty is not offered."""
    return _render(house, "referral.html", code=code, zalo=zalo, telegram=telegram, chat=chat)


def invitation(house: House, action: str, channel: str, since: str) -> str:
    """Whose talk would go on here, and the button that posts to `action`."""
    nonce = secrets.token_urlsafe(12)
    return _render(house, "invitation.html", action=action, channel=channel, since=since, nonce=nonce)


def embed(house: House) -> str:
    """The script that a portal's page loads to offer the chat."""
    messages = house.book.messages
    words = {word: messages.label(f"web.embed.{word}") for word in ("open", "title", "close")}
    return _render(house, "embed.js", words=words)


def _elsewhere(house: House, view: View) -> Mapping[str, Any] | None:
    """What a page says for as long as its talk is open somewhere else as well; None where it is not."""
    if not view.also:
        return None
    key = "another_page" if view.also == CHANNEL else f"channels.{view.also}"
    return {"channel": house.book.messages.label(f"web.join.{key}"), "joined": view.joined}


def _asked(view: View, action: str, *, over: bool = False, source: str | None = None) -> dict[str, Any]:
    return {
        "message": view.message,
        "visit": view.visit,
        "row": view.row,
        "action": action,
        "nonce": secrets.token_urlsafe(12),
        "over": over,
        "source": source,
    }


def _render(house: House, template: str, **values: Any) -> str:
    messages: Catalogue = house.book.messages
    return (
        _html()
        .get_template(template)
        .render(
            t=lambda key: messages.label(f"web.{key}"),
            blocks=blocks,
            office=house.book.office,
            commands=[(name, house.book.commands[name][0]) for name in COMMANDS],
            registrars=house.book.links["registrars"],
            edition=_edition(),
            **values,
        )
    )


@cache
def _edition() -> str:
    """Changes with the static files, so that caches may keep them for long."""
    content = "".join(file.text for file in static().values())
    return hashlib.sha256(content.encode()).hexdigest()[:8]
