"""Messages to Telegram, with what its refusals mean."""

from __future__ import annotations

from telegram import Bot, LinkPreviewOptions
from telegram.error import TelegramError

from bot.channels.background import Background
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.failures import about_buttons, as_failure
from bot.channels.telegram.layout import TEXT_ONLY, Layout, lay_out
from bot.messages.message import Message
from bot.turns.sending import Pace, UnknownError

# Telegram's own bounds are 30 a second and about one a second to a person.
_PACE = Pace(per_second=28, between=1.0)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_GONE_ALREADY = ("message is not modified", "message to edit not found", "message can't be edited")


class TelegramSender:
    """A `Sender` of one bot; plain text, so that nobody's words become markup."""

    def __init__(self, bot: Bot, account: str, copy_label: str, background: Background) -> None:
        self._bot, self._account, self._copy_label = bot, account, copy_label
        self._background = background
        self._can = Telegram().can

    @property
    def account(self) -> str:
        """The bot's id."""
        return self._account

    @property
    def pace(self) -> Pace:
        """28 messages a second, one a second to a person."""
        return _PACE

    async def send(self, address: str, message: Message, standing: str | None) -> str | None:
        """Send a message and take the keyboard of the message `standing` away.

        The new message's id where its keyboard is to go with the next one. One with links keeps it: the way
        to the registrar must not vanish from the talk, and its stale answers do no harm.
        """
        layout = lay_out(message, self._can, self._copy_label)
        try:
            number = await self._sent(address, layout)
        except TelegramError as fault:
            if layout.keyboard is None or not about_buttons(fault):
                raise as_failure(fault) from fault
            layout = lay_out(message, TEXT_ONLY, self._copy_label)
            number = await self._again(address, layout)
        if standing is not None and standing.isdecimal():
            take_away = self._bot.edit_message_reply_markup(int(address), int(standing), reply_markup=None)
            self._background.start("telegram_keyboard_left", take_away, _GONE_ALREADY)
        stays = bool(message.links) or message.copy is not None
        return str(number) if layout.keyboard and not stays else None

    async def _again(self, address: str, layout: Layout) -> int:
        try:
            return await self._sent(address, layout)
        except TelegramError as fault:
            raise as_failure(fault) from fault

    async def _sent(self, address: str, layout: Layout) -> int:
        try:
            sent = await self._bot.send_message(
                int(address),
                layout.text,
                reply_markup=layout.keyboard,
                link_preview_options=_NO_PREVIEW,
            )
        except (KeyError, TypeError, ValueError, AttributeError) as fault:  # an answer nobody can read
            raise UnknownError(type(fault).__name__) from fault
        return sent.message_id
