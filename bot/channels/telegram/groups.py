"""Groups: one polite line that we only talk in private, and nothing kept."""

from __future__ import annotations

from datetime import date

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.channels.telegram.background import Background
from bot.channels.telegram.updates import GroupCall, Us
from bot.turns.house import House

_MOST_GROUPS = 10_000


class Groups:
    """Answers a group at most once a day, as far as this process remembers."""

    def __init__(self, house: House, bot: Bot, us: Us, background: Background) -> None:
        self._house, self._bot, self._us, self._background = house, bot, us, background
        self._answered: set[int] = set()
        self._day = date.min

    def answer(self, call: GroupCall) -> None:
        """Say the line in the background, unless it was said today."""
        if self._day != (today := self._house.today()):
            self._day, self._answered = today, set()
        if call.chat in self._answered or len(self._answered) >= _MOST_GROUPS or not self._us.username:
            return
        self._answered.add(call.chat)
        words = self._house.book.messages
        link = f"https://t.me/{self._us.username}"
        keyboard = InlineKeyboardMarkup.from_button(
            InlineKeyboardButton(words.label("telegram.private"), link)
        )
        line = self._bot.send_message(call.chat, words.label("telegram.group"), reply_markup=keyboard)
        self._background.start("telegram_group_unanswered", line)
