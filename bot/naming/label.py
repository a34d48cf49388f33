"""A label, the part before .id.vn or .biz.vn: what is wrong with one, and the one somebody meant to type."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.naming.spelling import unmarked
from bot.understanding.fold import MAX_CHARS, clean, lowered

MAX_LENGTH: Final = 63
"""Characters of one label, TT 24/2015/TT-BTTTT Điều 6 khoản 2."""

MAX_WORDS: Final = 6
MAX_LETTERS: Final = 40
"""Longer wishes are sentences, not names; letters are counted without marks and hyphens."""

_OUTSIDE = re.compile(r"[^a-z0-9-]")
_MARKUP = re.compile(r"[<>{}]")
_STOPS = str.maketrans("。", ".")
_WEB = re.compile(r"^(?:[a-z][a-z0-9+.-]*:/+)?(?:www\.)?")
_AFTER_HOST = re.compile(r"[/?#].*$|:\d*$")
_SUFFIX = re.compile(r"(?<![\s.])[\s.]+(id|biz)\s*[\s.]\s*vn(?![a-z0-9])")
_OTHER_SUFFIX = re.compile(
    r"(?<=[a-z0-9])\.((?:com|net|org|info|name|pro|io|edu|gov|ai|ap|ad|on|health|int)\.vn|"
    r"vn|com|net|org|info|biz|shop|store|online|asia|io|me|xyz)$"
)
_WORD = re.compile(r"[a-z0-9]+")
_AROUND_HYPHEN = re.compile(r"\s*-\s*")
_HYPHENS = re.compile(r"-{2,}")
_DATE = re.compile(r"(?<![0-9])[0-9]{1,2} ?[/.-] ?[0-9]{1,2} ?[/.-] ?(?:19|20)[0-9]{2}(?![0-9])")


def problems(label: str) -> tuple[str, ...]:
    """Codes of what breaks the syntax of TT 24/2015/TT-BTTTT Điều 6 khoản 2; () where the label is valid."""
    if not label:
        return ("empty",)
    found = {
        "too_long": len(label) > MAX_LENGTH,
        "bad_character": _OUTSIDE.search(label) is not None,
        "hyphen_edge": label.startswith("-") or label.endswith("-"),
        "hyphen_double": "--" in label,
    }
    return tuple(code for code, broken in found.items() if broken)


@dataclass(frozen=True, slots=True)
class Wish:
    """The label meant; `suffix` where one was typed, any; `changed` where more than suffix and case was mended."""

    label: str
    suffix: str | None
    changed: bool


def repair(text: str) -> Wish | None:
    """The label meant by what was typed ("Hồng Nhung .ID.VN"), or None where none can honestly be made."""
    if len(text) > MAX_CHARS:
        return None
    typed = lowered(text).translate(_STOPS)
    if typed.isascii() and typed.isalnum():
        return Wish(typed, None, changed=False) if len(typed) <= MAX_LETTERS else None
    if _MARKUP.search(typed) or _DATE.search(typed):
        return None
    if not typed.isascii() and any(map(_foreign, typed)):
        return None
    host, suffix = _split(_bare(typed))
    name = unmarked(_name(host, suffix))
    words = _WORD.findall(name)
    # A Punycode label would be taken apart into letters that say nothing.
    if len(words) > MAX_WORDS or sum(map(len, words)) > MAX_LETTERS or name.startswith("xn--"):
        return None
    label = _joined(name)
    return None if problems(label) else Wish(label, suffix, label != host)


def _foreign(char: str) -> bool:
    """True for a letter without a Latin reading, right-to-left scripts among them: a guess would mislead."""
    return not char.isascii() and char.isalpha() and not unmarked(char).isascii()


def _bare(typed: str) -> str:
    """What was typed without the rest of a web address, a mail address or a handle."""
    host = _AFTER_HOST.sub("", _WEB.sub("", typed, count=1))
    before, at, after = host.partition("@")
    return (before or after) if at else host


def _split(bare: str) -> tuple[str, str | None]:
    """The part before the suffix, and the suffix, one of the programme's or another that is known."""
    ends = list(_SUFFIX.finditer(bare))
    if ends:
        return bare[: ends[-1].start()].strip(". "), ".".join((ends[-1][1], "vn"))
    stripped = bare.strip(". ")
    other = _OTHER_SUFFIX.search(stripped)
    return (stripped[: other.start()].strip(), other[1]) if other else (stripped, None)


def without_suffix(text: str) -> str:
    """A name as typed without the suffix of a domain behind it, marks and case kept."""
    host, suffix = _split(lowered(text).translate(_STOPS))
    return clean(text)[: len(host)] if suffix else text


def _name(host: str, suffix: str | None) -> str:
    """Before a suffix: the host without the sentence around it, without names of a level below."""
    if suffix is None:
        return host
    if len(host.split()) > MAX_WORDS:
        return host.split()[-1]
    return host if " " in host else host.rpartition(".")[2]


def _joined(name: str) -> str:
    """The folded name as one label: underscores become hyphens, hyphens at an edge or doubled go."""
    tight = _AROUND_HYPHEN.sub("-", name.replace("_", "-")) if "-" in name or "_" in name else name
    return _HYPHENS.sub("-", _OUTSIDE.sub("", tight)).strip("-")
