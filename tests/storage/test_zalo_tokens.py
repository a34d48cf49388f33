"""The tokens' table: seeded once, claimed by one, renewed only from the pair that was claimed."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.turns.house import House
from storage import zalo_tokens
from storage.zalo_tokens import Pair, Stored
from tests.house import Clock

OA = "388613280878808645"
LEASE = timedelta(seconds=90)


def _pair(house: House, name: str) -> Pair:
    now = house.now()
    return Pair(
        f"access-{name}", f"refresh-{name}", now, now + timedelta(hours=25), now + timedelta(hours=20)
    )


async def _seed(house: House, name: str) -> bool:
    async with house.engine.begin() as db:
        return await zalo_tokens.seed(db, house.keys, OA, _pair(house, name))


async def _claim(house: House, number: int = 1) -> bool:
    async with house.engine.begin() as db:
        return await zalo_tokens.claim(db, OA, number, house.now(), house.now() + LEASE)


async def _stored(house: House) -> Stored:
    async with house.engine.begin() as db:
        found = await zalo_tokens.load(db, house.keys, OA)
    assert found is not None
    return found


async def test_only_an_empty_table_is_seeded(house: House) -> None:
    seeded = await asyncio.gather(*(_seed(house, str(n)) for n in range(4)))
    assert sorted(seeded) == [False, False, False, True]
    kept = await _stored(house)
    assert kept == Stored(1, _pair(house, str(seeded.index(True))), None, 0, None)


async def test_one_of_many_claims_a_refresh(house: House, clock: Clock) -> None:
    await _seed(house, "a")
    assert sorted(await asyncio.gather(*(_claim(house) for _ in range(8)))) == [False] * 7 + [True]
    assert not await _claim(house)
    clock.at += LEASE
    assert await _claim(house)


async def test_a_claim_for_an_older_pair_is_none(house: House) -> None:
    await _seed(house, "a")
    async with house.engine.begin() as db:
        assert await zalo_tokens.renew(db, house.keys, OA, 1, _pair(house, "b"))
    assert not await _claim(house, 1)
    assert await _claim(house, 2)


async def test_a_new_pair_takes_the_place_of_its_own_predecessor_only(house: House) -> None:
    await _seed(house, "a")
    assert await _claim(house)
    async with house.engine.begin() as db:
        assert await zalo_tokens.renew(db, house.keys, OA, 1, _pair(house, "b"))
        assert not await zalo_tokens.renew(db, house.keys, OA, 1, _pair(house, "c"))
    kept = await _stored(house)
    assert (kept.number, kept.pair.access, kept.not_before) == (2, "access-b", None)


async def test_a_failure_keeps_the_pair_and_rests(house: House, clock: Clock) -> None:
    await _seed(house, "a")
    assert await _claim(house)
    async with house.engine.begin() as db:
        await zalo_tokens.failed(db, OA, 1, "refused " + "x" * 200, clock() + timedelta(hours=1))
    kept = await _stored(house)
    assert (kept.number, kept.pair.refresh, kept.failures) == (1, "refresh-a", 1)
    assert kept.failure is not None
    assert len(kept.failure) == 80
    assert not await _claim(house)
    clock.forward(hours=1)
    assert await _claim(house)


async def test_a_pair_that_a_person_brings_wins_and_ends_the_rest(house: House, clock: Clock) -> None:
    await _seed(house, "a")
    async with house.engine.begin() as db:
        await zalo_tokens.failed(db, OA, 1, "refused", clock() + timedelta(hours=1))
        await zalo_tokens.put(db, house.keys, OA, _pair(house, "b"))
    kept = await _stored(house)
    assert replace(kept, pair=_pair(house, "b")) == Stored(2, _pair(house, "b"), None, 0, None)
    assert kept.pair.access == "access-b"
