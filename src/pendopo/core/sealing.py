"""Encryption at rest of what may hurt somebody: AES-256-GCM under a key of this installation.

A sealed value is bound to the place it belongs to: a text moved to another column cannot be opened there.
Format: one byte for the number of the key, 12 bytes nonce, then the ciphertext with its 16-byte tag
(NIST SP 800-38D). Keys are derived from the secrets of the settings by HKDF-SHA256 (RFC 5869).
"""

import hashlib
import hmac
import secrets
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

from pendopo.core.errors import SealBroken

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
FORMAT = 1


def seal(text: str, place: str) -> bytes:
    """`text` under the newest key, readable again only by `unseal` with the same `place`."""
    nonce = secrets.token_bytes(NONCE)
    return (
        bytes([FORMAT]) + nonce + _cipher(settings.DATA_KEYS[0]).encrypt(nonce, text.encode(), place.encode())
    )


def unseal(sealed: bytes, place: str) -> str:
    """What was sealed for `place`, under any key the installation still holds.

    Raises SealBroken where no key opens it: it was changed, moved, or sealed by another installation.
    """
    from cryptography.exceptions import InvalidTag

    nonce, rest = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    for key in settings.DATA_KEYS if sealed[:1] == bytes([FORMAT]) else ():
        try:
            return _cipher(key).decrypt(nonce, rest, place.encode()).decode()
        except InvalidTag:
            continue
    raise SealBroken(place=place)


def blind(text: str, place: str) -> str:
    """A mark that is equal for equal texts and tells nothing else without the key (HMAC-SHA-256, RFC 2104).

    Marks are compared with marks of years ago and stand in published files, so their key does not change when a new
    one seals: it is a key of its own, or else follows from the oldest data key.
    """
    key = _derived(settings.MARK_KEY or settings.DATA_KEYS[-1], b"pendopo blind")
    return hmac.new(key, f"{place}\0{text}".encode(), hashlib.sha256).hexdigest()


@lru_cache(maxsize=8)
def _cipher(secret: str) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(_derived(secret, b"pendopo seal"))


@lru_cache(maxsize=16)
def _derived(secret: str, purpose: bytes) -> bytes:
    """32 bytes by HKDF-SHA256 without salt: extract, then one block of expand."""
    extracted = hmac.new(bytes(32), secret.encode(), hashlib.sha256).digest()
    return hmac.new(extracted, purpose + b"\x01", hashlib.sha256).digest()
