"""Keeping no longer than promised: sensitive answers, idle contacts, worked keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.conversation.advance import advance
from bot.conversation.conversation import Conversation, from_json, thread_from_json, to_json
from bot.conversation.effects import Say
from bot.conversation.ending import without_sensitive
from bot.conversation.events import Resumed
from bot.conversation.flow import Flow
from bot.conversation.replay import replay
from bot.messages.compose import compose
from bot.messages.message import Message
from bot.turns import stored_message
from bot.turns.house import House
from storage import contacts, conversations, events, exports, inbox, joins, outbox
from storage.conversations import Stored
from storage.database import reading

log = structlog.get_logger()

SENSITIVE_DAYS = 7
DEDUPE_DAYS = 30


async def tidy(house: House, retention_days: int) -> dict[str, int]:
    """Erase what is over its time; how many contacts, open conversations and inbox keys it touched.

    Each in a transaction of its own: people go on writing meanwhile, and what they touch is left alone.
    """
    now = house.now()
    idle = await _idle_contacts(house, now - timedelta(days=retention_days))
    stale = await _sensitive_answers(house, now - timedelta(days=SENSITIVE_DAYS))
    async with house.engine.begin() as db:
        keys = await inbox.forget_before(db, now - timedelta(days=DEDUPE_DAYS))
        await outbox.forget_before(db, now - timedelta(days=DEDUPE_DAYS))
        await exports.forget_expired(db, now)
        await joins.forget_expired(db, now)
    return {"contacts": idle, "conversations": stale, "inbox": keys}


async def _idle_contacts(house: House, limit: datetime) -> int:
    async with reading(house.engine).begin() as db:
        idle = await contacts.unseen_since(db, limit)
    removed = 0
    for contact in idle:
        async with house.engine.begin() as db:
            if await contacts.remove_idle(db, contact.id, limit):
                await events.renumber(db, contact.number)
                removed += 1
    return removed


async def _sensitive_answers(house: House, limit: datetime) -> int:
    async with reading(house.engine).begin() as db:
        stale = await conversations.open_unchanged_since(db, limit)
    changed = 0
    for stored in stale:
        try:
            changed += await _strip(house, stored, limit)
        except Exception as fault:  # the others' time is over too
            log.error("not_tidied", conversation=stored.id, fault=type(fault).__name__, exc_info=True)
    return changed


async def _strip(house: House, stored: Stored, limit: datetime) -> bool:
    """Take the sensitive answers out of a conversation, and out of the message that stands for it."""
    conversation = from_json(stored.state, thread_from_json(stored.thread))
    flow = house.book.flows.get(conversation.flow)
    if flow is not None and not _holds_sensitive(flow, conversation):
        return False
    stripped, message = _stripped(house, flow, conversation)
    if stripped == conversation:
        return False
    async with house.engine.begin() as db:
        if not await conversations.replace_untouched(db, stored.id, to_json(stripped), limit):
            return False
        await outbox.reword(db, stored.id, stored_message.write(message))
    return True


def _holds_sensitive(flow: Flow, conversation: Conversation) -> bool:
    """True where an answer, or the buttons made of one (names of a name), may still be there."""
    sensitive = {i for s in flow.steps if s.sensitive for i in (s.id, *s.was)}
    made_of_them = {s.id for s in flow.steps if not sensitive.isdisjoint(s.uses)}
    shown, parked = conversation.shown, conversation.parked
    offered = shown is not None and shown.step in made_of_them and bool(shown.options)
    return offered or bool(parked) or not sensitive.isdisjoint(conversation.answers)


def _stripped(house: House, flow: Flow | None, conversation: Conversation) -> tuple[Conversation, Message]:
    """What stays, and the open question as it is asked without what went."""
    if flow is None:  # nobody can tell any more which of its answers were sensitive
        return replace(conversation, answers={}, kept={}, parked={}, shown=None), Message(())
    book, today = house.book, house.today()
    left = without_sensitive(replay(book, flow, conversation, today))
    asked, effects = advance(book, replace(left, shown=None), Resumed(), today)
    return asked, compose([(asked.id, e) for e in effects if isinstance(e, Say)], book.messages, {})
