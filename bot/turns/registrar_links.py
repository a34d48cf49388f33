"""/r/<token>: to the registrar, with the first real click counted."""

from __future__ import annotations

import re

from bot.turns.event_line import event_line
from bot.turns.house import House
from storage import events, links, pages

# Agents that fetch a page to show a preview, or to index it: nobody has clicked. CUBOT makes telephones.
_PREVIEW = re.compile(
    r"(?<!cu)bot\b|crawl|spider|preview|externalhit|whatsapp|embed|monitor|curl|wget|python", re.I
)


async def follow(house: House, token: str, *, method: str, agent: str) -> str | None:
    """The address behind a token, None for an unknown one; the first click of a person is recorded.

    A registrar taken off since then, or out of order, is not opened: the programme's own page is.
    """
    counts = method == "GET" and bool(agent) and not _PREVIEW.search(agent)
    async with house.engine.begin() as db:
        handed = await links.open_link(db, token, house.now(), count=counts)
        if handed is None:
            return None
        if handed.first_click:
            await events.add(db, [_clicked(house, handed)])
        down = await pages.down(db)
    registrar = house.book.registrars.find(handed.registrar)
    fine = registrar and registrar.offered and not registrar.led_to(handed.url, down)
    return handed.url if fine else house.book.links["registrars"]


def _clicked(house: House, handed: links.Handed) -> dict[str, object]:
    return event_line(
        house,
        "link_clicked",
        {"registrar": handed.registrar},
        at_step=handed.at_step,
        contact=handed.contact,
        place=handed.place,
        channel=handed.channel,
        test=handed.test,
    )
