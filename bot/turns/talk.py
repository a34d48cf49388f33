"""One contact's turn inside a transaction: advance, carry out the effects, compose the one message."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation import effects as fx
from bot.conversation.advance import advance
from bot.conversation.conversation import (
    NEW_THREAD,
    Conversation,
    Thread,
    from_json,
    thread_from_json,
    thread_to_json,
    to_json,
)
from bot.conversation.events import Event, LookedUp, Pressed, Resumed, Said, Sent, Started
from bot.conversation.menu import STEP as MENU
from bot.conversation.numbers import number_typed
from bot.conversation.params import base_params
from bot.messages.button_data import read_button
from bot.messages.compose import compose
from bot.messages.message import LinkButton, Message
from bot.turns import addresses_of_links, arriving
from bot.turns.carrying import carry_out
from bot.turns.event_line import event_line
from bot.turns.house import House
from storage import consents, contacts, conversations, events, outbox
from storage.contacts import Contact

OLD_TEXT = timedelta(minutes=5)  # brought so late, it is no answer to what was asked since


def new_id() -> str:
    """The id of a conversation: ten lower-case letters and digits."""
    return secrets.token_hex(5)


def _answer_to_page(body: dict[str, Any], conversation: Conversation) -> Event | None:
    """The answer to the opening question, where a page showed it before anything was stored."""
    if body["seen"] != conversation.visit or conversation.shown is None:
        return None
    button = read_button(body["pressed"]) if body["pressed"] is not None else None
    if button is None:
        return Said(body["said"]) if body["said"] else None
    return Pressed(conversation.visit, button[2], button[3])


@dataclass(slots=True)
class Talk:
    """Lives for one turn; `today` is the day its update came, `heard_at` when the person wrote, if they did.

    `erased` where the contact is to be removed once the message is composed; `looking` where a name is to
    be looked up first and there is nothing to say yet.
    """

    db: AsyncConnection
    house: House
    contact: Contact
    channel: str
    test: bool
    today: date
    heard_at: datetime | None = None
    said: list[tuple[str, fx.Say]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    thread: Thread = NEW_THREAD
    erased: bool = False
    looking: bool = False

    async def hear(self, body: dict[str, Any]) -> Message | None:
        """Work one update as it was stored, and give the message that answers it, if any."""
        await self._take_up_thread()
        active = await self._load(self.contact.conversation)
        own = self.channel not in self.house.shared
        body = arriving.with_source(body, first=own and arriving.unanswered(active))
        if body["source"]:
            self.contact = replace(self.contact, source=body["source"])
        conversation, event = await self._addressed(body, active)
        if conversation is None:
            conversation = await self._begin(fx.Begin(self.house.book.opening))
            if (answer := _answer_to_page(body, conversation)) is not None:
                self.said.clear()  # the page had already shown the opening question
                await self._advance(conversation, answer)
        else:
            await self._advance(conversation, event)
        return await self._close()

    async def happen(self, conversation_id: str, event: Event) -> Message | None:
        """Let something happen to a conversation that the person did not do; the message it gives, if any."""
        await self._take_up_thread()
        conversation = await self._load(conversation_id)
        if conversation is not None:
            await self._advance(conversation, event)
        return await self._close()

    async def _take_up_thread(self) -> None:
        stored = self.contact.thread
        if stored is not None:
            self.thread = thread_from_json(stored)
        elif self.contact.conversation is not None:  # of an older release
            given = await consents.given(self.db, self.contact.id)
            self.thread = Thread(consents=given, agreed=given)

    async def _addressed(
        self, body: dict[str, Any], active: Conversation | None
    ) -> tuple[Conversation | None, Event]:
        """The conversation the update is for: a button's own, else the active one."""
        button = read_button(body["pressed"]) if body["pressed"] is not None else None
        if button is None:
            return active, await self._typed(body, active)
        pressed = Pressed(button[1], button[2], button[3])
        if active is not None and button[0] != active.id:
            other = await self._load(button[0])
            if other is not None and other.ended is None:
                return other, pressed
            return active, replace(pressed, visit=-1)  # of a conversation that is over: stale
        return active, pressed

    async def _typed(self, body: dict[str, Any], active: Conversation | None) -> Event:
        if body["other"] is not None:
            return Sent(body["other"])
        if body["said"] is None:
            return Said("") if body["pressed"] is not None else Resumed()
        seen = body["seen"]
        unseen = active is not None and seen not in (None, active.visit)
        late = unseen or body.get("overtaken", False) or await self._too_early(body)
        return Said(body["said"], late)

    async def _too_early(self, body: dict[str, Any]) -> bool:
        """True for what was written before the open question reached the person: a number, or a text that is old."""
        if body["written_at"] is None:
            return False
        written = datetime.fromisoformat(body["written_at"])
        old = self.heard_at is not None and self.heard_at - written > OLD_TEXT
        if number_typed(body["said"]) is None and not old:
            return False
        shown_at = await outbox.shown_at(self.db, self.contact.address_id)
        # Channels tell the time in whole seconds.
        return shown_at is None or written < shown_at.replace(microsecond=0)

    async def _load(self, conversation_id: str | None) -> Conversation | None:
        stored = conversation_id and await conversations.load(self.db, conversation_id, self.contact.id)
        if not stored or stored.state["flow"] not in self.house.book.flows:
            return None
        # A talk may come from another channel: what can be promised is what this one can do.
        return from_json(stored.state, self.thread).but(reach=self.house.channels[self.channel].reach)

    async def _begin(self, begin: fx.Begin) -> Conversation:
        conversation = Conversation(
            new_id(),
            begin.flow,
            self.thread,
            self.house.channels[self.channel].reach,
            answers=begin.answers,
            kept=begin.kept,
            told=begin.told,
        )
        return await self._advance(conversation, Started(self.house.random(), begin.reminded, begin.fresh))

    async def _advance(self, conversation: Conversation, event: Event) -> Conversation:
        after, effects = advance(self.house.book, conversation, event, self.today)
        if not effects and after == conversation:  # a stale timer or look-up: nobody waits for it
            return after
        self.contact = replace(self.contact, conversation=after.id)
        self.thread = after.thread
        for effect in effects:
            if isinstance(effect, fx.Say):
                self.said.append((after.id, effect))
            elif isinstance(effect, fx.Record):
                self.lines.append(self._line(effect, after))
            await carry_out(self, effect, after)
        await self._save(after)
        return await self._go_on(after, effects)

    async def _go_on(self, conversation: Conversation, effects: Sequence[fx.Effect]) -> Conversation:
        """What follows by itself: another conversation, a look-up that cannot be made, the one that waits."""
        for effect in effects:
            if isinstance(effect, fx.Begin):
                return await self._begin(effect)
            if isinstance(effect, fx.Hand):
                other = await self._load(effect.conversation)
                opening = fx.Begin(self.house.book.opening)
                return await (self._advance(other, effect.event) if other else self._begin(opening))
            if isinstance(effect, fx.LookUp) and self.house.look is None:
                asked = (effect.visit, effect.step, effect.value, effect.typed)
                return await self._advance(conversation, LookedUp(*asked, "unchecked", ""))
        if conversation.ended and not self.erased:
            await self._return_to_open()
        return conversation

    async def _return_to_open(self) -> None:
        """Another conversation is still open: go on there; the menu is only for who has none."""
        stored = await conversations.latest_open(self.db, self.contact.id)
        waiting = await self._load(stored.id) if stored else None
        if waiting is not None:
            self.said = [(c, s) for c, s in self.said if s.step != MENU]
            await self._advance(waiting, Resumed())

    def _line(self, record: fx.Record, conversation: Conversation) -> dict[str, Any]:
        where = {"flow": conversation.flow, "step": record.step, "visit": record.visit}
        return event_line(
            self.house,
            record.kind,
            record.data,
            at_step={**where, "conversation": conversation.id},
            contact=self.contact.number,
            place=self.contact.place,
            channel=self.channel,
            test=self.test,
            source=self.contact.source,
        )

    async def _save(self, conversation: Conversation) -> None:
        await conversations.save(
            self.db,
            contact_id=self.contact.id,
            state=to_json(conversation),
            open_=conversation.ended is None,
            revision=self.house.book.revision,
            now=self.house.now(),
        )

    async def _close(self) -> Message | None:
        """Compose the message and write what the turn leaves behind."""
        message = await self._compose() if self.said else None
        await events.add(self.db, self.lines)
        if self.erased:
            await events.renumber(self.db, self.contact.number)
        else:
            kept = replace(self.contact, thread=thread_to_json(self.thread))
            await contacts.touch(self.db, kept, self.heard_at)
        return message

    def params(self, registrar: str) -> dict[str, Any]:
        """What the shell's own sentences may mention."""
        thread = replace(self.thread, registrar=registrar)
        return base_params(self.house.book, self.today, thread=thread)

    async def _compose(self) -> Message:
        urls: dict[str, str] = {}
        for conversation_id, say in list(self.said):
            for option in say.links:
                urls[option.id] = await addresses_of_links.address(self, option, conversation_id)
        book = self.house.book
        page = book.official_page(self.thread.person)
        official = LinkButton(book.messages.label("links.official"), book.links[page])
        name = next((str(say.params["fqdn"]) for _, say in self.said if say.keep), None)
        return replace(compose(self.said, book.messages, urls), official=official, copy=name)
