"""A real server under load, killed twenty times: what it acknowledged is there, once, and nobody is stuck."""

from __future__ import annotations

import asyncio
import random
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from storage.database import open_engine
from tests.killed_server import Server
from tests.people import Page
from tests.storage.person import rows

KILLS = 20
LINK = re.compile(r"/r/([\w-]+)")
PEOPLE_AT_ONCE = 8
ALIVE_SECONDS = (0.05, 0.6)
PATIENCE_SECONDS = 58.0
STEPS = ("consent", "who", "id_names", "birth", "person", "name", "registrar")
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng")
GIVEN = ("Hồng Nhung", "Minh Châu", "Thu Trang", "Quốc Bảo", "Thanh Tùng", "Mai Anh")


@dataclass
class Person:
    """Walks the road over the plain forms, and sends the same form again until it is acknowledged."""

    server: Server
    chance: random.Random
    acknowledged: list[str] = field(default_factory=list)
    retried: int = 0
    address: str = ""
    chosen: dict[str, str] = field(default_factory=dict)
    token: str = ""

    async def walk(self, http: aiohttp.ClientSession) -> None:
        """From the greeting to the registrar's link."""
        html = await self._get(http, "/")
        for number, step in enumerate(STEPS, 1):
            page = Page(html)
            form = page.forms["say"]
            looked_up = number > STEPS.index("name") + 1  # takes a visit of its own
            assert form.fields["seen"] == str(number + looked_up), (step, form.fields, self.acknowledged)
            self.address = await self._post(http, form.action, {**form.fields, **self._answer(step, page)})
            self.acknowledged.append(step)
            html = await self._get(http, self.address)
            while step == "name" and self.chosen["name"] not in Page(html).said:
                await asyncio.sleep(0.05)  # the name is being looked up, by this process or the next
                html = await self._get(http, self.address)
        (self.token,) = set(LINK.findall(html))
        assert self.chosen["name"] in html
        assert self.chosen["registrar"] in html

    def _answer(self, step: str, page: Page) -> dict[str, str]:
        if step == "birth":
            return {"said": f"{self.chance.randint(1, 28)}/3/2005"}
        if step == "person":
            return {"said": f"{self.chance.choice(FAMILIES)} Thị {self.chance.choice(GIVEN)}"}
        buttons = page.forms["options"].buttons
        chosen = self.chance.randrange(len(buttons)) if step in ("name", "registrar") else 0
        self.chosen[step] = buttons[chosen][0]
        return {"pressed": buttons[chosen][1]}

    async def _post(self, http: aiohttp.ClientSession, action: str, form: dict[str, str]) -> str:
        while True:
            try:
                async with http.post(self.server.url + action, data=form, allow_redirects=False) as answer:
                    if answer.status == 303:
                        return answer.headers["Location"]
                    assert answer.status >= 500, (answer.status, action)
            except (aiohttp.ClientError, TimeoutError):
                pass
            self.retried += 1
            await asyncio.sleep(0.1)

    async def _get(self, http: aiohttp.ClientSession, path: str) -> str:
        while True:
            try:
                async with http.get(self.server.url + path) as answer:
                    if answer.status == 200:
                        return await answer.text()
                    assert answer.status >= 500, (answer.status, path)
            except (aiohttp.ClientError, TimeoutError):
                pass
            await asyncio.sleep(0.1)


@asynccontextmanager
async def load(server: Server, chance: random.Random) -> AsyncIterator[list[Person]]:
    """So many people at once, one after another, until the end; then those under way come home."""
    over, people = asyncio.Event(), []

    async def one_after_another(http: aiohttp.ClientSession) -> None:
        while not over.is_set():
            people.append(person := Person(server, random.Random(chance.random())))
            await person.walk(http)

    timeout = aiohttp.ClientTimeout(total=10)
    async with aiohttp.ClientSession(timeout=timeout) as http, asyncio.TaskGroup() as group:
        for _ in range(PEOPLE_AT_ONCE):
            group.create_task(one_after_another(http))
        yield people
        over.set()


async def test_a_killed_server_loses_and_repeats_nothing(tmp_path: Path) -> None:
    chance, server = random.Random(20), Server(tmp_path)
    async with asyncio.timeout(PATIENCE_SECONDS), AsyncExitStack() as closing:
        closing.callback(server.end)
        await server.start()
        async with load(server, chance) as people:
            for kill in range(1, KILLS + 1):
                await asyncio.sleep(chance.uniform(*ALIVE_SECONDS))
                await server.kill()
                await (server.start() if kill == KILLS else server.start_forked())
        assert await server.stop() == 0
    assert sum(person.retried for person in people) >= KILLS
    engine = open_engine(server.database)
    tables = {
        t: await rows(engine, t) for t in ("contacts", "conversations", "events", "links", "inbox", "lookups")
    }
    await engine.dispose()

    talks = [c for c in tables["conversations"] if c["flow"] == "onboarding"]
    assert len(tables["contacts"]) == len(talks) == len(people)
    assert not tables["lookups"]
    assert {i["status"] for i in tables["inbox"]} == {"done"}
    assert len(tables["inbox"]) == len(people) * len(STEPS)
    by_token = {link["token"]: link for link in tables["links"]}
    states = {c["id"]: c["state"] for c in talks}
    for person in people:
        link = by_token.pop(person.token)
        state = states.pop(link["conversation"])
        assert person.acknowledged == list(STEPS)
        assert state["ended"] == "link"
        assert {**state["answers"], **state["kept"]}.keys() == set(STEPS)
        assert state["answers"]["registrar"] == link["registrar"]
    assert not by_token
    assert not states

    log = [e for e in tables["events"] if e["flow"] == "onboarding"]
    for kind in ("asked", "answered"):
        told = [(e["conversation"], e["visit"], e["step"]) for e in log if e["kind"] == kind]
        assert max(Counter(told).values()) == 1
        assert len(told) == len(people) * len(STEPS)
    print(f"{len(people)} people, {sum(p.retried for p in people)} forms sent again")
