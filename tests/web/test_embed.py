"""The chat inside a portal's page: another origin, a strict policy, a keyboard, a phone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Frame, Locator, Page, Request, expect

from tests.web.conftest import ARGS, CHROMIUM, Site
from tests.web.phone import PHONE, Scheme, eventually, violations
from tests.web.served import Served, served

DESK = {"width": 1000, "height": 800}
PAGE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Cổng thông tin</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/portal.css">
<script src="CHAT/embed.js" data-label="Hỏi tên miền" defer></script></head>
<body><header><p>Cổng thông tin của tỉnh</p></header>
<main><h1>Chuyển đổi số</h1><p>Tin tức và dịch vụ.</p></main></body></html>"""

AN_HOUR_AGO = """sessionStorage.talk =
    JSON.stringify({ ...JSON.parse(sessionStorage.talk), at: Date.now() - 3_700_000 })"""


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(Path(tmp_path_factory.mktemp("embed")), PAGE) as chat:
        yield chat


@dataclass
class Portal:
    """A portal's page in a browser, and what was asked and complained about."""

    page: Page
    chat: Served
    requests: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request))
        self.page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)

    @property
    def button(self) -> Locator:
        return self.page.get_by_role("button", name="Hỏi tên miền", include_hidden=True)

    @property
    def panel(self) -> Locator:
        return self.page.get_by_role("dialog", name="Trợ lý Hiện diện")

    @property
    def options(self) -> Locator:
        return self.page.frame_locator("iframe").locator("#ask .options button")

    @property
    def frame(self) -> Frame:
        found = next(f for f in self.page.frames if f.url.startswith(self.chat.url))
        found.wait_for_load_state()
        return found

    @property
    def asked_chat(self) -> list[str]:
        """The paths that were asked of the chat's server."""
        return [urlsplit(r.url).path for r in self.requests if r.url.startswith(self.chat.url)]

    def press(self, number: int) -> None:
        """Answer inside the frame and wait for the next question."""
        inside = self.page.frame_locator("iframe")
        nonce = inside.locator('#ask [name="nonce"]').first.get_attribute("value")
        self.options.nth(number).click()
        inside.locator(f'#ask [name="nonce"]:not([value="{nonce}"])').first.wait_for(state="attached")


Enter = Callable[..., Portal]


@pytest.fixture
def enter(browser: Browser, chat: Served, tmp_path: Path) -> Iterator[Enter]:
    """Opens the portal; at the end no page may have complained.

    Windows are private ones, where a frame of another site has no storage at all, unless `profile` is set.
    """
    portals: list[Portal] = []

    def open_portal(
        *,
        scheme: Scheme = "light",
        size: dict[str, int] = PHONE,
        address: str | None = None,
        profile: bool = False,
    ) -> Portal:
        how: dict[str, Any] = {"viewport": size, "color_scheme": scheme, "reduced_motion": "reduce"}
        if profile:
            preferences = tmp_path / "Default" / "Preferences"
            preferences.parent.mkdir(parents=True)
            preferences.write_text(json.dumps({"profile": {"cookie_controls_mode": 0}}))
            start = browser.browser_type.launch_persistent_context
            context = start(tmp_path, executable_path=CHROMIUM, args=ARGS, **how)
        else:
            context = browser.new_context(**how)
        context.set_default_timeout(10_000)
        portals.append(Portal(context.new_page(), chat))
        portals[-1].page.goto(address or chat.portal)
        return portals[-1]

    yield open_portal
    for portal in portals:
        assert portal.complaints == []
        assert portal.page.context.cookies() == []
        portal.page.context.close()


async def test_the_script_is_small_and_may_be_kept_an_hour(site: Site) -> None:
    page = await site.open("/embed.js")
    assert page.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert page.headers["Cache-Control"] == "public, max-age=3600"
    assert page.text.count("\n") <= 60
    assert "{{" not in page.text
    assert "innerHTML" not in page.text


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_the_panel_closed_and_open(
    enter: Enter, scheme: Scheme, size: dict[str, int]
) -> None:
    portal = enter(scheme=scheme, size=size)
    found = violations(portal.page, "closed")
    portal.button.click()
    expect(portal.options).to_have_count(3)
    found += violations(portal.page, "open") + violations(portal.frame, "chat")
    portal.press(0)
    assert found + violations(portal.frame, "answered") == []


