"""The proof that whoever brings a code also asked for it (RFC 7636), as Zalo wants it: 43 characters."""

from __future__ import annotations

import base64
import hashlib
import secrets


def new_verifier() -> str:
    """43 random URL-safe characters."""
    return secrets.token_urlsafe(32)


def challenge_of(verifier: str) -> str:
    """What the console is told of it: its SHA-256 as base64url without padding."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
