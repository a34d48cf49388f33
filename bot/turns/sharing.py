"""The rule of a shared account inside a turn: decided under the contact's lock, nothing kept of what is not ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.events import GivenBack
from bot.conversation.shared_account import Arrived, Decision, Standing, decide
from bot.messages.message import Message
from bot.turns.channel import Incoming
from bot.turns.house import House
from bot.turns.talk import Talk
from bot.understanding.entries import is_entry
from storage import conversations, inbox


async def from_a_stranger(house: House, db: AsyncConnection, incoming: Incoming) -> bool:
    """True where somebody we do not know means somebody else: only the update's key is kept."""
    if incoming.channel not in house.shared or _decide(house, None, incoming.body()) != "silent":
        return False
    await inbox.store_key(
        db,
        channel=incoming.channel,
        account=incoming.account,
        update_id=incoming.update_id,
        now=incoming.at,
    )
    return True


async def decided(talk: Talk, body: Mapping[str, Any]) -> Decision:
    """What an update of somebody we know is to us; in an account of our own everything is answered."""
    if talk.channel not in talk.house.shared:
        return "answer"
    stands = await _stands(talk)
    if stands is None:
        return _decide(talk.house, None, body)
    quiet = talk.house.now() - stands.changed_at
    return _decide(talk.house, Standing(stands.open, stands.with_person, quiet), body)


async def hear(talk: Talk, body: dict[str, Any], decision: Decision) -> Message | None:
    """The answer to what is for us; whoever calls the assistant takes the talk back from the person who has it."""
    active = talk.contact.conversation
    if decision == "enter" and active and (stands := await _stands(talk)) and stands.with_person:
        return await talk.happen(active, GivenBack())
    # Whoever calls the assistant just arrives: the open question or the menu is put again.
    called = decision == "enter" and body["said"] and is_entry(body["said"], talk.house.book.entries)
    return await talk.hear({**body, "said": None} if called else body)


def _decide(house: House, standing: Standing | None, body: Mapping[str, Any]) -> Decision:
    arrived = Arrived(body["said"], body["pressed"], body["other"], body["source"])
    return decide(standing, arrived, house.book.entries, house.book.commands)


async def _stands(talk: Talk) -> conversations.Stands | None:
    active = talk.contact.conversation
    return await conversations.stands(talk.db, active) if active else None
