"""`hiendien flows …`: checking, walking and drawing the conversations."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.conversation.book import Book
    from bot.conversation.checks import Finding
    from bot.turns.affected import Census

app = typer.Typer(no_args_is_help=True, help="Check, walk and draw the conversations in flows/ and locales/.")

AsOf = Annotated[datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="As on that day.")]
Data = Annotated[Path | None, typer.Option(help="The office's own folder; default HIENDIEN_DATA.")]


def _day(as_of: datetime | None) -> datetime:
    from bot.app import utc_now
    from bot.turns.house import VIETNAM

    return as_of or utc_now().astimezone(VIETNAM)


def _own(data: Path | None) -> Path | None:
    from bot.settings import read_settings

    return data or read_settings().data


def _book(own: Path | None) -> Book:
    """The book; where it cannot be read, exit with the fault and how to mend it."""
    from bot.data import DataError, read_book
    from bot.flow_advice import of_fault

    try:
        return read_book(own)
    except DataError as fault:
        sys.exit(f"{fault}\n{of_fault(fault)}")


@app.command()
def check(
    data: Data = None,
    as_of: AsOf = None,
    against: Annotated[
        str | None, typer.Option(help="Compare with an older flows/: a git revision, or the folder it is in.")
    ] = None,
    live: Annotated[
        bool, typer.Option("--live", help="Count who would be moved, in the database of the settings.")
    ] = False,
) -> None:
    """Find what is wrong with flows, sentences, rules and links; one line each, exit 1 if anything is."""
    from bot import own_folder
    from bot.flow_advice import of_findings
    from bot.live_flows import table

    own = _own(data)
    book = _book(own)
    census = _census(book, as_of) if live else None
    findings = _findings(book, own, as_of, against)
    _print([*map(str, findings), *of_findings(book.messages, findings)])
    print(own_folder.told(own, book.messages))
    print(f"{len(findings)} finding(s) in {len(book.flows)} flows, {len(list(book.messages))} sentences")
    print(book.messages.label("tools.bad" if findings else "tools.good"))
    _print(table(census, book.messages) if census else ())
    sys.exit(1 if findings or (census and census.broken) else 0)


def _findings(book: Book, own: Path | None, as_of: datetime | None, against: str | None) -> list[Finding]:
    from bot import own_folder
    from bot.app import CHANNELS
    from bot.conversation.checks import changes, run_checks
    from bot.data import read_removals
    from bot.older_flows import older_flows

    removals = read_removals(own)
    older = older_flows(against, own) if against is not None else {}
    channels = {name: channel.can for name, channel in CHANNELS.items()}
    return [
        *run_checks(book, channels, _day(as_of).date()),
        *own_folder.unread(own),
        *changes.back_again(book.flows, removals),
        *changes.undeclared(older, book.flows, removals),
    ]


def _census(book: Book, as_of: datetime | None) -> Census:
    from bot.live_flows import count
    from bot.settings import read_settings

    return count(read_settings(), book, _day(as_of).date())


@app.command()
def walk(data: Data = None, as_of: AsOf = None) -> None:
    """Walk every path of every flow; how many, and the taps and typed inputs they take."""
    from bot.conversation.walk import summary, walk_flow

    book = _book(_own(data))
    for name in book.flows:
        began = time.monotonic()
        walked = list(walk_flow(book, name, _day(as_of).date()))
        print(f"{name}: {len(walked)} paths in {time.monotonic() - began:.2f} s")
        _print(f"  {line}" for line in summary(walked))


@app.command()
def draw(
    flow: Annotated[list[str] | None, typer.Option(help="Only this flow; may be given again.")] = None,
    out: Annotated[Path, typer.Option(help="The folder for the pictures.")] = Path("docs/flows"),
    data: Data = None,
) -> None:
    """Draw each flow as an SVG file: its steps from top to bottom, in the words people see."""
    from bot.conversation.diagram import draw as picture

    book = _book(_own(data))
    if unknown := set(flow or ()) - set(book.flows):
        sys.exit(f"--flow: there is no {sorted(unknown)}; there are {sorted(book.flows)}")
    _write(out, {f"{name}.svg": picture(book, book.flows[name]) for name in flow or book.flows})


@app.command()
def schema(
    out: Annotated[Path, typer.Option(help="The folder for the schemas.")] = Path("docs/schema"),
    data: Data = None,
) -> None:
    """Write the JSON Schemas by which editors help with the files in flows/."""
    from bot.schema import schemas

    _write(out, dict(schemas(_book(_own(data)).messages)))


def _write(folder: Path, texts: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
        print(folder / name)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)
