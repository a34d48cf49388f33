"""What is answered where a domain name is to be chosen and the text names none: talk that wants something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.questions.base import Again
from bot.conversation.questions.registrar import registrar_named
from bot.naming.suggest import Kind, suggest
from bot.understanding.more_names import Asked, asks_for_more
from bot.understanding.undecided import is_undecided

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.conversation.trail import Trail

PARTS = ("others", "shorter", "undecided", "registrar_later")
_MOST = 30


def registrar_instead(text: str, suffix: str, trail: Trail) -> Again | None:
    """A registrar named before its question: nobody wishes to be called so."""
    named = registrar_named(text, suffix, trail)
    return Again("registrar_later", {"registrar": trail.book.registrars.name(named)}) if named else None


def undecided(text: str, trail: Trail) -> Again | None:
    """A nod, a "don't know" or a no, where it is a name that is asked for."""
    return Again("undecided", miss=True) if is_undecided(text, trail.book.lexicon) else None


def others(
    text: str, name: str, kind: Kind, offered: Sequence[str], page: int, trail: Trail
) -> tuple[Asked, list[str]] | None:
    """The suggestions that follow those on offer, the first again after the last; or the shortest of all.

    None where no more are asked for, or where there is none at all.
    """
    asked = asks_for_more(text, trail.book.lexicon)
    if asked is None or not name:
        return None
    labels = suggest(name, kind, trail.book.names, _MOST).labels
    # At the end only a number tells one from another: nobody would ask for these.
    known = [label for label in labels if label[-1].isalpha()] or list(labels)
    if not known:
        return None
    if asked == "shorter":
        return asked, sorted(known, key=len)[:page]
    after = max((known.index(label) + 1 for label in offered if label in known), default=0)
    return asked, known[after : after + page] or known[:page]
