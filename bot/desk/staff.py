"""`/thongke`: this week's numbers in chat, for those whom HIENDIEN_STAFF names."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Collection

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk import rows
from bot.desk.places import find_place
from bot.desk.table import figure, title
from bot.desk.weekly import Compared, compare
from bot.desk.weeks import Week
from bot.messages.message import Message
from bot.turns.house import House
from bot.understanding.fold import plain
from storage.statistics import Question

StaffReply = Callable[[House, AsyncConnection, str, str, str], Awaitable[Message | None]]

MOST_CHARS = 900

_COMMAND = re.compile(r"(/thongke(?:@\w+)?|thong ke)(?:\s+(.*))?")
_WEEK = re.compile(r"\b20[0-9]{2}-w[0-9]{1,2}\b")
# What fits a chat message, in this order.
_SHOWN = (
    *("reached", "started", "verdict", "name_chosen", "link_given", "link_clicked"),
    *("registered", "stuck", "gave_up", "person_wanted", "missed", "stars"),
)


def staff_reply(staff: Collection[str]) -> StaffReply:
    """What answers those staff, each a channel and an address ("telegram:123456789"), who ask for numbers."""

    async def reply(
        house: House, db: AsyncConnection, channel: str, address: str, text: str
    ) -> Message | None:
        """The numbers that a person of the staff asked for; None for anybody and anything else."""
        command = _COMMAND.fullmatch(plain(text).strip())
        if command is None or f"{channel}:{address}" not in staff:
            return None
        asked = await _read(house, db, command[2] or "")
        if asked is not None:
            return await weekly_message(house, db, *asked)
        # "thong ke" may begin an ordinary sentence; the command with a slash may not.
        hint = Message((house.book.messages.label("desk.weekly.hint"),))
        return hint if command[1].startswith("/") else None

    return reply


async def weekly_message(
    house: House, db: AsyncConnection, week: Week, province: str | None = None
) -> Message:
    """One week in at most MOST_CHARS characters of Vietnamese, the week before in brackets."""
    compared = await compare(db, house.book, week, province)
    worst = max(compared.now.questions, key=_lost, default=None)
    stopped = worst if worst and worst.dropped else None
    messages = house.book.messages
    stop = rows.question_label(messages, stopped.flow, stopped.step) if stopped else ""
    params = {
        **title(compared, house.now()),
        "lines": _lines(house, compared),
        "stop": stop,
        "dropped": stopped and figure(stopped.dropped),
        "asked": stopped and figure(stopped.asked),
    }
    return Message((messages.render("desk.weekly.say", params),))


def _lost(question: Question) -> int:
    return question.dropped


def _lines(house: House, compared: Compared) -> list[str]:
    messages = house.book.messages
    found = {row.id: row for row in rows.numbers(compared, messages)}
    return [
        messages.render(
            "desk.weekly.line",
            {
                "label": found[name].label,
                "now": figure(found[name].now),
                "before": figure(found[name].before),
            },
        )
        for name in _SHOWN
    ]


async def _read(house: House, db: AsyncConnection, said: str) -> tuple[Week, str | None] | None:
    """The week and province in what follows the command; None where something else stands there."""
    written = _WEEK.search(said)
    try:
        week = Week.parse(written[0]) if written else Week.of(house.now())
    except ValueError:
        return None
    place = " ".join(_WEEK.sub(" ", said).split())
    if not place:
        return week, None
    province = await find_place(db, house.book.policy.units, place, week.last_day)
    return (week, province) if province else None
