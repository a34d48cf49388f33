"""The web on one loopback port: every host of the book, over TLS, each page behaving as a test wants."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Behaviour = Callable[[web.Request], Awaitable[web.StreamResponse]]


def status(code: int, **headers: str) -> Behaviour:
    """A page that answers with that status."""

    async def behave(_: web.Request) -> web.Response:
        return web.Response(status=code, headers=headers)

    return behave


def only_get(head: int, code: int = 200) -> Behaviour:
    """A page that answers HEAD with one status and GET with another."""

    async def behave(request: web.Request) -> web.Response:
        return web.Response(status=head if request.method == "HEAD" else code)

    return behave


async def never(_: web.Request) -> web.StreamResponse:
    """A page that keeps people waiting until they give up."""
    await asyncio.Event().wait()
    return web.Response()


@dataclass
class Web:
    """Behaviours by address without "https://"; the others answer `otherwise`. `cut_off` hosts have no address."""

    pages: dict[str, Behaviour] = field(default_factory=dict)
    cut_off: set[str] = field(default_factory=set)
    offline: bool = False
    otherwise: Behaviour = field(default_factory=lambda: status(200))
    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    at_once: Counter[str] = field(default_factory=Counter)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Whatever the asked page does."""
        host, where = request.host, f"{request.host}{request.rel_url}"
        self.asked.append((request.method, where))
        self.agents.add(request.headers["User-Agent"])
        self.at_once[host] += 1
        try:
            return await self.pages.get(where.removesuffix("/"), self.otherwise)(request)
        finally:
            self.at_once[host] -= 1


class _Everywhere(AbstractResolver):
    """Every host name leads to the one server."""

    def __init__(self, site: Web, port: int) -> None:
        self._site, self._port = site, port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        if self._site.offline or host in self._site.cut_off:
            raise OSError(f"no address for {host}")
        return [
            ResolveResult(
                hostname=host, host="127.0.0.1", port=self._port, family=socket.AF_INET, proto=0, flags=0
            )
        ]

    async def close(self) -> None:
        """There is nothing to close."""


@asynccontextmanager
async def the_web(site: Web, folder: Path, *, trusted: bool = True) -> AsyncIterator[aiohttp.ClientSession]:
    """A session that finds every host at `site`; without trust it verifies the certificate, which fails."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", site.answer)
    server = TestServer(app)
    await server.start_server(ssl=_certified(folder))
    connector = aiohttp.TCPConnector(
        resolver=_Everywhere(site, server.port or 0), ssl=not trusted, use_dns_cache=False, force_close=True
    )
    async with aiohttp.ClientSession(connector=connector) as session:
        yield session
    await server.close()


def _certified(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "pages.example")])
    today = datetime.now(UTC)
    made = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), today, today + timedelta(days=1)
    ).sign(key, hashes.SHA256())
    pem = folder / "pages.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem)
    return context
