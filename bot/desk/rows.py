"""The flat form of a compared week: one row a number, with an id that stays, for files and other programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.desk.weekly import Compared, Weekly
from bot.messages.catalogue import Catalogue
from storage.statistics import Question, Values

_OF_A_QUESTION = ("asked", "dropped", "missed")


@dataclass(frozen=True, slots=True)
class Row:
    """A number this week and the week before; None is a mean or median of nothing."""

    id: str
    label: str
    now: float | None
    before: float | None

    @property
    def change(self) -> float | None:
        """The difference, None where either is missing."""
        if self.now is None or self.before is None:
            return None
        return round(self.now - self.before, 2)


def numbers(compared: Compared, messages: Catalogue) -> Iterator[Row]:
    """Every number of the whole week, in the order of their definitions."""
    now, before = compared.now.values, compared.before.values
    for name in now:
        yield Row(name, messages.label(f"numbers.{name}.label"), tidy(now[name]), tidy(before[name]))


def verdicts(compared: Compared, messages: Catalogue) -> Iterator[Row]:
    """Conversations by programme and verdict, those that came up in either week."""
    now, before = compared.now.verdicts, compared.before.verdicts
    for programme, verdict in sorted({*now, *before}):
        words = [worded(messages, "programmes", programme), worded(messages, "verdicts", verdict)]
        key = (programme, verdict)
        yield Row(
            f"verdict.{programme}.{verdict}", ": ".join(words), float(now.get(key, 0)), before.get(key, 0)
        )


def questions(compared: Compared, messages: Catalogue) -> Iterator[Row]:
    """For every question asked in either week: asked, dropped, missed."""
    now, before = by_step(compared.now), by_step(compared.before)
    for flow, step in dict.fromkeys((*now, *before)):
        for what in _OF_A_QUESTION:
            label = f"{question_label(messages, flow, step)}: {messages.label(f'numbers.{what}.label')}"
            values = (getattr(found.get((flow, step)), what, 0) for found in (now, before))
            yield Row(f"question.{flow}.{step}.{what}", label, *values)


def groups(compared: Compared, messages: Catalogue) -> Iterator[Row]:
    """Every counted number by channel and by province."""
    sides = (
        ("channel", compared.now.channels, compared.before.channels),
        ("province", compared.now.provinces, compared.before.provinces),
    )
    for kind, now, before in sides:
        for group in sorted({*now, *before}):
            yield from _group(kind, group, now.get(group, {}), before.get(group, {}), messages)


def every(compared: Compared, messages: Catalogue) -> Iterator[Row]:
    """All rows, the whole week first."""
    yield from numbers(compared, messages)
    yield from verdicts(compared, messages)
    yield from questions(compared, messages)
    yield from groups(compared, messages)


def _group(kind: str, group: str, now: Values, before: Values, messages: Catalogue) -> Iterator[Row]:
    words = group_label(messages, kind, group)
    for name in now or before:
        label = f"{words}: {messages.label(f'numbers.{name}.label')}"
        none = None if name == "stars" else 0
        yield Row(
            f"{name}.{kind}.{group or 'unknown'}",
            label,
            tidy(now.get(name, none)),
            tidy(before.get(name, none)),
        )


def by_step(weekly: Weekly) -> Mapping[tuple[str, str], Question]:
    """The week's questions by flow and step."""
    return {(q.flow, q.step): q for q in weekly.questions}


def question_label(messages: Catalogue, flow: str, step: str) -> str:
    """The short name of a question, after what its flow is for; its id where the flows no longer have it."""
    key, talk = f"{flow}.{step}.label", f"desk.flows.{flow}"
    if not messages.has(key):
        return f"{flow}.{step}"
    return f"{messages.label(talk)}: {messages.label(key)}" if messages.has(talk) else messages.label(key)


def group_label(messages: Catalogue, kind: str, group: str) -> str:
    """A channel or province as staff read it."""
    if not group:
        return messages.label("desk.table.unknown")
    return worded(messages, "channels", group) if kind == "channel" else group


def worded(messages: Catalogue, kind: str, name: str) -> str:
    """The Vietnamese word for an id of the log, the id itself where there is none."""
    key = f"desk.{kind}.{name}"
    return messages.label(key) if messages.has(key) else name


def tidy(value: float | None) -> float | None:
    """The value with at most two decimals."""
    return value if value is None or isinstance(value, int) else round(value, 2)
