"""Keys: addresses are found by an HMAC and kept sealed, so that a copied database names nobody."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12
_LEAST_CHARS = 32


class Keys:
    """One or more secrets; the first is current, the others still open what they sealed."""

    def __init__(self, secrets: Sequence[str]) -> None:
        if not secrets or any(len(s) < _LEAST_CHARS for s in secrets):
            raise ValueError(f"HIENDIEN_SECRET_KEY: each key needs at least {_LEAST_CHARS} characters")
        self._pairs = [
            (_derive(s, b"id").hex()[:8], _derive(s, b"hmac"), _derive(s, b"seal")) for s in secrets
        ]

    def hmacs(self, text: str) -> list[tuple[str, str]]:
        """(key id, HMAC-SHA-256 in hex) under every key, the current one first."""
        return [(i, hmac.new(key, text.encode(), hashlib.sha256).hexdigest()) for i, key, _ in self._pairs]

    def token(self, text: str) -> str:
        """22 URL-safe letters made of the text, the same every time and not to be guessed."""
        digest = hmac.new(self._pairs[0][1], b"token|" + text.encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")

    def seal(self, text: str) -> bytes:
        """The text encrypted under the current key: key id, nonce, AES-256-GCM."""
        key_id, _, key = self._pairs[0]
        nonce = os.urandom(_NONCE)
        return key_id.encode() + nonce + AESGCM(key).encrypt(nonce, text.encode(), key_id.encode())

    def open(self, sealed: bytes) -> str:
        """The text again; ValueError where no key of ours sealed it."""
        key_id, nonce, body = sealed[:8], sealed[8 : 8 + _NONCE], sealed[8 + _NONCE :]
        key = next((k for i, _, k in self._pairs if i.encode() == key_id), None)
        try:
            if key is not None:
                return AESGCM(key).decrypt(nonce, body, key_id).decode()
        except InvalidTag:
            key = None
        raise ValueError("sealed with a key that is not in HIENDIEN_SECRET_KEY")


def _derive(secret: str, purpose: bytes) -> bytes:
    return hmac.new(secret.encode(), b"hiendien|" + purpose, hashlib.sha256).digest()
