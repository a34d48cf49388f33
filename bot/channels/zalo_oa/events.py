"""What Zalo tells us, read into what the turns know; whatever else comes is named and left alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.channels.zalo_oa.channel import NAME
from bot.channels.zalo_oa.layout import PREFIX
from bot.messages.button_data import read_button
from bot.turns.channel import PRINTABLE, Incoming, Other

MOST_CHARS = 4096
TOO_OLD = timedelta(days=1)  # Zalo tries for an hour: what comes later is somebody's copy
_MOST_ID = 64
# There were no such accounts before; the official samples hold times of the seventies.
_FIRST_DAY = datetime(2017, 1, 1, tzinfo=UTC)

# "info": somebody filled in a form with name and telephone, which we never ask for and do not keep.
Unread = Literal["unknown", "quiet", "echo", "info", "anonymous", "elsewhere", "old"]

_MEDIA: Mapping[str, Other] = {
    **dict.fromkeys(("image", "gif", "video", "file"), "photo"),
    "audio": "voice",
    **dict.fromkeys(("sticker", "location", "business_card", "link"), "sticker"),
}
_QUIET = frozenset(
    {
        *("user_received_message", "user_seen_message", "user_reacted_message", "oa_reacted_message"),
        *("add_user_to_tag", "remove_user_from_tag", "remove_tag", "update_user_info"),
        *("user_call_oa", "oa_call_user", "create_group"),
    }
)
_ARRIVALS = frozenset({"follow", "user_click_chatnow"})


def _as_text(value: object) -> object:
    """Ids and times are strings of digits; some bodies have them as numbers."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


_Id = Annotated[str, BeforeValidator(_as_text), Field(max_length=_MOST_ID, pattern=PRINTABLE)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Somebody(_Part):
    id: _Id
    admin_id: _Id | None = None


class _Message(_Part):
    text: str | None = None
    msg_id: Annotated[str, BeforeValidator(_as_text), Field(max_length=1000, pattern=PRINTABLE)] | None = None


class _Event(_Part):
    event_name: Annotated[str, Field(max_length=100)]
    timestamp: _Id = ""
    sender: _Somebody | None = None
    recipient: _Somebody | None = None
    follower: _Somebody | None = None
    user_id: _Id | None = None
    oa_id: _Id | None = None
    message: _Message | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    event: _Event
    oa_id: str
    now: datetime
    mark: Callable[[str], str]

    def result(self) -> Incoming | Unread:
        name = self.event.event_name
        if name.startswith("anonymous_send_"):
            return "anonymous"
        if name.startswith("oa_send_"):
            return self._answered()
        if name.startswith("user_send_"):
            return self._sent(name.removeprefix("user_send_"))
        return _BY_NAME[name](self) if name in _BY_NAME else "quiet" if name in _QUIET else "unknown"

    def _sent(self, kind: str) -> Incoming | Unread:
        sender, message = self.event.sender, self.event.message
        if sender is None or message is None:
            return "unknown"
        text = message.text if kind in ("text", "link") else None
        if text:
            pressed = text.removeprefix(PREFIX) if text.startswith(PREFIX) else None
            if pressed is not None and read_button(pressed) is not None:
                return self._incoming(sender.id, pressed=pressed)
            return self._incoming(sender.id, said=text[:MOST_CHARS])
        other = _MEDIA.get(kind)
        return self._incoming(sender.id, other=other) if other else "unknown"

    def _answered(self) -> Incoming | Unread:
        """An echo of what the account sent: only a person in Zalo's own tool has an id beside it."""
        sender, recipient = self.event.sender, self.event.recipient
        if sender is None or recipient is None or not sender.admin_id:
            return "echo"
        return self._incoming(recipient.id, oa_id=sender.id, other="taken_over")

    def _known_by(self, **content: Any) -> Incoming | Unread:
        event = self.event
        user = event.follower.id if event.follower else event.user_id or (event.sender and event.sender.id)
        return self._incoming(user, **content) if user else "unknown"

    def _incoming(self, user: str, *, oa_id: str | None = None, **content: Any) -> Incoming | Unread:
        event = self.event
        account = oa_id or event.oa_id or (event.recipient and event.recipient.id)
        if account != self.oa_id:
            return "elsewhere"
        if not user:
            return "unknown"
        written = _moment(event.timestamp)
        if written is not None and self.now - written > TOO_OLD:
            return "old"
        return Incoming(
            channel=NAME,
            account=self.oa_id,
            address=user,
            update_id=self._key(user),
            at=self.now,
            written_at=written,
            **content,
        )

    def _key(self, user: str) -> str:
        event = self.event
        own = event.message.msg_id if event.message else None
        # Keys of updates outlive an erased person: nobody, Zalo neither, may read out of one who it was.
        return self.mark(own or f"{event.event_name}:{event.timestamp}:{user}")


_BY_NAME: Mapping[str, Callable[[_Reading], Incoming | Unread]] = {
    **dict.fromkeys(_ARRIVALS, lambda reading: reading._known_by()),
    "unfollow": lambda reading: reading._known_by(other="gone"),
    "user_withdraw": lambda reading: reading._known_by(other="withdrawn"),
    "user_submit_info": lambda _: "info",
}


def read_event(content: object, oa_id: str, now: datetime, mark: Callable[[str], str]) -> Incoming | Unread:
    """The event for the turns, or why it is none; never an exception. `mark` makes a secret key of a text."""
    try:
        event = _Event.model_validate(content)
    except ValidationError:
        return "unknown"
    return _Reading(event, oa_id, now, mark).result()


def timestamp_of(content: Mapping[str, Any]) -> str | None:
    """The event's time as it was signed, empty where there is none; None where it cannot be one."""
    written = _as_text(content.get("timestamp", ""))
    if not isinstance(written, str):
        return ""
    return written if written.isascii() else None


def _moment(written: str) -> datetime | None:
    """The moment of a time in milliseconds, None for one that cannot be meant."""
    if not (written.isascii() and written.isdigit()):
        return None
    try:
        moment = datetime.fromtimestamp(int(written) / 1000, UTC)
    except (OverflowError, ValueError, OSError):
        return None
    return moment if moment >= _FIRST_DAY else None
