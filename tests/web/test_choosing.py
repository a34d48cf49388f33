"""Where to talk, chosen on a small phone: /g/<code> in Chromium, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.web.phone import Open, Scheme, violations
from tests.web.running import running

TAP = 44
ZALO = "https://zalo.me/3456789012345678901"
SIZES = """[...document.querySelectorAll("button, a.button, #code")].filter((e) => e.checkVisibility())
    .map((e) => e.getBoundingClientRect()).map((box) => [box.height, box.left, box.right])"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose office has a bot in Zalo."""
    with running(tmp_path_factory.mktemp("choosing"), ZALO_BOT_LINK=ZALO) as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/g/7K2Q9", "/g/thanh"])
def test_axe_finds_nothing(phone: Open, scheme: Scheme, path: str) -> None:
    person = phone(scheme=scheme)
    person.open(path)
    assert violations(person.page, path) == []


@pytest.mark.parametrize(("width", "text"), [(320, 100), (360, 100), (360, 200)])
def test_fingers_and_eyes_have_room(phone: Open, width: int, text: int) -> None:
    person = phone(width=width)
    person.open("/g/7K2Q9")
    person.page.evaluate(f"document.documentElement.style.fontSize = '{text}%'")
    assert person.width() <= width
    for height, left, right in person.page.evaluate(SIZES):
        assert height >= TAP
        assert left >= 0
        assert right <= width


def test_the_code_and_the_way_to_zalo_are_on_the_first_screen(phone: Open) -> None:
    person = phone()
    person.open("/g/7K2Q9")
    assert person.in_view(person.page.locator("#code"))
    assert person.in_view(person.page.locator(f'a[href="{ZALO}"]'))


def test_one_press_copies_the_code(phone: Open) -> None:
    person = phone()
    person.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    person.open("/g/7k2q9")
    person.page.get_by_role("button", name="Sao chép mã").click()
    expect(person.status).to_have_text("Đã sao chép mã. Giờ bạn mở Zalo.")
    assert person.page.evaluate("navigator.clipboard.readText()") == "#7K2Q9"


def test_where_nothing_can_copy_the_code_is_marked_for_the_finger(phone: Open) -> None:
    person = phone()
    closed = "document.execCommand = () => false; navigator.clipboard.writeText = () => Promise.reject()"
    person.page.add_init_script(closed)
    person.open("/g/7K2Q9")
    person.page.get_by_role("button", name="Sao chép mã").click()
    expect(person.status).to_contain_text("chạm giữ vào mã")
    assert person.page.evaluate("getSelection().toString()") == "#7K2Q9"


def test_without_javascript_there_is_no_button_that_does_nothing(phone: Open) -> None:
    person = phone(js=False)
    person.open("/g/7K2Q9")
    expect(person.page.get_by_role("button")).to_have_count(0)
    expect(person.page.locator("#code")).to_have_value("#7K2Q9")


@pytest.mark.parametrize("js", [True, False], ids=["js", "nojs"])
def test_on_to_the_chat_on_the_web(phone: Open, js: bool) -> None:
    person = phone(js=js)
    person.open("/g/7K2Q9")
    person.page.get_by_role("link", name="Trò chuyện luôn, không cần cài gì").click()
    person.page.wait_for_url("**/?g=7K2Q9")
    expect(person.page.locator('input[name="source"]').first).to_have_value("7K2Q9")
    person.answer(0)
    assert "/c/" in person.page.url
    assert "7K2Q9" not in person.page.url
