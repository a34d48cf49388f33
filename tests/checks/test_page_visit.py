"""One page opened: there, moved, gone, broken, out of reach, or there but shut to programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.turns.page_visit import MOST_REDIRECTS, State, Visitor
from tests.checks.page_server import Behaviour, Web, never, only_get, status, the_web

PAGE = "shop.example/page"
HOSTS = ("shop.example", "tenmien.example")


def to(location: str, code: int = 302) -> Behaviour:
    return status(code, Location=location)


async def visit(
    site: Web, folder: Path, *, seconds: float = 10.0, trusted: bool = True
) -> tuple[State, int | None]:
    async with the_web(site, folder, trusted=trusted) as session:
        visitor = Visitor(session, "Mozilla/5.0 (compatible; Test)", HOSTS, seconds)
        seen = await visitor.visit("the page", f"https://{PAGE}")
    assert seen.address == "the page"
    return seen.state, seen.status


@pytest.mark.parametrize(
    ("behaviour", "seen"),
    [
        (status(200), ("ok", 200)),
        (status(204), ("ok", 204)),
        *((only_get(head), ("ok", 200)) for head in (400, 403, 404, 405, 500, 501)),
        *((status(code), ("gone", code)) for code in (404, 410)),
        *((status(code), ("broken", code)) for code in (400, 500, 502, 503)),
        *((status(code), ("refused", code)) for code in (401, 403, 405, 429)),
        (only_get(405, 404), ("gone", 404)),
        (to("/there"), ("ok", 200)),
        (to("there", 301), ("ok", 200)),
        (to("https://www.shop.example/page", 308), ("ok", 200)),
        (to("https://tenmien.example/"), ("ok", 200)),
        (to("/missing"), ("gone", 404)),
        (to("https://parked.example/"), ("moved", 302)),
        (to("//parked.example/"), ("moved", 302)),
        (to("https://shop.example.parked.example/"), ("moved", 302)),
        (to("https://notshop.example/"), ("moved", 302)),
        (to("http://shop.example/there"), ("moved", 302)),
        (to("javascript:alert(1)"), ("moved", 302)),
        (to("https://127.0.0.1/"), ("moved", 302)),
        (to("/page"), ("broken", 302)),
        (status(302), ("broken", 302)),
    ],
)
async def test_what_is_seen_of_a_page(behaviour: Behaviour, seen: tuple[State, int], tmp_path: Path) -> None:
    site = Web({PAGE: behaviour, "shop.example/missing": status(404)})
    assert await visit(site, tmp_path) == seen


async def test_a_page_elsewhere_is_not_even_asked(tmp_path: Path) -> None:
    site = Web({PAGE: to("https://parked.example/")})
    await visit(site, tmp_path)
    assert site.asked == [("HEAD", PAGE), ("GET", PAGE)]


async def test_a_circle_of_pages_is_left_after_a_few_rounds(tmp_path: Path) -> None:
    site = Web({PAGE: to("/page")})
    await visit(site, tmp_path)
    assert len(site.asked) == 2 * (MOST_REDIRECTS + 1)


async def test_who_does_not_answer_is_out_of_reach(tmp_path: Path) -> None:
    assert await visit(Web({PAGE: never}), tmp_path, seconds=0.1) == ("unreachable", None)
    assert await visit(Web(cut_off={"shop.example"}), tmp_path) == ("unreachable", None)


async def test_a_certificate_nobody_vouches_for_is_out_of_reach(tmp_path: Path) -> None:
    site = Web()
    assert await visit(site, tmp_path, trusted=False) == ("unreachable", None)
    assert site.asked == []
