"""Identifiers that tell an outsider nothing and still sort by time of birth."""

import os
import time
from uuid import UUID

_VERSION_AND_VARIANT = (0x7 << 76) | (0b10 << 62)


def uuid7() -> UUID:
    """A version 7 UUID (RFC 9562): 48 bits of milliseconds, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000 & 0xFFFF_FFFF_FFFF
    chance = int.from_bytes(os.urandom(10), "big")
    first, second = chance >> 62 & 0xFFF, chance & 0x3FFF_FFFF_FFFF_FFFF
    return UUID(int=milliseconds << 80 | first << 64 | second | _VERSION_AND_VARIANT)
