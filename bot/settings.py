"""Settings: HIENDIEN_… in the environment, a .env file, or one file each in a secrets directory."""

from __future__ import annotations

import re
import secrets
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from bot.settings_zalo_oa import ZaloOaSettings

_PUBLIC = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?/?")
_ORIGIN = re.compile(r"https://[a-z0-9.-]+(?::[0-9]{1,5})?")
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]{30,}")
_ZALO_BOT_TOKEN = re.compile(r"[0-9]{1,64}:[A-Za-z0-9._~+=-]{8,}")
_ZALO_BOT_SECRET = re.compile(r"[!-~]{8,256}")
_TOKEN_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_SERVER = re.compile(r"(?:\[(?P<v6>[^]]+)\]|(?P<v4>[^:]+))(?::(?P<port>[0-9]{1,5}))?")
_DNS_PORT = 53
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_STAFF = re.compile(r"[a-z_]{1,16}:[A-Za-z0-9_.-]{1,64}")
_ZALO_PAGE = re.compile(r"https://(?:[a-z0-9-]+\.)*(?:zalo\.me|zaloapp\.com|zaloplatforms\.com)/[^\s\"<>]+")
_SECRETS = Path("/run/secrets")


class SetupError(Exception):
    """The house cannot be opened; the message names the setting to change."""


def read_settings() -> Settings:
    """The settings of the environment; SetupError naming those that are wrong."""
    try:
        return Settings()
    except ValidationError as fault:
        raise SetupError("; ".join(_told(e["loc"], e["msg"]) for e in fault.errors())) from None


def _told(where: tuple[int | str, ...], what: str) -> str:
    """What is wrong, after its setting's name where it is about one only."""
    return f"HIENDIEN_{'_'.join(map(str, where)).upper()}: {what}" if where else what


def demo_settings(folder: Path) -> Settings:
    """Settings without any set-up: SQLite and a key of its own in `folder`, made where they are not there."""
    folder.mkdir(parents=True, exist_ok=True)
    key = folder / "secret_key"
    if not key.exists():
        key.touch(mode=0o600)
        key.write_text(secrets.token_urlsafe(48))
    return Settings(
        database_url=f"sqlite:///{folder.resolve()}/hiendien.db", secret_key=[key.read_text().strip()]
    )


