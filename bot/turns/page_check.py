"""The daily check of the pages people are sent to: the programme's, the registrars', the legal sources'."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from urllib.parse import urlsplit

import aiohttp
import structlog

from bot.conversation.book import Book
from bot.turns.house import VIETNAM, House, day_of
from bot.turns.page_visit import Visit, Visitor
from storage import jobs, pages
from storage.database import reading
from storage.pages import Page

log = structlog.get_logger()

Counts = Mapping[str, int]

JOB = "pages"
HOUR = 3  # in Viet Nam, when registrars have few visitors
RETRY = timedelta(hours=1)
SECONDS = 10.0
AT_ONCE_A_HOST = 2
DOWN_AFTER_DAYS = 3
DOWN_AFTER_GONE_DAYS = 2
EXAMPLE = "tenmien.vn"  # fills {fqdn} in a registrar's page: a name that nobody can be after


async def check_pages(house: House, session: aiohttp.ClientSession, seconds: float = SECONDS) -> Counts:
    """How many pages are in each state, and down; empty where the check is not due or another process does it.

    Call it as often as you like: it is due once a day, an hour later where nothing at all could be reached.
    """
    now = house.now()
    async with reading(house.engine).begin() as db:
        if not await jobs.due(db, JOB, now):
            return {}
    async with house.engine.begin() as db:
        if not await jobs.claim(db, JOB, now, now + RETRY):
            return {}
    return counts(await check_now(house, session, seconds))


async def check_now(house: House, session: aiohttp.ClientSession, seconds: float = SECONDS) -> Sequence[Page]:
    """Every page as it is now, kept; nothing is kept where not one page was there, for then it is us."""
    visits = await visit_all(house.book, house.public_url, session, seconds)
    now = house.now()
    if all(visit.state != "ok" for visit in visits):
        log.warning("pages_not_checked", pages=len(visits))
        return [after(None, visit, now) for visit in visits]
    async with house.engine.begin() as db:
        await jobs.set_on(db, JOB, _next(now))  # first: it keeps another process's check from mixing in
        before = await pages.load(db)
        found = [after(before.get(visit.address), visit, now) for visit in visits]
        await pages.replace(db, found)
    for page in found:
        if page.down:
            log.warning("page_down", page=page.address, state=page.state, status=page.status)
    return found


def counts(found: Sequence[Page]) -> Counts:
    """How many pages are in each state, and down."""
    return {**Counter(page.state for page in found), "down": sum(page.down for page in found)}


def addresses(book: Book) -> Mapping[str, str]:
    """What to open for each address the book writes: registrars' pages want an example name."""
    written = [*book.links.values(), *(s.url for s in book.policy.sources.values() if s.url)]
    offered = [r for r in book.registrars.registrars if r.offered]
    theirs = {r.pages[suffix]: r.page(suffix, EXAMPLE) or "" for r in offered for suffix in r.pages}
    return {address: address for address in written} | theirs


def after(before: Page | None, visit: Visit, now: datetime) -> Page:
    """The page after this visit; a second one on the same day counts no day more.

    What was never reached from here is not held against a page: it may only be shut to where we stand.
    """
    failing = visit.state not in ("ok", "refused")
    was_ok_at = before.ok_at if before else None
    page = Page(
        visit.address,
        visit.state,
        visit.status,
        since=before.since if before and before.state == visit.state else now,
        checked_at=now,
        ok_at=now if visit.state == "ok" else was_ok_at,
        failed_days=_days(before, "failed_days", now) if failing else 0,
        gone_days=_days(before, "gone_days", now) if visit.state == "gone" else 0,
        down=False,
    )
    known_to_work = page.ok_at is not None or visit.state != "unreachable"
    long = page.failed_days >= DOWN_AFTER_DAYS and known_to_work
    return replace(page, down=long or page.gone_days >= DOWN_AFTER_GONE_DAYS)


def _days(before: Page | None, which: str, now: datetime) -> int:
    """The failing days in a row with today."""
    if before is None:
        return 1
    until_now: int = getattr(before, which)
    return max(until_now, 1) if day_of(before.checked_at) == day_of(now) else until_now + 1


async def visit_all(
    book: Book, public_url: str, session: aiohttp.ClientSession, seconds: float
) -> Sequence[Visit]:
    """What every page is like from here, a few of each host at once; nothing is kept."""
    to_open = addresses(book)
    hosts = {h for r in book.registrars.registrars for h in r.hosts}
    hosts |= {urlsplit(url).hostname or "" for url in to_open.values()}
    agent = f"Mozilla/5.0 (compatible; HienDien; +{public_url})"
    visitor = Visitor(session, agent, {h.removeprefix("www.") for h in hosts}, seconds)
    gates: Mapping[str | None, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(AT_ONCE_A_HOST))

    async def politely(address: str, url: str) -> Visit:
        async with gates[urlsplit(url).hostname]:
            return await visitor.visit(address, url)

    return await asyncio.gather(*(politely(*item) for item in to_open.items()))


def _next(now: datetime) -> datetime:
    """The hour of the check on the next day."""
    return datetime.combine(day_of(now) + timedelta(days=1), time(HOUR), VIETNAM)
