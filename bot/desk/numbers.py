"""Every number, defined once; its name and meaning in Vietnamese stand in locales/vi/numbers.yaml.

They are for staff: small cells are shown as they are, so nothing here may be published unchanged.
People are contacts of the log. Erasing a contact gives all its lines one random number, so an erased person
is still one person, but a new one when they come back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from storage.statistics import Counted


@dataclass(frozen=True, slots=True)
class Median:
    """The middle of all ways from a conversation's start to its first line of the kind `to`."""

    to: str
    what: Literal["seconds", "taps"]


def _outcome(result: str) -> Counted:
    return Counted("conversation", ("outcome",), data={"result": result}, last=True)


NUMBERS: Mapping[str, Counted | Median] = {
    "reached": Counted("contact"),
    "started": Counted("conversation", ("started",), flow="onboarding"),
    "consented": Counted("conversation", ("consented",), data={"purpose": "advice", "given": True}),
    "verdict": Counted("conversation", ("verdict",)),
    "name_chosen": Counted("conversation", ("name_chosen",)),
    "link_given": Counted("conversation", ("link_given",)),
    "link_clicked": Counted("conversation", ("link_clicked",)),
    "registered": _outcome("registered"),
    "stuck": _outcome("stuck"),
    "gave_up": _outcome("gave_up"),
    "person_wanted": Counted("conversation", ("person_wanted",)),
    "faq": Counted("line", ("aside",), data={"about": "faq"}),
    "missed": Counted("line", ("missed",)),
    "rated": Counted("line", ("rated",), last=True),
    "stars": Counted("mean", ("rated",), of="stars", last=True),
    "seconds_to_verdict": Median("verdict", "seconds"),
    "taps_to_verdict": Median("verdict", "taps"),
    "seconds_to_link": Median("link_given", "seconds"),
    "taps_to_link": Median("link_given", "taps"),
}

COUNTED: Mapping[str, Counted] = {name: n for name, n in NUMBERS.items() if isinstance(n, Counted)}
MEDIANS: Mapping[str, Median] = {name: n for name, n in NUMBERS.items() if isinstance(n, Median)}

# What else `--explain` words: the split of verdicts, the questions, the two breakdowns.
EXPLAINED = (*NUMBERS, "verdicts", "asked", "dropped", "channel", "province")
