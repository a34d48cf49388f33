"""Where names are looked up: what an operator may write, and what a slip is told."""

from __future__ import annotations

import pytest

from bot.settings import Settings, SetupError, read_settings

KEY = "x" * 40


@pytest.mark.parametrize(
    ("written", "means"),
    [
        (None, "system"),
        ("", "system"),
        (" , ", "system"),
        (" off ", "off"),
        ("9.9.9.9", (("9.9.9.9", 53),)),
        ("127.0.0.1:5353", (("127.0.0.1", 5353),)),
        ("2620:fe::fe", (("2620:fe::fe", 53),)),
        ("[2620:fe::fe]", (("2620:fe::fe", 53),)),
        ("[::1]:5353, 9.9.9.9:53,", (("::1", 5353), ("9.9.9.9", 53))),
    ],
)
def test_the_name_servers_an_operator_may_name(
    written: str | None, means: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HIENDIEN_DNS_RESOLVER", raising=False)
    if written is not None:
        monkeypatch.setenv("HIENDIEN_DNS_RESOLVER", written)
    assert Settings(_env_file=None).dns_resolver == means


@pytest.mark.parametrize(
    "url", ["", "https://api.example/check?key=k", "http://127.0.0.1:8099/", "http://[::1]/"]
)
def test_the_service_an_operator_may_name(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HIENDIEN_NAME_CHECK_URL", url)
    assert Settings(_env_file=None).name_check_url == url


@pytest.mark.parametrize(
    ("setting", "written"),
    [
        *(
            ("DNS_RESOLVER", written)
            for written in (
                *("on", "dns.example", "9.9.9", "9.9.9.9:", "9.9.9.9:0", "9.9.9.9:65536", "9.9.9.9:x"),
                *("[9.9.9.9]:53", "[2620:fe::fe", "2620:fe::fe]:53", "9.9.9.9;1.1.1.1", "https://9.9.9.9"),
                *("off,9.9.9.9", "9.9.9.9 1.1.1.1", ":53"),
            )
        ),
        *(
            ("NAME_CHECK_URL", written)
            for written in (
                "http://api.example/",
                "api.example",
                "https://",
                "ftp://localhost/",
                "http://10.0.0.1/",
            )
        ),
    ],
)
def test_a_slip_names_the_setting(setting: str, written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"HIENDIEN_{setting}", written)
    with pytest.raises(SetupError, match=f"^HIENDIEN_{setting}: "):
        read_settings()
