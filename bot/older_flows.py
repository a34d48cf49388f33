"""An older edition of flows/: out of git, or out of a folder somebody kept."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.conversation.checks.changes import OldFlows, old_steps
from bot.data import SHIPPED, DataError, read_texts
from bot.strict_yaml import YamlError, parse_yaml


def older_flows(against: str, own: Path | None) -> OldFlows:
    """The flows as of a git revision or in a folder that has flows/ in it; DataError saying what to do.

    What the older edition of the office's own folder does not have is as in the older shipped files.
    """
    folder = Path(against)
    texts = _of_folder(folder) if folder.is_dir() else _of_revision(against, own)
    written = {name: _parsed(name, text) for name, text in texts.items() if _is_talk_file(name)}
    return {
        name.removeprefix("flows/").removesuffix(".yaml"): old_steps(tree)
        for name, tree in written.items()
        if isinstance(tree, Mapping) and "steps" in tree
    }


def _is_talk_file(name: str) -> bool:
    return name.startswith("flows/") and name.count("/") == 1 and name.endswith(".yaml")


def _parsed(name: str, text: str) -> Any:
    try:
        return parse_yaml(text, f"--against: {name}")
    except YamlError as fault:
        raise DataError(str(fault)) from fault


def _of_folder(folder: Path) -> dict[str, str]:
    if not (folder / "flows").is_dir():
        raise DataError(f"--against: {folder} has no folder flows/ in it; name the folder above flows/")
    return read_texts(folder)


def _of_revision(revision: str, own: Path | None) -> dict[str, str]:
    git = shutil.which("git")
    if git is None:
        raise DataError("--against: git is not installed; name a folder with the older flows/ instead")
    roots = [root for root in (SHIPPED, own) if root]
    known = {
        root: _git(git, root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}") for root in roots
    }
    if not any(known.values()):
        raise DataError(
            f"--against: {revision} is neither a folder nor a git revision here; "
            "`git log --oneline` lists revisions, HEAD is the last commit"
        )
    texts = {} if known[SHIPPED] else read_texts(None)  # an installed program has no history of its own
    for root, commit in known.items():
        texts |= _committed(git, root, commit.strip()) if commit else {}
    return texts


def _committed(git: str, root: Path, commit: str) -> dict[str, str]:
    listed = _git(git, root, "ls-tree", "--name-only", commit, "flows/") or ""
    names = [name for name in listed.splitlines() if _is_talk_file(name)]
    return {name: _git(git, root, "show", f"{commit}:./{name}") or "" for name in names}


def _git(git: str, root: Path, *args: str) -> str | None:
    """What git prints, None where it fails."""
    done = subprocess.run(  # noqa: S603 – a fixed program, its arguments as a list
        [git, "-C", str(root), *args], capture_output=True, text=True, encoding="utf-8", check=False
    )
    return done.stdout if done.returncode == 0 else None
