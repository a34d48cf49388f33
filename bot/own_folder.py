"""The office's own folder: what of it is read, and what lies in it in vain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bot.conversation.checks import Finding
from bot.messages.catalogue import Catalogue

_READ = re.compile(r"(flows/.+|locales/vi/[^/]+)\.yaml")


def read_files(own: Path) -> list[str]:
    """The files that take the place of shipped ones or come beside them, by path under the folder."""
    return [name for name in _written(own) if _READ.fullmatch(name)]


def unread(own: Path | None) -> Iterator[Finding]:
    """Files that look like texts but stand where nobody reads them: their changes would never show."""
    for name in _written(own) if own else ():
        if not _READ.fullmatch(name):
            what = "is not read: put it under flows/ or locales/vi/, at the path of the shipped file, named .yaml"
            yield Finding("own-unread", f"{own}/{name}", what)


def told(own: Path | None, messages: Catalogue) -> str:
    """Which folder was looked at, so that nobody checks the shipped files by mistake."""
    if own is None:
        return messages.label("tools.own.none")
    return f"{messages.label('tools.own.read')} {own}: {', '.join(read_files(own)) or '-'}"


def _written(own: Path) -> list[str]:
    paths = (path for ending in ("*.yaml", "*.yml") for path in own.rglob(ending))
    return sorted(path.relative_to(own).as_posix() for path in paths)
