"""The web chat over plain HTTP: what nobody's browser sends, and what must be on every answer."""

from __future__ import annotations

import asyncio
import gzip
import html
import re
import unicodedata

import pytest
from sqlalchemy.ext.asyncio import create_async_engine

from bot.app import utc_now
from bot.channels.web import pages
from bot.conversation.book import Book
from bot.messages.message import Button, LinkButton, Message
from bot.turns import intake as intake_module
from bot.turns.house import House
from bot.turns.talk import Talk
from bot.turns.view import View
from storage.keys import Keys
from tests.house import SECRET
from tests.web.conftest import PORTAL, Site
from tests.web.visitor import BIRTH, NAME, NONCES, Page, page_of

GUESSED = "A" * 22
FORM = "application/x-www-form-urlencoded"
VIETNAMESE = re.compile("[ăâđêôơưàáạảãèéẹẻẽìíịỉĩòóọỏõùúụủũỳýỵỷỹ]", re.I)


def assert_error_page(page: Page, status: int) -> None:
    """Vietnamese, with a way on, safe headers, and nothing of our machinery."""
    assert page.status == status, page.text
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    notice = re.search(r'<p class="notice"[^>]*>(.*?)</p>', page.text)
    assert notice, page.text
    assert VIETNAMESE.search(notice[1])
    assert re.search(r'<a class="button" href="/[^"]*">|<form method="post" action="/"', page.text)
    assert "Traceback" not in page.text
    assert_safe_headers(page)


def assert_safe_headers(page: Page) -> None:
    policy = page.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "*" not in policy
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Referrer-Policy"] == "same-origin"


async def asked(site: Site) -> Page:
    """A conversation at "for whom?"."""
    page = await site.answer(0)
    assert page.step == "who"
    return page


async def naming(site: Site) -> Page:
    """A conversation at the person's name, the birth date given."""
    page = await site.answer(0, 0, 0, BIRTH)
    assert page.step == "person"
    return page


# Whose conversation, and which question


async def test_a_guessed_address_shows_a_fresh_start_and_keeps_nothing(site: Site) -> None:
    await asked(site)
    before = await site.count("contacts")
    for page in (
        await site.open(f"/c/{GUESSED}"),
        await site.post(f"/c/{GUESSED}", {"nonce": next(NONCES), "seen": "1", "said": NAME}),
    ):
        assert_error_page(page, 404)
        assert "không còn được lưu" in page.text
        assert page.action == "/"
    assert await site.count("contacts") == before


async def test_what_cannot_be_an_address_is_not_a_page(site: Site) -> None:
    for path in ["/c/", "/c/short", f"/c/{'A' * 23}", "/c/%00%ff", f"/c/{'%C4%91' * 22}", "/c/../c"]:
        assert_error_page(await site.open(path), 404)


async def test_the_address_does_not_follow_from_what_the_form_carries(site: Site) -> None:
    greeting = await site.open()
    page = await site.send(greeting, pressed=greeting.buttons[0])
    address = page.path.removeprefix("/c/")
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", address)
    assert greeting.nonce not in address


async def test_a_replayed_form_is_taken_once(site: Site) -> None:
    who = await asked(site)
    first = await site.send(who, pressed=who.buttons[0])
    counted = await site.count("events")
    again = await site.send(who, pressed=who.buttons[0])
    other = await site.send(who, pressed=who.buttons[1])
    assert again.open_question == other.open_question == first.open_question
    assert await site.count("events") == counted


async def test_a_stale_form_says_so_and_asks_the_open_question_again(site: Site) -> None:
    who = await asked(site)
    now = await site.send(who, pressed=who.buttons[0])
    late = await site.send(who, nonce=next(NONCES), pressed=who.buttons[1])
    assert "đã trả lời" in late.newest
    assert late.open_question == now.open_question
    typed = await site.send(who, nonce=next(NONCES), said="2")
    assert typed.open_question == now.open_question


