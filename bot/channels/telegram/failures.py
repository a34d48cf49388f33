"""What a refusal of Telegram means for a message: again, never, or nobody knows."""

from __future__ import annotations

import re
from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.channels.telegram.request import NotSentError, ServerError
from bot.turns.sending import PermanentError, TransientError, UnknownError

_TOKEN_SECONDS = 60.0  # a refused token is the operator's to mend: no use to ask more often
_KEYBOARD = re.compile("button|keyboard|reply.?markup", re.IGNORECASE)
_NOBODY = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated")


def as_failure(fault: TelegramError) -> TransientError | PermanentError | UnknownError:
    """The fault in the words of whoever sends; a lost answer is an UnknownError."""
    match fault:
        case RetryAfter():
            return TransientError("too many requests", _seconds(fault.retry_after))
        case InvalidToken():
            return TransientError("HIENDIEN_TELEGRAM_TOKEN was refused", _TOKEN_SECONDS)
        case NotSentError() | ServerError():
            return TransientError(fault.message)
        case Forbidden():
            return PermanentError(fault.message, gone=True)
        case BadRequest():
            return PermanentError(fault.message, gone=any(w in fault.message.lower() for w in _NOBODY))
        case ChatMigrated():
            return PermanentError("the group has become another chat")
    return UnknownError(type(fault).__name__)


def about_buttons(fault: TelegramError) -> bool:
    """True where Telegram did not take the buttons: without them the message may pass."""
    return isinstance(fault, BadRequest) and bool(_KEYBOARD.search(fault.message))


def _seconds(given: int | timedelta) -> float:
    return given.total_seconds() if isinstance(given, timedelta) else float(given)
