"""The web chat in Chromium, 360 × 640, with and without JavaScript, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Route, expect

from tests.web.phone import END_LINK, PHONE, ROAD, YEAR, Motion, Open, Phone, Scheme, violations
from tests.web.running import running

KILOBYTE = 1000
MOST_BYTES = 15 * KILOBYTE
TAP = 44


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of its own, started as an operator would."""
    with running(tmp_path_factory.mktemp("browser")) as address:
        yield address


# The road


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("js", [True, False], ids=["js", "nojs"])
def test_from_hello_to_the_registrars_link(phone: Open, js: bool, scheme: Scheme) -> None:
    person = phone(js=js, scheme=scheme)
    person.open()
    for answer in ROAD:
        person.answer(answer)
        box = person.now.bounding_box()
        assert box
        assert 0 <= box["y"] < PHONE["height"] / 2 or person.in_view(person.now), answer
    link = person.page.locator(END_LINK).first
    expect(link).to_be_visible()
    assert person.in_view(link), "the way to the registrar is on the first screen of the end"
    target = person.page.request.get(link.get_attribute("href") or "", max_redirects=0)
    assert target.status == 302
    assert target.headers["location"].startswith("https://")
    with person.page.expect_download() as download:
        person.page.locator("#now a[download]").click()
    assert "hongnhung.id.vn" in Path(download.value.path()).read_text()
    assert person.page.context.cookies() == []
    assert urlsplit(person.page.url).path.startswith("/c/")


def test_without_javascript_every_question_is_before_the_eyes(phone: Open) -> None:
    person = phone(js=False)
    person.open()
    for answer in ROAD[:3]:
        person.answer(answer)
        assert person.in_view(person.now)
        assert person.in_view(
            person.options.first if person.options.count() else person.page.locator("#said")
        )


def test_every_answer_shows_the_new_message_and_moves_the_focus_there(phone: Open) -> None:
    person = phone()
    person.open()
    for answer in ROAD:
        person.answer(answer)
        expect(person.now).to_be_focused()
        box = person.now.bounding_box()
        assert box
        assert box["y"] >= 0, "the top of the new message is on the screen"
        first = person.options.first if person.options.count() else person.page.locator("#said")
        if box["height"] < PHONE["height"] / 2:
            assert person.in_view(first), "a short message leaves its buttons in view"


# For everybody


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_stage(phone: Open, scheme: Scheme) -> None:
    person = phone(scheme=scheme)
    person.open()
    found = violations(person.page, "greeting")
    for stage, answers in (
        ("middle", ROAD[:2]),
        ("verdict", ROAD[2:4]),
        ("why", ["vì sao"]),
        ("names", ROAD[4:5]),
        ("end", ROAD[5:]),
        ("my data", ["dữ liệu của tôi"]),
        ("erased", [0, 0]),
    ):
        person.answer(*answers)
        found += violations(person.page, stage)
    person.open(f"/c/{'A' * 22}")
    found += violations(person.page, "gone")
    person.open("/nowhere")
    found += violations(person.page, "error")
    assert found == []


def test_the_log_role_is_not_on_the_list(phone: Open) -> None:
    person = phone()
    person.open()
    log = person.page.get_by_role("log")
    expect(log).to_have_attribute("aria-live", "polite")
    expect(log).to_have_attribute("aria-relevant", "additions")
    assert log.evaluate("e => e.tagName") != "OL"
    assert person.page.get_by_role("list").count() == 1


@pytest.mark.parametrize(("width", "text"), [(320, 100), (360, 100), (360, 200)])
def test_fingers_and_eyes_have_room_on_every_stage(phone: Open, width: int, text: int) -> None:
    person = phone(width=width)
    person.open()
    grow = f"document.documentElement.style.fontSize = '{text}%'"
    person.page.evaluate(grow)
    for answer in ROAD:
        assert_room(person, width)
        person.answer(answer)
    person.page.locator("summary").click()
    assert_room(person, width)
    person.open("/nowhere")
    person.page.evaluate(grow)
    assert_room(person, width)


TOO_SMALL = """([tap, width]) => [...document.querySelectorAll("button, a.button, #log a, summary, #said")]
    .filter((e) => e.checkVisibility())
    .map((e) => [e.textContent, e.getBoundingClientRect()])
    .filter(([, box]) => box.height < tap || box.left < 0 || box.right > width)"""