async def test_a_button_of_another_conversation_changes_neither(site: Site) -> None:
    mine = await asked(site)
    theirs = await site.answer(0)
    assert mine.path != theirs.path
    stolen = await site.send(mine, pressed=theirs.buttons[3])
    assert stolen.open_question == mine.open_question
    assert (await site.open(theirs.path)).open_question == theirs.open_question


FORGED = [
    "",
    "x",
    "new:1:consent:0",
    "{id}:{visit}:who:99",
    "{id}:{visit}:who:999",
    "{id}:{visit}:who:1000",
    "{id}:{visit}:who:-1",
    "{id}:999999:who:0",
    "{id}:99999999999999999999:who:0",
    "{id}:{visit}:verdict:0",
    "{id}:{visit}:nowhere:0",
    "{id}:{visit}:who:0;DROP TABLE contacts",
    "{id}:{visit}:who:０",
    "{id}:{visit}:who:0\n",
    "{id}:{visit}:overlay_erase:0",
    "{id}:{visit}:menu:0",
    "\0",
    "🎉" * 5000,
]


async def test_forged_button_data_leaves_the_open_question(site: Site) -> None:
    who = await asked(site)
    conversation = who.buttons[0].split(":")[0]
    for forged in FORGED:
        data = forged.replace("{id}", conversation).replace("{visit}", who.visit)
        page = await site.send(who, nonce=next(NONCES), pressed=data)
        assert page.status == 200, forged
        assert page.open_question == who.open_question, forged


async def test_an_odd_visit_number_does_no_harm(site: Site) -> None:
    who = await asked(site)
    for seen in ["999999", "9" * 60, "-1", "1e3", "１", "", "\0", "x" * 9000]:
        page = await site.send(who, nonce=next(NONCES), seen=seen, said="không biết gì cả")
        assert page.status == 200, seen
        assert page.open_question == who.open_question, seen


ODD_NONCES = [None, "", "short", "x" * 65, "eight or more", "ổn-ổn-ổn-ổn", "x" * 9 + "\n", "\0" * 9]


async def test_a_missing_or_odd_nonce_is_refused(site: Site) -> None:
    who = await asked(site)
    for nonce in ODD_NONCES:
        form = {"seen": who.visit, "pressed": who.buttons[0]} | ({} if nonce is None else {"nonce": nonce})
        for path in (who.path, "/"):
            assert_error_page(await site.post(path, form), 400)
    assert (await site.open(who.path)).open_question == who.open_question


async def test_said_and_pressed_together_or_neither_is_refused(site: Site) -> None:
    who = await asked(site)
    assert_error_page(await site.send(who, said="1", pressed=who.buttons[0]), 400)
    assert_error_page(await site.send(who), 400)
    assert (await site.open(who.path)).open_question == who.open_question


# Bodies that are no form of ours


def multipart(*lines: str) -> bytes:
    return "\r\n".join(lines).encode()


PART = 'Content-Disposition: form-data; name="said"'
KLINGON = "Content-Type: text/plain; charset=klingon"
IN_B = "multipart/form-data; boundary=b"
BODIES: list[tuple[str | None, bytes]] = [
    ("application/json", b'{"said": "1"}'),
    ("application/json", b'{"said": '),
    ("text/plain", b"said=1"),
    (None, b"said=1"),
    ("multipart/form-data", b"no boundary"),
    (IN_B, b"nothing of the kind"),
    (IN_B, multipart("--b", PART, "", "1")),
    (IN_B, multipart("--b", "junk", "", "1", "--b--", "")),
    (IN_B, multipart("--b", PART, KLINGON, "", "1", "--b--", "")),
    (f"{FORM}; charset=klingon", b"said=1"),
    (f"{FORM}; charset=utf-16", b"said=1"),
    (f"{FORM}; charset=undefined", b"said=1"),
    (FORM, b"\xff\xfe\xfd"),
    (FORM, b"said=%ff%fe"),
    (FORM, b"said=%zz%"),
    (FORM, b"&&&;===&"),
    (FORM, b"said=1&nonce[]=x&seen=1"),
    (FORM, b"&".join(b"f%d=1" % n for n in range(900))),
    (FORM, b""),
]


