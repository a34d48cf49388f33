"""What is set up at Telegram's, and the settings that say so."""

from __future__ import annotations

import pytest
from aiohttp import ClientSession

from bot.channels.telegram.commands import NAMES, commands
from bot.channels.telegram.room import DOOR, TelegramRoom
from bot.conversation.book import Book
from bot.settings import Settings
from bot.turns.house import House
from bot.turns.intake import Intake
from bot.understanding.commands import read_command
from tests.house import PUBLIC_URL
from tests.station import until
from tests.telegram.fake_api import TOKEN, USERNAME, RefusedError
from tests.telegram.station import Station, station


async def test_what_is_set_up_at_telegrams(bot: Station) -> None:
    hook = bot.telegram.webhook
    assert hook["url"] == PUBLIC_URL + DOOR.path
    assert hook["drop_pending_updates"] is False
    assert hook["allowed_updates"] == ["message", "edited_message", "callback_query", "my_chat_member"]
    assert TOKEN not in hook["secret_token"]
    assert len(hook["secret_token"]) >= 22
    assert bot.room.username == USERNAME  # pages that lead here name it
    told = bot.telegram.settings
    assert told["setMyCommands", ""]["commands"] == told["setMyCommands", "vi"]["commands"]
    assert bot.house.book.office in told["setMyDescription", ""]["description"]
    assert len(told["setMyDescription", ""]["description"]) <= 512
    assert len(told["setMyShortDescription", ""]["short_description"]) <= 120


def test_every_command_that_is_offered_is_read(book: Book) -> None:
    offered = {c.command: c.description for c in commands(book)}
    assert next(iter(offered)) == "start"
    assert {"trogiup", "quaylai", "sua", "lamlai", "gapnguoi", "dulieu", "dung"} <= set(offered)
    for name in NAMES:
        assert (name in offered) == (name == "start" or read_command(f"/{name}", book.commands) is not None)
        assert 1 <= len(book.messages.label(f"telegram.commands.{name}")) <= 256


async def test_setting_up_goes_on_until_telegram_answers(house: House) -> None:
    async with station(house) as bot:
        bot.telegram.fail("getMe", RefusedError(502, "Bad Gateway"), "cut before")
        bot.telegram.fail("setWebhook", RefusedError(429, "Too Many Requests", retry_after=3))
        bot.telegram.fail("setMyCommands", RefusedError(500, "Internal Server Error"))
        bot.room.start()
        await until(lambda: bool(bot.telegram.webhook))
        assert bot.pauses == [1, 2, 1]


async def test_a_refused_token_is_told_and_left(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    async with station(house) as bot:
        bot.telegram.fail("getMe", RefusedError(401, "Unauthorized"))
        bot.room.start()
        await until(lambda: "HIENDIEN_TELEGRAM_TOKEN" in capsys.readouterr().err)
        assert not bot.telegram.webhook


async def test_without_a_public_address_nobody_brings_updates(house: House) -> None:
    async with ClientSession() as session:
        room = TelegramRoom(house, Intake(house), Settings(_env_file=None, telegram_token=TOKEN), session)
        assert not room.hooked
        await room.close()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("telegram_token", "12:34"),
        ("telegram_token", "abc:" + "T" * 35),
        ("telegram_token", "123456789:" + "T" * 20 + " " + "T" * 20),
        ("telegram_secret", "short"),
        ("telegram_secret", "có dấu nên không được"),
        ("telegram_api", "telegram.example"),
        ("telegram_api", "https://api.telegram.org/bot{token}"),
    ],
)
def test_settings_that_cannot_be(name: str, value: str) -> None:
    with pytest.raises(ValueError) as caught:
        Settings(_env_file=None, **{name: value})
    (error,) = caught.value.errors()
    assert error["loc"] == (name,)
    assert value not in error["msg"]


def test_the_token_is_not_shown() -> None:
    settings = Settings(_env_file=None, telegram_token=TOKEN, telegram_api="https://api.telegram.org/")
    assert TOKEN not in repr(settings)
    assert settings.telegram_api == "https://api.telegram.org"
