"""What every HTTP answer carries, and what people see when something is wrong."""

from __future__ import annotations

import time
from collections.abc import Sequence

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.channels.web import pages
from bot.turns.house import House
from bot.turns.intake import TooSlowError

log = structlog.get_logger()


def middlewares(house: House, portals: Sequence[str]) -> list[Middleware]:
    """Log line, security headers, Vietnamese errors – from the outside in."""
    return [_logged(), _headers(portals), _errors(house)]


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


def _headers(portals: Sequence[str]) -> Middleware:
    policy = "; ".join(
        (
            "default-src 'none'",
            "style-src 'self'",
            "script-src 'self'",
            "connect-src 'self'",
            "img-src data:",
            "form-action 'self'",
            "base-uri 'none'",
            f"frame-ancestors 'self' {' '.join(portals)}".strip(),
        )
    )

    @web.middleware
    async def headers(request: web.Request, handler: Handler) -> web.StreamResponse:
        response = await handler(request)
        response.headers["Content-Security-Policy"] = policy
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Content-Type-Options"] = "nosniff"
        static = request.path.startswith("/static/")
        response.headers["Cache-Control"] = "public, max-age=86400" if static else "no-store"
        return response

    return headers


def _errors(house: House) -> Middleware:
    def answer(status: int) -> web.Response:
        messages = house.book.messages
        key = f"web.errors.{status}"
        notice = messages.label(key if messages.has(key) else "web.errors.400")
        html = pages.note(house, notice, (messages.label("web.again"), "/"))
        return web.Response(text=html, content_type="text/html", status=status)

    @web.middleware
    async def errors(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException as fault:
            if fault.status < 400:
                raise
            return answer(fault.status)
        except TooSlowError:
            return answer(503)
        except Exception as fault:
            log.error("request_failed", fault=type(fault).__name__, exc_info=True)
            return answer(500)

    return errors
