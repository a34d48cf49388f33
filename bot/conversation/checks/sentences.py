"""Sentences: every one that can be said exists, is used, renders, is NFC and fits every channel."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from jinja2 import TemplateError

from bot.conversation.checks.findings import Finding, Subject
from bot.conversation.checks.needed import needed_keys, said_by_code
from bot.conversation.effects import Say
from bot.messages.compose import compose
from bot.messages.message import fit

PARAGRAPH_CHARS = 420  # a thumb's length on a small phone; longer is two messages' worth of reading
CARD = ("my_data", "wish", "link")  # lists and cards are kept, not read in one go


def parts_exist(subject: Subject) -> Iterator[Finding]:
    """Every part a step's kind may say, and every verdict that can come out."""
    for key in needed_keys(subject.book, subject.walked):
        if not subject.book.messages.has(key):
            yield Finding("sentence-missing", f"locales/vi: {key}", "write this sentence")


def all_used(subject: Subject) -> Iterator[Finding]:
    """A sentence nobody can say is a mistake in its key, or left over."""
    used = set(needed_keys(subject.book, subject.walked)) | set(said_by_code(subject.book))
    prefixes = tuple(key[:-1] for key in used if key.endswith("*"))
    for key in subject.book.messages:
        if key not in used and not key.startswith(prefixes):
            yield Finding(
                "sentence-unused", f"locales/vi: {key}", "nothing says this; mend the key or drop it"
            )


def nfc(subject: Subject) -> Iterator[Finding]:
    """Every sentence is NFC, or what people copy out of it matches nothing."""
    for key in subject.book.messages:
        if not unicodedata.is_normalized("NFC", subject.book.messages.source(key)):
            yield Finding("sentence-nfc", f"locales/vi: {key}", "not NFC: type the accents again")


def render(subject: Subject) -> Iterator[Finding]:
    """Everything said on any path renders, is short enough to read, and fits every channel with its buttons."""
    for say in _said(subject):
        place = f"locales/vi: {say.key}"
        try:
            urls = {option.id: "https://" + "x" * 60 for option in say.links}
            message = compose([("walk", say)], subject.book.messages, urls)
        except (TemplateError, TypeError, AttributeError) as fault:
            yield Finding("sentence-renders", place, f"does not render: {fault}")
            continue
        longest = max(map(len, message.text.split("\n\n")))
        if longest > PARAGRAPH_CHARS and not any(f".{part}." in say.key for part in CARD):
            yield Finding("sentence-long", place, f"{longest} characters; say less")
        for channel, can in subject.channels.items():
            if (length := len(fit(message, can).text)) > can.text_chars:
                yield Finding("sentence-fits", place, f"{length} on {channel}, at most {can.text_chars}")


def _said(subject: Subject) -> Iterator[Say]:
    """Each sentence in each different setting it was said in."""
    seen: set[tuple[str, str]] = set()
    for walked in subject.walked:
        for say in walked.says:
            mark = (say.key, repr((say.params, say.options)))
            if mark not in seen:
                seen.add(mark)
                yield say
