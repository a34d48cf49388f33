"""A small phone with a browser, for the tests that need eyes and fingers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Locator, Page, Request

NAME = "Nguyễn Thị Hồng Nhung"
YEAR = str(datetime.now(UTC).year - 20)  # twenty years old, on whatever day the tests run
ROAD: tuple[int | str, ...] = (0, 0, 0, YEAR, NAME, 0, 0)
END_LINK = '#now a[href*="/r/"]'

PHONE = {"width": 360, "height": 640}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
Scheme = Literal["light", "dark"]
Motion = Literal["reduce", "no-preference"]


def violations(page: Page | Frame, stage: str) -> list[str]:
    """What axe finds on a page, or inside one frame of it."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]  # type: ignore[arg-type]
    return [f"{stage}: {v['id']} {[n['target'] for n in v['nodes']]}" for v in found]


def eventually(true: Callable[[], bool]) -> None:
    """Return once it is true; for what no locator can wait for, since the policy of our pages forbids eval."""
    end = monotonic() + 10
    while not true():
        assert monotonic() < end


@dataclass
class Phone:
    """One page, with all that it asked of the network and complained about."""

    page: Page
    url: str
    requests: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request))
        self.page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)

    def open(self, path: str = "/") -> None:
        self.page.goto(self.url + path)

    @property
    def options(self) -> Locator:
        """The answer buttons."""
        return self.page.locator("#ask .options button")

    @property
    def now(self) -> Locator:
        """The newest message."""
        return self.page.locator("#now")

    @property
    def status(self) -> Locator:
        return self.page.locator("#status")

    @property
    def said(self) -> list[str]:
        """The person's own bubbles, as they stand on the page."""
        return [text.strip() for text in self.page.locator("#log .you p").all_inner_texts()]

    def nonce(self) -> str:
        return self.page.locator('#ask [name="nonce"]').first.get_attribute("value") or ""

    def answer(self, *answers: int | str) -> None:
        """Press buttons by their number, type texts and send them; wait for each answer."""
        for answer in answers:
            before = self.nonce()
            if isinstance(answer, int):
                self.options.nth(answer).click()
            else:
                self.page.fill("#said", answer)
                self.page.keyboard.press("Enter")
            self.settled(before)

    def settled(self, before: str) -> None:
        """Wait until the page asks with another nonce than `before`, or has said its last word."""
        fresh = f'#ask [name="nonce"]:not([value="{before}"]), #ask a.button'
        self.page.locator(fresh).first.wait_for(state="attached")

    def in_view(self, what: Locator) -> bool:
        """True where all of it can be seen without scrolling."""
        box, size = what.bounding_box(), self.page.viewport_size
        return bool(box and size and box["y"] >= -1 and box["y"] + box["height"] <= size["height"] + 1)

    def width(self) -> int:
        """How wide the page is, in CSS pixels; more than the screen scrolls sideways."""
        return int(self.page.evaluate("document.documentElement.scrollWidth"))


Open = Callable[..., Phone]
