"""`/thongke`: this week's numbers in chat, for those whom HIENDIEN_STAFF names."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.places import find_place
from bot.desk.rows import question_label
from bot.desk.table import figure, title
from bot.desk.weekly import figures, questions
from bot.desk.weeks import Week
from bot.messages.message import Message
from bot.turns.house import House, StaffReply
from bot.understanding.fold import plain
from storage.database import reading
from storage.statistics import Question

MOST_CHARS = 900

_COMMAND = re.compile(r"(/thongke(?:@\w+)?|/?thong ke)(?:\s+(.*))?")
_WEEK = re.compile(r"\b20[0-9]{2}-w[0-9]{1,2}\b")
# What fits a chat message, in this order.
_SHOWN = (
    *("reached", "started", "verdict", "name_chosen", "link_given", "link_clicked"),
    *("registered", "stuck", "gave_up", "person_wanted", "missed", "stars"),
)


def staff_reply(staff: Collection[str]) -> StaffReply:
    """What answers those staff, each a channel and an address ("telegram:123456789"), who ask for numbers."""

    async def reply(house: House, channel: str, address: str, text: str) -> Message | None:
        """The numbers that a person of the staff asked for; None for anybody and anything else."""
        command = _COMMAND.fullmatch(plain(text).strip())
        if command is None or f"{channel}:{address}" not in staff:
            return None
        async with reading(house.engine).begin() as db:
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
    now, before = [await figures(db, w, province) for w in (week, week.before)]
    asked = await questions(db, house.book, week, province)
    params = {
        **title(week, province, house.now()),
        "lines": [_line(house, name, now[name], before[name]) for name in _SHOWN],
        **_stopped(house, asked),
    }
    return Message((house.book.messages.render("desk.weekly.say", params),))


def _line(house: House, name: str, now: float | None, before: float | None) -> str:
    label = house.book.messages.label(f"numbers.{name}.label")
    params = {"label": label, "now": figure(now), "before": figure(before)}
    return house.book.messages.render("desk.weekly.line", params)


def _stopped(house: House, asked: Sequence[Question]) -> dict[str, str]:
    """Where most people stayed away, empty where nobody did."""
    worst = max(asked, key=lambda question: question.dropped, default=None)
    if worst is None or not worst.dropped:
        return {"stop": "", "dropped": "", "asked": ""}
    label = question_label(house.book.messages, worst.flow, worst.step)
    return {"stop": label, "dropped": figure(worst.dropped), "asked": figure(worst.asked)}


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
