"""What only a live account can settle: how to see it, and the setting to change if it is otherwise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Doubt:
    """A fact nobody could try: whom it concerns, what to look at, what to change."""

    concerns: Callable[[Settings], bool]
    what: str
    change: str


def _oa(settings: Settings) -> bool:
    return bool(settings.zalo_oa_id)


def _bot(settings: Settings) -> bool:
    return bool(settings.zalo_bot_token)


def _telegram(settings: Settings) -> bool:
    return bool(settings.telegram_token)


DOUBTS: Sequence[Doubt] = (
    Doubt(
        _oa,
        "buttons may not be shown on a real account: write to it and look; where they are missing",
        "HIENDIEN_ZALO_OA_BUTTONS=off (numbers instead)",
    ),
    Doubt(
        _oa,
        "a tap that shows no text may not open the 48 hours again: if answers stop after two days of taps",
        "HIENDIEN_ZALO_OA_BUTTONS=show",
    ),
    Doubt(
        _oa,
        "the signature's first term and key: on 403 the log names the settings that would have matched",
        "HIENDIEN_ZALO_OA_SIGNATURE_FIRST, HIENDIEN_ZALO_OA_WEBHOOK_KEY",
    ),
    Doubt(
        _oa,
        "what the console sends when the webhook's address is saved: where it does not say saved, see the log",
        "HIENDIEN_PUBLIC_URL",
    ),
    Doubt(
        _oa,
        "which error a used refresh token gets: if `hiendien zalo status` counts failures",
        "hiendien zalo login",
    ),
    Doubt(
        _bot,
        "how many messages a month are free: at 429 answers come late",
        "HIENDIEN_ZALO_BOT_REMINDERS=false",
    ),
    Doubt(
        _bot,
        "whether an update that met no server comes again: stop the server for a minute, write, start it",
        "HIENDIEN_PUBLIC_URL (webhook) or empty (polling)",
    ),
    Doubt(
        _bot,
        "which of the two hosts serves this bot: where getMe is refused with a token that is right",
        "HIENDIEN_ZALO_BOT_API=https://bot-api.zapps.me",
    ),
    Doubt(
        _telegram,
        "how long Telegram goes on bringing updates to a server that is down: see the waiting ones above",
        "HIENDIEN_PUBLIC_URL",
    ),
)


def of(settings: Settings) -> Sequence[Doubt]:
    """The doubts about the channels that are set up."""
    return [doubt for doubt in DOUBTS if doubt.concerns(settings)]
