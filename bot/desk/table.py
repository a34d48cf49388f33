"""The week as text for a terminal of 100 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from bot.desk import rows
from bot.desk.numbers import EXPLAINED
from bot.desk.weekly import Compared
from bot.desk.weeks import Week
from bot.messages.catalogue import Catalogue
from storage.statistics import Values

_COLUMNS = 100
_MOST_LABEL = 46
_GAP = "  "
# A row a province has room for these.
_OF_A_PROVINCE = ("reached", "started", "verdict", "link_given", "link_clicked", "registered")

Line = Sequence[str]


def as_table(compared: Compared, messages: Catalogue, now: datetime) -> str:
    """Everything about the week, in Vietnamese, aligned."""
    head = [
        messages.render("desk.table.title", title(compared.now.week, compared.province, now)),
        messages.label("desk.table.note"),
    ]
    if not compared.now.values["reached"]:
        head.append(_sentence(messages.label("desk.table.nothing")))
    return "\n".join([*head, "", *_sections(compared, messages)])


def title(week: Week, place: str | None, now: datetime) -> dict[str, object]:
    """What the heading says: the week, its days, the province, whether it still runs."""
    days = {"first": week.first_day, "last": week.last_day}
    return {"week": str(week), **days, "place": place, "running": week == Week.of(now)}


def explained(messages: Catalogue) -> str:
    """Each number's name and meaning."""
    parts = (
        (messages.label(f"numbers.{n}.label"), messages.label(f"numbers.{n}.meaning")) for n in EXPLAINED
    )
    return "\n\n".join(f"{label}\n{_wrapped(meaning)}" for label, meaning in parts)


def figure(value: float | None) -> str:
    """A number as Vietnamese write it, "–" for none: 1.234 and 4,6."""
    if value is None:
        return "–"
    whole = float(value).is_integer()
    return f"{value:,.{0 if whole else 1}f}".translate(str.maketrans(",.", ".,"))


def _sections(compared: Compared, messages: Catalogue) -> Iterator[str]:
    weeks = [messages.label(f"desk.table.{name}") for name in ("week", "before", "change")]
    yield from _laid([messages.label("desk.table.number"), *weeks], _lines(rows.numbers(compared, messages)))
    yield ""
    label = messages.label("numbers.verdicts.label")
    yield from _laid([label, *weeks], _lines(rows.verdicts(compared, messages)))
    yield ""
    yield from _questions(compared, messages)
    yield ""
    yield from _channels(compared, messages)
    yield ""
    yield from _provinces(compared, messages)


def _lines(found: Iterable[rows.Row]) -> Iterator[Line]:
    for row in found:
        yield row.label, figure(row.now), figure(row.before), _signed(row.change)


def _signed(change: float | None) -> str:
    return f"+{figure(change)}" if change and change > 0 else figure(change).replace("-", "−")


def _questions(compared: Compared, messages: Catalogue) -> Iterator[str]:
    names = [messages.label(f"numbers.{n}.label") for n in ("asked", "dropped")]
    rate, before = (messages.label(f"desk.table.{n}") for n in ("rate", "rate_before"))
    missed = messages.label("desk.table.missed")
    earlier = rows.by_step(compared.before)
    found = []
    for question in compared.now.questions:
        old = earlier.get((question.flow, question.step))
        rates = (_rate(question.dropped, question.asked), _rate(old.dropped, old.asked) if old else "–")
        counts = (figure(question.asked), figure(question.dropped), *rates, figure(question.missed))
        found.append((rows.question_label(messages, question.flow, question.step), *counts))
    yield from _laid([messages.label("desk.table.question"), *names, rate, before, missed], found)


def _rate(dropped: int, asked: int) -> str:
    return f"{figure(round(100 * dropped / asked))}%" if asked else "–"


def _channels(compared: Compared, messages: Catalogue) -> Iterator[str]:
    channels = compared.now.channels
    names = [rows.group_label(messages, "channel", channel) for channel in channels]
    found: dict[str, Values] = dict(channels)
    lines = (
        (messages.label(f"numbers.{name}.label"), *(figure(found[c][name]) for c in found))
        for name in next(iter(found.values()), {})
    )
    yield from _laid([messages.label("numbers.channel.label"), *names], lines)


def _provinces(compared: Compared, messages: Catalogue) -> Iterator[str]:
    found = compared.now.provinces
    lines = (
        (rows.group_label(messages, "province", place), *(figure(found[place][n]) for n in _OF_A_PROVINCE))
        for place in sorted(found, key=lambda place: (not place, place))
    )
    yield from _laid(
        [messages.label("numbers.province.label"), *(str(n) for n in range(1, len(_OF_A_PROVINCE) + 1))],
        lines,
    )
    for number, name in enumerate(_OF_A_PROVINCE, 1):
        yield f"({number}) {messages.label(f'numbers.{name}.label')}"


def _laid(head: Line, lines: Iterable[Line]) -> Iterator[str]:
    """Heading, rule and lines: the first column to the left, figures to the right."""
    grid = [head, *([line[0][:_MOST_LABEL], *line[1:]] for line in lines)]
    widths = [max(len(line[i]) for line in grid) for i in range(len(head))]
    for number, line in enumerate(grid):
        cells = [line[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(line[1:], widths[1:], strict=True))]
        yield _GAP.join(cells).rstrip()
        if number == 0:
            yield "─" * (sum(widths) + len(_GAP) * (len(widths) - 1))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _COLUMNS, initial_indent="  ", subsequent_indent="  ")
