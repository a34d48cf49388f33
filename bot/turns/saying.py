"""Putting what a turn says where it belongs: to be fetched, to be sent, over an apology, or as the last word."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.events import Resumed
from bot.conversation.params import base_params
from bot.messages.message import Message
from bot.turns import stored_message
from bot.turns.house import House
from bot.turns.talk import Talk
from storage import contacts, inbox, outbox


async def say(
    house: House,
    db: AsyncConnection,
    address_id: int,
    channel: str,
    message: Message,
    *,
    kind: Literal["reply", "reminder", "last"] = "reply",
    inbox_id: int | None = None,
) -> None:
    """Put a message into the outbox of an address, as its channel wants it: to be sent or to be fetched."""
    await outbox.put(
        db,
        address_id=address_id,
        inbox_id=inbox_id,
        body=stored_message.write(message),
        keep=message.keep,
        sent=house.channels[channel].delivery == "sent",
        now=house.now(),
        kind=kind,
    )


async def answer(
    house: House, db: AsyncConnection, waiting: inbox.Waiting, message: Message, status: str
) -> None:
    """Put the answer to an update, and close the update with that status."""
    await say(house, db, waiting.address_id, waiting.channel, message, inbox_id=waiting.id)
    await show_elsewhere(house, db, waiting.address_id, message)
    await inbox.close(db, waiting.id, status)


async def show_elsewhere(house: House, db: AsyncConnection, address_id: int, message: Message) -> None:
    """Let the person's other pages show what stands now: a page shows the talk, wherever it went on."""
    for other, channel in await contacts.others(db, address_id):
        if house.channels[channel].delivery == "fetched":
            await say(house, db, other, channel, message)


async def last_word(
    house: House,
    db: AsyncConnection,
    waiting: inbox.Waiting,
    contact: contacts.Contact,
    message: Message | None,
) -> int:
    """Remove the contact; where the message that says so is sent, only its bare address stays until then.

    The id of that address, 0 where the message is only shown.
    """
    sent = message is not None and house.channels[waiting.channel].delivery == "sent"
    where = await contacts.where(db, house.keys, waiting.address_id) if sent else None
    others = [other for other, _ in await contacts.others(db, waiting.address_id)]
    await inbox.keep_keys(db, [waiting.address_id, *others])
    await contacts.remove(db, contact.id)
    if where is None or message is None:
        return 0
    address_id = await contacts.add_address(db, house.keys, *where, house.now())
    await contacts.heard(db, address_id, house.now())  # else no channel with a window would send it
    await say(house, db, address_id, waiting.channel, message, kind="last")
    return address_id


async def sorry(house: House, db: AsyncConnection, waiting: inbox.Waiting) -> Message:
    """The apology over the question that is still open, with its buttons, where that can be had."""
    said = house.book.messages.render("common.sorry", base_params(house.book, house.today()))
    standing = await outbox.last(db, waiting.address_id)
    open_ = stored_message.read(standing.body) if standing else await _asked_again(house, db, waiting)
    return replace(open_, paragraphs=(said,)) if open_ else Message((said,))


async def _asked_again(house: House, db: AsyncConnection, waiting: inbox.Waiting) -> Message | None:
    """The open question once more, where nothing of what was sent is kept; None where asking fails as well."""
    contact = await contacts.lock(db, waiting.address_id)
    if contact is not None and contact.conversation is not None:
        with suppress(Exception):
            async with db.begin_nested():
                talk = Talk(db, house, contact, waiting.channel, bool(waiting.body["test"]), house.today())
                return await talk.happen(contact.conversation, Resumed())
    return None
