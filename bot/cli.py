"""The command `hiendien`."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot import cli_checks, cli_doctor, cli_flows, cli_lines, cli_stats, cli_zalo
from bot.data import DataError
from bot.settings import Settings, SetupError, demo_settings, read_settings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="The chat assistant for .vn names.",
)
app.add_typer(cli_flows.app, name="flows")
app.add_typer(cli_zalo.app, name="zalo")
app.command("decide")(cli_lines.decide)
app.command("suggest")(cli_lines.suggest)
app.command("understand")(cli_lines.understand)
app.command("check-name")(cli_checks.check_name)
app.command("check-pages")(cli_checks.check_pages)
app.command("doctor")(cli_doctor.doctor)
app.command("stats")(cli_stats.stats)
app.command("demo-data")(cli_stats.demo_data)


class NoteKind(StrEnum):
    """What people write for the office."""

    wish = "wish"
    comment = "comment"
    school = "school"
    unread = "unread"


def main() -> None:
    """Run the command line; an operator's mistake ends in one line that says what to change."""
    os.umask(0o077)  # what any command makes (database, log, lock) is for this account only
    try:
        app()
    except (SetupError, DataError) as fault:
        sys.exit(f"hiendien: {fault}")


@app.command()
def run() -> None:
    """Serve the assistant with the settings of the environment."""
    _serve(read_settings())


@app.command()
def demo(
    folder: Annotated[Path, typer.Option(help="Where the demo keeps its data.")] = Path("data/demo"),
) -> None:
    """Serve a trial without any set-up: SQLite and a key of its own in FOLDER."""
    _serve(demo_settings(folder))


@app.command()
def chat(
    channel: Annotated[
        str, typer.Option(help="Show it as this channel would: console, web, telegram, zalo_oa or zalo_bot.")
    ] = "console",
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Talk as on that day.")] = None,
) -> None:
    """Talk in the terminal; nothing is kept."""
    asyncio.run(_chat(channel, as_of.date() if as_of else None))


@app.command()
def tidy() -> None:
    """Erase what is over its retention time; the server does it every hour by itself."""
    from bot.app import open_house
    from bot.turns import retention

    async def work() -> dict[str, int]:
        settings = read_settings()
        async with open_house(settings) as house:
            return await retention.tidy(house, settings.retention_days)

    print(asyncio.run(work()))


@app.command()
def notes(
    kind: Annotated[NoteKind, typer.Argument(help="What to list.")] = NoteKind.wish,
) -> None:
    """List what people wrote for the office: when, where, what; by default who asked for a person.

    `unread` are texts that nobody understood, with numbers and names blotted out: words to add.
    """
    from bot.app import open_house
    from bot.turns.house import VIETNAM
    from storage import notes as store
    from storage.database import reading

    async def work() -> Sequence[store.Note]:
        async with open_house(read_settings(), made=True) as house, reading(house.engine).begin() as db:
            return await store.of_kind(db, house.keys, kind.value)

    for note in asyncio.run(work()):
        said = "(its key is gone)" if note.text is None else note.text or "-"
        print(f"{note.at.astimezone(VIETNAM):%Y-%m-%d %H:%M}\t{note.province or '-'}\t{said}")


def _serve(settings: Settings) -> None:
    from bot.server import serve

    async def work() -> None:
        stop = asyncio.Event()
        for sign in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(sign, stop.set)
        await serve(settings, lambda url: print(f"Open {url}", flush=True), stop)

    asyncio.run(work())


async def _chat(channel: str, as_of: date | None) -> None:
    from bot.app import CHANNELS, channels_of, open_house, utc_now
    from bot.channels.console.chat import talk
    from bot.turns.house import VIETNAM

    if channel not in CHANNELS:
        raise SetupError(f"--channel: there are {sorted(CHANNELS)}")
    noon = datetime.combine(as_of, time(12), VIETNAM) if as_of else None
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            database_url=f"sqlite:///{folder}/chat.db", secret_key=[secrets.token_urlsafe(48)]
        )
        async with open_house(settings, (lambda: noon) if noon else utc_now) as house:
            async for _ in talk(house, channels_of(settings)[channel], _typed(), print):
                print()


def _typed() -> Iterator[str]:
    """What the person types, line by line, until the end of input."""
    while True:
        if sys.stdin.isatty():
            print("> ", end="", flush=True)
        line = sys.stdin.readline()
        if not line:
            return
        yield line.rstrip("\n")
