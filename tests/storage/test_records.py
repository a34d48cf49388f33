"""What stays of a talk: events of the catalogue, consents, sealed notes, links and their first click."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC

import pytest

from bot.programme.registrars import Registrars
from bot.turns import registrar_links
from bot.turns.house import House
from storage import events, notes
from tests.house import PUBLIC_URL, Clock
from tests.storage.person import BIRTH, NAME, ROAD, Person, dump, rows

AGENT = "Mozilla/5.0 (Linux; Android 13) Mobile"


async def test_the_catalogue_refuses_other_kinds(house: House) -> None:
    with pytest.raises(ValueError, match="surprised"):
        async with house.engine.begin() as db:
            await events.add(db, [{"kind": "surprised"}])
    assert await rows(house.engine, "events") == []


async def test_a_whole_talk_is_logged_without_a_word_of_it(house: House) -> None:
    person = Person(house)
    await person.go()
    log = await rows(house.engine, "events")
    assert [e["kind"] for e in log if e["kind"] not in ("asked", "answered")] == [
        *("started", "consented", "verdict", "name_chosen", "link_given", "ended"),
        "started",  # the short talk about what came of it
    ]
    log = [e for e in log if e["flow"] == "onboarding"]
    asked = [(e["conversation"], e["step"], e["visit"]) for e in log if e["kind"] == "asked"]
    answered = [(e["conversation"], e["step"], e["visit"]) for e in log if e["kind"] == "answered"]
    # Every question once, each answer at the visit it was asked at; looking a name up takes a visit of its own.
    assert [(c, s, v + (s == "name")) for c, s, v in asked] == answered
    assert len(asked) == len(ROAD)
    told = str(log)
    for text in (NAME, "Nhung", "nhung", BIRTH, "2005"):
        assert text not in told
    for line in log:
        assert (line["flow_revision"], line["policy_revision"]) == (
            house.book.revision,
            house.book.policy.revision,
        )
        assert (line["channel"], line["test"], line["assisted"]) == ("web", False, False)


async def test_moments_are_kept_in_utc(house: House, clock: Clock) -> None:
    await Person(house).answer("/start")
    (contact,) = await rows(house.engine, "contacts")
    assert contact["seen_at"] == clock()
    assert contact["seen_at"].utcoffset() == UTC.utcoffset(None)


@pytest.mark.parametrize(("button", "given"), [(0, True), (1, False)])
async def test_consents_are_recorded_with_the_wording_that_was_seen(
    house: House, clock: Clock, button: int, given: bool
) -> None:
    await Person(house).answer("/start", button)
    (consent,) = await rows(house.engine, "consents")
    assert {k: consent[k] for k in ("purpose", "given", "wording", "channel", "at")} == {
        "purpose": "advice",
        "given": given,
        "wording": house.book.revision,
        "channel": "web",
        "at": clock(),
    }


async def test_a_wish_is_kept_sealed_and_the_talk_goes_on_where_it_was(house: House) -> None:
    person = Person(house)
    await person.go(3)
    asked = person.heard[-1].question
    await person.answer("gặp người", 0, "Tuyên Quang")
    outcome = await person.answer("Nhờ gọi giúp")
    assert outcome.message is not None
    assert (
        house.book.messages.render("onboarding.birth.ask_again", {"you": "bạn"}) == outcome.message.question
    )
    assert asked != outcome.message.question
    assert not outcome.message.buttons  # no menu: another conversation is still open
    assert "Nhờ gọi giúp" not in await dump(house.engine)
    async with house.engine.begin() as db:
        (wish,) = await notes.of_kind(db, house.keys, "wish")
    assert (wish.province, wish.text) == ("Tuyên Quang", "Nhờ gọi giúp")
    await person.answer(*ROAD[3:])
    assert person.heard[-1].keep
    talks = await rows(house.engine, "conversations")
    assert {t["flow"]: t["open"] for t in talks} == {"human": False, "onboarding": False, "outcome": True}


async def test_a_press_goes_to_the_conversation_it_was_shown_in(house: House) -> None:
    person = Person(house)
    await person.go(1)
    shown = person.heard[-1]
    await person.answer("gặp người")
    person.heard.append(shown)
    outcome = await person.answer(0)  # an old button, of the talk that is open beneath
    assert outcome.message is not None
    talks = {t["flow"]: t["state"] for t in await rows(house.engine, "conversations")}
    assert talks["onboarding"]["answers"] == {"consent": "yes", "who": "citizen"}
    assert talks["human"]["answers"] == {}
    (contact,) = await rows(house.engine, "contacts")
    assert contact["conversation"] == talks["onboarding"]["id"]


async def given_link(house: House) -> tuple[str, str]:
    """A token that was handed out, and the address behind it."""
    person = Person(house)
    await person.go()
    tracked = [link.url for link in person.heard[-1].links if link.url.startswith(PUBLIC_URL)]
    (link,) = await rows(house.engine, "links")
    assert tracked == [f"{PUBLIC_URL}/r/{link['token']}"]
    return link["token"], link["url"]


async def clicks(house: House) -> int:
    """How often the event log counts a click."""
    return [e["kind"] for e in await rows(house.engine, "events")].count("link_clicked")


async def test_the_first_click_counts_once_even_at_once(house: House) -> None:
    token, url = await given_link(house)
    opened = await asyncio.gather(
        *(registrar_links.follow(house, token, method="GET", agent=AGENT) for _ in range(6))
    )
    assert opened == [url] * 6
    assert await clicks(house) == 1
    assert await registrar_links.follow(house, token, method="GET", agent=AGENT) == url
    assert await clicks(house) == 1


@pytest.mark.parametrize(
    ("method", "agent"),
    [
        ("HEAD", AGENT),
        ("GET", ""),
        ("GET", "TelegramBot (like TwitterBot)"),
        ("GET", "facebookexternalhit/1.1"),
        ("GET", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"),
        ("GET", "WhatsApp/2.23"),
        ("GET", "ZaloPC-win32-24v620 preview"),
        ("GET", "curl/8.5.0"),
    ],
)
async def test_who_only_looks_does_not_count_and_the_person_still_does(
    house: House, method: str, agent: str
) -> None:
    token, url = await given_link(house)
    assert await registrar_links.follow(house, token, method=method, agent=agent) == url
    assert await clicks(house) == 0
    await registrar_links.follow(house, token, method="GET", agent=AGENT)
    assert await clicks(house) == 1


async def test_an_unknown_token_opens_nothing(house: House) -> None:
    await given_link(house)
    for token in ("", "nothing", "' OR 1=1 --", "x" * 5000):
        assert await registrar_links.follow(house, token, method="GET", agent=AGENT) is None


async def test_a_registrar_that_was_taken_off_is_not_opened_any_more(house: House) -> None:
    token, _ = await given_link(house)
    (link,) = await rows(house.engine, "links")
    off = [
        r.model_copy(update={"offered": False}) if r.id == link["registrar"] else r
        for r in house.book.registrars.registrars
    ]
    registrars = house.book.registrars.model_copy(update={"registrars": tuple(off)})
    assert isinstance(registrars, Registrars)
    later = replace(house, book=replace(house.book, registrars=registrars))
    opened = await registrar_links.follow(later, token, method="GET", agent=AGENT)
    assert opened == house.book.links["registrars"]
