"""What our pages post."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping

from aiohttp import web

BODY_SECONDS = 10  # a form of ours is a few hundred bytes
_NONCE = re.compile(r"[A-Za-z0-9_-]{8,64}")


async def posted(request: web.Request) -> Mapping[str, str]:
    """The posted fields, a nonce among them; 400 where they are no form of ours, 408 where they do not come."""
    if request.content_type != "application/x-www-form-urlencoded":  # the only kind our forms send
        raise web.HTTPBadRequest
    try:
        async with asyncio.timeout(BODY_SECONDS):
            fields = await request.post()
    except TimeoutError as fault:
        raise web.HTTPRequestTimeout from fault
    except (ValueError, LookupError, web.RequestPayloadError) as fault:  # bytes or a charset nobody can read
        raise web.HTTPBadRequest from fault
    form = {name: value for name, value in fields.items() if isinstance(value, str)}
    if not _NONCE.fullmatch(form.get("nonce", "")):
        raise web.HTTPBadRequest
    return form
