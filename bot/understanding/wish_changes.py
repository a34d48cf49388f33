"""A wish that is told with a change to it: "linhpham thêm 07 vô cuối" is a wish for linhpham07."""

from __future__ import annotations

from bot.understanding.fold import plain
from bot.understanding.regex import regex

_ADDED = regex(
    r"\bthem (?:cho \w+ )?(?:con |cai )?(?:(?:so|nam|nam sinh) ?([0-9]{1,4})|([0-9]{1,4})|chu ([a-z0-9]{1,10}))\b"
    r"(?! ?(?:so|chu|cai|nam|ky tu|ten|nua|tuoi|dau)\b)(?P<rest>.*)"
)
_CHANGED = regex(
    r"\b(?:them|bo|bot|xoa|doi|thay|cat) (?:bot |di )?(?:\w+ ){0,2}(?:so|chu|duoi|khuc|doan|phan)\b(?! cho)"
)
_SUFFIXES = regex(r"\bduoi (?:la )?(?:\.|cham |id|biz|vn|com)")
_BEFORE, _UNCLEAR = regex(r"^ ?(?:\w+ ){0,2}(?:truoc|dau tien)\b"), regex(r"\b(?:giua|dau|truoc|hoac|hay)\b")


def changed(wish: str, said: str) -> str | None:
    """The wish with what the rest of the folded text adds to it; None where something else is to be changed.

    What is added stands behind the name, unless it is said to stand before it.
    """
    wish = wish[: _within(wish)]
    host, dot, suffix = wish.partition(".")
    rest = said.rpartition(plain(wish))[2]
    if added := _ADDED.search(rest):
        token = next(filter(None, added.groups()))
        if _BEFORE.search(added["rest"]):
            return f"{token} {host}{dot}{suffix}"
        return None if _UNCLEAR.search(added["rest"]) else f"{host} {token}{dot}{suffix}"
    return None if _CHANGED.search(rest) and not _SUFFIXES.search(rest) else wish


def _within(wish: str) -> int | None:
    """Where a change begins that was taken for a part of the name; None where none was."""
    told = next((found for form in (_ADDED, _CHANGED) if (found := form.search(plain(wish), 1))), None)
    return told and told.start() - 1
