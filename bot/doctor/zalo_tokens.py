"""The tokens of the Official Account, as they are kept; Zalo is not asked."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.exc import DBAPIError

from bot.channels.zalo_oa.health import states
from bot.channels.zalo_oa.pairs import seed_of
from bot.doctor.findings import Case, Finding
from storage import zalo_tokens
from storage.database import open_engine, reading
from storage.keys import Keys
from storage.zalo_tokens import Stored

KEY = "HIENDIEN_SECRET_KEY"


class NoTokensError(Exception):
    """The tokens cannot be read; the message says why."""


class SealedError(NoTokensError):
    """The key that sealed them is gone."""


async def check(case: Case) -> Sequence[Finding]:
    """How old they are, and whether the next refresh is overdue or has failed."""
    settings = case.settings
    if not settings.zalo_oa_id:
        return [Finding("ok", "no Official Account is set up")]
    try:
        stored = await kept(case)
    except SealedError as fault:
        return [Finding("bad", str(fault), KEY)]
    except NoTokensError as fault:
        return [Finding("warn", str(fault))]
    return [Finding(x.level, x.what, x.do) for x in states(stored, seed_of(settings), case.now)]


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
        raise SealedError(
            "the tokens are sealed with an older key that is missing: add it at the end"
        ) from None
    except (OSError, DBAPIError):
        raise NoTokensError("not looked at: the database is not there, or not up to date") from None
    finally:
        await engine.dispose()
