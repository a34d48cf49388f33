"""The pictures in docs/screenshots, made anew by hand: `python -m tests.web.screenshots`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.web.conftest import ARGS, CHROMIUM
from tests.web.phone import PHONE, ROAD, Phone
from tests.web.served import Served, served
from tests.web.test_embed import DESK, PAGE

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"


def _page(browser: Browser, size: dict[str, int]) -> Page:
    context = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        locale="vi-VN",
        reduced_motion="reduce",
    )
    return context.new_page()


def _road(browser: Browser, chat: Served) -> None:
    person = Phone(_page(browser, PHONE), chat.url)
    person.open()
    person.answer(*ROAD[:4])
    person.page.screenshot(path=FOLDER / "verdict.png", full_page=True)
    person.answer(*ROAD[4:])
    person.page.reload()
    person.page.screenshot(path=FOLDER / "card.png", full_page=True)


def _queued(browser: Browser, chat: Served) -> None:
    person = Phone(_page(browser, PHONE), chat.url)
    person.page.clock.install()
    person.open()
    person.answer(*ROAD[:2])
    person.page.context.set_offline(True)
    person.options.first.click()
    for _ in range(6):
        person.page.wait_for_timeout(60)
        person.page.clock.run_for(9_000)
    person.page.screenshot(path=FOLDER / "queued.png")


def _embedded(browser: Browser, chat: Served) -> None:
    page = _page(browser, DESK)
    page.goto(chat.portal)
    page.get_by_role("button", name="Hỏi tên miền").click()
    inside = page.frame_locator("iframe")
    inside.locator(".options button").first.click()
    inside.get_by_role("button", name="Cá nhân").wait_for()
    page.screenshot(path=FOLDER / "embed.png")


def main() -> None:
    """Take all pictures."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder), PAGE) as chat, sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        for take in (_road, _queued, _embedded):
            take(browser, chat)
        browser.close()


if __name__ == "__main__":
    main()
