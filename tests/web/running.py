"""A server started as an operator would, for browsers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.house import SECRET


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[str]:
    """The address of `hiendien run` with these settings, on a port and a file of its own until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    given = {
        "DATABASE_URL": f"sqlite:///{folder}/chat.db",
        "SECRET_KEY": SECRET.replace(",", ""),  # a comma would make two keys of it
        "PORT": str(port),
        **settings,
    }
    env = {k: v for k, v in os.environ.items() if not k.startswith("HIENDIEN_")}
    env |= {f"HIENDIEN_{name}": value for name, value in given.items()}
    command = [Path(sys.executable).with_name("hiendien"), "run"]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            command, env=env, cwd=folder, stdout=subprocess.PIPE, stderr=log, text=True
        )
    assert process.stdout
    ready = process.stdout.readline()
    assert ready.startswith("Open "), (folder / "log").read_text()
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    assert process.wait(20) == 0
