"""Turns: a batch of updates in one transaction, each worked in a savepoint of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

import structlog
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.events import Event
from bot.messages.message import Message
from bot.turns import from_outside, saying, sharing, when_written
from bot.turns.channel import OF_THE_KNOWN, Incoming
from bot.turns.house import House, day_of
from bot.turns.talk import Talk
from bot.turns.trying_out import tries
from storage import contacts, inbox
from storage.database import reading

log = structlog.get_logger()

_NONE: Mapping[int, Message] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one update; `message` answers it, where there is an answer now.

    "waiting" is stored but not worked, since another process holds the contact; it is worked soon.
    "looking" is answered once a name has been looked up (`look_ups.work`).
    """

    status: Literal["done", "repeated", "waiting", "failed", "erased", "looking"]
    message: Message | None = None
    address_id: int = 0


async def handle(house: House, batch: Sequence[Incoming]) -> list[Outcome]:
    """Store and work a batch; when this returns, everything is committed."""
    # Counting takes its time: never inside the transaction that everybody waits for.
    replies = [await _staff_reply(house, incoming) for incoming in batch]
    async with house.engine.begin() as db:
        pairs = zip(batch, replies, strict=True)
        return [await _handle_one(house, db, incoming, reply) for incoming, reply in pairs]


async def work_waiting(house: House) -> int:
    """Work what was stored and not worked, oldest first; the number of addresses worked."""
    async with reading(house.engine).begin() as db:
        found = await inbox.addresses_waiting(db)
    for address_id in found:
        async with house.engine.begin() as db:
            await _work_address(house, db, address_id)
        house.tell(address_id)
    return len(found)


class BusyError(Exception):
    """Another process works for this contact: later."""


async def happen(
    house: House,
    db: AsyncConnection,
    address_id: int,
    conversation_id: str,
    event: Event,
    *,
    kind: Literal["reply", "reminder"],
    test: bool,
) -> Message | None:
    """Let something happen to a conversation that nobody did, and say what comes of it, if anything.

    BusyError where another process holds the contact.
    """
    contact = await contacts.lock(db, address_id)
    if contact is None:
        raise BusyError
    channel, _, _ = await contacts.where(db, house.keys, address_id)
    if kind == "reply" and contact.conversation != conversation_id:
        return None  # they are in another talk by now; the older one asks again when they are back
    talk = Talk(db, house, contact, channel, test, house.today())
    message = await talk.happen(conversation_id, event)
    if message is not None:
        await saying.say(house, db, address_id, channel, message, kind=kind)
        await saying.show_elsewhere(house, db, address_id, message)
    return message


async def _staff_reply(house: House, incoming: Incoming) -> Message | None:
    if house.staff_reply is None or not incoming.said or not _is_staff(house, incoming):
        return None
    return await house.staff_reply(house, incoming.channel, incoming.address, incoming.said)


def _is_staff(house: House, incoming: Incoming) -> bool:
    return f"{incoming.channel}:{incoming.address}" in house.staff


async def _handle_one(
    house: House, db: AsyncConnection, incoming: Incoming, reply: Message | None
) -> Outcome:
    address_id = await contacts.find_address(
        db, house.keys, incoming.channel, incoming.account, incoming.address
    )
    if address_id is None:
        if await inbox.known(db, incoming.channel, incoming.account, incoming.update_id):
            return Outcome("repeated")  # the sender has been erased by it, and does not come back by it
        if incoming.other in OF_THE_KNOWN:
            return Outcome("done")  # nobody we know
        if await sharing.from_a_stranger(house, db, incoming):
            return Outcome("done")
        address_id = await _new_address(house, db, incoming)
    stored = await inbox.store(
        db,
        channel=incoming.channel,
        account=incoming.account,
        update_id=incoming.update_id,
        address_id=address_id,
        now=incoming.at,
        body={**incoming.body(), "test": incoming.test or await tries(house, db, address_id)},
    )
    if stored is None:
        return Outcome("repeated")
    return await _work_address(house, db, address_id, {stored: reply} if reply else {})


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


async def _work_address(
    house: House, db: AsyncConnection, address_id: int, replies: Mapping[int, Message] = _NONE
) -> Outcome:
    """Work everything that waits for the contact behind an address; the outcome of the newest from there.

    `replies` are answers that were found outside the talk, by the update they answer.
    """
    outcome = Outcome("waiting")
    contact = await contacts.lock(db, address_id)
    if contact is None:
        return outcome
    for waiting in await inbox.waiting(db, contact.id):
        worked = await _work(house, db, waiting, replies.get(waiting.id))
        if waiting.address_id == address_id or worked.status == "erased":
            outcome = worked
        if worked.status == "erased":
            break  # the rows behind it are gone with the contact
    return outcome


async def _work(house: House, db: AsyncConnection, waiting: inbox.Waiting, reply: Message | None) -> Outcome:
    try:
        async with db.begin_nested():
            return await _turn(house, db, waiting, reply)
    except Exception as fault:
        # One broken turn must not take the batch along; no text in the log, only where it broke.
        log.error("turn_failed", inbox=waiting.id, fault=type(fault).__name__, exc_info=True)
        message = await saying.sorry(house, db, waiting)
        await saying.answer(house, db, waiting, message, "failed")
        return Outcome("failed", message, waiting.address_id)


async def _turn(house: House, db: AsyncConnection, waiting: inbox.Waiting, reply: Message | None) -> Outcome:
    contact = await contacts.lock(db, waiting.address_id)
    if contact is None:
        raise LookupError(f"address {waiting.address_id} has no contact any more")
    if waiting.body["other"] in OF_THE_KNOWN:
        erased = await from_outside.work(house, db, waiting, contact)
        return Outcome("erased") if erased else Outcome("done", None, waiting.address_id)
    if house.channels[waiting.channel].delivery == "sent":
        waiting = await when_written.heard(house, db, waiting)
    return await _hear(house, db, waiting, contact, reply)


async def _hear(
    house: House,
    db: AsyncConnection,
    waiting: inbox.Waiting,
    contact: contacts.Contact,
    reply: Message | None,
) -> Outcome:
    test, today = bool(waiting.body["test"]), day_of(waiting.received_at)
    talk = Talk(db, house, contact, waiting.channel, test, today, house.now())
    decided = await sharing.decided(talk, waiting.body)
    if reply is None and decided == "silent":
        await inbox.close(db, waiting.id, "done")
        return Outcome("done", None, waiting.address_id)
    if (back := await from_outside.given_back(house, db, waiting, contact, talk)) is not None:
        message: Message | None = back
    elif reply is None:
        message = await sharing.hear(talk, dict(waiting.body), decided)
    else:  # what was asked has nothing to do with the talk: its open question stands below
        asked = await talk.hear({**waiting.body, "said": None})
        message = replace(asked, paragraphs=reply.paragraphs) if asked else reply
    if talk.erased:
        address_id = await saying.last_word(house, db, waiting, contact, message)
        return Outcome("erased", message, address_id)
    if message is None:
        await inbox.close(db, waiting.id, "done")
    else:
        await saying.answer(house, db, waiting, message, "done")
    return Outcome("looking" if talk.looking else "done", message, waiting.address_id)
