"""Regular expressions compiled when they are first used: no start waits for the hundreds of them."""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "sub", "split", "finditer", "findall")


class _Lazy:
    """Asked for anything, it compiles, and is as good as the pattern from then on."""

    def __init__(self, written: str, flags: int) -> None:
        self._written, self._flags = written, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._written, self._flags)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def regex(written: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern of a regular expression; re.error when it is first used, where it is malformed."""
    return cast("re.Pattern[str]", _Lazy(written, flags))