async def test_a_body_that_is_no_form_of_ours_is_a_plain_400(site: Site) -> None:
    who = await asked(site)
    for kind, body in BODIES:
        options = {"headers": {"Content-Type": kind}} if kind else {"skip_auto_headers": ["Content-Type"]}
        for path in (who.path, "/"):
            assert_error_page(await page_of(await site.client.post(path, data=body, **options)), 400)
    assert (await site.open(who.path)).open_question == who.open_question


async def test_a_body_that_does_not_unpack_is_a_plain_400(site: Site) -> None:
    who = await asked(site)
    for body in (b"no gzip at all", gzip.compress(b"said=1&nonce=123456789")[:14]):
        headers = {"Content-Type": FORM, "Content-Encoding": "gzip", "Connection": "close"}
        answer = await site.client.post(who.path, data=body, headers=headers)
        assert_error_page(await page_of(answer), 400)
    assert (await site.open(who.path)).open_question == who.open_question


async def test_nul_and_broken_utf8_are_read_or_refused_but_break_nothing(site: Site) -> None:
    who = await asked(site)
    for said in [b"%00", b"2%00", b"%ED%A0%80", b"%F0%9F%98", b"%C0%AF"]:
        body = f"nonce={next(NONCES)}&seen={who.visit}&said=xyzzy".encode() + said
        page = await page_of(await site.client.post(who.path, data=body, headers={"Content-Type": FORM}))
        if page.status != 200:
            assert_error_page(page, 400)
        assert (await site.open(who.path)).open_question == who.open_question


@pytest.mark.parametrize("kind", ["plain", "gzip"])
async def test_a_body_of_100_kilobytes_is_too_long_in_vietnamese(site: Site, kind: str) -> None:
    who = await asked(site)
    if kind == "plain":
        page = await site.send(who, said="ấ" * 50_000)
    else:
        body = gzip.compress(f"nonce={who.nonce}&seen={who.visit}&said={'a' * 100_000}".encode())
        headers = {"Content-Type": FORM, "Content-Encoding": "gzip"}
        page = await page_of(await site.client.post(who.path, data=body, headers=headers))
    assert_error_page(page, 413)
    assert "dài quá" in page.text
    assert f'href="{who.path}"' in page.text
    assert (await site.open(who.path)).open_question == who.open_question


async def test_the_longest_text_that_comes_through_is_answered_in_time(site: Site) -> None:
    page = await naming(site)
    for text in ("a" * 60_000, "nguyễn " * 3_000, "1/" * 15_000, "đ" * 9_000, "(" * 20_000, ".vn" * 20_000):
        answer = await site.send(page, nonce=next(NONCES), said=text)
        assert answer.status == 200, text[:9]
        assert "vừa có trục trặc" not in answer.newest
        page = answer


# Words that are more than words

EVIL = [
    '<script>alert(1)</script>',
    'Nhung<img src=x onerror=alert(1)>',
    '"><svg onload=alert(1)>',
    "{{ 7*191 }}",
    "{% for i in range(9) %}z{% endfor %}",
    "{{ self.__init__.__globals__ }}",
    "</li></ol><form action=https://evil.example>",
    "&lt;b&gt;",
]  # fmt: skip


async def test_markup_in_a_name_never_comes_back_as_markup(site: Site) -> None:
    page = await naming(site)
    for evil in EVIL:
        for text in (evil, f"Tiệm {evil}", f"{evil}.id.vn"):
            page = await site.send(page, nonce=next(NONCES), said=text)
            assert page.status == 200
            assert evil not in page.text
            assert not {"1337", "zzz"} & set(re.findall(r"\w+", page.text))


async def test_a_name_is_shown_escaped(site: Site) -> None:
    shop = await site.answer(0, 1, 0, 0)
    assert shop.step == "shop"
    page = await site.send(shop, said='Phở & "Bún" Cô Ba')
    assert page.step == "name"
    assert "<p>Phở &amp; Bún Cô Ba</p>" in page.text


