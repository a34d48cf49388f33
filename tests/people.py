"""The same person in the terminal and in a browser without JavaScript; both only see what is shown to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from aiohttp.test_utils import TestClient

from bot.turns import look_ups, turns
from bot.turns.channel import Incoming, Other
from bot.turns.house import House


@dataclass
class Shown:
    """One message as seen: its text, the buttons as (label, value)."""

    said: str
    buttons: list[tuple[str, str]]


class ConsolePerson:
    """Sends text and presses through real turns; after each the database is closed and opened again."""

    def __init__(self, house: House, name: str) -> None:
        self._house, self._name = house, name
        self.shown: list[Shown] = []

    async def begin(self) -> None:
        """The first word."""
        await self._send(said="/start")

    async def say(self, text: str, late: bool) -> None:
        """Type a text; a late one left before the open question was seen."""
        await self._send(said=text, seen=0 if late else None)

    async def press(self, turn: int, index: int) -> None:
        """Press a button of a message, old or new."""
        await self._send(pressed=self.shown[turn].buttons[index][1])

    async def send(self, what: Other) -> None:
        """Send something that is no text."""
        await self._send(other=what)

    async def _send(self, **what: Any) -> None:
        house = self._house
        number = f"{self._name}:{len(self.shown)}"
        update = Incoming("console", "t", self._name, number, house.now(), **what)
        (outcome,) = await turns.handle(house, [update])
        await house.engine.dispose()
        assert outcome.status in ("done", "erased", "looking"), outcome.status
        message = outcome.message
        if outcome.status == "looking":
            assert message is None, "nothing is said before the name was looked up"
            message = await look_ups.work(house, outcome.address_id)
            await house.engine.dispose()
        assert message is not None
        self.shown.append(Shown(message.text, [(b.label, b.data) for b in message.buttons]))


@dataclass
class Form:
    """One form of a page, as a browser would send it."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class Page(HTMLParser):
    """What a page of the chat shows: the text of the last message, and every form by its class."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said = ""
        self.links: list[str] = []
        self.forms: dict[str, Form] = {}
        self._form: Form | None = None
        self._within: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = self.forms[has["class"]] = Form(has["action"])
        elif tag == "input" and self._form and has.get("type") == "hidden":
            self._form.fields[has["name"]] = has["value"]
        elif tag == "button" and self._form and "value" in has:
            self._form.buttons.append(("", has["value"]))
        elif tag == "li":
            self.said, self.links = "", []
        elif tag == "a" and self._within == ["li"]:
            self.links.append(has.get("href", ""))
        if tag in ("li", "button") or (self._within and (tag == "a" or has.get("class") == "hide")):
            self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._within and self._within[-1] == tag:
            self._within.pop()
        self.said += " "  # blocks stand apart, whatever the markup between them

    def handle_data(self, data: str) -> None:
        if self._within == ["li"]:
            self.said += data
        elif self._within == ["button"] and self._form and self._form.buttons:
            label, value = self._form.buttons[-1]
            self._form.buttons[-1] = (label or data, value)


class WebPerson:
    """Posts the page's own forms and follows where the answer leads."""

    def __init__(self, client: TestClient) -> None:
        self._client = client
        self._page = Page("")
        self.shown: list[Shown] = []

    @property
    def links(self) -> list[str]:
        """Where the links of the last message lead."""
        return self._page.links

    async def begin(self) -> None:
        """Open the chat."""
        self._see(await (await self._client.get("/")).text())

    async def say(self, text: str, late: bool) -> None:
        """Type into the form; a late text carries the visit of an older page."""
        await self._post("say", {"said": text, **({"seen": "0"} if late else {})})

    async def press(self, turn: int, index: int) -> None:
        """Press a button of this page, or one of an older page that is still open somewhere."""
        await self._post("say", {"pressed": self.shown[turn].buttons[index][1]})

    async def refused(self, fields: dict[str, str]) -> int:
        """The status that answers a form filled in otherwise; the page stays as it is."""
        form = self._page.forms["say"]
        return (await self._client.post(form.action, data={**form.fields, **fields})).status

    async def _post(self, kind: str, fields: dict[str, str]) -> None:
        form = self._page.forms[kind]
        response = await self._client.post(form.action, data={**form.fields, **fields})
        assert response.status == 200, response.status
        self._see(await response.text())

    def _see(self, html: str) -> None:
        self._page = Page(html)
        options = self._page.forms.get("options", Form("")).buttons
        self.shown.append(Shown(self._page.said, options))
