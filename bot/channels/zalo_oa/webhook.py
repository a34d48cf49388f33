"""POST /channels/zalo-oa: 200 only after the commit, within the two seconds that Zalo waits."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import structlog
from aiohttp import web

from bot.channels.body import read_body
from bot.channels.zalo_oa.channel import NAME
from bot.channels.zalo_oa.events import read_event, timestamp_of
from bot.channels.zalo_oa.signature import HEADER, Signing
from bot.turns.channel import Incoming
from bot.turns.house import House
from bot.turns.intake import Intake, TooSlowError

log = structlog.get_logger()

PATH = "/channels/zalo-oa"
MOST_BYTES = 256 * 1024
_OF_TEMPLATES = "X-ZEvent-Server"  # on what concerns paid templates, which we do not send
_NO_MATCH = "copy the OA secret key again into HIENDIEN_ZALO_OA_WEBHOOK_KEY"
_COUNTED = frozenset({"unknown", "anonymous", "elsewhere", "template", "old"})
_REFUSED = {413: "oversized", 415: "compressed"}


class Webhook:
    """The handler, with what it needs put in by the front door."""

    def __init__(self, house: House, intake: Intake, signing: Signing) -> None:
        self._house, self._intake, self._signing = house, intake, signing

    def add_to(self, app: web.Application) -> None:
        """Put the routes into an aiohttp application."""
        app.router.add_post(PATH, self.receive)
        app.router.add_get(PATH, self.probe)

    async def probe(self, _: web.Request) -> web.Response:
        """200: saving the address in Zalo's console may ask like this."""
        return web.Response()

    async def receive(self, request: web.Request) -> web.Response:
        """403 without the signature, 400 for what is no event, 503 where Zalo should try again, else 200."""
        body = await self._body(request)
        if body.strip() in (b"", b"{}"):
            return web.Response()
        content = _parsed(body)
        timestamp = timestamp_of(content) if content is not None else None
        if content is None or timestamp is None:
            self._count("malformed")
            return web.Response(status=400)
        if not self._is_signed(body, content, timestamp, request.headers.get(HEADER, "")):
            return web.Response(status=403)
        try:
            await self._take(content, of_templates=_OF_TEMPLATES in request.headers)
        except TooSlowError:
            self._count("too_slow")
            return web.Response(status=503)
        return web.Response()

    async def _take(self, content: Mapping[str, Any], *, of_templates: bool) -> None:
        house = self._house
        read = read_event(content, self._signing.oa_id, house.now(), house.keys.token)
        if isinstance(read, Incoming):
            outcome = await self._intake.submit(read)
            if outcome.status == "repeated":
                self._count("repeated")
            return
        # The header is not signed: it may name what nobody can read, and hides nothing else.
        self._leave("template" if of_templates and read in ("unknown", "elsewhere") else read)

    def _leave(self, kind: str) -> None:
        if kind not in _COUNTED:
            return
        self._count(kind)
        if kind == "elsewhere":
            log.warning("zalo_oa_of_another_account", setting="HIENDIEN_ZALO_OA_ID", see="hiendien doctor")
        else:
            log.info("zalo_oa_event_unread", kind=kind)

    def _is_signed(self, body: bytes, content: Mapping[str, Any], timestamp: str, header: str) -> bool:
        signing = self._signing
        if signing.signed(body, timestamp, header):
            return True
        self._count("signature_wrong")
        other_app = str(content.get("app_id")) != signing.app_id
        match = signing.would_match(body, timestamp, header)
        log.warning(
            "zalo_oa_signature_wrong",
            would_match=match,
            app="the event is of another app than HIENDIEN_ZALO_OA_APP_ID" if other_app else "as set",
            do="what would_match says" if match else _NO_MATCH,
        )
        return False

    async def _body(self, request: web.Request) -> bytes:
        try:
            return await read_body(request, MOST_BYTES)
        except web.HTTPException as fault:
            self._count(_REFUSED.get(fault.status, "malformed"))
            raise

    def _count(self, trouble: str) -> None:
        self._house.troubles[f"{NAME}_{trouble}"] += 1


def _parsed(body: bytes) -> Mapping[str, Any] | None:
    """The object in the body, None for anything else."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None
