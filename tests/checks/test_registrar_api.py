"""A registrar's own service: believed when it says true or false, passed over for the name servers else."""

from __future__ import annotations

import asyncio
import gzip
import time
from collections.abc import Awaitable, Callable

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.turns.availability import open_name_check
from bot.turns.name_check import NameCheck, Result
from bot.turns.registrar_api import MAX_BYTES, ask_registrar
from tests.checks import name_server as ns
from tests.checks.name_server import NameServer, listening

NAME = "minhkhue.id.vn"
PROBES = {"id.vn": "id.vn"}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def says(text: str | bytes, status: int = 200, **headers: str) -> Handler:
    async def handler(_: web.Request) -> web.Response:
        body = text.encode() if isinstance(text, str) else text
        return web.Response(body=body, status=status, headers=headers)

    return handler


async def hangs_up(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def elsewhere(request: web.Request) -> web.StreamResponse:
    if request.path == "/there":
        return web.json_response({"available": True})
    raise web.HTTPFound("/there?name=" + NAME)


async def ask(handler: Handler, path: str = "/check") -> Result:
    app = web.Application()
    app.router.add_get("/{path:.*}", handler)
    async with TestServer(app) as server, aiohttp.ClientSession() as session:
        return await ask_registrar(session, str(server.make_url(path)), NAME)


TOO_LONG = '{"available": true, "x": "' + "x" * MAX_BYTES + '"}'


@pytest.mark.parametrize(
    ("handler", "result"),
    [
        (says('{"available": true}'), "free"),
        (says('{"available": false, "price": 0}'), "taken"),
        (says('{"available": true}', 500), "unchecked"),
        (says('{"available": true}', 203), "unchecked"),
        (says('{"available": true}', 404), "unchecked"),
        (says('{"available": 1}'), "unchecked"),
        (says('{"available": "true"}'), "unchecked"),
        (says('{"available": null}'), "unchecked"),
        (says('{"free": true}'), "unchecked"),
        (says("[true]"), "unchecked"),
        (says("true"), "unchecked"),
        (says(""), "unchecked"),
        (says(b"\xff\xfe\x00"), "unchecked"),
        (says("[" * 60_000), "unchecked"),
        (says("<!doctype html><title>Too many requests</title>"), "unchecked"),
        (says(TOO_LONG), "unchecked"),
        (says(gzip.compress(b" " * 50_000_000), **{"Content-Encoding": "gzip"}), "unchecked"),
        (elsewhere, "unchecked"),
        (hangs_up, "unchecked"),
    ],
)
async def test_only_a_plain_true_or_false_is_believed(handler: Handler, result: Result) -> None:
    assert await ask(handler) == result


async def test_the_name_goes_along_beside_what_the_address_already_says() -> None:
    async def handler(request: web.Request) -> web.StreamResponse:
        return web.json_response({"available": dict(request.query) == {"key": "k", "name": NAME}})

    assert await ask(handler, "/check?key=k") == "free"


async def test_nobody_there_is_no_answer() -> None:
    async with aiohttp.ClientSession() as session:
        assert await ask_registrar(session, "http://127.0.0.1:1/check", NAME) == "unchecked"


async def test_the_name_servers_are_believed_where_the_service_does_not_say() -> None:
    async def look(handler: Handler) -> Result:
        app = web.Application()
        app.router.add_get("/", handler)
        names = NameServer({"id.vn": ns.delegated, NAME: ns.delegated})
        async with TestServer(app) as server, aiohttp.ClientSession() as session, listening(names):
            check = open_name_check([names.where], str(server.make_url("/")), PROBES, session, time.monotonic)
            assert check is not None
            return await check.look(NAME)

    assert await look(says('{"available": true}')) == "free"
    assert await look(says("<html>", 502)) == "taken"


async def test_a_slow_service_is_not_waited_for() -> None:
    released = asyncio.Event()

    async def slow(_: web.Request) -> web.StreamResponse:
        await released.wait()
        return web.json_response({"available": True})

    async def taken(_: str) -> Result:
        return "taken"

    app = web.Application()
    app.router.add_get("/", slow)
    async with TestServer(app) as server, aiohttp.ClientSession() as session:
        url = str(server.make_url("/"))
        check = NameCheck(
            [lambda name: ask_registrar(session, url, name), taken], PROBES, time.monotonic, 0.2
        )
        assert await check.look(NAME) == "taken"
        released.set()


async def test_with_both_ways_off_there_is_no_check() -> None:
    async with aiohttp.ClientSession() as session:
        assert open_name_check("off", "", PROBES, session, time.monotonic) is None
        assert open_name_check("off", "https://api.example/", PROBES, session, time.monotonic) is not None
        assert open_name_check("system", "", PROBES, session, time.monotonic) is not None
