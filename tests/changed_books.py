"""Books with one thing changed: what an office, or the next release, does to the texts."""

from __future__ import annotations

from functools import cache

from bot.conversation.book import Book
from bot.data import parse_book, read_texts

ONBOARDING = "flows/onboarding.yaml"
SENTENCES = "locales/vi/onboarding.yaml"
Change = tuple[str, str, str]


@cache
def changed_book(*changes: Change) -> Book:
    """The shipped book after changes of (file, what stands there once, what shall); an empty first adds."""
    texts = read_texts(None)
    for name, old, new in changes:
        assert old == "" or texts[name].count(old) == 1, (
            f"{name}: {old!r} stands {texts[name].count(old)} times"
        )
        texts[name] = texts[name].replace(old, new) if old else texts[name] + new
    return parse_book(texts)
