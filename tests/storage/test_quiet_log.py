"""The log tells where something broke, and never a word of what was said or of who said it."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import text

from bot.app import make_app
from bot.settings import Settings
from bot.turns.house import House
from bot.turns.intake import Intake
from tests.house import SECRET
from tests.people import Page
from tests.storage.person import BIRTH, NAME

_WHEN = re.compile(r'"(?:timestamp": "[^"]*"|ms": [0-9.]+)')
PERSONAL = (NAME, "Hồng Nhung", "hongnhung", BIRTH, "2005")
Client = TestClient  # type: ignore[type-arg]


@pytest.fixture
async def client(house: House) -> AsyncIterator[Client]:
    server = TestServer(make_app(house, Intake(house), Settings(secret_key=[SECRET])))
    async with TestClient(server) as client:
        yield client


async def talk(client: Client) -> set[str]:
    """Some turns with personal answers, over the pages' own forms; every secret the pages carried."""
    page, secrets = Page(await (await client.get("/")).text()), set()
    for answer in (0, 0, 0, BIRTH, NAME, 0):
        form = page.forms["options" if isinstance(answer, int) else "say"]
        given = {"pressed": form.buttons[answer][1]} if isinstance(answer, int) else {"said": answer}
        response = await client.post(form.action, data={**form.fields, **given})
        secrets |= {form.fields["nonce"], form.action.removeprefix("/c/")}
        if response.status == 200:
            page = Page(await response.text())
            continue
        break
    return secrets - {"/"}


def with_the_value(fault: type[Exception]) -> Callable[..., object]:
    def fail(*given: object, **named: object) -> object:
        raise fault(f"cannot take {given} {named}", NAME, BIRTH)

    return fail


FAULTS = {
    "advance": ("bot.turns.talk.advance", "turn_failed"),
    "compose": ("bot.turns.talk.compose", "turn_failed"),
    "save": ("storage.conversations.save", "turn_failed"),
    "store": ("storage.inbox.store", "request_failed"),
    "answer": ("storage.outbox.put", "request_failed"),
    "look": ("bot.turns.stored_message.read", "request_failed"),
}


def quiet(said: str, secrets: set[str]) -> None:
    """Nothing personal in any line, and every line one of JSON."""
    for line in said.splitlines():
        json.loads(line)
    said = _WHEN.sub("", said)  # whose digits may be any
    plain = said + said.encode().decode("unicode_escape", "replace")
    for word in (*PERSONAL, *secrets):
        assert word not in plain, word


async def test_a_talk_without_faults_logs_routes_only(
    client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    secrets = await talk(client)
    logged = capsys.readouterr().err
    assert len(secrets) > 6
    assert {json.loads(line)["route"] for line in logged.splitlines()} == {"/", "/c/{address}"}
    quiet(logged, secrets)


@pytest.mark.parametrize("where", FAULTS)
async def test_a_fault_logs_its_place_only(
    client: Client, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    page = Page(await (await client.get("/")).text())
    form = page.forms["options"]
    began = await client.post(form.action, data={**form.fields, "pressed": form.buttons[0][1]})
    form = Page(await began.text()).forms["say"]
    broken, expected = FAULTS[where]
    monkeypatch.setattr(broken, with_the_value(ValueError))
    await client.post(form.action, data={**form.fields, "said": f"{NAME} {BIRTH}"})
    logged = capsys.readouterr().err
    assert expected in logged
    assert "ValueError" in logged
    quiet(logged, {form.fields["nonce"], form.action.removeprefix("/c/")})


async def test_a_database_error_does_not_name_its_values(
    client: Client, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused(db: object, **values: object) -> None:
        await db.execute(text("SELECT :name FROM nowhere"), {"name": NAME})  # type: ignore[attr-defined]

    monkeypatch.setattr("storage.conversations.save", refused)
    secrets = await talk(client)
    logged = capsys.readouterr().err
    assert "turn_failed" in logged
    quiet(logged, secrets)


async def test_database_errors_hide_their_parameters(house: House) -> None:
    with pytest.raises(Exception, match="nowhere") as caught:
        async with house.engine.begin() as db:
            await db.execute(text("SELECT CAST(:name AS VARCHAR) FROM nowhere"), {"name": NAME})
    assert NAME not in str(caught.value)


async def test_what_libraries_log_is_quiet_too(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    loop = asyncio.get_running_loop()
    fault = ValueError(NAME)
    loop.call_exception_handler({"message": f"Task of {NAME}", "exception": fault})
    reader, writer = await asyncio.open_connection(client.host, client.port)
    writer.write(f"GET /c/{NAME} {BIRTH}\r\nHost {NAME}\r\n\r\n".encode())
    await writer.drain()
    await reader.read(200)
    writer.close()
    logged = capsys.readouterr().err
    assert "library" in logged
    quiet(logged, set())
