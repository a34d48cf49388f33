"""Talking in the terminal, through the same turns and the same database as everywhere."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from itertools import count

from bot.messages.message import Message, fit
from bot.messages.parts import in_parts
from bot.turns import look_ups, turns
from bot.turns.channel import Channel, Incoming
from bot.turns.house import House


async def talk(
    house: House, channel: Channel, lines: Iterator[str], write: Callable[[str], None]
) -> AsyncIterator[Message]:
    """Answer one line after another; yields each message after writing it as the channel would show it."""
    for number in count():
        said = "/start" if number == 0 else next(lines, None)
        if said is None:
            return
        incoming = Incoming(channel.name, "terminal", "here", str(number), house.now(), said=said, test=True)
        (outcome,) = await turns.handle(house, [incoming])
        looking = outcome.status == "looking"
        message = await look_ups.work(house, outcome.address_id) if looking else outcome.message
        if message is None:
            raise RuntimeError(f"the turn was not worked: {outcome.status}")
        write(_shown(message, channel))
        yield message


def _shown(message: Message, channel: Channel) -> str:
    fitted = fit(message, channel.can)
    buttons = [f"  [{n}] {b.label}" for n, b in enumerate(fitted.buttons, 1)]
    links = [f"  → {link.label}: {link.url}" for link in fitted.links]
    text = "\n⋯\n".join(in_parts(fitted, channel.can))  # the dots stand where another message begins
    return "\n".join([text, *buttons, *links])
