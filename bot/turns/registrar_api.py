"""Asking a registrar's own service whether a name is free."""

from __future__ import annotations

import json

import aiohttp

from bot.conversation.events import Result

MAX_BYTES = 64 * 1024


async def ask_registrar(session: aiohttp.ClientSession, url: str, name: str) -> Result:
    """What GET url?name=… says: 200 with {"available": true or false}; anything else is "unchecked"."""
    try:
        async with session.get(
            url, params={"name": name}, allow_redirects=False, headers={"Accept": "application/json"}
        ) as response:
            return _reading(await _body(response)) if response.status == 200 else "unchecked"
    except (aiohttp.ClientError, OSError):
        return "unchecked"


async def _body(response: aiohttp.ClientResponse) -> bytes:
    """The body, or nothing of one that is too long."""
    body = b""
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > MAX_BYTES:
            return b""
    return body


def _reading(body: bytes) -> Result:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return "unchecked"
    available = said.get("available") if isinstance(said, dict) else None
    if not isinstance(available, bool):
        return "unchecked"
    return "free" if available else "taken"
