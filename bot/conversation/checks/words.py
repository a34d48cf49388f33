"""Other words for options: each belongs to an option there is; after a renaming they would be lost in silence."""

from __future__ import annotations

from collections.abc import Iterator

from bot.conversation.checks.findings import Finding, Subject


def words_belong(subject: Subject) -> Iterator[Finding]:
    """Words of an option that nobody offers are a mistake in its id, or left over."""
    for key in subject.book.synonyms:
        if not subject.book.messages.has(key):
            what = "these words are for no option; mend the id or drop the line"
            yield Finding("words-unused", f"flows/understanding/choices.yaml: {key}", what)
