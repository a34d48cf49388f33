"""The ways of looking names up that the settings allow, put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Literal

import aiohttp

from bot.turns.house import Looker
from bot.turns.name_check import NameCheck
from bot.turns.name_servers import NameServers, Server, system_servers
from bot.turns.registrar_api import ask_registrar


def open_name_check(
    resolver: Literal["system", "off"] | Sequence[Server],
    url: str,
    probes: Mapping[str, str],
    session: aiohttp.ClientSession,
    monotonic: Callable[[], float],
) -> NameCheck | None:
    """The check of these settings: the registrar's service, where one is set, before the name servers.

    None where both are switched off: then nobody is told that a name was or could not be looked up.
    """
    ways: list[Looker] = [partial(ask_registrar, session, url)] if url else []
    if resolver != "off":
        servers = system_servers if resolver == "system" else partial(_these, resolver)
        ways.append(NameServers(servers, probes, monotonic).look)
    return NameCheck(ways, probes.keys(), monotonic) if ways else None


def _these(servers: Sequence[Server]) -> Sequence[Server]:
    return servers
