"""What Telegram shows of us before anybody writes: who runs this, and the commands."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Bot, BotCommand

from bot.conversation.book import Book
from bot.understanding.commands import read_command

_START = "start"
# In the order of Telegram's menu; each says in telegram.commands.<name> what it does.
NAMES = (
    *(_START, "trogiup", "quaylai", "sua", "lamlai", "gapnguoi", "hoidap", "trangchinhthuc"),
    *("sangweb", "dulieu", "dung"),
)


def commands(book: Book) -> Sequence[BotCommand]:
    """The commands that the book reads."""
    read = (n for n in NAMES if n == _START or read_command(f"/{n}", book.commands))
    return [BotCommand(n, book.messages.label(f"telegram.commands.{n}")) for n in read]


async def introduce(bot: Bot, book: Book) -> None:
    """Set commands and descriptions; TelegramError where Telegram does not take them."""
    offered, params = commands(book), {"office": book.office}
    for language in (None, "vi"):
        await bot.set_my_commands(offered, language_code=language)
    await bot.set_my_description(book.messages.render("telegram.description", params))
    await bot.set_my_short_description(book.messages.render("telegram.short_description", params))
