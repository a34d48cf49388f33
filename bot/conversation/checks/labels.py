"""Labels: none of one question can be taken for another, or for a command."""

from __future__ import annotations

from collections.abc import Iterator

from bot.conversation.checks.findings import Finding, Subject
from bot.conversation.effects import Option
from bot.conversation.flow import Step
from bot.understanding.choice import Words, collisions
from bot.understanding.commands import read_command


def no_collisions(subject: Subject) -> Iterator[Finding]:
    """Folded, typed without marks, the labels and synonyms of one question stay apart."""
    for name, step, words in questions(subject):
        for one, other in collisions(words):
            yield Finding(
                "labels-collide", f"{name}.{step.id}", f"{one} and {other} read alike without marks"
            )


def no_commands(subject: Subject) -> Iterator[Finding]:
    """A label that is also a command could never be typed."""
    for name, step, words in questions(subject):
        for word in words:
            for said in (word.label, *word.synonyms):
                if command := read_command(said, subject.book.commands):
                    what = f"{said!r} is also the command {command}"
                    yield Finding("labels-command", f"{name}.{step.id}.{word.id}", what)


def questions(subject: Subject) -> Iterator[tuple[str, Step, list[Words]]]:
    """Every question that has options, with the words for each."""
    messages, synonyms = subject.book.messages, subject.book.synonyms
    for name, flow in subject.book.flows.items():
        for step in flow.steps:
            prefix = f"{name}.{step.id}.options."
            options = [Option(key[len(prefix) :], key) for key in messages if key.startswith(prefix)]
            words = [Words(o.id, messages.label(o.key), tuple(synonyms.get(o.key, ()))) for o in options]
            if words:
                yield name, step, words