def test_everything_a_message_may_hold_is_shown_escaped(book: Book) -> None:
    evil = '"><script>{{ 7*191 }}'
    button, link = Button(evil, evil), LinkButton(evil, evil)
    message = Message((evil, f"{evil}\n{evil}: {evil}\n{evil}"), evil, (button,), (link,), keep=True)
    house = House(
        create_async_engine("sqlite+aiosqlite://"), Keys([SECRET]), book, {}, "", utc_now, lambda: 0
    )
    view = View(((evil, evil),), message, 1)
    for shown in (pages.page(house, view, "/", evil), pages.note(house, evil, (evil, evil))):
        assert html.escape(evil).replace("&quot;", "&#34;") in shown
        assert shown.count("<script") == shown.count('<script src="/static/')
        assert "1337" not in shown


async def test_a_decomposed_name_gives_the_same_names(site: Site) -> None:
    composed = await site.send(await naming(site), said=NAME)
    decomposed = await site.send(await naming(site), said=unicodedata.normalize("NFD", NAME))
    assert composed.step == decomposed.step == "name"
    assert composed.labels == decomposed.labels


ODD = [
    "🎉🎉🎉",
    "\u202eNhung",
    "\u200b\u200d\u2060",
    "N\u200bhung",
    "مرحبا",
    "\ufeff",
    "     ",
    "ａｂｃ",
    "0",
    "\0",
]
ODD.append("z\u0338\u0321\u0330\u0352" * 40)


async def test_odd_letters_get_an_answer_and_a_question(site: Site) -> None:
    who, person = await asked(site), await naming(site)
    for odd in ODD:
        page = await site.send(who, nonce=next(NONCES), said=odd)
        assert page.open_question == who.open_question, odd
        page = await site.send(person, nonce=next(NONCES), said=odd)
        assert page.status == 200
        assert page.step in ("person", "name"), odd
        assert "vừa có trục trặc" not in page.newest, odd


# Addresses, methods, files


TOKENS = ["abc", "abc%0d%0aSet-Cookie:%20a=b", "%00", "..%2f..%2fetc", "x" * 300, "%F0%9F%8E%89"]


async def test_an_unknown_link_leads_nowhere_and_sets_nothing(site: Site) -> None:
    for token in TOKENS:
        page = await page_of(await site.client.get(f"/r/{token}", allow_redirects=False))
        assert_error_page(page, 404)
        assert "Set-Cookie" not in page.headers
        assert "Location" not in page.headers


async def test_the_link_at_the_end_leads_to_the_registrar_alone(site: Site) -> None:
    page = await site.answer(0, 0, 0, BIRTH, NAME, 0, 0)
    token = re.search(r"/r/([A-Za-z0-9_-]{16})", page.newest)
    assert token
    answer = await site.client.get(f"/r/{token[1]}", allow_redirects=False)
    assert answer.status == 302
    assert answer.headers["Location"].startswith("https://")
    for said in (BIRTH, "2005", "Nguyễn", page.path[3:]):
        assert said not in answer.headers["Location"]
    card = await site.client.get(f"{page.path}/card")
    assert card.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "hongnhung.id.vn" in await card.text()
    assert answer.headers["Referrer-Policy"] == card.headers["Referrer-Policy"] == "same-origin"


async def test_there_is_no_card_before_the_end(site: Site) -> None:
    who = await asked(site)
    assert_error_page(await site.open(f"{who.path}/card"), 404)
    assert_error_page(await site.open(f"/c/{GUESSED}/card"), 404)


async def test_methods_that_are_not_offered(site: Site) -> None:
    who = await asked(site)
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        for path in ("/", who.path, "/r/abc", "/static/chat.css", "/healthz"):
            page = await page_of(await site.client.request(method, path))
            assert_error_page(page, 405)
            assert "GET" in page.headers["Allow"]
    head = await site.client.head(who.path)
    assert head.status == 200
    assert await head.read() == b""
    assert (await site.open(who.path)).open_question == who.open_question


