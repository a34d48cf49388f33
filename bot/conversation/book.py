"""Everything the talk knows, read once: flows, rules, words, names, registrars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.conversation.effects import Link, Option
from bot.conversation.flow import Flow
from bot.messages.catalogue import Catalogue
from bot.naming.protected import NameRules
from bot.programme.faq import Faq
from bot.programme.policy import Policy
from bot.programme.registrars import Registrars
from bot.understanding.commands import Commands
from bot.understanding.lexicon import Lexicon
from bot.understanding.reader import Reader

_PAGES_OF = {
    "citizen": "id_vn_programme",
    "household": "biz_vn_programme",
    "enterprise": "biz_vn_programme",
}
OFFICIAL_PAGES = ("registrars", *sorted(set(_PAGES_OF.values())))


@dataclass(frozen=True)
class Book:
    """One frozen edition of the office's data; `revision` names it in every event."""

    flows: Mapping[str, Flow]
    menu: Sequence[str]
    after_link: Sequence[str]
    policy: Policy
    names: NameRules
    registrars: Registrars
    links: Mapping[str, str]
    faq: Faq
    messages: Catalogue
    commands: Commands
    synonyms: Mapping[str, Sequence[str]]
    hints: Mapping[str, Sequence[str]]
    reader: Reader
    entries: Sequence[str]
    office: str
    revision: str

    def __repr__(self) -> str:
        """Its edition only: all of it takes a tenth of a second, and asyncio words what each task gives back."""
        return f"Book({self.revision})"

    @property
    def lexicon(self) -> Lexicon:
        """The words the readers know."""
        return self.reader.lexicon

    def link(self, link_id: str) -> Option:
        """The official page of that id, worded by the catalogue."""
        return Option(link_id, key=f"links.{link_id}", link=Link(self.links[link_id]))

    def source_link(self, source_id: str) -> Option | None:
        """The page of a legal source, None where none is known."""
        source = self.policy.sources[source_id]
        return Option(source_id, text=source.number, link=Link(source.url)) if source.url else None

    @cached_property
    def purposes(self) -> tuple[str, ...]:
        """Everything some flow asks consent for."""
        return tuple(sorted({purpose for flow in self.flows.values() for purpose in flow.purposes}))

    def flows_for(self, purpose: str) -> tuple[str, ...]:
        """The flows that ask consent for a purpose."""
        return tuple(name for name, flow in self.flows.items() if purpose in flow.purposes)

    def official_page(self, person: str) -> str:
        """The id of the page on which this kind of person can do everything without us."""
        return _PAGES_OF.get(person, "registrars")

    @cached_property
    def opening(self) -> str:
        """The flow that a person who is new here begins with."""
        return self.menu[0]
