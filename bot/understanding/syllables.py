"""Every spelling a Vietnamese syllable can have without its marks."""

from __future__ import annotations

from itertools import product
from typing import Final

_ONSETS: Final = "b c ch d g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_OPEN: Final = (
    "a e i o u y ai ao au ay eo eu ia ieu iu oa oai oao oay oe oeo oi "
    "ua uay ue ui uo uoi uou uu uy uya uyu yeu"
)
_CLOSED: Final = {
    "a": "c ch m n ng nh p t",
    "e": "c ch m n ng nh p t",
    "i": "c ch m n nh p t",
    "o": "c m n ng p t",
    "u": "c m n ng p t",
    "y": "ch n nh p t",
    "ie": "c m n ng p t",
    "oa": "c ch m n ng nh p t",
    "oe": "n t",
    "oo": "c ng",
    "ua": "n ng t",
    "ue": "ch n nh",
    "uo": "c m n ng p t",
    "uy": "ch n nh p t",
    "uye": "n t",
    "ye": "m n ng t",
}
_RIMES: Final = [*_OPEN.split(), *(core + coda for core, codas in _CLOSED.items() for coda in codas.split())]


def _is_spelled_so(onset: str, rime: str) -> bool:
    """False where spelling forbids the pair: c, g, ng before e, i, y; k, gh, ngh elsewhere; bare "ien"."""
    front = rime[0] in "eiy"
    if onset in ("c", "g", "ng"):
        return not front
    if onset in ("k", "gh", "ngh"):
        return front
    if rime.startswith("ie"):
        return onset != ""
    return not rime.startswith("ye") or onset in ("", "qu")


SYLLABLES: Final = frozenset(
    onset + rime for onset, rime in product(["", *_ONSETS.split()], _RIMES) if _is_spelled_so(onset, rime)
)
"""Every spelling a Vietnamese syllable can have once its marks are gone."""
