"""The body of a webhook's request, of bounded length, within a bounded time."""

from __future__ import annotations

import asyncio

from aiohttp import web

BODY_SECONDS = 10


async def read_body(request: web.Request, most_bytes: int) -> bytes:
    """The body; 408 where it does not come, 413 where it is too long (other routes take less), 400 if unreadable.

    415 where it is compressed, before any of it is read: no channel does that, and unpacking costs more than sending.
    """
    if request.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        refused = web.HTTPUnsupportedMediaType()
        refused.force_close()  # the rest of the body is nothing to find a next request behind
        raise refused
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await request.clone(client_max_size=most_bytes).read()
    except TimeoutError as fault:
        raise web.HTTPRequestTimeout from fault
    except web.RequestPayloadError as fault:  # compressed by what nobody can unpack
        raise web.HTTPBadRequest from fault
