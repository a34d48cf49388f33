"""Texts that are written for a program, not for us: markup, templates, queries, terminal codes, orders to a model."""

from __future__ import annotations

import re

from bot.understanding.fold import plain
from bot.understanding.regex import regex
from bot.understanding.sentence import Pairs, word_set, words

_MARKUP = regex(
    r"<[a-z/!?][^<>]*>|\{\{|\{%|\$\{|\x1b\[|'\s*(?:or|;)|--\s*$|\bselect\b.+\bfrom\b"
    r"|\b(?:ignore|forget) (?:all|any|the|your|previous|every)|\b(?:system|assistant|user|prompt|override) ?:",
    re.IGNORECASE,
)
# In plain text: a bracket that speaks for the machine, a field and its value, orders that undo orders.
_FIELDS = r"choice|answer|birth|name|province|label|user\w*|type|role|value|has_\w+|is_\w+|established|status"
_ORDERS = regex(
    r"(?:^|\s)[\[({<*#]+ ?(?:(?:tin nhan |ghi chu |lenh )?he thong|system|lenh|assistant|admin|prompt|debug)\b"
    rf"|^(?:(?:lenh |thong bao )?he thong|admin) ?:|\b(?:{_FIELDS}) ?=+ ?[\w\"']|[{{\[] ?[\"'][a-z_]+[\"'] ?:"
    r"|\b(?:bo qua|phot lo|quen)(?: \w+){0,3} (?:huong dan|lenh|chi thi|chi dan|quy tac|prompt)\b"
    r"|\bnguoi dung (?:da|nay|la|chon|xac nhan|vua|hien|co|ten|sinh|o|dong y)\b"
    r"|\b(?:dong vai|system prompt|chuyen sang (?:buoc|che do))\b"
)


# Most texts hold none of these.
_SIGNS = ("<", "{", "[", "=", "'", "--")
_WORDS = word_set("select ignore forget system assistant user prompt override debug admin lenh")
_PAIRS = Pairs.of(
    (word_set("thong"), word_set("he")),
    (word_set("bo phot quen"), word_set("huong chi quy")),
    (word_set("nguoi"), word_set("dung")),
    (word_set("vai"), word_set("dong")),
    (word_set("chuyen"), word_set("buoc che")),
)


def holds_markup(text: str) -> bool:
    """True where the text is written for a program, or tells a model what to do: it answers nothing."""
    said = plain(text)
    signed = "\x1b" in text or any(map(said.__contains__, _SIGNS))
    tokens = words(said)
    if not signed and _WORDS.isdisjoint(tokens) and not _PAIRS.stand(tokens):
        return False
    return _MARKUP.search(text) is not None or _ORDERS.search(said) is not None
