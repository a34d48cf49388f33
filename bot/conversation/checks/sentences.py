"""Sentences: every one that can be said exists, is used, renders, is NFC and fits every channel."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from jinja2 import TemplateError

from bot.conversation.checks.findings import Finding, Subject
from bot.conversation.checks.needed import may_be_used, needed_keys
from bot.conversation.checks.worst import WORST
from bot.messages.catalogue import WordingError
from bot.messages.compose import compose
from bot.messages.message import fit

PARAGRAPH_CHARS = 420  # a thumb's length on a small phone; longer is two messages' worth of reading


def parts_exist(subject: Subject) -> Iterator[Finding]:
    """Every part that a step's kind, an overlay or a command may say."""
    for key in needed_keys(subject.book):
        if not subject.book.messages.has(key):
            yield Finding("sentence-missing", f"locales/vi: {key}", "write this sentence")


def verdicts_exist(subject: Subject) -> Iterator[Finding]:
    """Every verdict that can come out has its sentence."""
    for say in subject.said:
        if not subject.book.messages.has(say.key):
            yield Finding("sentence-missing", f"locales/vi: {say.key}", "write this sentence")


def all_used(subject: Subject) -> Iterator[Finding]:
    """A sentence nobody can say is a mistake in its key, or left over."""
    used = {*needed_keys(subject.book), *may_be_used(subject.book), *(say.key for say in subject.said)}
    prefixes = tuple(key[:-1] for key in used if key.endswith("*"))
    for key in subject.book.messages:
        if key not in used and not key.startswith(prefixes):
            yield Finding(
                "sentence-unused", f"locales/vi: {key}", "nothing says this; mend the key or drop it"
            )


def readable(subject: Subject) -> Iterator[Finding]:
    """Every sentence, said on a path or not: NFC, well-formed, only known names, not too long at its worst."""
    messages = subject.book.messages
    for key in messages:
        place = f"locales/vi: {key}"
        if not unicodedata.is_normalized("NFC", messages.source(key)):
            yield Finding("sentence-nfc", place, "not NFC: type the accents again")
        try:
            unknown = messages.variables(key) - set(WORST)
            length = 0 if unknown else len(messages.render(key, WORST))
        except (TemplateError, TypeError, AttributeError, ValueError) as fault:
            yield Finding("sentence-renders", place, f"does not render: {fault}")
            continue
        if unknown:
            yield Finding("sentence-renders", place, f"nobody gives it {sorted(unknown)}")
        for channel, can in subject.channels.items():
            if length > can.text_chars:
                yield Finding("sentence-fits", place, f"{length} on {channel}, at most {can.text_chars}")


def render(subject: Subject) -> Iterator[Finding]:
    """Everything said on any path renders, is short enough to read, and fits with its buttons and links."""
    for say in subject.said:
        place = f"locales/vi: {say.key}"
        try:
            urls = {option.id: "https://" + "x" * 60 for option in say.links}
            message = compose([("walk", say)], subject.book.messages, urls)
        except WordingError:
            continue  # a sentence that is missing is found by parts_exist and verdicts_exist
        except (TemplateError, TypeError, AttributeError, ValueError) as fault:
            yield Finding("sentence-renders", place, f"does not render: {fault}")
            continue
        longest = max(map(len, message.text.split("\n\n")))
        if longest > PARAGRAPH_CHARS and not say.keep:
            yield Finding("sentence-long", place, f"{longest} characters; say less")
        for channel, can in subject.channels.items():
            if (length := len(fit(message, can).text)) > can.text_chars:
                yield Finding("sentence-fits", place, f"{length} on {channel}, at most {can.text_chars}")
