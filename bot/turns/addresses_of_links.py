"""The address behind every link of a message; some are made for it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.conversation.effects import Link, Option, Say
from bot.conversation.params import EXPORT_MINUTES, JOIN_MINUTES
from storage import contacts, exports, joins, links, pages

if TYPE_CHECKING:
    from bot.turns.talk import Talk


async def address(talk: Talk, option: Option, conversation_id: str) -> str:
    """Where the option leads; ValueError for one that opens nothing."""
    link, ours = option.link, talk.house.public_url
    if link is None:
        raise ValueError(f"the option {option.id} is among the links but opens nothing")
    if link.kind == "registrar":
        path = f"/r/{await _hand_out(talk, link, conversation_id)}"
        # A telephone cannot open an address of this machine: then the page itself, uncounted.
        sent = talk.house.channels[talk.channel].delivery == "sent"
        return link.url if sent and not ours.startswith("https://") else f"{ours}{path}"
    if link.kind == "given":
        token = await links.newest(talk.db, talk.contact.id)
        return f"{ours}/r/{token}" if token else talk.house.book.links["registrars"]
    if link.kind == "calendar":
        place = await _place(talk)
        back = "" if place else f"&kenh={talk.channel}"
        return f"{ours}{place}/lich.ics?ngay={talk.today + timedelta(link.days)}{back}"
    if link.kind == "export":
        until = talk.house.now() + timedelta(minutes=EXPORT_MINUTES)
        token = await exports.add(talk.db, talk.contact.id, until)
        return f"{ours}/d/{token}.{option.id}"
    if link.kind == "join":
        until = talk.house.now() + timedelta(minutes=JOIN_MINUTES)
        return f"{ours}/t/{await joins.add(talk.db, talk.contact.address_id, until)}"
    return link.url


async def _open_now(talk: Talk, link: Link, suffix: str) -> str:
    """The registrar's page; the programme's own while the daily check finds it out of order."""
    book = talk.house.book
    registrar, down = book.registrars.find(link.registrar), await pages.down(talk.db)
    return book.links["registrars"] if registrar and registrar.template(suffix) in down else link.url


async def _place(talk: Talk) -> str:
    """Where on our site the talk can be taken up again, empty where it is not on our site."""
    channel, _, address_ = await contacts.where(talk.db, talk.house.keys, talk.contact.address_id)
    return talk.house.channels[channel].place(address_)


async def _hand_out(talk: Talk, link: Link, conversation_id: str) -> str:
    ours = (line for line in talk.lines if line["conversation"] == conversation_id)
    given = next(line for line in ours if line["kind"] == "link_given")
    url = await _open_now(talk, link, given["data"]["suffix"])
    if url != link.url:
        talk.said.append((conversation_id, Say("links.down", talk.params(registrar=link.registrar))))
    return await links.add(
        talk.db,
        contact_id=talk.contact.id,
        at_step={name: given[name] for name in ("flow", "step", "visit", "conversation")},
        url=url,
        registrar=link.registrar,
        channel=talk.channel,
        test=talk.test,
        now=talk.house.now(),
    )
