"""The bodies, limits and errors that the documentation gives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def read(name: str) -> Any:
    """One of the files beside this one."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


EVENTS = read("webhook_events")
VECTORS = read("signature_vectors")["vectors"]
ERRORS = read("errors")["errors"]
LIMITS = read("limits")
ANSWERS = read("api_responses")
REQUESTS = read("send_requests")
