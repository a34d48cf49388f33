"""What Zalo's error numbers mean for a message; the answer's HTTP status is 200 for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from bot.turns.sending import PermanentError, TransientError

# refresh: the access token is over. again: once more. plain: without buttons, where it had some. slower, later:
# after a while. never: not this message. closed: not until they write again. gone: not to this person.
# alert: the office must do something about its account; until then the message waits.
Remedy = Literal["refresh", "again", "plain", "slower", "later", "never", "closed", "gone", "alert"]

REMEDIES: Mapping[int, Remedy] = {
    **dict.fromkeys((-216, -220), "refresh"),
    -200: "again",
    **dict.fromkeys((-201, -233), "plain"),
    -32: "slower",
    **dict.fromkeys((-218, -234), "later"),
    **dict.fromkeys((-230, -232), "closed"),
    **dict.fromkeys((-213, -217, -227, -244), "gone"),
    **dict.fromkeys((-204, -205, -209, -211, -212, -219, -221, -223, -224, -235, -242, -320, -321), "alert"),
    **dict.fromkeys((-100, -210, -214, -240, -248, -249, -403), "never"),
}
_SLOWER, _ALERT, _LATER = 20.0, 300.0, 3600.0  # seconds; the limit of calls counts by the minute


def remedy(code: int) -> Remedy:
    """What to do about an error; an unknown one is final for the message."""
    return REMEDIES.get(code, "never")


def as_failure(code: int) -> TransientError | PermanentError:
    """The error in the words of whoever sends."""
    why = f"Zalo error {code}"
    match remedy(code):
        case "slower":
            return TransientError(why, _SLOWER)
        case "refresh" | "alert":
            return TransientError(why, _ALERT)
        case "later":
            return TransientError(why, _LATER)
        case "gone":
            return PermanentError(why, gone=True)
        case _:
            return PermanentError(why)
