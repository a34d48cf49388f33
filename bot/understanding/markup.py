"""Texts that are written for a program, not for us: markup, templates, queries, terminal codes, orders to a model."""

from __future__ import annotations

import re

_MARKUP = re.compile(
    r"<[a-z/!?][^<>]*>|\{\{|\{%|\$\{|\x1b\[|'\s*(?:or|;)|--\s*$|\bselect\b.+\bfrom\b"
    r"|\b(?:ignore|forget) (?:all|previous|every)|\b(?:system|assistant|user) ?:",
    re.IGNORECASE,
)


# Hardly any text holds one of these.
_SIGNS = ("<", "{", "\x1b", "'", "--", "select", "ignore", "forget", "system", "assistant", "user")


def holds_markup(text: str) -> bool:
    """True where the text is written for a program, or tells a model what to do: it answers nothing."""
    lowered = text.lower()
    return any(sign in lowered for sign in _SIGNS) and _MARKUP.search(text) is not None