def test_nothing_of_the_chat_is_loaded_before_the_button_is_pressed(enter: Enter) -> None:
    portal = enter()
    expect(portal.button).to_be_visible()
    box = portal.button.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 44
    assert box["x"] + box["width"] <= PHONE["width"]
    assert portal.asked_chat == ["/embed.js"]
    assert portal.page.evaluate("localStorage.length + sessionStorage.length") == 0
    portal.button.click()
    expect(portal.options).to_have_count(3)
    frame = portal.page.locator("iframe")
    assert frame.get_attribute("allow") == ""
    assert frame.get_attribute("referrerpolicy") == "no-referrer"
    assert frame.get_attribute("title")
    assert portal.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_keyboard_opens_uses_and_closes_it(enter: Enter) -> None:
    portal = enter(size=DESK)
    keys = portal.page.keyboard
    keys.press("Tab")
    expect(portal.button).to_be_focused()
    assert portal.button.evaluate("e => getComputedStyle(e).outlineStyle") != "none"
    expect(portal.button).to_have_attribute("aria-expanded", "false")
    keys.press("Enter")
    expect(portal.button).to_have_attribute("aria-expanded", "true")
    expect(portal.options).to_have_count(3)
    eventually(lambda: portal.page.evaluate("document.activeElement.tagName") == "IFRAME")
    for _ in range(2):  # past the link that skips to the question
        keys.press("Tab")
    eventually(lambda: portal.options.first.evaluate("e => e === document.activeElement"))
    keys.press("Escape")
    expect(portal.panel).to_be_hidden()
    expect(portal.button).to_be_focused()
    expect(portal.button).to_have_attribute("aria-expanded", "false")
    keys.press("Enter")
    expect(portal.panel).to_be_visible()
    assert portal.asked_chat.count("/") == 1, "it is still there, and not loaded again"
    portal.panel.get_by_role("button", name="Đóng").focus()
    keys.press("Escape")
    expect(portal.button).to_be_focused()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_phone_gives_it_the_whole_screen_and_a_desk_a_corner(enter: Enter, size: dict[str, int]) -> None:
    portal = enter(size=size)
    portal.button.click()
    box = portal.panel.bounding_box()
    assert box
    if size is PHONE:
        assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, size["width"], size["height"])
    else:
        assert (box["width"], box["height"]) == (400, 640)
        assert box["x"] + box["width"] < size["width"]
    frame = portal.page.locator("iframe").bounding_box()
    assert frame
    assert frame["height"] >= box["height"] - 50
    assert frame["width"] >= box["width"] - 4
    portal.panel.get_by_role("button", name="Đóng").click()
    expect(portal.panel).to_be_hidden()


def test_a_talk_goes_on_after_the_portal_is_loaded_again_for_this_tab_alone(enter: Enter) -> None:
    portal = enter(profile=True)
    portal.button.click()
    portal.press(0)
    portal.press(0)
    talk = urlsplit(portal.frame.url).path
    assert talk.startswith("/c/")
    portal.page.reload()
    portal.button.click()
    link = portal.page.frame_locator("iframe").get_by_role("link", name="Tiếp tục cuộc trò chuyện trước")
    expect(link).to_be_visible()
    assert "Cá nhân" not in portal.frame.locator("body").inner_text(), "it offers, and shows nothing"
    assert violations(portal.frame, "offer") == []
    link.click()
    expect(portal.page.frame_locator("iframe").locator("#log .you")).to_have_count(2)
    assert urlsplit(portal.frame.url).path == talk

    tab = Portal(portal.page.context.new_page(), portal.chat)
    tab.page.goto(portal.chat.portal)
    tab.button.click()
    expect(tab.options).to_have_count(3)
    assert tab.frame.locator(".resume").count() == 0, "another tab is another person"


def test_nothing_is_offered_after_an_hour_or_after_erasing(enter: Enter) -> None:
    portal = enter(profile=True)
    portal.button.click()
    portal.press(0)
    portal.frame.evaluate(AN_HOUR_AGO)
    portal.page.reload()
    portal.button.click()
    expect(portal.options).to_have_count(3)
    assert portal.frame.locator(".resume").count() == 0
    portal.press(0)
    assert portal.frame.evaluate("sessionStorage.length") == 1
    portal.frame.fill("#said", "dữ liệu của tôi")
    portal.frame.press("#said", "Enter")
    expect(portal.page.frame_locator("iframe").locator("#now")).to_contain_text("đang giữ")
    portal.press(2)
    portal.options.first.click()
    expect(portal.page.frame_locator("iframe").locator("#now")).to_contain_text("Đã xoá")
    assert portal.frame.evaluate("sessionStorage.length") == 0


def test_a_frame_without_storage_begins_anew(enter: Enter) -> None:
    portal = enter()
    portal.button.click()
    portal.press(0)
    portal.press(0)
    portal.page.reload()
    portal.button.click()
    expect(portal.options).to_have_count(3)


def test_the_chat_alone_remembers_no_address(enter: Enter) -> None:
    portal = enter(profile=True)
    page = portal.page
    page.goto(portal.chat.url)
    page.locator("#ask .options button").first.click()
    page.wait_for_url("**/c/*")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.goto(portal.chat.url)
    assert page.locator(".resume").count() == 0


def test_a_page_that_is_no_portal_of_ours_shows_no_chat(enter: Enter, chat: Served) -> None:
    portal = enter(address=chat.portal.replace("localhost", "127.0.0.1"))
    portal.button.click()
    portal.page.wait_for_function("document.querySelector('iframe').src")
    expect(portal.options).to_have_count(0)
    assert any("frame-ancestors" in complaint for complaint in portal.complaints)
    portal.complaints.clear()


def test_a_portal_cannot_consent_for_anybody(enter: Enter, chat: Served) -> None:
    portal = enter()
    with portal.page.expect_navigation() as answer:
        portal.page.evaluate(
            """(to) => { const form = document.createElement("form");
            form.method = "post"; form.action = to;
            form.innerHTML = "<input name=nonce value=guessed-nonce><input name=said value='đồng ý'>";
            document.body.append(form); form.submit(); }""",
            f"{chat.url}/",
        )
    assert answer.value
    assert answer.value.status == 403
    portal.complaints.clear()  # the browser notes the 403
