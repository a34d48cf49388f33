"""The questions often asked: each is found, worded, short enough, and rests on sources there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from jinja2 import TemplateError

from bot.conversation.checks.findings import Finding, Subject
from bot.conversation.checks.labels import questions
from bot.conversation.checks.worst import WORST
from bot.conversation.params import base_params
from bot.understanding.commands import read_command
from bot.understanding.fold import fold

LABEL_CHARS, ANSWER_CHARS = 40, 400
MOST_TOP = 6  # a way out stands below them, and seven lines are what every channel shows


def sources_known(subject: Subject) -> Iterator[Finding]:
    """Every source is a listed text or official page, every link a listed page."""
    book = subject.book
    for entry in book.faq.entries.values():
        for source in entry.sources:
            if source not in book.policy.sources and source not in book.links:
                yield Finding(
                    "faq-source", _place(entry.id), f"neither sources.yaml nor links.yaml has {source}"
                )
        for link in entry.links:
            if link not in book.links:
                yield Finding("links-listed", _place(entry.id), f"links.yaml has no {link}")


def asks_apart(subject: Subject) -> Iterator[Finding]:
    """No way of asking stands twice once it is folded."""
    owners: dict[str, list[str]] = defaultdict(list)
    for entry in subject.book.faq.entries.values():
        for ask in entry.asks:
            owners[fold(ask)].append(entry.id)
    for ask, of in owners.items():
        if len(of) > 1:
            yield Finding("faq-collide", _place(of[0]), f"{ask!r} also stands under {of[1]}")


def asks_found(subject: Subject) -> Iterator[Finding]:
    """Every way of asking finds its own entry, and is no command."""
    for entry in subject.book.faq.entries.values():
        for ask in entry.asks:
            found = subject.book.reader.intent(ask)
            if found is None or found.question != entry.id:
                got = (found.question or found.name) if found else "nothing"
                yield Finding("faq-found", _place(entry.id), f"{ask!r} finds {got}; word it otherwise")
            if command := read_command(ask, subject.book.commands):
                yield Finding("faq-command", _place(entry.id), f"{ask!r} is also the command {command}")


def answers_heard(subject: Subject) -> Iterator[Finding]:
    """No label or synonym of an option would be answered as a question."""
    for name, step, words in questions(subject):
        for word in words:
            for said in (word.label, *word.synonyms):
                found = subject.book.reader.intent(said)
                if found and found.sure and found.question:
                    place = f"{name}.{step.id}.{word.id}"
                    yield Finding("faq-swallows", place, f"{said!r} asks {found.question}")


def few_on_top(subject: Subject) -> Iterator[Finding]:
    """Some questions are shown first, and no more than one message can offer."""
    top = subject.book.faq.top
    if not 0 < len(top) <= MOST_TOP:
        yield Finding(
            "faq-top", "flows/faq.yaml", f"{len(top)} are `top`; between 1 and {MOST_TOP} can be shown"
        )


def short(subject: Subject) -> Iterator[Finding]:
    """Labels fit a button, answers a glance, with the longest values and whether or not an offer is announced."""
    messages = subject.book.messages
    for entry in subject.book.faq.entries.values():
        label, say = f"faq.{entry.id}.label", f"faq.{entry.id}.say"
        if messages.has(label) and len(messages.label(label)) > LABEL_CHARS:
            yield Finding("faq-long", f"locales/vi: {label}", f"at most {LABEL_CHARS} characters")
        for announced in (True, False) if messages.has(say) else ():
            try:
                length = len(messages.render(say, {**WORST, "announced": announced}))
            except (TemplateError, TypeError, AttributeError, ValueError):
                continue  # the sentences' own rules say so
            if length > ANSWER_CHARS:
                yield Finding(
                    "faq-long", f"locales/vi: {say}", f"{length} characters, at most {ANSWER_CHARS}"
                )


def said_anywhere(subject: Subject) -> Iterator[Finding]:
    """An answer mentions only what is known without a conversation, and renders on every side of the period."""
    messages = subject.book.messages
    for entry in subject.book.faq.entries.values():
        key = f"faq.{entry.id}.say"
        if messages.has(key):
            yield from (Finding("faq-renders", f"locales/vi: {key}", what) for what in _faults(subject, key))


def _faults(subject: Subject, key: str) -> Iterator[str]:
    until = base_params(subject.book, subject.today)["announced_until"] or subject.today
    for day in (subject.today, date(until.year + 1, 6, 30)):
        try:
            subject.book.messages.render(key, base_params(subject.book, day))
        except (TemplateError, TypeError, AttributeError, ValueError) as fault:
            yield f"cannot be said on {day} outside a conversation: {fault}"


def _place(entry_id: str) -> str:
    return f"flows/faq.yaml: {entry_id}"
