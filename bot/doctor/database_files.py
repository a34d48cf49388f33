"""Whether SQLite's files are for this account only: they hold what people said."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.doctor.findings import Case, Finding

SETTING = "HIENDIEN_DATABASE_URL"
_OTHERS = stat.S_IRGRP | stat.S_IROTH
_BESIDE = ("", "-wal", "-shm")


async def check(case: Case) -> Sequence[Finding]:
    """A warning for each file, and for their folder, that other accounts may read."""
    path = _file(case.settings.database_url)
    if path is None:
        return [Finding("ok", "no file of ours")]
    open_ = list(_readable(path))
    return open_ or [Finding("ok", "nobody else can read them")]


def _file(url: str) -> Path | None:
    """SQLite's file; None for another database, or an address that the check of the database refuses."""
    try:
        found = make_url(url)
    except ArgumentError:
        return None
    return Path(found.database) if found.get_backend_name() == "sqlite" and found.database else None


def _readable(path: Path) -> Iterator[Finding]:
    folder = path.absolute().parent
    looked = [(folder, "700"), *((Path(f"{path}{end}"), "600") for end in _BESIDE)]
    for one, right in looked:
        if one.exists() and one.stat().st_mode & _OTHERS:
            yield Finding("warn", f"other accounts can read {one}: chmod {right} {one}", SETTING)