FIELD_SIZES = "[...document.querySelectorAll('#said')].map((e) => parseFloat(getComputedStyle(e).fontSize))"


def assert_room(person: Phone, width: int) -> None:
    assert person.width() <= width
    assert person.page.evaluate(TOO_SMALL, [TAP, width]) == []
    assert all(size >= 16 for size in person.page.evaluate(FIELD_SIZES))


def test_long_unbroken_words_wrap(phone: Open) -> None:
    person = phone(width=320)
    person.open()
    person.answer("Nhung" * 150)
    assert person.width() <= 320
    assert person.said[0] == "Nhung" * 150


def test_nothing_glides_for_whoever_asked_for_less_motion(phone: Open) -> None:
    note = "Element.prototype.scrollIntoView = function (how) { document.title = how.behavior; };"
    wishes: tuple[tuple[Motion, str], ...] = (("reduce", "auto"), ("no-preference", "smooth"))
    for wish, expected in wishes:
        person = phone(motion=wish)
        person.page.add_init_script(note)
        person.open()
        person.answer(0)
        assert person.page.title() == expected
        assert person.page.evaluate("document.getAnimations().length") == 0


def test_the_keyboard_is_enough(phone: Open) -> None:
    person = phone()
    person.open()
    page = person.page
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(person.options.first).to_be_focused()
    assert person.options.first.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    before = person.nonce()
    page.keyboard.press("Enter")
    person.settled(before)
    page.keyboard.press("Tab")
    expect(person.options.first).to_be_focused()


# Sending


@pytest.mark.parametrize("js", [True, False], ids=["js", "nojs"])
def test_enter_sends_the_text_and_presses_no_button(phone: Open, js: bool) -> None:
    person = phone(js=js)
    person.open()
    person.answer(0, "hộ kinh doanh")
    bodies = [r.post_data or "" for r in person.requests if r.method == "POST"]
    assert "said=" in bodies[-1]
    assert "pressed=" not in bodies[-1]
    assert person.said[1].lower().startswith("hộ kinh doanh")


def test_a_double_click_sends_once(phone: Open) -> None:
    person = phone()
    person.open()
    person.answer(0)
    before, posts = person.nonce(), len(person.requests)
    person.options.first.evaluate("button => { button.click(); button.click(); }")
    person.settled(before)
    person.page.wait_for_timeout(300)
    assert [r.method for r in person.requests[posts:] if not r.url.endswith("/news")] == ["POST"]
    assert len(person.said) == 2
    person.page.reload()
    assert len(person.said) == 2


def test_offline_and_two_busy_answers_lose_and_double_nothing(phone: Open) -> None:
    person = phone()
    person.page.clock.install()
    person.open()
    person.answer(0)
    tries: list[str] = []

    def busy_twice(route: Route) -> None:
        tries.append(route.request.post_data or "")
        if len(tries) <= 2:
            route.fulfill(status=503, body="busy")
        else:
            route.continue_()

    person.page.context.set_offline(True)
    before = person.nonce()
    person.options.first.click()
    expect(person.status).to_have_text("Mạng yếu, đang gửi lại…")
    assert person.in_view(person.status)
    person.page.route("**/c/*", busy_twice)
    person.page.context.set_offline(False)
    for _ in range(3):
        with person.page.expect_request("**/c/*"):
            person.page.clock.run_for(5_000)
        person.page.wait_for_timeout(100)
    person.settled(before)
    assert len(tries) == 3
    assert len(set(tries)) == 1
    assert person.said == ["Đồng ý, bắt đầu", "Cá nhân"]
    person.page.unroute("**/c/*")
    person.page.reload()
    assert person.said == ["Đồng ý, bắt đầu", "Cá nhân"]


def test_an_answer_whose_reply_was_lost_is_not_taken_twice(phone: Open) -> None:
    person = phone()
    person.open()
    tries: list[int] = []

    def lose_the_first_reply(route: Route) -> None:
        if not tries:
            tries.append(route.fetch(max_redirects=0).status)
            route.abort()
        else:
            route.continue_()

    person.page.route("**/*", lose_the_first_reply)
    person.answer(0)
    person.page.unroute("**/*")
    assert tries == [200]
    assert person.said == ["Đồng ý, bắt đầu"]
    assert "Mình xem cho ai" in person.now.inner_text()
    person.complaints.clear()  # the lost reply is a network error to the browser


