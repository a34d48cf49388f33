"""Reading a typed text against the options on offer: number, label, declared synonym."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.conversation.effects import Option
from bot.understanding.choice import Words, read_choice

if TYPE_CHECKING:
    from bot.conversation.book import Book


def wordings(options: Sequence[Option], book: Book) -> list[Words]:
    """Each option with its label and the synonyms declared for it."""
    return [
        Words(
            o.id,
            o.text or book.messages.label(o.key),
            tuple(book.synonyms.get(o.key, ())),
            tuple(book.hints.get(o.key, ())),
        )
        for o in options
    ]


def read_among(text: str, options: Sequence[Option], book: Book, *, whole: bool = False) -> str | None:
    """The id of the one option the text means, with `whole` where it is nothing else; None where that is not sure."""
    words = wordings(options, book)
    said = book.lexicon.said(text)  # short forms and dialect written out, where the text alone says nothing
    return read_choice(text, words, whole=whole) or read_choice(said, words, whole=whole)
