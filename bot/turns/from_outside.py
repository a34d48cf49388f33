"""What happens to a contact outside the talk: they blocked us, withdrew at the channel's, or a person answers."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.events import Forget, GivenBack, TakenOver
from bot.messages.message import Message
from bot.turns import saying
from bot.turns.house import House, day_of
from bot.turns.talk import Talk
from storage import contacts, conversations, events, inbox, sending

# A channel tells when somebody of the office answers, and never when they have finished.
A_PERSON_ANSWERS_FOR = timedelta(hours=12)


async def work(house: House, db: AsyncConnection, waiting: inbox.Waiting, contact: contacts.Contact) -> bool:
    """Carry out what the update tells, without a word to anybody; True where the contact is erased by it."""
    other = waiting.body["other"]
    if other == "withdrawn":
        await _erase(house, db, waiting, contact)
        return True
    if other == "taken_over":
        await _take_over(house, db, waiting, contact)
    else:
        await sending.gone(db, waiting.address_id, house.now())
    await inbox.close(db, waiting.id, "done")
    return False


async def given_back(
    house: House, db: AsyncConnection, waiting: inbox.Waiting, contact: contacts.Contact, talk: Talk
) -> Message | None:
    """The open question again, where a person took over and said nothing for half a day; else None."""
    if house.channels[waiting.channel].delivery != "sent":  # nobody of the office answers there
        return None
    at = await conversations.with_person_since(db, waiting.address_id)
    if at is None or contact.conversation is None or house.now() - at < A_PERSON_ANSWERS_FOR:
        return None
    return await talk.happen(contact.conversation, GivenBack())


async def _take_over(
    house: House, db: AsyncConnection, waiting: inbox.Waiting, contact: contacts.Contact
) -> None:
    if contact.conversation is None:
        return
    if await conversations.with_person_since(db, waiting.address_id) is not None:
        await conversations.touch(db, contact.conversation, house.now())
        return
    await _talk(house, db, waiting, contact).happen(contact.conversation, TakenOver())


async def _erase(
    house: House, db: AsyncConnection, waiting: inbox.Waiting, contact: contacts.Contact
) -> None:
    talk = _talk(house, db, waiting, contact)
    if contact.conversation is not None:
        await talk.happen(contact.conversation, Forget())
    if not talk.erased:  # no talk of theirs can be read: its line in the event log is all that is missing
        await events.renumber(db, contact.number)
    await saying.last_word(house, db, waiting, contact, None)


def _talk(house: House, db: AsyncConnection, waiting: inbox.Waiting, contact: contacts.Contact) -> Talk:
    test, today = bool(waiting.body["test"]), day_of(waiting.received_at)
    return Talk(db, house, contact, waiting.channel, test, today)
