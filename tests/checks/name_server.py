"""A real name server on loopback, UDP and TCP, that behaves for each name as a test wants."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rrset

Message = dns.message.Message
Behaviour = Callable[[Message], Message | bytes | None]
ZONE = "vn."


def _rrset(name: str, kind: str, value: str) -> dns.rrset.RRset:
    return dns.rrset.from_text(name, 3600, "IN", kind, value)


def _soa(zone: str) -> dns.rrset.RRset:
    return _rrset(zone, "SOA", f"ns.{zone} host.{zone} 1 2 3 4 5" if zone != "." else "ns. host. 1 2 3 4 5")


def _response(query: Message, rcode: dns.rcode.Rcode = dns.rcode.NOERROR) -> Message:
    made = dns.message.make_response(query, recursion_available=True)
    made.set_rcode(rcode)
    return made


def denied(query: Message) -> Message:
    """NXDOMAIN, vouched for by the zone above."""
    made = _response(query, dns.rcode.NXDOMAIN)
    made.authority.append(_soa(ZONE))
    return made


def denied_bare(query: Message) -> Message:
    """NXDOMAIN without a word more, as a stub in between gives it."""
    return _response(query, dns.rcode.NXDOMAIN)


def denied_by_the_root(query: Message) -> Message:
    """NXDOMAIN as a network gives it that knows nothing of the world outside."""
    made = _response(query, dns.rcode.NXDOMAIN)
    made.authority.append(_soa("."))
    return made


def delegated(query: Message) -> Message:
    """NS records at the name."""
    made = _response(query)
    made.answer.append(_rrset(str(query.question[0].name), "NS", "ns1.example.com."))
    return made


def referred(query: Message) -> Message:
    """The same, as the parent zone's own server says it."""
    made = _response(query)
    made.authority.append(_rrset(str(query.question[0].name), "NS", "ns1.example.com."))
    return made


def referred_from_above(query: Message) -> Message:
    """Somebody else is to be asked about the whole of .vn."""
    made = _response(query)
    made.authority.append(_rrset(ZONE, "NS", "ns1.example.com."))
    return made


def own_soa(query: Message) -> Message:
    """No NS records, but the name is a zone."""
    made = _response(query)
    made.authority.append(_soa(str(query.question[0].name)))
    return made


def no_data(query: Message) -> Message:
    """The name is there without NS records, vouched for by the zone above."""
    made = _response(query)
    made.authority.append(_soa(ZONE))
    return made


def empty(query: Message) -> Message:
    """NOERROR and nothing at all."""
    return _response(query)


def alias(query: Message) -> Message:
    """A CNAME to somewhere that exists."""
    made = _response(query)
    made.answer.append(_rrset(str(query.question[0].name), "CNAME", "shops.example.com."))
    return made


def alias_to_nowhere(query: Message) -> Message:
    """A CNAME whose target does not exist: NXDOMAIN is said of the target."""
    made = alias(query)
    made.set_rcode(dns.rcode.NXDOMAIN)
    return made


def address(query: Message) -> Message:
    """An address, whatever was asked: a sign-in page or an advertiser."""
    made = _response(query)
    made.answer.append(_rrset(str(query.question[0].name), "A", "192.0.2.1"))
    return made


def denied_with_address(query: Message) -> Message:
    """NXDOMAIN and an address in one breath."""
    made = address(query)
    made.set_rcode(dns.rcode.NXDOMAIN)
    return made


def failed(query: Message) -> Message:
    """SERVFAIL."""
    return _response(query, dns.rcode.SERVFAIL)


def refused(query: Message) -> Message:
    """REFUSED."""
    return _response(query, dns.rcode.REFUSED)


def silent(_: Message) -> None:
    """Nothing comes back."""


def garbage(_: Message) -> bytes:
    """What no DNS message is."""
    return b"\x13\x37<html>not today"


def cut_short(query: Message) -> bytes:
    """A message that breaks off in the middle."""
    return delegated(query).to_wire()[:-9]


def wrong_id(query: Message) -> Message:
    """Somebody who guesses: the answer to another question's number."""
    made = denied(query)
    made.id = query.id ^ 0x5555
    return made


def other_question(query: Message) -> Message:
    """The right number, another name."""
    return delegated(dns.message.make_query("other.id.vn.", "NS", id=query.id))


def truncated(query: Message) -> Message:
    """Does not fit into a datagram."""
    made = _response(query)
    made.flags |= dns.flags.TC
    return made


@dataclass
class NameServer:
    """Behaviours by name; what is not listed does not exist. `asked` holds every question, in order."""

    behaviours: dict[str, Behaviour]
    over_tcp: dict[str, Behaviour] = field(default_factory=dict)
    otherwise: Behaviour = denied
    asked: list[str] = field(default_factory=list)
    where: tuple[str, int] = ("127.0.0.1", 0)

    def answer(self, wire: bytes, *, tcp: bool = False) -> bytes | None:
        """The bytes that answer those of a query."""
        query = dns.message.from_wire(wire)
        name = query.question[0].name.to_text(omit_final_dot=True)
        self.asked.append(name)
        behaviours = {**self.behaviours, **(self.over_tcp if tcp else {})}
        made = behaviours.get(name, self.otherwise)(query)
        return made.to_wire() if isinstance(made, Message) else made


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, server: NameServer) -> None:
        self._server = server

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        wire = self._server.answer(data)
        if wire is not None:
            self._transport.sendto(wire, addr)  # type: ignore[attr-defined]


@asynccontextmanager
async def listening(server: NameServer) -> AsyncIterator[NameServer]:
    """The server on one free port for both transports."""

    async def stream(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError):
            (length,) = struct.unpack("!H", await reader.readexactly(2))
            wire = server.answer(await reader.readexactly(length), tcp=True) or b""
            writer.write(struct.pack("!H", len(wire)) + wire)
            await writer.drain()
        writer.close()

    tcp = await asyncio.start_server(stream, "127.0.0.1", 0)
    server.where = tcp.sockets[0].getsockname()[:2]
    loop = asyncio.get_running_loop()
    udp, _ = await loop.create_datagram_endpoint(lambda: _Datagrams(server), local_addr=server.where)
    try:
        yield server
    finally:
        udp.close()
        tcp.close()
