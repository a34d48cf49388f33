"""Looking at a conversation without taking a turn: what a page shows when it is opened."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.advance import advance
from bot.conversation.conversation import Conversation, from_json, thread_from_json
from bot.conversation.effects import Say
from bot.conversation.events import Started
from bot.conversation.replay import replay
from bot.conversation.transcript import Exchange, transcript
from bot.messages.compose import compose
from bot.messages.message import Message
from bot.turns import stored_message
from bot.turns.house import House
from storage import contacts, conversations, outbox
from storage.database import reading

NEW = "new"


@dataclass(frozen=True, slots=True)
class View:
    """The exchanges behind us as (our sentence, their answer or ""), the card if any, the message that stands.

    `visit` is what the person sees, to be sent along with what they type. `card` is None where the message is it.
    `row` rises with every message that comes to stand at an address; 0 before the first. `also` is the channel where
    the talk is open as well, empty for none; `joined` where it came here from there.
    """

    past: tuple[tuple[str, str], ...]
    message: Message
    visit: int
    card: Message | None = None
    row: int = 0
    also: str = ""
    joined: bool = False


def opening(house: House) -> View:
    """What somebody sees who is not here yet; nothing is stored."""
    book = house.book
    conversation, effects = advance(book, Conversation(NEW, book.opening), Started(), house.today())
    said = [(NEW, e) for e in effects if isinstance(e, Say)]
    return View((), compose(said, book.messages, {}), conversation.visit)


async def look(house: House, channel: str, account: str, address: str) -> View | None:
    """What stands at an address, None where it is unknown (any more)."""
    async with reading(house.engine).begin() as db:
        address_id = await contacts.find_address(db, house.keys, channel, account, address, renew=False)
        if address_id is None:
            return None
        last, card = await outbox.last(db, address_id), await outbox.card(db, address_id)
        conversation = await _active(db, address_id)
        also, joined = await _also_at(db, address_id)
    if last is None or conversation is None:
        return None
    message = stored_message.read(last.body)
    apart = stored_message.read(card.body) if card and card.id != last.id else None
    # What the standing message tells need not stand behind it as well.
    past = tuple(p for p in _past(house, conversation) if p[1] or p[0] not in message.paragraphs)
    return View(past, message, conversation.visit, apart, last.id, also, joined)


async def standing(house: House, channel: str, account: str, address: str) -> tuple[int, int] | None:
    """An address's id and the row of the message that stands (0 for none yet), None where it is unknown."""
    async with reading(house.engine).begin() as db:
        address_id = await contacts.find_address(db, house.keys, channel, account, address, renew=False)
        last = await outbox.last(db, address_id) if address_id is not None else None
    return None if address_id is None else (address_id, last.id if last else 0)


async def _active(db: AsyncConnection, address_id: int) -> Conversation | None:
    contact = await contacts.of_address(db, address_id)
    if contact is None or contact.conversation is None:
        return None
    stored = await conversations.load(db, contact.conversation, contact.id)
    return from_json(stored.state, thread_from_json(contact.thread)) if stored else None


async def _also_at(db: AsyncConnection, address_id: int) -> tuple[str, bool]:
    """The channel of the contact's oldest other address, empty for none, and whether that came before this one."""
    others = await contacts.others(db, address_id)
    return (others[0][1], others[0][0] < address_id) if others else ("", False)


def _past(house: House, conversation: Conversation) -> tuple[tuple[str, str], ...]:
    flow = house.book.flows.get(conversation.flow)
    if conversation.ended or flow is None:
        return ()
    path = replay(house.book, flow, conversation, house.today())
    return tuple(_worded(house, exchange) for exchange in transcript(path))


def _worded(house: House, exchange: Exchange) -> tuple[str, str]:
    messages, answer = house.book.messages, exchange.answer
    said = (answer.text or messages.label(answer.key)) if answer else ""
    return messages.render(exchange.say.key, exchange.say.params), said
