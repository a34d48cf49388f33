"""Which sentences the flows and the engine can say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.conversation import overlays
from bot.conversation.book import Book
from bot.conversation.flow import Step
from bot.conversation.walk import Walked

# What each question kind may say beyond label, ask, ask_again, bad, why.
_PARTS = {
    "birth": ("exact", "bad_invalid_date", "bad_date_in_future", "bad_lunar"),
    "consent": ("rights", "options.yes", "options.no", "options.rights"),
    "domain_name": ("repaired", "doubtful", "other_suffix", "blocked"),
    "issued": ("exact", "bad_invalid_date", "bad_date_in_future", "bad_lunar"),
    "person_name": ("bad_letters", "options.skip"),
    "province": ("pick", "options.skip"),
    "shop_name": ("bad_letters", "options.skip"),
    "text": ("bad_card_number", "options.skip"),
    "yes_no": ("options.yes", "options.no", "options.unsure"),
}
_OPTIONAL = ("got", "for_other")
_COMMON = (
    "answered_already",
    "first_question",
    "changed",
    "late",
    "offer_person",
    "stopped",
    "help",
    "sorry",
)


def needed_keys(book: Book, walked: Iterable[Walked]) -> Iterator[str]:
    """Every key that must exist."""
    for name, flow in book.flows.items():
        for step in flow.steps:
            yield from (f"{name}.{step.id}.{part}" for part in _parts(step))
            yield from (f"links.{link}" for link in step.links)
    yield from {say.key for path in walked for say in path.says}
    yield from (f"common.{part}" for part in _COMMON)
    yield from (f"menu.options.{flow}" for flow in (*book.menu, "another_name", "my_data"))
    for ids in (overlays.RESTART, overlays.MY_DATA, overlays.ERASE):
        yield from (f"overlay.options.{option}" for option in ids)
    yield from (f"overlay.{kind}" for kind in ("restart", "edit", "my_data", "erase"))
    yield from ("my_data.erased", "menu.ask", "why.verdict", "why.at_rest", "address.anybody")


def said_by_code(book: Book) -> Sequence[str]:
    """Keys that exist for other rooms or under some condition; one ending in * stands for all below it."""
    optional = [
        f"{name}.{step.id}.{part}"
        for name, flow in book.flows.items()
        for step in flow.steps
        for part in _OPTIONAL
    ]
    verdicts = [f"{n}.{s.id}.*" for n, flow in book.flows.items() for s in flow.steps if s.verdict]
    return [*optional, *verdicts, "web.*", "links.*", "why.*", "services.*", "facts.*", "address.*"]


def _parts(step: Step) -> Iterator[str]:
    if step.ask:
        yield from ("label", "ask", "ask_again", "bad", "why", *_PARTS.get(step.ask, ()))
        yield from (f"options.{option.id}" for option in step.options)
    elif step.tell or step.end:
        yield "say"
    if step.end == "registrar_link":
        yield "open"
