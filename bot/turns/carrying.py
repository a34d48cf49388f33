"""What each effect of a turn leaves in the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.conversation import effects as fx
from bot.conversation.conversation import Conversation
from bot.turns import hours
from storage import consents, conversations, events, exports, links, lookups, notes, outbox, timers

if TYPE_CHECKING:
    from bot.turns.talk import Talk

MOST_NOTES = 20  # of one kind, of one person
UNREAD = "unread"
_SETTLED = ("registered", "gave_up")  # nothing is left to remind of


async def carry_out(talk: Talk, effect: fx.Effect, conversation: Conversation) -> None:
    """Write what the effect asks for; what it makes the talk say or begin is the talk's own part."""
    match effect:
        case fx.Record(kind="outcome") if effect.data.get("result") in _SETTLED:
            await timers.cancel(talk.db, talk.contact.id)
        case fx.Consent():
            await _consent(talk, effect.purpose, given=effect.given)
        case fx.Place(province, commune):
            talk.contact = replace(talk.contact, province=province, commune=commune or None)
        case fx.Note():
            await _note(talk, effect)
        case fx.Unread(step, text):
            await _note(talk, fx.Note(UNREAD, f"{step}: {text}"))
        case fx.LookUp() if talk.house.look is not None:
            await _look_up(talk, effect, conversation)
        case fx.Remind():
            await _remind(talk, effect, conversation)
        case fx.Withdraw(purpose):
            await _withdraw(talk, purpose, conversation)
        case fx.Erase():
            talk.erased = True


async def _consent(talk: Talk, purpose: str, *, given: bool) -> None:
    await consents.add(
        talk.db,
        contact_id=talk.contact.id,
        purpose=purpose,
        given=given,
        wording=talk.house.book.revision,
        channel=talk.channel,
        now=talk.house.now(),
    )


async def _note(talk: Talk, note: fx.Note) -> None:
    if await notes.count(talk.db, talk.contact.id, note.kind) >= MOST_NOTES:
        return  # nobody reads the rest of somebody's hundred wishes
    await notes.add(
        talk.db,
        talk.house.keys,
        contact_id=talk.contact.id,
        kind=note.kind,
        province=note.province,
        text=note.text,
        now=talk.house.now(),
    )


async def _look_up(talk: Talk, asked: fx.LookUp, conversation: Conversation) -> None:
    talk.looking = True
    await lookups.add(
        talk.db,
        talk.house.now(),
        address_id=talk.contact.address_id,
        conversation=conversation.id,
        visit=asked.visit,
        step=asked.step,
        name=asked.name,
        value=asked.value,
        typed=asked.typed,
        test=talk.test,
    )


async def _remind(talk: Talk, asked: fx.Remind, conversation: Conversation) -> None:
    await timers.put(
        talk.db,
        contact_id=talk.contact.id,
        address_id=talk.contact.address_id,
        conversation=conversation.id,
        visit=asked.visit,
        due_at=hours.morning_of(talk.today + timedelta(asked.days)),
        test=talk.test,
    )


async def _withdraw(talk: Talk, purpose: str, conversation: Conversation) -> None:
    """Take back one consent: the line that says so, and everything that was kept for it."""
    db, contact = talk.db, talk.contact
    await _consent(talk, purpose, given=False)
    await exports.remove(db, contact.id)
    flows = talk.house.book.flows_for(purpose)
    await conversations.remove_of_flows(db, contact.id, flows, but=conversation.id)
    if purpose == "advice":
        await links.remove(db, contact.id)
        await outbox.forget(db, contact.id)
        await timers.cancel(db, contact.id)
        await notes.remove(db, contact.id, UNREAD)
    elif purpose == "statistics":
        talk.contact = replace(contact, province=None, commune=None)
        await events.forget_place(db, contact.number)
        await notes.remove(db, contact.id, "school")
    elif purpose == "contact":
        await notes.remove(db, contact.id, "wish")
    elif purpose == "reminder":
        await timers.cancel(db, contact.id)
