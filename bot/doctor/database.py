"""Whether the database opens, and whether its tables are this release's; nothing is changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from bot.doctor.findings import Case, Finding
from storage.database import open_engine
from storage.migrate import Edition, edition

SETTING = "HIENDIEN_DATABASE_URL"


async def check(case: Case) -> Sequence[Finding]:
    """One line on the database of the settings."""
    try:
        url = make_url(case.settings.database_url)
    except ArgumentError:
        return [Finding("bad", "no address of a database: write sqlite:///file or postgresql://…", SETTING)]
    kind = url.get_backend_name()
    if kind not in ("sqlite", "postgresql"):
        return [Finding("bad", f"{kind} is not supported; use SQLite or PostgreSQL", SETTING)]
    if kind == "sqlite" and not _is_file(url.database or ""):
        return [Finding("warn", "there is no file yet; `hiendien run` makes it", SETTING)]
    try:
        return [_told(kind, await _edition(case.settings.database_url))]
    except (OSError, DBAPIError) as fault:
        cause = fault.orig if isinstance(fault, DBAPIError) else fault
        return [Finding("bad", f"the database does not open: {cause}", SETTING)]
    except ModuleNotFoundError:
        return [
            Finding("bad", "PostgreSQL needs the extra `postgres`: pip install 'hiendien[postgres]'", SETTING)
        ]


def _is_file(path: str) -> bool:
    return Path(path).is_file()


async def _edition(url: str) -> Edition:
    engine = open_engine(url)
    try:
        return await edition(engine)
    finally:
        await engine.dispose()


def _told(kind: str, found: Edition) -> Finding:
    if found.there == found.ours:
        return Finding("ok", f"{kind}, tables of this release ({found.ours})")
    if found.there is None:
        return Finding("warn", f"{kind} without tables; `hiendien run` makes them", SETTING)
    if found.known:
        what = (
            f"{kind}, tables of an older release ({found.there}); `hiendien run` brings them to {found.ours}"
        )
        return Finding("warn", what)
    return Finding("bad", f"{kind}, tables of a newer release ({found.there}): run that release", SETTING)
