"""Which sentences the flows and the engine can say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.conversation import menu, on_web, overlays
from bot.conversation.book import OFFICIAL_PAGES, Book
from bot.conversation.flow import Step
from bot.conversation.questions import QUESTIONS
from bot.programme.conditions import TESTS
from bot.programme.facts import WHO

_OPTIONAL = ("got", "told", "for_other", "numbered", "self", "either")
_COMMON = (
    *(
        "answered_already",
        "first_question",
        "changed",
        "corrected",
        "asked_later",
        "late",
        "offer_person",
        *("private_number", "still_unread"),
    ),
    *("stopped", "nothing_to_edit", "help", "sorry", "official", "resent", "or_number"),
    *("greeting", "thanks", "abuse"),
    *(f"unread.{what}" for what in ("photo", "voice", "sticker", "edited", "withheld")),
)
_STATES = ("met", "to_confirm", "not_met", "unknown")
# Other rooms word these themselves; each has its own test.
ELSEWHERE = (
    *(
        "my_data.readable",
        "web.*",
        "telegram.*",
        "zalo_bot.*",
        "services.*",
        "facts.*",
        "desk.*",
        "numbers.*",
    ),
    *("diagram.*", "schema.*", "tools.*"),
)


def needed_keys(book: Book) -> Iterator[str]:
    """Every key that must exist whatever somebody answers."""
    for name, flow in book.flows.items():
        for step in flow.steps:
            yield from (f"{name}.{step.id}.{part}" for part in _parts(step))
            yield from (f"links.{link}" for link in step.links)
    yield from (f"common.{part}" for part in _COMMON)
    offered = (
        *book.menu,
        *book.after_link,
        menu.ANOTHER_NAME,
        menu.SOMEBODY_ELSE,
        menu.QUESTIONS,
        menu.MY_DATA,
    )
    yield from (f"menu.options.{item}" for item in offered)
    for ids in (overlays.RESTART, overlays.MY_DATA, overlays.ERASE, book.purposes):
        yield from (f"overlay.options.{option}" for option in ids)
    kinds = ("restart", "edit", "my_data", "erase", "withdraw", overlays.ASKED_OFTEN)
    yield from (f"overlay.{kind}" for kind in kinds)
    yield from (f"links.{page}" for page in ("official", *OFFICIAL_PAGES))
    yield from (f"my_data.flows.{name}" for name in book.flows)
    yield from (f"my_data.{part}" for part in ("withdrawn", "export", "txt", "json"))
    yield from (f"on_web.{part}" for part in on_web.SENTENCES)
    yield from (f"why.states.{state}" for state in _STATES)
    yield from (f"why.conditions.{condition}" for condition in TESTS)
    yield from (
        "my_data.erased",
        "menu.ask",
        "menu.bad",
        "why.verdict",
        "why.at_rest",
        "address.anybody",
        "links.down",
    )
    yield "faq.after_the_period"
    yield "faq.not_free_here"
    for entry in book.faq.entries.values():
        yield from (f"faq.{entry.id}.label", f"faq.{entry.id}.say", *(f"links.{x}" for x in entry.links))


def may_be_used(book: Book) -> Sequence[str]:
    """Keys that only some channel, kind of person or answer needs; one ending in * stands for all below it."""
    steps = [(name, step) for name, flow in book.flows.items() for step in flow.steps]
    optional = [f"{name}.{step.id}.{part}" for name, step in steps for part in _OPTIONAL]
    verdicts = [f"{name}.{step.id}.*" for name, step in steps if step.verdict]
    reminders = [f"{name}.reminder.*" for name, step in steps if step.end == "remind"]
    people = [f"address.{who}" for who in (*WHO, "helper")]
    return [*optional, *verdicts, *reminders, *people, *(f"links.{link}" for link in book.links), *ELSEWHERE]


def _parts(step: Step) -> Iterator[str]:
    if question := QUESTIONS.get(step.ask or ""):
        yield from ("label", "ask", "ask_again", "bad", "why", *question.parts)
        yield from (f"options.{option}" for option in question.words(step))
    elif step.tell or (step.end and step.end != "menu"):
        yield "say"
    if step.end in ("registrar_link", "calendar"):
        yield "open"