class Settings(ZaloOaSettings):
    """What an operator may set; every name here is an environment variable with HIENDIEN_ before it."""

    model_config = SettingsConfigDict(
        env_prefix="HIENDIEN_",
        env_file=".env",
        secrets_dir=_SECRETS if _SECRETS.is_dir() else None,
        extra="ignore",
    )

    database_url: str = "sqlite:///data/hiendien.db"
    data: Path | None = None
    public_url: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=1, le=65535)
    secret_key: Annotated[list[str], NoDecode] = Field(default_factory=list)
    portals: Annotated[list[str], NoDecode] = Field(default_factory=list)
    staff: Annotated[list[str], NoDecode] = Field(default_factory=list)
    retention_days: int = Field(default=90, ge=7)
    telegram_token: str = Field(default="", repr=False)
    telegram_secret: str = Field(default="", repr=False)
    telegram_api: str = "https://api.telegram.org"
    zalo_bot_token: str = Field(default="", repr=False)
    zalo_bot_secret: str = Field(default="", repr=False)
    zalo_bot_api: str = "https://bot-api.zaloplatforms.com"
    zalo_bot_reminders: bool = False
    dns_resolver: Annotated[Literal["system", "off"] | tuple[tuple[str, int], ...], NoDecode] = "system"
    name_check_url: str = ""
    zalo_bot_link: str = ""

    @field_validator("secret_key", "portals", "staff", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        """Several values stand with commas between them; the first key is the current one."""
        if isinstance(value, str):
            return [part.strip() for part in value.split(",") if part.strip()]
        return value

    @field_validator("public_url")
    @classmethod
    def _address(cls, url: str) -> str:
        """Every link we hand out begins with it."""
        if url and not _PUBLIC.fullmatch(url):
            raise ValueError(f"{url!r} is no address such as https://tenmien.tinh.gov.vn")
        return url

    @field_validator("portals")
    @classmethod
    def _origins(cls, portals: list[str]) -> list[str]:
        """Each goes into a security header: only an https origin, such as https://tinh.gov.vn, may stand there."""
        for portal in portals:
            if not _ORIGIN.fullmatch(portal):
                raise ValueError(f"{portal!r} is no origin such as https://tinh.gov.vn")
        return portals

    @field_validator("telegram_token")
    @classmethod
    def _token(cls, token: str) -> str:
        """As BotFather gives it; the part before the colon is the bot's id."""
        if token and not _TOKEN.fullmatch(token):
            raise ValueError("not a token such as 123456789:AAE… from @BotFather")
        return token

    @field_validator("telegram_secret")
    @classmethod
    def _webhook_secret(cls, secret: str) -> str:
        """What Telegram sends along with every update; without it one is derived from the secret key."""
        if secret and not _TOKEN_SECRET.fullmatch(secret):
            raise ValueError("16 to 256 of A-Z, a-z, 0-9, _ and -")
        return secret

    @field_validator("telegram_api")
    @classmethod
    def _base_address(cls, address: str) -> str:
        """Where the Bot API is, without /bot and the token."""
        if not re.fullmatch(r"https?://[^\s/{}]+(?:/[^\s{}]*)?", address):
            raise ValueError("an address such as https://api.telegram.org, without /bot and the token")
        return address.rstrip("/")

    @field_validator("zalo_bot_token")
    @classmethod
    def _zalo_bot_token(cls, token: str) -> str:
        """As Zalo Bot Manager gives it; the part before the colon is the bot's id."""
        if token and not _ZALO_BOT_TOKEN.fullmatch(token):
            raise ValueError("not a token such as 1459232241454765289:AbC… from Zalo Bot Manager")
        return token

    @field_validator("zalo_bot_secret")
    @classmethod
    def _zalo_bot_secret(cls, secret: str) -> str:
        """What Zalo sends along with every update; without it one is derived from the secret key."""
        if secret and not _ZALO_BOT_SECRET.fullmatch(secret):
            raise ValueError("8 to 256 letters, digits and signs without spaces")
        return secret

    @field_validator("zalo_bot_api")
    @classmethod
    def _zalo_bot_address(cls, address: str) -> str:
        """Where the Zalo Bot API is, without /bot and the token."""
        if not re.fullmatch(r"https?://[^\s/{}]+(?:/[^\s{}]*)?", address):
            raise ValueError(
                "an address such as https://bot-api.zaloplatforms.com, without /bot and the token"
            )
        return address.rstrip("/")

    @field_validator("dns_resolver", mode="before")
    @classmethod
    def _resolvers(cls, value: object) -> object:
        """Empty for the system's name servers, `off` for none, else addresses such as 9.9.9.9,[2620:fe::fe]:53."""
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if parts in ([], ["off"], ["system"]):
            return "".join(parts) or "system"
        return tuple(map(_name_server, parts))

    @field_validator("name_check_url")
    @classmethod
    def _encrypted(cls, url: str) -> str:
        """Names people wish for go over https only; plain http stays on this machine."""
        parts = urlsplit(url)
        local = parts.scheme == "http" and parts.hostname in _LOOPBACK
        if url and not ((parts.scheme == "https" and parts.hostname) or local):
            raise ValueError("must be an https address")  # the value may hold a key
        return url

    @field_validator("zalo_bot_link")
    @classmethod
    def _zalo_page(cls, link: str) -> str:
        """The bot's own page: people are sent there, so only an https address of Zalo's may stand there."""
        if link and not _ZALO_PAGE.fullmatch(link):
            raise ValueError("an address such as https://zalo.me/1234567890")
        return link

    @field_validator("staff")
    @classmethod
    def _addresses(cls, staff: list[str]) -> list[str]:
        """Each is a channel and the address its updates come from: a slip here would show numbers to strangers."""
        for number, person in enumerate(staff, 1):
            if not _STAFF.fullmatch(person):
                raise ValueError(f"entry {number} is no channel:address such as telegram:123456789")
        return staff

    @property
    def url(self) -> str:
        """The address people reach us at, without a slash at its end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")


def _name_server(written: str) -> tuple[str, int]:
    """The address and port of `9.9.9.9`, `9.9.9.9:5353`, `2620:fe::fe` or `[2620:fe::fe]:53`; else ValueError."""
    found = _SERVER.fullmatch(written)
    address = (found["v6"] or found["v4"]) if found else written
    port = int((found and found["port"]) or _DNS_PORT)
    try:
        right = ip_address(address).version == 6 or not (found and found["v6"])
    except ValueError:
        right = False
    if not right or not 0 < port < 65536:
        raise ValueError(f"{written!r} is no address of a name server such as 9.9.9.9 or [2620:fe::fe]:53")
    return address, port
