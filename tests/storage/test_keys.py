"""Addresses are found by an HMAC and kept sealed; keys can be replaced without losing anybody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.turns import view
from bot.turns.house import House
from storage.keys import Keys
from tests.house import SECRET
from tests.storage.person import Person, dump, rows

NEW = "another secret that took the place of the first one"
ADDRESS = "the-address-of-one-person"


def test_a_short_key_or_none_is_refused() -> None:
    for secrets in ([], [SECRET, "short"], ["x" * 31]):
        with pytest.raises(ValueError, match="HIENDIEN_SECRET_KEY"):
            Keys(secrets)
    Keys(["x" * 32])


def test_a_sealed_text_opens_with_its_own_key_only() -> None:
    sealed = Keys([SECRET]).seal("Thái Bình")
    assert Keys([NEW, SECRET]).open(sealed) == "Thái Bình"
    with pytest.raises(ValueError, match="HIENDIEN_SECRET_KEY"):
        Keys([NEW]).open(sealed)
    for at in (0, 10, len(sealed) - 1):
        forged = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        with pytest.raises(ValueError, match="HIENDIEN_SECRET_KEY"):
            Keys([SECRET]).open(forged)
    assert Keys([SECRET]).seal("Thái Bình") != sealed


async def test_an_address_is_stored_sealed_and_is_somebody_else_on_another_channel(house: House) -> None:
    await Person(house, ADDRESS).answer("/start")
    await Person(house, ADDRESS, channel="console").answer("/start")
    stored = await rows(house.engine, "addresses")
    assert [house.keys.open(a["sealed"]) for a in stored] == [ADDRESS, ADDRESS]
    assert len({a["contact_id"] for a in stored}) == 2
    assert ADDRESS not in await dump(house.engine)


async def test_a_replaced_key_re_keys_whoever_comes_back(house: House) -> None:
    person = Person(house, ADDRESS)
    await person.answer("/start")
    (before,) = await rows(house.engine, "addresses")
    person.house = replace(house, keys=Keys([NEW, SECRET]))
    assert (await person.answer(0)).status == "done"
    (after,) = await rows(house.engine, "addresses")
    assert after["id"] == before["id"]
    assert (after["key_id"], after["hmac"]) != (before["key_id"], before["hmac"])
    assert Keys([NEW]).open(after["sealed"]) == ADDRESS

    only_new = replace(house, keys=Keys([NEW]))
    assert await view.look(only_new, "web", "test", ADDRESS) is not None
    only_old = replace(house, keys=Keys([SECRET]))
    assert await view.look(only_old, "web", "test", ADDRESS) is None
