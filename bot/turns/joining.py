"""A talk that goes on at another address: the same contact, the same answers, never without the person's own tap."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.events import Resumed
from bot.conversation.params import base_params
from bot.messages.message import Message
from bot.turns import saying
from bot.turns.channel import open_since
from bot.turns.house import House
from bot.turns.intake import COMMIT_SECONDS, TooSlowError
from bot.turns.talk import Talk
from bot.turns.trying_out import tries
from storage import contacts, conversations, joined, joins
from storage.contacts import Contact
from storage.database import reading

MOST_PAGES = 3  # joined to one contact: each shows every answer again
_PAUSE = 0.1

Where = tuple[str, str, str]  # channel, account, address


@dataclass(frozen=True, slots=True)
class Invitation:
    """What may be said of a talk to whoever holds its link: on which channel, since when."""

    channel: str
    since: datetime | None


async def look(house: House, token: str) -> Invitation | None:
    """What the token opens, without using it up; None for an unknown, used or outdated one."""
    async with reading(house.engine).begin() as db:
        address_id = await joins.find(db, token, house.now())
        contact = await contacts.of_address(db, address_id) if address_id is not None else None
        if contact is None:
            return None
        channel, _, _ = await contacts.where(db, house.keys, contact.address_id)
        since = contact.conversation and await conversations.started_at(db, contact.conversation)
    return Invitation(channel, since or None)


async def join(house: House, token: str, where: Where) -> bool:
    """Let the talk go on at `where` too; the same token and place twice is one join. False for a closed token.

    TooSlowError where the contact is busy for longer than people wait.
    """
    for _ in range(round(COMMIT_SECONDS / _PAUSE)):
        async with house.engine.begin() as db:
            result, told = await _join(house, db, token, where)
        for address_id in told:
            house.tell(address_id)
        if result != "busy":
            return result == "joined"
        await asyncio.sleep(_PAUSE)
    raise TooSlowError


async def _join(
    house: House, db: AsyncConnection, token: str, where: Where
) -> tuple[Literal["joined", "closed", "busy"], tuple[int, ...]]:
    now = house.now()
    before = await joins.find(db, token, now)
    contact = await contacts.lock(db, before) if before is not None else None
    if before is not None and contact is None:
        return "busy", ()
    if contact is None or not await joins.take(db, token, now):
        # Used up – or this very tap, sent twice.
        known = await contacts.find_address(db, house.keys, *where) is not None
        return ("joined" if known else "closed"), ()
    address_id = await contacts.join_address(db, house.keys, contact.id, *where)
    closed = await _close_oldest(db, contact, where[0], address_id)
    here = replace(contact, address_id=address_id)
    test = await tries(house, db, contact.address_id)
    await _tell_earlier(house, db, contact)
    await _go_on(house, db, here, where[0], test=test)
    return "joined", (contact.address_id, address_id, *closed)


async def _close_oldest(db: AsyncConnection, contact: Contact, channel: str, newest: int) -> Sequence[int]:
    """Close what is over the most pages, the oldest first; the page that asked for the link stays."""
    pages = await joined.pages(db, contact.id, channel)
    others = [page for page in pages if page not in (contact.address_id, newest)]
    closed = others[: max(0, len(pages) - MOST_PAGES)]
    for page in closed:
        await joined.close(db, page, heir=newest)
    return closed


async def _tell_earlier(house: House, db: AsyncConnection, contact: Contact) -> None:
    """One line where the talk was until now, where messages are sent; a page shows it above what stands there."""
    channel, _, _ = await contacts.where(db, house.keys, contact.address_id)
    since = open_since(house.channels[channel].reach, house.now())
    if house.channels[channel].delivery != "sent":
        return
    if not await contacts.reachable(db, contact.address_id, since):
        return
    await saying.say(house, db, contact.address_id, channel, Message((_line(house, "moved"),)))


async def _go_on(house: House, db: AsyncConnection, contact: Contact, channel: str, *, test: bool) -> None:
    """The open question, or the menu, at the new address; while a person answers there is only the greeting."""
    talk = Talk(db, house, contact, channel, test, house.today(), house.now())
    asked = await talk.happen(contact.conversation, Resumed()) if contact.conversation else None
    await saying.say(house, db, contact.address_id, channel, _under(_line(house, "here"), asked))
    if asked is not None:
        moved = _under(_line(house, "moved"), asked)
        await saying.show_elsewhere(house, db, contact.address_id, moved)


def _line(house: House, name: str) -> str:
    return house.book.messages.render(f"on_web.{name}", base_params(house.book, house.today()))


def _under(line: str, asked: Message | None) -> Message:
    return replace(asked, paragraphs=(line, *asked.paragraphs)) if asked else Message((line,))
