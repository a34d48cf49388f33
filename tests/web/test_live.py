"""A page that stays open: what comes by itself, what waits for the network, and the browsers inside apps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.phone import END_LINK, ROAD, Open, Phone, Scheme, eventually, violations
from tests.web.served import Served, served

HIDE = """(hidden) => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""
STORED = "Object.keys(localStorage).filter((key) => key.startsWith('unsent ')).length"
QUEUED = "có mạng là tự gửi"


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(Path(tmp_path_factory.mktemp("live")), "") as chat:
        yield chat


@pytest.fixture
def server(chat: Served) -> str:
    return chat.url


def path(person: Phone) -> str:
    return urlsplit(person.page.url).path


def row(person: Phone) -> int:
    return int(person.now.get_attribute("data-row") or 0)


def open_stream(page: Page) -> None:
    eventually(lambda: bool(page.evaluate("source?.readyState === EventSource.OPEN")))


def posts(person: Phone) -> list[str]:
    return [r.post_data or "" for r in person.requests if r.method == "POST"]


# News


def test_what_is_said_elsewhere_appears_and_is_announced_but_takes_no_focus(
    phone: Open, chat: Served
) -> None:
    person = phone()
    person.open()
    person.answer(0)
    open_stream(person.page)
    before, loads = row(person), len([r for r in person.requests if r.is_navigation_request()])
    person.page.fill("#said", "quán ph")
    chat.say(path(person), "hộ kinh doanh")
    expect(person.page.locator(f'[role="log"] #now:not([data-row="{before}"])')).to_be_visible()
    assert row(person) > before
    field = person.page.locator("#said")
    expect(field).to_have_value("quán ph")
    expect(field).to_be_focused()
    assert person.page.locator('[aria-live="polite"] li.bot').count() == 3
    assert len([r for r in person.requests if r.is_navigation_request()]) == loads
    field.fill("")
    person.answer(0)
    assert "đã trả lời" not in person.now.inner_text(), "the forms are those of the new question"


def test_a_keyboard_on_a_button_that_goes_away_is_led_to_the_new_message(phone: Open, chat: Served) -> None:
    person = phone()
    person.open()
    person.answer(0)
    open_stream(person.page)
    before = person.nonce()
    person.options.first.focus()
    chat.say(path(person), "hộ kinh doanh")
    person.settled(before)
    expect(person.now).to_be_focused()


def test_ones_own_answer_is_shown_once(phone: Open, chat: Served) -> None:
    person = phone()
    person.open()
    person.answer(0)
    open_stream(person.page)
    person.answer(0)
    chat.say(path(person), "mưa quá")
    expect(person.now).to_contain_text("chưa rõ")
    rows = person.page.locator("[data-row]").evaluate_all("all => all.map((e) => +e.dataset.row)")
    assert rows == sorted(set(rows))
    assert person.said == ["Đồng ý, bắt đầu", "Cá nhân"]


def test_a_page_out_of_sight_holds_no_connection_and_catches_up(phone: Open, chat: Served) -> None:
    person = phone()
    person.open()
    person.answer(0)
    open_stream(person.page)
    person.page.evaluate(HIDE, True)
    assert person.page.evaluate("source") is None
    before = person.nonce()
    chat.say(path(person), "hộ kinh doanh")
    person.page.evaluate(HIDE, False)
    person.settled(before)
    assert "hộ kinh doanh" in person.now.inner_text().lower()


def test_whoever_is_erased_elsewhere_leaves_nothing_on_this_screen(phone: Open, chat: Served) -> None:
    person = phone()
    person.open()
    person.answer(*ROAD[:4])
    open_stream(person.page)
    here, other = path(person), Phone(person.page.context.new_page(), person.url)
    other.open(here)
    other.answer("dữ liệu của tôi", 2, 0)
    person.page.evaluate(HIDE, True)
    person.page.evaluate(HIDE, False)
    expect(person.page.locator(".notice")).to_contain_text("không còn được lưu")
    assert person.said == []
    person.page.wait_for_load_state("networkidle")
    assert person.page.evaluate("source") is None, "a page without a talk does not ask again and again"


