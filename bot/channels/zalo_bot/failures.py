"""What a refusal of Zalo means for a message: again, never, or nobody knows."""

from __future__ import annotations

from bot.channels.zalo_bot.api import ApiError, NotSentError, RefusedError
from bot.turns.sending import PermanentError, TransientError, UnknownError

TOKEN_SETTING = "HIENDIEN_ZALO_BOT_TOKEN"  # noqa: S105 - the setting's name
API_SETTING = "HIENDIEN_ZALO_BOT_API"
REFUSED_SECONDS = 60.0  # a refused token is the operator's to mend: no use to ask more often

_UNAUTHORIZED, _TIMED_OUT, _TOO_MANY = 401, 408, 429
# Of these nobody documents whether the bot is meant or the person; only another call can tell.
DOUBTFUL = (401, 403, 404)


def as_failure(fault: ApiError) -> TransientError | PermanentError | UnknownError:
    """The fault in the words of whoever sends; a lost answer is an UnknownError."""
    match fault:
        case NotSentError():
            return TransientError(str(fault))
        case RefusedError(code=code) if code in (_UNAUTHORIZED, _TOO_MANY) or 500 <= code < 504:
            return TransientError(f"error {code}")  # without a time to wait: a little longer each time
        case RefusedError(code=code) if code == _TIMED_OUT or code >= 500:
            return UnknownError(f"error {code}")
        case RefusedError(code=code):
            return PermanentError(f"error {code}", gone=code in DOUBTFUL)
    return UnknownError(str(fault))


def refused_token() -> TransientError:
    """The bot itself is refused: everything waits until the operator has mended the setting."""
    return TransientError(f"{TOKEN_SETTING} was refused", REFUSED_SECONDS)
