"""What is set up at Zalo's, and the settings that say so."""

from __future__ import annotations

import pytest

from bot.app import channels_of
from bot.channels.zalo_bot.room import DOOR
from bot.settings import Settings
from bot.turns.house import House
from tests.house import PUBLIC_URL
from tests.station import until
from tests.zalo_bot.fake_api import token
from tests.zalo_bot.station import BOT, Station, station


async def test_what_is_set_up_at_zalos(bot: Station) -> None:
    hook = bot.zalo.webhook
    assert hook["url"] == PUBLIC_URL + DOOR.path
    assert token(BOT) not in hook["secret_token"]
    assert 22 <= len(hook["secret_token"]) <= 256
    assert bot.room.sender.account == str(BOT)


async def test_setting_up_goes_on_until_zalo_answers(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    async with station(house) as bot:
        bot.zalo.fail("setWebhook", 502, "cut before", 429, 401)
        bot.room.start()
        await until(lambda: bool(bot.zalo.webhook))
        assert bot.pauses == [1, 2, 4, 300]
        assert "HIENDIEN_ZALO_BOT_TOKEN" in capsys.readouterr().err


async def test_a_webhook_that_another_server_took_is_set_again(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("bot.channels.zalo_bot.room.WATCH_SECONDS", 0.01)
    async with station(house) as bot:
        bot.room.start()
        await until(lambda: bool(bot.zalo.webhook))
        ours = dict(bot.zalo.webhook)
        bot.zalo.fail("getWebhookInfo", 502)
        for taken in ({}, {**ours, "url": "https://other.example/hook"}):
            bot.zalo.webhook = dict(taken)
            await until(lambda: bot.zalo.webhook == ours)
        await bot.room.close()
        assert bot.house.troubles["zalo_bot_webhook_taken"] == 2
    assert "give trials a bot of their own" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("zalo_bot_token", "12:34"),
        ("zalo_bot_token", "abc:" + "T" * 35),
        ("zalo_bot_token", "123456789:" + "T" * 20 + "/" + "T" * 20),
        ("zalo_bot_secret", "short"),
        ("zalo_bot_secret", "có dấu nên không được"),
        ("zalo_bot_secret", "x" * 257),
        ("zalo_bot_api", "bot-api.example"),
        ("zalo_bot_api", "https://bot-api.example/bot{token}"),
    ],
)
def test_settings_that_cannot_be(name: str, value: str) -> None:
    with pytest.raises(ValueError) as caught:
        Settings(_env_file=None, **{name: value})
    (error,) = caught.value.errors()
    assert error["loc"] == (name,)
    assert value not in error["msg"]


def test_the_token_is_not_shown() -> None:
    settings = Settings(_env_file=None, zalo_bot_token=token(BOT), zalo_bot_api="https://bot-api.zapps.me/")
    assert token(BOT) not in repr(settings)
    assert settings.zalo_bot_api == "https://bot-api.zapps.me"


@pytest.mark.parametrize(("allowed", "reach"), [(False, "none"), (True, "push")])
def test_reminders_are_promised_only_where_the_operator_says_so(allowed: bool, reach: str) -> None:
    assert channels_of(Settings(_env_file=None, zalo_bot_reminders=allowed))["zalo_bot"].reach == reach
