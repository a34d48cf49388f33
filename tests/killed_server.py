"""A server process that can be killed and started again."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import socket
import subprocess
import sys
from multiprocessing.process import BaseProcess
from pathlib import Path

import aiohttp

from bot import cli

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["bot.server", __name__])

SECRET = "a secret that only this server knows"


class Server:
    """`hiendien run` on a port and a file of its own, started, killed and started again; `more` are settings."""

    def __init__(self, folder: Path, **more: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.database = f"sqlite:///{folder}/killed.db"
        settings = {"DATABASE_URL": self.database, "SECRET_KEY": SECRET, "PORT": str(port)}
        settings["DNS_RESOLVER"] = "127.0.0.1:9"  # nobody answers there: every name is unchecked, but later
        self._settings = {f"HIENDIEN_{name}": value for name, value in {**settings, **more}.items()}
        self._folder, self._log = folder, folder / "log"
        self._process: BaseProcess | subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        """As an operator starts it; returns once it serves."""
        self._process = self._spawned()
        await self._serves()

    def _spawned(self) -> subprocess.Popen[bytes]:
        command = [Path(sys.executable).with_name("hiendien"), "run"]
        env = {**os.environ, **self._settings}
        with self._log.open("ab") as log:
            return subprocess.Popen(command, cwd=self._folder, env=env, stdout=log, stderr=log)

    async def start_forked(self) -> None:
        """The same process without the second that an interpreter needs to import everything."""
        self._process = FORKS.Process(target=_run, args=(self._folder, self._settings))
        self._process.start()
        await self._serves()

    async def kill(self) -> None:
        """As a power cut would."""
        assert self._process is not None
        self._process.kill()
        await self._ended()

    def end(self) -> None:
        """Whatever a failed test left running; nothing where it has ended."""
        if self._process is not None and self._code() is None:
            self._process.kill()

    async def stop(self) -> int | None:
        """As an operator would; the exit code."""
        assert self._process is not None
        self._process.terminate()
        return await self._ended()

    async def _ended(self) -> int | None:
        process = self._process
        assert process is not None
        await asyncio.to_thread(process.wait if isinstance(process, subprocess.Popen) else process.join)
        return self._code()

    def _code(self) -> int | None:
        process = self._process
        return process.poll() if isinstance(process, subprocess.Popen) else process and process.exitcode

    async def _serves(self) -> None:
        async with aiohttp.ClientSession() as http:
            while self._code() is None:
                with contextlib.suppress(aiohttp.ClientError):
                    async with http.get(self.url + "/healthz") as answer:
                        if answer.status == 200:
                            return
                await asyncio.sleep(0.02)
        raise AssertionError(self._log.read_text())


def _run(folder: Path, settings: dict[str, str]) -> None:
    os.chdir(folder)
    os.environ.update(settings)
    log = (folder / "log").open("ab")
    os.dup2(log.fileno(), 1)
    os.dup2(log.fileno(), 2)
    sys.argv = ["hiendien", "run"]
    cli.main()
