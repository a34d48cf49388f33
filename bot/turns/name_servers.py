"""Asking name servers whether a name is delegated, and believing only those that tell the truth."""

from __future__ import annotations

import asyncio
import secrets
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import dns.asyncresolver
import dns.exception
import dns.message
import dns.name
import dns.nameserver
import dns.rcode
import dns.resolver
from dns.rdatatype import CNAME, NS, SOA

from bot.conversation.events import Result

Server = tuple[str, int]

QUERY_SECONDS = 0.9  # a probe and a look, one after the other, fit into the limit of a name check
HONEST_SECONDS = 300.0
DOUBTED_SECONDS = 30.0
MOST_SERVERS = 3


def system_servers() -> Sequence[Server]:
    """The addresses and ports of this machine's name servers now: a laptop changes its network."""
    try:
        found = dns.resolver.Resolver().nameservers
    except (dns.exception.DNSException, OSError):
        return ()
    return [(str(server), 53) for server in found][:MOST_SERVERS]


class NameServers:
    """Name servers asked one after the other until one that is honest answers.

    Behind a closed network no name exists, behind a sign-in page or an advertiser every name does. So each server
    is probed first: it must know the suffix's `probes` name and deny one that nobody can have registered.
    """

    def __init__(
        self,
        servers: Callable[[], Sequence[Server]],
        probes: Mapping[str, str],
        monotonic: Callable[[], float],
        query_seconds: float = QUERY_SECONDS,
    ) -> None:
        self._servers = servers
        self._probes = probes
        self._monotonic = monotonic
        self._query_seconds = query_seconds
        self._probed: dict[tuple[Server, str], tuple[bool, float]] = {}
        self._probing: dict[tuple[Server, str], asyncio.Lock] = defaultdict(asyncio.Lock)

    async def look(self, name: str) -> Result:
        """ "taken" where the name is delegated, "free" where an honest server denies it, else "unchecked"."""
        suffix = name.partition(".")[2]
        for server in self._servers():
            if await self._honest(server, suffix):
                result = reading(await self._query(server, name), name)
                if result != "unchecked":
                    return result
        return "unchecked"

    async def _honest(self, server: Server, suffix: str) -> bool:
        async with self._probing[server, suffix]:  # those who come meanwhile share the outcome
            honest, until = self._probed.get((server, suffix), (False, -1.0))
            if until < self._monotonic():
                honest = await self._probe(server, suffix)
                until = self._monotonic() + (HONEST_SECONDS if honest else DOUBTED_SECONDS)
                self._probed[server, suffix] = honest, until
            return honest

    async def _probe(self, server: Server, suffix: str) -> bool:
        nobodys = f"{secrets.token_hex(16)}.{suffix}"
        known, denied = await asyncio.gather(
            self._query(server, self._probes[suffix]), self._query(server, nobodys)
        )
        return known is not None and known.rcode() == dns.rcode.NOERROR and reading(denied, nobodys) == "free"

    async def _query(self, server: Server, name: str) -> dns.message.Message | None:
        """The server's response about the name's NS records, None where there is none to be had in time."""
        resolver = dns.asyncresolver.Resolver(configure=False)
        resolver.nameservers = [dns.nameserver.Do53Nameserver(*server)]
        resolver.timeout = self._query_seconds / 2  # a lost packet leaves time for another
        asked = dns.name.from_text(name)  # absolute: no search domain is tried
        try:
            answer = await resolver.resolve(
                asked, NS, raise_on_no_answer=False, search=False, lifetime=self._query_seconds
            )
        except dns.resolver.NXDOMAIN as denied:
            found: dns.message.Message = denied.response(asked)  # type: ignore[no-untyped-call]
            return found
        except (dns.exception.DNSException, OSError):
            return None
        return answer.response


def reading(response: dns.message.Message | None, name: str) -> Result:
    """What an honest server's response says of the name; a contradiction or half an answer is "unchecked"."""
    if response is None:
        return "unchecked"
    asked = dns.name.from_text(name)
    records = [*response.answer, *response.authority]
    if any(r.name == asked and r.rdtype in (NS, SOA, CNAME) for r in records):
        return "taken"
    zones = [r.name for r in response.authority if r.rdtype == SOA]
    # An authority beside or at the very top has nothing to say: that is a network without the world outside.
    if response.answer or not all(asked.is_subdomain(zone) and zone != dns.name.root for zone in zones):
        return "unchecked"
    if response.rcode() == dns.rcode.NXDOMAIN:
        return "free"
    return "taken" if zones else "unchecked"  # no such record, yet the zone above vouches for the name