@pytest.mark.parametrize(
    "overtaking",
    [
        "hear(document.querySelector('#now').outerHTML + document.querySelector('#ask').outerHTML)",
        "source.dispatchEvent(new Event('gone'))",
    ],
    ids=["an older message", "gone"],
)
def test_no_news_that_overtake_the_answer_hide_that_all_was_erased(phone: Open, overtaking: str) -> None:
    person = phone()
    person.open()
    person.answer(*ROAD[:5], "dữ liệu của tôi", 2)
    open_stream(person.page)
    person.page.evaluate(f"addEventListener('submit', () => {{ {overtaking} }})")
    person.answer(0)
    assert "Đã xoá" in person.now.inner_text()
    person.page.locator("#ask a.button").click()
    expect(person.options).to_have_count(3)


# What cannot be sent


def give_up(person: Phone) -> None:
    """Let the time of all tries pass."""
    for _ in range(6):
        person.page.wait_for_timeout(60)
        person.page.clock.run_for(9_000)
    expect(person.status).to_contain_text("Chưa gửi được")


@pytest.fixture
def queued(phone: Open) -> Phone:
    """Somebody who said "Cá nhân" while the network was gone."""
    person = phone()
    person.page.clock.install()
    person.open()
    person.answer(0)
    person.page.context.set_offline(True)
    person.options.first.click()
    give_up(person)
    return person


def test_an_answer_waits_for_the_network_and_is_sent_once(queued: Phone) -> None:
    expect(queued.status).to_contain_text(QUEUED)
    expect(queued.page.locator("#log .you").last).to_contain_text("Đang chờ mạng")
    assert violations(queued.page, "queued") == []
    assert queued.page.evaluate(STORED) == 1
    before, tries = queued.nonce(), len(posts(queued))
    queued.page.context.set_offline(False)
    queued.settled(before)
    assert len(posts(queued)) == tries + 1
    assert len(set(posts(queued)[1:])) == 1, "the same nonce every time"
    assert queued.page.evaluate(STORED) == 0
    assert queued.page.locator("#log small").count() == 0
    assert queued.said == ["Đồng ý, bắt đầu", "Cá nhân"]
    queued.page.reload()
    assert queued.said == ["Đồng ý, bắt đầu", "Cá nhân"]


def test_an_answer_outlives_a_reload(phone: Open) -> None:
    person = phone()
    person.page.clock.install()
    person.open()
    person.answer(0)
    person.page.route("**/c/*", lambda r: r.abort() if r.request.method == "POST" else r.continue_())
    person.options.first.click()
    give_up(person)
    first = posts(person)[-1]
    before = person.nonce()
    person.page.unroute("**/c/*")
    person.page.reload()
    person.settled(before)
    expect(person.now).to_contain_text("công dân")
    assert posts(person)[-1] == first
    assert person.said == ["Đồng ý, bắt đầu", "Cá nhân"]
    assert person.page.evaluate(STORED) == 0
    person.complaints.clear()  # an aborted request is a network error to the browser


