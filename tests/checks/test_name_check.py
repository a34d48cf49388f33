"""Whether a name is free, asked of real name servers on loopback: honest, broken, lying and silent ones."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

import pytest

from bot.turns.name_check import AT_ONCE, NameCheck, Result
from bot.turns.name_servers import NameServers
from tests.checks import name_server as ns
from tests.checks.name_server import Behaviour, NameServer, listening

NAME = "minhkhue.id.vn"
PROBES = {"id.vn": "id.vn", "biz.vn": "biz.vn"}
PATIENT = 3.0  # seconds; only what never answers takes as long as it may
SHORT = 0.12
NEVER_ANSWERS = (ns.silent, ns.garbage, ns.cut_short, ns.wrong_id, ns.other_question, ns.truncated)


class Ticks:
    """A monotonic clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def check_of(
    *servers: NameServer,
    ticks: Callable[[], float] | None = None,
    limit: float = 10.0,
    query: float = PATIENT,
) -> NameCheck:
    where = [server.where for server in servers]
    ticks = ticks or Ticks()
    return NameCheck([NameServers(lambda: where, PROBES, ticks, query).look], PROBES, ticks, limit)


def honest(behaviour: Behaviour, *, over_tcp: Behaviour | None = None) -> NameServer:
    """A server that tells the truth of the suffixes and of names nobody has."""
    return NameServer(
        {"id.vn": ns.delegated, "biz.vn": ns.no_data, NAME: behaviour},
        {NAME: over_tcp} if over_tcp else {},
    )


@pytest.mark.parametrize(
    ("behaviour", "result"),
    [
        (ns.denied, "free"),
        (ns.denied_bare, "free"),
        (ns.delegated, "taken"),
        (ns.referred, "taken"),
        (ns.own_soa, "taken"),
        (ns.no_data, "taken"),
        (ns.alias, "taken"),
        (ns.alias_to_nowhere, "taken"),
        (ns.empty, "unchecked"),
        (ns.address, "unchecked"),
        (ns.denied_with_address, "unchecked"),
        (ns.referred_from_above, "unchecked"),
        (ns.denied_by_the_root, "unchecked"),
        (ns.failed, "unchecked"),
        (ns.refused, "unchecked"),
        (ns.silent, "unchecked"),
        (ns.garbage, "unchecked"),
        (ns.cut_short, "unchecked"),
        (ns.wrong_id, "unchecked"),
        (ns.other_question, "unchecked"),
    ],
)
async def test_what_an_honest_server_says_of_the_name(behaviour: Behaviour, result: Result) -> None:
    query = SHORT if behaviour in NEVER_ANSWERS else PATIENT
    async with listening(honest(behaviour)) as server:
        assert await check_of(server, query=query).look(NAME) == result


@pytest.mark.parametrize(
    ("over_tcp", "result"), [(ns.delegated, "taken"), (ns.denied, "free"), (ns.garbage, "unchecked")]
)
async def test_what_does_not_fit_into_a_datagram_is_asked_again(over_tcp: Behaviour, result: Result) -> None:
    query = SHORT if over_tcp in NEVER_ANSWERS else PATIENT
    async with listening(honest(ns.truncated, over_tcp=over_tcp)) as server:
        assert await check_of(server, query=query).look(NAME) == result
        assert server.asked.count(NAME) >= 2


@pytest.mark.parametrize(
    "everything",
    [
        *(ns.denied, ns.denied_bare, ns.denied_by_the_root, ns.address, ns.delegated, ns.no_data, ns.empty),
        *(ns.alias, ns.failed, ns.refused, ns.silent, ns.garbage, ns.wrong_id, ns.truncated),
    ],
)
async def test_a_server_that_says_the_same_of_every_name_is_not_believed(everything: Behaviour) -> None:
    query = SHORT if everything in NEVER_ANSWERS else PATIENT
    async with listening(NameServer({}, otherwise=everything)) as server:
        assert await check_of(server, query=query).look(NAME) == "unchecked"
        assert NAME not in server.asked  # the wish of a person is not told to a liar


async def test_a_suffix_that_answers_for_every_name_leaves_the_others_alone() -> None:
    def wild(query: ns.Message) -> ns.Message:
        under_biz = query.question[0].name.to_text().endswith(".biz.vn.")
        return (ns.alias if under_biz else ns.denied)(query)

    async with listening(
        NameServer({"id.vn": ns.delegated, "biz.vn": ns.delegated}, otherwise=wild)
    ) as server:
        check = check_of(server)
        assert await check.look("phobahang.biz.vn") == "unchecked"
        assert await check.look("phobahang.id.vn") == "free"


async def test_no_server_and_no_network_are_no_answer() -> None:
    assert await check_of().look(NAME) == "unchecked"
    nobody = NameServer({}, where=("127.0.0.1", 1))
    assert await check_of(nobody, query=SHORT).look(NAME) == "unchecked"
    unreachable = NameServer({}, where=("2001:db8::1", 53))
    assert await check_of(unreachable, query=SHORT).look(NAME) == "unchecked"


