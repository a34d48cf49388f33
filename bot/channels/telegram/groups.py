"""Groups: one polite line that we only talk in private, and nothing kept."""

from __future__ import annotations

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.channels.background import Background
from bot.channels.daily import OnceADay
from bot.channels.telegram.updates import GroupCall, Us
from bot.turns.house import House


class Groups:
    """Answers a group at most once a day, as far as this process remembers."""

    def __init__(self, house: House, bot: Bot, us: Us, background: Background) -> None:
        self._house, self._bot, self._us, self._background = house, bot, us, background
        self._daily = OnceADay(house.today)

    def answer(self, call: GroupCall) -> None:
        """Say the line in the background, unless it was said today."""
        if not self._us.username or not self._daily.first(str(call.chat)):
            return
        words = self._house.book.messages
        link = f"https://t.me/{self._us.username}"
        keyboard = InlineKeyboardMarkup.from_button(
            InlineKeyboardButton(words.label("telegram.private"), link)
        )
        line = self._bot.send_message(call.chat, words.label("telegram.group"), reply_markup=keyboard)
        self._background.start("telegram_group_unanswered", line)
