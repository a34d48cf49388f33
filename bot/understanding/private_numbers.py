"""Numbers nobody should send: identity cards and telephones, told by their shape."""

from __future__ import annotations

from bot.understanding.fold import lowered, plain
from bot.understanding.regex import regex

_APART = r"[\s./,-]?"
_CARD = regex(rf"(?<!\d)\d(?:{_APART}\d){{11}}(?!\d)")  # CCCD: twelve digits
_OLD_CARD = regex(rf"(?:cmnd|cmt|cccd|can cuoc)\D{{0,12}}\d(?:{_APART}\d){{8,11}}")
_PHONE = regex(rf"(?<!\d)(?:\+?84|0){_APART}[35789](?:{_APART}\d){{8}}(?!\d)")
# Letters among digits that look like digits: o, l, i.
_DISGUISED = regex(r"(?<![a-z0-9])(?=(?:[oli]*[0-9]){6})[0-9oli]{9,}(?![a-z0-9])")
_AS_DIGITS = str.maketrans("oli", "011")


def holds_private_number(text: str) -> bool:
    """True where the text holds what looks like an identity or telephone number of Viet Nam."""
    said = plain(_DISGUISED.sub(lambda run: run[0].translate(_AS_DIGITS), lowered(text)))
    return any(shape.search(said) for shape in (_CARD, _OLD_CARD, _PHONE))