async def test_the_next_server_is_asked_where_one_lies_or_fails() -> None:
    async with (
        listening(NameServer({}, otherwise=ns.address)) as liar,
        listening(honest(ns.failed)) as weak,
        listening(honest(ns.delegated)) as good,
    ):
        assert await check_of(liar, weak, good).look(NAME) == "taken"
        assert NAME not in liar.asked
        assert NAME in weak.asked


async def test_a_result_is_kept_for_a_minute_and_the_probe_for_five() -> None:
    ticks = Ticks()
    async with listening(honest(ns.delegated)) as server:
        check = check_of(server, ticks=ticks)
        for _ in range(5):
            assert await check.look(NAME.upper()) == "taken"
        assert (server.asked.count(NAME), len(server.asked)) == (1, 3)
        server.behaviours[NAME] = ns.denied
        ticks.at += 61
        assert await check.look(NAME) == "free"
        assert (server.asked.count(NAME), len(server.asked)) == (2, 4)
        ticks.at += 300
        assert await check.look(NAME) == "free"
        assert len(server.asked) == 7


async def test_a_failure_is_kept_shortly_and_a_doubted_server_is_given_another_chance() -> None:
    ticks = Ticks()
    async with listening(NameServer({}, otherwise=ns.denied)) as server:
        check = check_of(server, ticks=ticks)
        assert await check.look(NAME) == "unchecked"
        server.behaviours["id.vn"] = ns.delegated  # the network opens
        ticks.at += 6
        assert await check.look(NAME) == "unchecked"
        ticks.at += 31
        assert await check.look(NAME) == "free"


async def test_many_at_once_probe_once() -> None:
    async with listening(honest(ns.delegated)) as server:
        check = check_of(server)
        found = await asyncio.gather(*(check.look(f"ten{n}.id.vn") for n in range(3 * AT_ONCE)))
        assert set(found) == {"free"}
        assert len(server.asked) == 2 + 3 * AT_ONCE


async def test_it_ends_within_its_limit_whatever_a_way_does() -> None:
    async def hangs(_: str) -> Result:
        await asyncio.Event().wait()
        return "free"

    async def taken(_: str) -> Result:
        return "taken"

    check = NameCheck([hangs, taken], PROBES, Ticks(), limit=0.05)
    async with asyncio.timeout(60):
        assert await check.look(NAME) == "taken"
        assert await NameCheck([hangs], PROBES, Ticks(), limit=0.05).look(NAME) == "unchecked"


async def test_no_more_than_so_many_are_asked_at_once() -> None:
    at_once = most = 0

    async def counting(_: str) -> Result:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0)
        at_once -= 1
        return "free"

    check = NameCheck([counting], PROBES, Ticks())
    await asyncio.gather(*(check.look(f"ten{n}.id.vn") for n in range(200)))
    assert most == AT_ONCE


async def test_the_first_way_that_answers_is_believed_and_one_that_breaks_is_passed_over() -> None:
    def way(result: Result) -> Callable[[str], object]:
        async def look(_: str) -> Result:
            return result

        return look

    async def broken(_: str) -> Result:
        raise ZeroDivisionError

    async def asked(*ways: object) -> Result:
        return await NameCheck(ways, PROBES, Ticks()).look(NAME)  # type: ignore[arg-type]

    assert await asked(way("free"), way("taken")) == "free"
    assert await asked(way("unchecked"), way("taken")) == "taken"
    assert await asked(broken, way("free")) == "free"
    assert await asked(broken) == "unchecked"
    assert await asked() == "unchecked"


WRONG: Sequence[str] = [
    *("", ".", "id.vn", ".id.vn", "minhkhue", "minhkhue.com", "minhkhue.vn", "www.minhkhue.id.vn"),
    *(
        "minhkhue.id.vn.",
        "minhkhue.id.vn.example.com",
        "minh khue.id.vn",
        "minhkhuê.id.vn",
        "xn--minh-khu.id.vn",
    ),
    *("-minh.id.vn", "minh-.id.vn", "minh\nkhue.id.vn", "minh\x00.id.vn", "a" * 64 + ".id.vn", "*.id.vn"),
    *("\N{KELVIN SIGN}hue.id.vn", "_dmarc.id.vn", "minh\\.khue.id.vn", "minhkhue。id.vn", "1" * 100_000),
]


@pytest.mark.parametrize("name", WRONG, ids=range(len(WRONG)))
async def test_what_is_no_name_of_ours_is_never_asked(name: str) -> None:
    async with listening(NameServer({}, otherwise=ns.delegated)) as server:
        assert await check_of(server).look(name) == "unchecked"
        assert server.asked == []
