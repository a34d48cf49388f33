"""The tokens of the Official Account, as they are kept; Zalo is not asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.exc import DBAPIError

from bot.doctor.findings import Case, Finding
from storage import zalo_tokens
from storage.database import open_engine, reading
from storage.keys import Keys
from storage.zalo_tokens import Stored

LOGIN = "hiendien zalo login"
_LATE = timedelta(hours=1)


class NoTokensError(Exception):
    """The tokens cannot be read; the message says why."""


async def check(case: Case) -> Sequence[Finding]:
    """How old they are, and whether the next refresh is overdue or has failed."""
    settings = case.settings
    if not settings.zalo_oa_id:
        return [Finding("ok", "no Official Account is set up")]
    try:
        stored = await kept(case)
    except NoTokensError as fault:
        return [Finding("warn", str(fault))]
    if stored is None and settings.zalo_oa_refresh_token:
        return [Finding("ok", "none kept yet; the server takes the pair of the settings when it starts")]
    if stored is None:
        return [Finding("bad", "no tokens: nothing can be sent", LOGIN)]
    return [_told(stored, case.now)]


async def kept(case: Case) -> Stored | None:
    """The pair in the database, None where there is none; NoTokensError where that cannot be told."""
    try:
        keys = Keys(case.settings.secret_key)
        engine = open_engine(case.settings.database_url)
    except (ValueError, ModuleNotFoundError) as fault:
        raise NoTokensError(f"not looked at: {type(fault).__name__}") from None
    try:
        async with reading(engine).begin() as db:
            return await zalo_tokens.load(db, keys, case.settings.zalo_oa_id)
    except ValueError:
        raise NoTokensError("sealed with a key that is not in HIENDIEN_SECRET_KEY") from None
    except (OSError, DBAPIError):
        raise NoTokensError("not looked at: the database is not there, or not up to date") from None
    finally:
        await engine.dispose()


def _told(stored: Stored, now: datetime) -> Finding:
    pair = stored.pair
    hours = int((now - pair.obtained_at).total_seconds() // 3600)
    if now >= pair.expires_at:
        return Finding("bad", f"the access token is over, {hours} h old{_why(stored)}", LOGIN)
    if stored.failures:
        return Finding("warn", f"tries to refresh that failed: {stored.failures}{_why(stored)}", LOGIN)
    if now - pair.refresh_at > _LATE:
        return Finding("warn", f"{hours} h old, the refresh is overdue: is the server running?")
    return Finding("ok", f"{hours} h old, refreshed in time")


def _why(stored: Stored) -> str:
    return f" ({stored.failure})" if stored.failure else ""