def test_an_answer_that_had_arrived_is_not_told_twice_after_a_reload(phone: Open) -> None:
    person = phone()
    person.page.clock.install()
    person.open()
    person.answer(0)

    def lose_the_reply(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.continue_()

    person.page.evaluate("hush()")  # else the news bring what the reply did not
    person.page.route("**/c/*", lose_the_reply)
    person.options.first.click()
    give_up(person)
    person.page.unroute("**/c/*")
    person.page.reload()
    expect(person.now).to_contain_text("công dân")
    expect(person.page.locator("#log .you")).to_have_count(2)
    assert person.page.evaluate(STORED) == 0
    assert person.page.locator("#ask").get_attribute("data-busy") is None
    before = person.nonce()
    person.options.first.click()
    person.settled(before)
    person.complaints.clear()


def test_an_answer_is_forgotten_after_an_hour(queued: Phone) -> None:
    before = len(posts(queued))
    queued.page.evaluate("Date.now = ((old) => () => old() + 3_700_000)(Date.now)")
    queued.page.context.set_offline(False)
    expect(queued.page.locator("#log .you")).to_have_count(1)
    assert queued.page.evaluate(STORED) == 0
    assert len(posts(queued)) == before
    queued.answer(0)
    assert queued.said == ["Đồng ý, bắt đầu", "Cá nhân"]


def test_another_answer_takes_the_place_of_the_one_that_waits(queued: Phone) -> None:
    queued.options.nth(1).click()
    give_up(queued)
    assert queued.said == ["Đồng ý, bắt đầu", "Hộ kinh doanh, cửa hàng"]
    assert queued.page.evaluate(STORED) == 1
    before = queued.nonce()
    queued.page.context.set_offline(False)
    queued.settled(before)
    queued.page.wait_for_load_state()
    assert queued.said[1].startswith("Hộ kinh doanh")


def test_the_first_answer_is_never_laid_down_for_whoever_comes_next(phone: Open) -> None:
    person = phone()
    person.page.clock.install()
    person.open()
    person.page.context.set_offline(True)
    person.options.first.click()
    give_up(person)
    assert person.page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert person.said == []


# The browser inside an app

WITHOUT = """
delete window.EventSource;
window.open = () => null;
Object.defineProperty(navigator, "clipboard", { value: undefined });
document.execCommand = () => false;
for (const name of ["localStorage", "sessionStorage"])
    Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });
"""
AGENT = (
    "Mozilla/5.0 (Linux; Android 10; SM-A107F; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36 Zalo android/12090665"
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_apps_browser_with_nothing_is_enough(phone: Open, scheme: Scheme) -> None:
    person = phone(agent=AGENT, scheme=scheme)
    person.page.add_init_script(WITHOUT)
    person.open()
    person.answer(*ROAD)
    link = person.page.locator(END_LINK).first.get_attribute("href") or ""
    button = person.page.get_by_role("button", name="Sao chép liên kết")
    button.click()
    field = person.page.locator("#now input")
    expect(field).to_have_value(link)
    chosen = "e => e.value.slice(e.selectionStart, e.selectionEnd)"
    assert field.evaluate(chosen) == link
    expect(person.status).to_contain_text("chạm giữ")
    assert violations(person.page, "copying") == []
    assert person.width() <= 360
    card = person.page.request.get(person.url + path(person) + "/card")
    assert card.headers["content-disposition"].startswith("inline"), "without downloads it is a page to read"
    person.page.context.set_offline(True)
    person.page.clock.install()
    person.page.fill("#said", "1")
    person.page.keyboard.press("Enter")
    give_up(person)
    expect(person.status).not_to_contain_text(QUEUED)
    expect(person.page.locator("#said")).to_have_value("1")


def test_the_link_is_copied_by_one_tap(phone: Open) -> None:
    person = phone()
    person.page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard',"
        " { value: { writeText: async (text) => { window.copied = text; } } });"
    )
    person.open()
    person.answer(*ROAD)
    button = person.page.locator("[data-copy]")
    box = button.bounding_box()
    assert box
    assert box["height"] >= 44
    button.click()
    expect(person.status).to_have_text("Đã sao chép liên kết")
    assert person.page.evaluate("window.copied") == person.page.locator(END_LINK).first.get_attribute("href")


def test_without_javascript_no_button_stands_there_that_does_nothing(phone: Open) -> None:
    person = phone(js=False)
    person.open()
    person.answer(*ROAD)
    expect(person.page.locator("[data-copy]")).to_be_hidden()


# The official page


@pytest.mark.parametrize("js", [True, False], ids=["js", "nojs"])
def test_the_way_to_the_official_page_stands_at_every_question(phone: Open, js: bool) -> None:
    person = phone(js=js)
    person.open()
    for answer in ROAD:
        link = person.page.get_by_role("link", name="Sang trang chính thức luôn")
        expect(link).to_be_visible()
        assert urlsplit(link.get_attribute("href") or "").scheme == "https"
        assert (link.get_attribute("target"), link.get_attribute("rel")) == ("_blank", "noopener")
        assert parse_qs(urlsplit(link.get_attribute("href") or "").query) == {}, "nothing said goes along"
        person.answer(answer)
