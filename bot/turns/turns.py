"""Turns: a batch of updates in one transaction, each worked in a savepoint of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import structlog
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.params import base_params
from bot.messages.message import Message
from bot.turns import stored_message
from bot.turns.channel import Incoming
from bot.turns.house import House, day_of
from bot.turns.talk import Talk
from storage import contacts, inbox, outbox
from storage.database import reading

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one update; `message` answers it, where it was worked now.

    "waiting" is stored but not worked, since another process holds the contact; it is worked soon.
    """

    status: Literal["done", "repeated", "waiting", "failed", "erased"]
    message: Message | None = None


async def handle(house: House, batch: Sequence[Incoming]) -> list[Outcome]:
    """Store and work a batch; when this returns, everything is committed."""
    async with house.engine.begin() as db:
        return [await _handle_one(house, db, incoming) for incoming in batch]


async def work_waiting(house: House) -> int:
    """Work what was stored and not worked, oldest first; the number of addresses worked."""
    async with reading(house.engine).begin() as db:
        found = await inbox.addresses_waiting(db)
    for address_id in found:
        async with house.engine.begin() as db:
            await _work_address(house, db, address_id)
    return len(found)


async def _handle_one(house: House, db: AsyncConnection, incoming: Incoming) -> Outcome:
    address_id = await contacts.find_address(
        db, house.keys, incoming.channel, incoming.account, incoming.address
    )
    if address_id is None:
        if await inbox.known(db, incoming.channel, incoming.account, incoming.update_id):
            return Outcome("repeated")  # the sender has been erased by it, and does not come back by it
        address_id = await _new_address(house, db, incoming)
    stored = await inbox.store(
        db,
        channel=incoming.channel,
        account=incoming.account,
        update_id=incoming.update_id,
        address_id=address_id,
        now=incoming.at,
        body=incoming.body(),
    )
    if stored is None:
        return Outcome("repeated")
    return await _work_address(house, db, address_id)


async def _new_address(house: House, db: AsyncConnection, incoming: Incoming) -> int:
    where = (incoming.channel, incoming.account, incoming.address)
    try:
        async with db.begin_nested():
            return await contacts.add_address(db, house.keys, *where, incoming.at)
    except IntegrityError:  # another process was a moment earlier
        found = await contacts.find_address(db, house.keys, *where)
        if found is None:
            raise
        return found


async def _work_address(house: House, db: AsyncConnection, address_id: int) -> Outcome:
    """Work everything that waits for an address; the outcome of the newest."""
    outcome = Outcome("waiting")
    contact = await contacts.lock(db, address_id)
    if contact is None:
        return outcome
    for waiting in await inbox.waiting(db, address_id):
        outcome = await _work(house, db, waiting)
        if outcome.status == "erased":
            break  # the rows behind it are gone with the contact
    return outcome


async def _work(house: House, db: AsyncConnection, waiting: inbox.Waiting) -> Outcome:
    try:
        async with db.begin_nested():
            return await _turn(house, db, waiting)
    except Exception as fault:
        # One broken turn must not take the batch along; no text in the log, only where it broke.
        log.error("turn_failed", inbox=waiting.id, fault=type(fault).__name__, exc_info=True)
        message = await _sorry(house, db, waiting.address_id)
        await _answer(house, db, waiting, message, "failed")
        return Outcome("failed", message)


async def _sorry(house: House, db: AsyncConnection, address_id: int) -> Message:
    """The apology over the question that is still open, with its buttons."""
    sorry = house.book.messages.render("common.sorry", base_params(house.book, house.today()))
    standing = await outbox.last(db, address_id)
    return replace(stored_message.read(standing.body), paragraphs=(sorry,)) if standing else Message((sorry,))


async def _turn(house: House, db: AsyncConnection, waiting: inbox.Waiting) -> Outcome:
    contact = await contacts.lock(db, waiting.address_id)
    if contact is None:
        raise LookupError(f"address {waiting.address_id} has no contact any more")
    talk = Talk(db, house, contact, waiting.channel, bool(waiting.body["test"]), day_of(waiting.received_at))
    message = await talk.hear(dict(waiting.body))
    if talk.erased:
        await inbox.keep_key(db, waiting.id)
        await contacts.remove(db, contact.id)
        return Outcome("erased", message)
    await _answer(house, db, waiting, message, "done")
    return Outcome("done", message)


async def _answer(
    house: House, db: AsyncConnection, waiting: inbox.Waiting, message: Message, status: str
) -> None:
    body = stored_message.write(message)
    await outbox.put(
        db,
        address_id=waiting.address_id,
        inbox_id=waiting.id,
        body=body,
        keep=message.keep,
        now=house.now(),
    )
    await inbox.close(db, waiting.id, status)
