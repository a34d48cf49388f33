"""Rules, registrars and the menu: looked at in time, somewhere to go for every suffix, all of it shown."""

from __future__ import annotations

from collections.abc import Iterator

from bot.conversation import menu
from bot.conversation.checks.findings import Finding, Subject

MAX_SHOWN = 7


def reviewed(subject: Subject) -> Iterator[Finding]:
    """Values whose review day is past must be looked at again; the gaps between them stop the loading itself."""
    for review in subject.book.policy.overdue(subject.today):
        yield Finding("review-overdue", review.where, f"was to be looked at again by {review.review_by}")


def registrars_offered(subject: Subject) -> Iterator[Finding]:
    """Each programme's suffix has somebody to go to, and no more than one message can offer."""
    for programme in subject.book.policy.programmes.values():
        offered = subject.book.registrars.rotated(programme.suffix, 0)
        if not 0 < len(offered) <= MAX_SHOWN:
            what = f"{len(offered)} registrars for {programme.suffix}; between 1 and {MAX_SHOWN} are needed"
            yield Finding("registrars-offered", "flows/registrars.yaml", what)


def probes_known(subject: Subject) -> Iterator[Finding]:
    """Each suffix the talk may choose a name under has a known name to probe; else nothing is looked up there."""
    programmes = subject.book.policy.programmes.values()
    suffixes = {s for p in programmes for s in (p.suffix, p.suffix_for_foreigners) if s}
    for suffix in suffixes - subject.book.registrars.probe.keys():
        yield Finding("probes-known", "flows/registrars.yaml", f"probe: name one for {suffix}")


def menu_fits(subject: Subject) -> Iterator[Finding]:
    """The menu at its longest – another name, the flows, the questions, one's data – fits one message."""
    longest = len(
        (menu.ANOTHER_NAME, *subject.book.after_link, *subject.book.menu, menu.QUESTIONS, menu.MY_DATA)
    )
    if longest > MAX_SHOWN:
        yield Finding("menu-fits", "flows/menu.yaml", f"{longest} lines at the most, {MAX_SHOWN} fit")
