"""/r/<token>: to the registrar, with the first real click counted."""

from __future__ import annotations

import re

from bot.turns.house import House
from storage import events, links

# Agents that fetch a page to show a preview, or to index it: nobody has clicked.
_PREVIEW = re.compile(r"bot\b|crawl|spider|preview|externalhit|whatsapp|embed|monitor|curl|wget|python", re.I)


async def follow(house: House, token: str, *, method: str, agent: str) -> str | None:
    """The address behind a token, None for an unknown one; the first click of a person is recorded.

    A registrar taken off since then is not opened any more: the programme's own page is.
    """
    counts = method == "GET" and bool(agent) and not _PREVIEW.search(agent)
    async with house.engine.begin() as db:
        handed = await links.open_link(db, token, house.now(), count=counts)
        if handed is None:
            return None
        if handed.first_click:
            await events.add(db, [_line(house, handed)])
    registrar = house.book.registrars.find(handed.registrar)
    return handed.url if registrar and registrar.offered else house.book.links["registrars"]


def _line(house: House, handed: links.Handed) -> dict[str, object]:
    return {
        "at": house.now(),
        "kind": "link_clicked",
        "flow": house.book.opening,
        "step": "link",
        "visit": 0,
        "conversation": handed.conversation,
        "contact": handed.contact,
        "channel": handed.channel,
        "assisted": False,
        "test": handed.test,
        "place": handed.place,
        "source": None,
        "flow_revision": house.book.revision,
        "policy_revision": house.book.policy.revision,
        "data": {"registrar": handed.registrar},
    }
