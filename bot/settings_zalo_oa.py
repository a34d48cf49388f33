"""Settings of an Official Account on Zalo, all of them or none."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings

_ID = re.compile(r"[0-9]{5,32}")
_API = re.compile(r"https?://[^\s/{}]+(?:/[^\s{}]*)?")
_NEEDED = ("zalo_oa_id", "zalo_oa_app_id", "zalo_oa_app_secret", "zalo_oa_webhook_key")


class ZaloOaSettings(BaseSettings):
    """What Zalo's consoles show of the account and its app, and what only a live account can settle."""

    zalo_oa_id: str = ""
    zalo_oa_app_id: str = ""
    zalo_oa_app_secret: str = Field(default="", repr=False)
    zalo_oa_webhook_key: str = Field(default="", repr=False)
    zalo_oa_signature_first: Literal["app_id", "oa_id"] = "app_id"
    zalo_oa_buttons: Literal["hide", "show", "off"] = "hide"
    zalo_oa_paid_messages: bool = False
    zalo_oa_shared: bool = False
    zalo_oa_access_token: str = Field(default="", repr=False)
    zalo_oa_refresh_token: str = Field(default="", repr=False)
    zalo_oa_api: str = "https://openapi.zalo.me"
    zalo_oauth_api: str = "https://oauth.zaloapp.com"

    @field_validator("zalo_oa_id", "zalo_oa_app_id")
    @classmethod
    def _digits(cls, given: str) -> str:
        """Ids are digits; the name of the account is not its id."""
        if given and not _ID.fullmatch(given):
            raise ValueError("an id is digits, such as 388613280878808645")
        return given

    @field_validator("zalo_oa_api", "zalo_oauth_api")
    @classmethod
    def _api_address(cls, address: str) -> str:
        """Where Zalo's API is, without a path of its own."""
        if not _API.fullmatch(address):
            raise ValueError("an address such as https://openapi.zalo.me")
        return address.rstrip("/")

    @model_validator(mode="after")
    def _whole(self) -> ZaloOaSettings:
        """Half an account would answer nobody."""
        there = [name for name in _NEEDED if getattr(self, name)]
        missing = [name for name in _NEEDED if name not in there]
        if there and missing:
            verb = "is" if len(there) == 1 else "are"
            raise ValueError(f"{_named(there)} {verb} set: {_named(missing)} must be set as well")
        if bool(self.zalo_oa_access_token) != bool(self.zalo_oa_refresh_token):
            tokens = _named(["zalo_oa_access_token", "zalo_oa_refresh_token"])
            raise ValueError(f"set both of {tokens}, or neither and run `hiendien zalo login`")
        return self


def _named(names: list[str]) -> str:
    return ", ".join(f"HIENDIEN_{name.upper()}" for name in names)
