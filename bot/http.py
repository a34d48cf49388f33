"""What every HTTP answer carries, and what people see when something is wrong."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.channels.web import pages
from bot.turns.house import House
from bot.turns.intake import TooSlowError

log = structlog.get_logger()

_KEPT = ("Allow", "Retry-After")


def middlewares(house: House) -> list[Middleware]:
    """Log line, Vietnamese errors, no forms from elsewhere – from the outside in."""
    return [_logged(), _errors(house), _same_site]


@web.middleware
async def _same_site(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse a form that another site sends in somebody's name: a consent must be the person's own press."""
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    foreign = (
        site not in ("same-origin", "none") if site else origin and urlsplit(origin).netloc != request.host
    )
    if request.method == "POST" and foreign:
        raise web.HTTPForbidden
    return await handler(request)


def _logged() -> Middleware:
    @web.middleware
    async def logged(request: web.Request, handler: Handler) -> web.StreamResponse:
        began = time.monotonic()
        response = await handler(request)
        # The route's pattern, never the path: a chat's address is its key.
        route = request.match_info.route.resource
        log.info(
            "http",
            method=request.method,
            route=route.canonical if route else "-",
            status=response.status,
            ms=round((time.monotonic() - began) * 1000, 1),
        )
        return response

    return logged


def safe_headers(portals: Sequence[str]) -> Callable[[web.Request, web.StreamResponse], Awaitable[None]]:
    """What an application does to every answer before it leaves, streams included: security and cache headers."""
    framed = _policy(f"'self' {' '.join(portals)}".strip())
    alone = _policy("'none'")

    async def headers(request: web.Request, response: web.StreamResponse) -> None:
        # The tap that joins a talk must not be stolen by a page laid over it, not even a portal's.
        response.headers["Content-Security-Policy"] = alone if request.path.startswith("/t/") else framed
        response.headers["Referrer-Policy"] = "same-origin"  # a chat's address goes to nobody else
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = _cached(request.path) if response.status < 400 else "no-store"

    return headers


def _policy(ancestors: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            "style-src 'self'",
            "script-src 'self'",
            "connect-src 'self'",
            "img-src data:",
            "form-action 'self'",
            "base-uri 'none'",
            f"frame-ancestors {ancestors}",
        )
    )


def _cached(path: str) -> str:
    if path == "/embed.js":  # portals load it by this one address
        return "public, max-age=3600"
    return "public, max-age=31536000, immutable" if path.startswith("/static/") else "no-store"


def _errors(house: House) -> Middleware:
    def answer(request: web.Request, status: int) -> web.Response:
        messages = house.book.messages
        key = f"web.errors.{status}"
        notice = messages.label(key if messages.has(key) else "web.errors.400")
        address = request.match_info.get("address")
        way_on = ("web.again", "/") if address is None else ("web.return", f"/c/{address}")
        html = pages.note(house, notice, (messages.label(way_on[0]), way_on[1]))
        return web.Response(text=html, content_type="text/html", status=status)

    @web.middleware
    async def errors(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException as fault:
            if fault.status < 400:
                raise
            response = answer(request, fault.status)
            for name in _KEPT:
                if name in fault.headers:
                    response.headers[name] = fault.headers[name]
            if fault.keep_alive is False:
                response.force_close()
            return response
        except TooSlowError:
            return answer(request, 503)
        except Exception as fault:
            log.error("request_failed", fault=type(fault).__name__, exc_info=True)
            return answer(request, 500)

    return errors
