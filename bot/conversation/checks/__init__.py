"""The linter of flows and sentences: one rule a function, listed here.

Rules that need no walk come first: a flow they find fault with cannot be walked.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.conversation.book import Book
from bot.conversation.checks import facts, faq, labels, paths, rules_data, sentences, structure, words
from bot.conversation.checks.findings import Finding, Rule, Subject
from bot.messages.catalogue import WordingError
from bot.messages.message import Capabilities

BEFORE_THE_WALK: tuple[Rule, ...] = (
    structure.kinds,
    structure.guards,
    structure.settles,
    structure.links_listed,
    structure.menu_flows,
    structure.follow_ups,
    structure.logs_known,
    structure.days_chosen,
    facts.facts_known,
    facts.people_known,
    sentences.parts_exist,
    sentences.readable,
    labels.no_collisions,
    labels.no_commands,
    words.words_belong,
    faq.sources_known,
    faq.asks_apart,
    faq.asks_found,
    faq.answers_heard,
    faq.few_on_top,
    faq.short,
    faq.said_anywhere,
    rules_data.reviewed,
    rules_data.registrars_offered,
    rules_data.probes_known,
    rules_data.menu_fits,
)
WALKING: tuple[Rule, ...] = (
    paths.paths_end,
    paths.verdict_or_end,
    paths.few_taps,
    paths.options_fit,
    sentences.verdicts_exist,
    sentences.all_used,
    sentences.render,
)
_NO_WALK_WITH = frozenset(
    {
        *("kinds", "guards", "settles", "links-listed", "menu-flows", "follow-ups"),
        *("facts-known", "facts-who"),
    }
)


def run_checks(book: Book, channels: Mapping[str, Capabilities], today: date) -> list[Finding]:
    """Everything the rules find, in a fixed order; no path is walked while the structure is broken."""
    subject = Subject(book, channels, today)
    found = {finding for rule in BEFORE_THE_WALK for finding in rule(subject)}
    if not any(finding.rule in _NO_WALK_WITH for finding in found):
        found |= _walked(subject)
    return sorted(found)


def _walked(subject: Subject) -> set[Finding]:
    try:
        return {finding for rule in WALKING for finding in rule(subject)}
    except WordingError as missing:  # a label that reading an answer needs
        return {Finding("sentence-missing", "locales/vi", str(missing))}


__all__ = ["Finding", "run_checks"]
