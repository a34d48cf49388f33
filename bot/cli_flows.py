"""`hiendien flows …`: checking and walking the conversations."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Check and walk the conversations in flows/ and locales/.")

AsOf = Annotated[datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="As on that day.")]


def _day(as_of: datetime | None) -> datetime:
    from bot.app import utc_now
    from bot.turns.house import VIETNAM

    return as_of or utc_now().astimezone(VIETNAM)


@app.command()
def check(
    data: Annotated[Path | None, typer.Option(help="The office's own folder; default HIENDIEN_DATA.")] = None,
    as_of: AsOf = None,
) -> None:
    """Find what is wrong with flows, sentences, rules and links; one line each, exit 1 if anything is."""
    from bot.app import CHANNELS
    from bot.conversation.checks import run_checks
    from bot.data import read_book
    from bot.settings import read_settings

    book = read_book(data or read_settings().data)
    channels = {name: channel.can for name, channel in CHANNELS.items()}
    findings = run_checks(book, channels, _day(as_of).date())
    for finding in findings:
        print(finding)
    print(f"{len(findings)} finding(s) in {len(book.flows)} flows, {len(list(book.messages))} sentences")
    sys.exit(1 if findings else 0)


@app.command()
def walk(
    data: Annotated[Path | None, typer.Option(help="The office's own folder; default HIENDIEN_DATA.")] = None,
    as_of: AsOf = None,
) -> None:
    """Walk every path of every flow; how many, and the taps and typed inputs they take."""
    from bot.conversation.walk import summary, walk_flow
    from bot.data import read_book
    from bot.settings import read_settings

    book = read_book(data or read_settings().data)
    for name in book.flows:
        began = time.monotonic()
        walked = list(walk_flow(book, name, _day(as_of).date()))
        print(f"{name}: {len(walked)} paths in {time.monotonic() - began:.2f} s")
        for line in summary(walked):
            print(f"  {line}")
