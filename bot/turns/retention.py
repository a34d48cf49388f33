"""Keeping no longer than promised: sensitive answers, idle contacts, worked keys."""

from __future__ import annotations

from datetime import timedelta

from bot.conversation.conversation import from_json, to_json
from bot.conversation.ending import without_sensitive
from bot.conversation.replay import replay
from bot.turns.house import House
from storage import contacts, conversations, events, inbox

SENSITIVE_DAYS = 7
DEDUPE_DAYS = 30


async def tidy(house: House, retention_days: int) -> dict[str, int]:
    """Erase what is over its time; how many contacts, open conversations and inbox keys it touched."""
    now = house.now()
    async with house.engine.begin() as db:
        idle = await contacts.unseen_since(db, now - timedelta(days=retention_days))
        for contact in idle:
            await events.renumber(db, contact.number)
            await contacts.remove(db, contact.id)
        stale = await conversations.open_unchanged_since(db, now - timedelta(days=SENSITIVE_DAYS))
        for stored in stale:
            conversation = from_json(stored.state)
            flow = house.book.flows.get(conversation.flow)
            if flow is not None:
                path = replay(house.book, flow, conversation, house.today())
                await conversations.replace_state(db, stored.id, to_json(without_sensitive(path)))
        keys = await inbox.forget_before(db, now - timedelta(days=DEDUPE_DAYS))
    return {"contacts": len(idle), "conversations": len(stale), "inbox": keys}