def test_who_gives_up_keeps_the_words_and_the_second_choice_is_not_shown_as_taken(phone: Open) -> None:
    person = phone()
    person.page.clock.install()
    person.open()
    person.page.route("**/*", lambda route: route.fetch() and route.abort())  # arrives; no reply ever does
    person.options.first.click()
    for _ in range(5):
        person.page.wait_for_timeout(150)
        person.page.clock.run_for(9_000)
    expect(person.status).to_contain_text("Chưa gửi được")
    assert person.said == []
    assert person.options.count() == 3
    person.page.unroute("**/*")
    before = person.nonce()
    person.options.nth(1).click()  # "no" – but the server has taken "yes"
    person.settled(before)
    expect(person.page.locator("#log .you p")).to_have_text("Đồng ý, bắt đầu")
    person.complaints.clear()


# Coming back


@pytest.mark.parametrize("js", [True, False], ids=["js", "nojs"])
def test_a_reload_shows_the_same_open_question(phone: Open, js: bool) -> None:
    person = phone(js=js)
    person.open()
    person.answer(*ROAD[:4])
    before, visit = person.now.inner_text(), person.page.locator('[name="seen"]').first.get_attribute("value")
    person.page.reload()
    assert person.now.inner_text() == before
    assert person.page.locator('[name="seen"]').first.get_attribute("value") == visit
    assert person.said == ["Đồng ý, bắt đầu", "Cá nhân", "Đúng, chưa từng", YEAR]


def test_back_and_an_old_button_do_no_harm(phone: Open) -> None:
    person = phone(js=False)
    person.open()
    person.answer(0, 0)
    here = urlsplit(person.page.url).path
    question = person.now.inner_text()
    for _ in range(3):
        person.page.go_back()
        if urlsplit(person.page.url).path == "/":
            break
        assert person.now.inner_text() == question
    person.open(here)
    assert person.now.inner_text() == question
    assert len(person.said) == 2


def test_an_old_page_in_another_tab_is_told_so(phone: Open) -> None:
    person = phone()
    person.open()
    person.answer(0)
    old = Phone(person.page.context.new_page(), person.url)
    old.page.route("**/news?*", lambda route: route.fulfill(status=204))  # a page that news do not reach
    old.open(urlsplit(person.page.url).path)
    person.answer(0)
    old.answer(1)
    assert "đã trả lời" in old.now.inner_text()
    person.page.reload()
    assert person.said == ["Đồng ý, bắt đầu", "Cá nhân"]


@pytest.mark.parametrize("js", [True, False], ids=["js", "nojs"])
def test_whoever_erases_leaves_nothing_on_the_screen(phone: Open, js: bool) -> None:
    person = phone(js=js)
    person.open()
    person.answer(*ROAD[:5], "dữ liệu của tôi", 2, 0)
    text = person.page.locator("body").inner_text()
    assert "Đã xoá" in text
    for secret in (YEAR, "Nhung", "nhung"):
        assert secret not in text
    person.page.locator("#ask a.button").click()
    expect(person.options).to_have_count(3)


# Weight


def test_what_a_page_weighs(phone: Open) -> None:
    """HTML, CSS and JS with their headers, as they came over the wire."""
    person = phone()
    person.open()
    person.page.wait_for_load_state("networkidle")
    greeting = weigh(person)
    person.answer(*ROAD)
    end = urlsplit(person.page.url).path
    visitor = phone()
    visitor.open(end)
    visitor.page.wait_for_load_state("load")
    full = weigh(visitor)
    for stage, (wire, plain) in {"greeting": greeting, "end": full}.items():
        said = (
            f"the {stage} page weighs {wire} bytes on the wire, {plain} unpacked; at most {MOST_BYTES} may be"
        )
        assert wire <= MOST_BYTES, said
        print(said)
    scripts = [r.response() for r in visitor.requests if ".js" in r.url]
    assert sum(script.text().count("\n") for script in scripts if script) <= 300


def weigh(person: Phone) -> tuple[int, int]:
    wire = plain = 0
    for request in person.requests:
        if request.url.startswith("data:") or request.resource_type == "eventsource":  # the latter has no end
            continue
        if response := request.response():
            sizes = request.sizes()
            wire += sizes["responseBodySize"] + sizes["responseHeadersSize"]
            plain += len(response.body())
    return wire, plain
