"""What the turns know of a channel: what it can show, and how it reaches people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol

from bot.messages.message import Capabilities

# Whether we may write first: always, for two days or a week after their last word, or never.
Reach = Literal["push", "window", "week", "none"]
Delivery = Literal["fetched", "sent"]
# What arrived that nobody reads ("withheld": the channel keeps it from us); what is nothing the person said: they
# blocked us, took their consent back at the channel's, or somebody of the office answered them there.
Other = Literal["photo", "voice", "sticker", "edited", "withheld", "gone", "withdrawn", "taken_over"]
# What concerns only people we know: nobody becomes known by it.
OF_THE_KNOWN: frozenset[Other | None] = frozenset({"gone", "withdrawn", "taken_over"})
WINDOWS: Mapping[Reach, timedelta] = {"window": timedelta(hours=48), "week": timedelta(days=7)}

PRINTABLE = r"^[ -~]*$"  # ids and times of channels: ASCII, nothing unseen
_SOURCE = re.compile(r"[A-Za-z0-9_-]{1,16}")
_MOST_ACCOUNT = 64
_MOST_UPDATE_ID = 96


class Channel(Protocol):
    """A way to talk; a room under bot/channels."""

    @property
    def name(self) -> str:
        """The channel's name in settings, events and tables."""
        ...

    @property
    def can(self) -> Capabilities:
        """What it can show."""
        ...

    @property
    def reach(self) -> Reach:
        """Whether we may write first: always, so long after their last word, or never."""
        ...

    @property
    def delivery(self) -> Delivery:
        """Whether people fetch what we say (a page), or it is sent to them."""
        ...

    def place(self, address: str) -> str:
        """The path on our site where this talk can be taken up again, empty where there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update from a channel; at most one of `said`, `pressed` and `other` is set, none for just arriving.

    `seen` is the visit the person had before their eyes, where the channel can tell; `written_at` when they
    wrote, where that may be before our last message was sent. `source` is the referral code they came with.
    ValueError for an id that is longer than the inbox holds or not plain ASCII: found here, it spoils no other
    update's commit.
    """

    channel: str
    account: str
    address: str
    update_id: str
    at: datetime
    said: str | None = None
    pressed: str | None = None
    other: Other | None = None
    seen: int | None = None
    written_at: datetime | None = None
    source: str | None = None
    test: bool = False

    def __post_init__(self) -> None:
        if len(self.account) > _MOST_ACCOUNT or len(self.update_id) > _MOST_UPDATE_ID:
            raise ValueError(
                f"an account has at most {_MOST_ACCOUNT}, an update id {_MOST_UPDATE_ID} characters"
            )
        if not re.fullmatch(PRINTABLE, f"{self.account}{self.address}{self.update_id}"):
            raise ValueError("account, address and update id are plain ASCII")

    def body(self) -> dict[str, Any]:
        """What is kept until the update is worked."""
        return {
            "said": _storable(self.said),
            "pressed": _storable(self.pressed),
            "other": self.other,
            "seen": self.seen,
            "written_at": self.written_at and self.written_at.isoformat(),
            "source": self.source if self.source and _SOURCE.fullmatch(self.source) else None,
            "test": self.test,
        }


def open_since(reach: Reach, now: datetime) -> datetime | None:
    """Since when a person must have been heard from for us to write to them; None where it does not matter."""
    window = WINDOWS.get(reach)
    return None if window is None else now - window


def _storable(text: str | None) -> str | None:
    """The text without what no database takes: NUL, and halves of a surrogate pair."""
    return None if text is None else text.encode("utf-8", "ignore").decode().replace("\0", "")
