"""One contact's turn inside a transaction: advance, carry out the effects, compose the one message."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation import effects as fx
from bot.conversation.advance import advance
from bot.conversation.conversation import Conversation, from_json, to_json
from bot.conversation.events import Event, Pressed, Resumed, Said, Started
from bot.conversation.menu import STEP as MENU
from bot.messages.button_data import read_button
from bot.messages.compose import compose
from bot.messages.message import Message
from bot.turns.event_line import event_line
from bot.turns.house import House
from storage import consents, contacts, conversations, events, links, wishes
from storage.contacts import Contact


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
    """Lives for one turn; `today` is the day its update came.

    `erased` where the contact is to be removed once the message is composed.
    """

    db: AsyncConnection
    house: House
    contact: Contact
    channel: str
    test: bool
    today: date
    said: list[tuple[str, fx.Say]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    erased: bool = False

    async def hear(self, body: dict[str, Any]) -> Message:
        """Work one update as it was stored, and give the message that answers it."""
        conversation, event = await self._addressed(body)
        if conversation is None:
            conversation = await self._begin(fx.Begin(self.house.book.opening))
            if (answer := _answer_to_page(body, conversation)) is not None:
                self.said.clear()  # the page had already shown the opening question
                await self._advance(conversation, answer)
        else:
            await self._advance(conversation, event)
        message = await self._compose()
        await self._close()
        return message

    async def _addressed(self, body: dict[str, Any]) -> tuple[Conversation | None, Event]:
        """The conversation the update is for: a button's own, else the active one."""
        button = read_button(body["pressed"]) if body["pressed"] is not None else None
        active = await self._load(self.contact.conversation)
        if button is None:
            late = active is not None and body["seen"] not in (None, active.visit)
            return active, Said(body["said"] or "", late)
        pressed = Pressed(button[1], button[2], button[3])
        if active is not None and button[0] != active.id:
            other = await self._load(button[0])
            if other is not None and other.ended is None:
                return other, pressed
            return active, replace(pressed, visit=-1)  # of a conversation that is over: stale
        return active, pressed

    async def _load(self, conversation_id: str | None) -> Conversation | None:
        stored = conversation_id and await conversations.load(self.db, conversation_id, self.contact.id)
        if not stored or stored.state["flow"] not in self.house.book.flows:
            return None
        return from_json(stored.state)

    async def _begin(self, begin: fx.Begin) -> Conversation:
        conversation = Conversation(
            new_id(), begin.flow, begin.person, answers=begin.answers, kept=begin.kept, told=begin.told
        )
        return await self._advance(conversation, Started(self.house.random()))

    async def _advance(self, conversation: Conversation, event: Event) -> Conversation:
        conversation, effects = advance(self.house.book, conversation, event, self.today)
        self.contact = replace(self.contact, conversation=conversation.id)
        begins = [e for e in effects if isinstance(e, fx.Begin)]
        for effect in effects:
            await self._carry_out(effect, conversation)
        await self._save(conversation)
        if begins:
            conversation = await self._begin(begins[-1])
        elif conversation.ended and not self.erased:
            await self._return_to_open()
        return conversation

    async def _return_to_open(self) -> None:
        """Another conversation is still open: go on there; the menu is only for who has none."""
        stored = await conversations.latest_open(self.db, self.contact.id)
        waiting = await self._load(stored.id) if stored else None
        if waiting is not None:
            self.said = [(c, s) for c, s in self.said if s.step != MENU]
            await self._advance(waiting, Resumed())

    async def _carry_out(self, effect: fx.Effect, conversation: Conversation) -> None:
        now, contact_id = self.house.now(), self.contact.id
        match effect:
            case fx.Say():
                self.said.append((conversation.id, effect))
            case fx.Record():
                self.lines.append(self._line(effect, conversation))
            case fx.Consent(purpose, given):
                await consents.add(
                    self.db,
                    contact_id=contact_id,
                    purpose=purpose,
                    given=given,
                    wording=self.house.book.revision,
                    channel=self.channel,
                    now=now,
                )
            case fx.Place(province, commune):
                self.contact = replace(self.contact, province=province, commune=commune or None)
            case fx.Wish(province, note):
                await wishes.add(
                    self.db, self.house.keys, contact_id=contact_id, province=province, note=note, now=now
                )
            case fx.Erase():
                self.erased = True
            case fx.Begin():
                pass  # carried out once this conversation is saved

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

    async def _compose(self) -> Message:
        urls: dict[str, str] = {}
        for conversation_id, say in self.said:
            for option in say.links:
                urls[option.id] = await self._url(option, conversation_id)
        return compose(self.said, self.house.book.messages, urls)

    async def _url(self, option: fx.Option, conversation_id: str) -> str:
        link = option.link
        if link is None:
            raise ValueError(f"the option {option.id} is among the links but opens nothing")
        if not link.tracked:
            return link.url
        ours = (line for line in self.lines if line["conversation"] == conversation_id)
        given = next(line for line in ours if line["kind"] == "link_given")
        token = await links.add(
            self.db,
            contact_id=self.contact.id,
            at_step={name: given[name] for name in ("flow", "step", "visit", "conversation")},
            url=link.url,
            registrar=link.registrar,
            channel=self.channel,
            test=self.test,
            now=self.house.now(),
        )
        return f"{self.house.public_url}/r/{token}"

    async def _close(self) -> None:
        await events.add(self.db, self.lines)
        if self.erased:
            await events.renumber(self.db, self.contact.number)
        else:
            await contacts.touch(self.db, self.contact, self.house.now())