async def raw(site: Site, request: bytes) -> bytes:
    """What the server answers to these very bytes."""
    reader, writer = await asyncio.open_connection(site.client.host, site.client.port)
    writer.write(request)
    answer = await asyncio.wait_for(reader.read(-1), 5)
    writer.close()
    await writer.wait_closed()
    return answer


LEADING_OUT = [
    "/static/../routes.py",
    "/static/..%2froutes.py",
    "/static/%2e%2e/routes.py",
    "/static/..%5croutes.py",
    "/static//etc/passwd",
    "/static/%00",
    "/static/",
    "/static/chat.css/..",
    "/../../etc/passwd",
    "//evil.example/",
    "/static/chat.css%00.py",
]


async def test_no_path_leaves_the_static_folder(site: Site) -> None:
    for path in LEADING_OUT:
        answer = await raw(site, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        head, _, body = answer.partition(b"\r\n\r\n")
        assert re.match(rb"HTTP/1.1 40[04] ", head), path
        assert b"WebRoutes" not in body
        assert b"root:" not in body
        assert b'<p class="notice">' in body, path
        assert b"Content-Security-Policy" in head


async def test_health(site: Site) -> None:
    answer = await site.client.get("/healthz")
    assert answer.status == 200
    assert await answer.json() == {"status": "ok"}


# What every answer carries


async def test_security_and_cache_headers_are_on_every_answer(site: Site) -> None:
    who = await asked(site)
    end = await site.answer(0, 0, 0, BIRTH, NAME, 0, 0)
    pages = [
        await site.open(path)
        for path in ("/", who.path, f"{end.path}/card", "/healthz", "/nowhere", "/static/none")
    ]
    pages.append(await site.post(who.path, {}))
    redirect = {"nonce": who.nonce, "seen": who.visit, "pressed": who.buttons[0]}
    pages.append(await site.post(who.path, redirect, allow_redirects=False))
    assert pages[-1].status == 303
    for page in pages:
        assert_safe_headers(page)
        assert page.headers["Cache-Control"] == "no-store", page.path
        assert "Set-Cookie" not in page.headers


async def test_static_files_are_kept_by_browsers_under_an_address_that_changes(site: Site) -> None:
    text = (await site.open()).text
    for address in re.findall(r'(?:href|src)="(/static/[^"]*)"', text):
        assert re.fullmatch(r"/static/(chat|news)\.(css|js)\?[0-9a-f]{8}", address)
        page = await site.open(address)
        assert page.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert_safe_headers(page)


async def test_portals_may_embed_the_chat_and_nobody_else(site: Site) -> None:
    policy = (await site.open()).headers["Content-Security-Policy"]
    assert f"frame-ancestors 'self' {PORTAL}" in [part.strip() for part in policy.split(";")]


async def test_nothing_is_written_into_the_page_that_the_policy_forbids(site: Site) -> None:
    end = await site.answer(0, 0, 0, BIRTH, NAME, 0, 0)
    for page in (await site.open(), end, await site.open("/nowhere")):
        assert not re.search(r"<style|style=|\son[a-z]+=|javascript:|<script(?! src=\"/static/)", page.text)
        assert not re.search(
            r'(?:src|href)="(?:https?:)?//(?!hiendien\.example/r/)[^"]*"(?! target="_blank" rel="noopener")',
            page.text,
        )


# The first answer, twice; two tabs


async def test_the_first_post_repeated_lands_in_the_same_conversation(site: Site) -> None:
    greeting = await site.open()
    form = {"nonce": greeting.nonce, "seen": greeting.visit, "pressed": greeting.buttons[0]}
    pages = await asyncio.gather(*(site.post("/", form) for _ in range(5)))
    assert len({page.path for page in pages}) == 1
    assert {page.step for page in pages} == {"who"}
    assert await site.count("contacts") == await site.count("conversations") == 1
    assert await site.count("consents") == 1


async def test_two_tabs_of_one_greeting_are_one_conversation_and_two_greetings_are_two(site: Site) -> None:
    greeting, other = await site.open(), await site.open()
    yes = await site.send(greeting, pressed=greeting.buttons[0])
    no = await site.send(greeting, pressed=greeting.buttons[1])
    assert yes.path == no.path
    assert no.open_question == yes.open_question
    assert (await site.send(other, pressed=other.buttons[0])).path != yes.path


async def test_typing_into_the_greeting_begins_too(site: Site) -> None:
    assert (await site.answer("đồng ý")).step == "who"
    assert (await site.answer("alo")).step == "consent"


# When something of ours is broken


async def test_a_body_that_never_arrives_is_a_408(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    who = await asked(site)
    monkeypatch.setattr("bot.channels.web.forms.BODY_SECONDS", 0.1)
    lines = (
        f"POST {who.path} HTTP/1.1",
        "Host: x",
        f"Content-Type: {FORM}",
        "Content-Length: 99",
        "",
        "said=",
    )
    reader, writer = await asyncio.open_connection(site.client.host, site.client.port)
    writer.write("\r\n".join(lines).encode())
    answer = (await asyncio.wait_for(reader.readuntil(b"</html>"), 5)).decode()
    writer.close()
    assert answer.startswith("HTTP/1.1 408 ")
    assert "Mạng yếu" in answer
    assert f'href="{who.path}"' in answer
    assert (await site.open(who.path)).open_question == who.open_question


async def test_a_turn_that_takes_too_long_is_a_503_and_not_lost(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = await asked(site)
    with monkeypatch.context() as patch:
        patch.setattr(intake_module, "COMMIT_SECONDS", 0.0)
        page = await site.send(who, pressed=who.buttons[0])
    assert_error_page(page, 503)
    assert f'href="{who.path}"' in page.text
    await asyncio.sleep(0.2)
    again = await site.send(who, pressed=who.buttons[0])
    assert again.step == "id_names"


async def test_an_unforeseen_fault_is_an_apology_with_a_way_back(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = await asked(site)
    with monkeypatch.context() as patch:
        patch.setattr("bot.channels.web.routes.view.look", _break)
        assert_error_page(await site.open(who.path), 500)
    assert (await site.open(who.path)).open_question == who.open_question


async def test_whoever_erases_sees_it_once_and_the_address_is_gone(site: Site) -> None:
    page = await naming(site)
    overlay = await site.send(page, said="dữ liệu của tôi")
    sure = await site.send(overlay, pressed=overlay.buttons[2])
    gone = await site.send(sure, pressed=sure.buttons[0])
    assert gone.status == 200
    assert "Đã xoá" in gone.newest
    assert BIRTH not in gone.text
    assert_error_page(await site.open(page.path), 404)
    assert_error_page(await site.send(sure, pressed=sure.buttons[0]), 404)
    assert await site.count("contacts") == 0


async def _break(*said: object, **more: object) -> None:
    raise ValueError(f"a message that quotes {said} {more} {NAME}")


async def test_the_log_holds_neither_words_nor_addresses(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = await naming(site)
    secrets = {"Nhung", "nhung", "2005", "203.0.113", page.path[3:], page.nonce}
    headers = {"X-Forwarded-For": "203.0.113.7", "User-Agent": "Nhung's phone"}
    with monkeypatch.context() as patch:
        patch.setattr(Talk, "hear", _break)
        sorry = await site.send(page, said=NAME)
        assert "vừa có trục trặc" in sorry.newest
    with monkeypatch.context() as patch:
        patch.setattr("bot.channels.web.routes.view.look", _break)
        await site.client.get(f"{page.path}?name=Nhung", headers=headers)
    end = await site.answer(NAME, 0, 0, page=await site.open(page.path))
    await site.client.get(f"/r/{NAME}")
    await site.client.get(f"/{NAME}/2005")
    await site.post(page.path, {"said": NAME})
    token = re.search(r"/r/([A-Za-z0-9_-]{16})", end.newest)
    assert token
    await site.client.get(f"/r/{token[1]}", allow_redirects=False)
    written = "".join(capsys.readouterr())
    assert "turn_failed" in written
    assert "request_failed" in written
    assert '"/c/{address' in written
    for secret in (*secrets, token[1]):
        assert secret not in written, secret
