"""Problems and plans as JSON documents: one tag names kind and version, every error names its place.

Documents are `msgspec.Struct` classes made with `tag_field="format"` and a tag such as "pendopo.visits/1"; the JSON
Schemas in docs/planning come from the same classes, so that code, schema and error messages cannot drift apart.
"""

import re
from fractions import Fraction
from typing import Any, TypeVar

import msgspec

from pendopo.planning.errors import InvalidDocument

T = TypeVar("T")
MAX_BYTES = 64 * 1024 * 1024
# No exponent: "1e999999999" would take all memory.
_NUMBER = re.compile(r"-?[0-9]{1,4000}(/[0-9]{1,4000}|\.[0-9]{1,4000})?")
_PLACE = re.compile(r"^(?P<reason>.*?) - at `(?P<path>[^`]*)`$", re.DOTALL)


class _Head(msgspec.Struct):
    format: str


def tag_of(kind: type[Any]) -> str:
    """The tag of a kind of document, for instance "pendopo.visits/1"."""
    return str(kind.__struct_config__.tag)


def format_of(data: bytes) -> str:
    """The tag a document carries.

    Raises InvalidDocument when it is no JSON document with a format.
    """
    return _decode(data, _Head).format


def read(data: bytes, kind: type[T]) -> T:
    """The document as an object that has validated itself.

    Raises InvalidDocument with the place inside the document.
    """
    found, wanted = format_of(data), tag_of(kind)
    if found != wanted:
        raise InvalidDocument(f"This is {found!r}, but {wanted!r} is expected here.", "$.format")
    return _decode(data, kind)


def write(document: Any) -> bytes:
    """The document as JSON, indented by two, with a line feed at the end."""
    plain = msgspec.json.encode(document, enc_hook=_plain)
    return msgspec.json.format(plain, indent=2) + b"\n"


def plain(document: Any) -> dict[str, Any]:
    """The document as plain JSON values."""
    values: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(document, enc_hook=_plain))
    return values


def schema(kind: type[Any]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a kind of document."""
    made = msgspec.json.schema(kind, schema_hook=_schema_of)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": tag_of(kind), **made}


def _decode(data: bytes, kind: type[T]) -> T:
    if len(data) > MAX_BYTES:
        raise InvalidDocument(f"The document has {len(data)} bytes; {MAX_BYTES} are allowed.")
    if not data.strip():
        raise InvalidDocument("The document is empty.")
    try:
        return msgspec.json.decode(data, type=kind, dec_hook=_made)
    except msgspec.ValidationError as error:
        place = _PLACE.match(str(error))
        if place is None:
            raise InvalidDocument(str(error)) from error
        raise InvalidDocument(place["reason"], place["path"]) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InvalidDocument(f"This is not JSON: {error}.") from error
    except RecursionError as error:
        raise InvalidDocument("The document is nested too deeply.") from error


def _made(kind: type[Any], value: Any) -> Any:
    if kind is not Fraction:
        raise NotImplementedError(f"No rule reads {kind}.")
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError(f'{value!r} is not exact; write a whole number, "3/7" or "0.25".')
    try:
        if isinstance(value, str) and not _NUMBER.fullmatch(value):
            raise ValueError(value)
        return Fraction(value)
    except (ValueError, ZeroDivisionError):
        raise ValueError(f'{value!r} is no number; write a whole number, "3/7" or "0.25".') from None


def _plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else str(value)
    raise NotImplementedError(f"No rule writes {type(value)}.")


def _schema_of(kind: type[Any]) -> dict[str, Any]:
    if kind is Fraction:
        number = {"type": "string", "pattern": f"^{_NUMBER.pattern}$"}
        return {"anyOf": [{"type": "integer"}, number], "description": "an exact number"}
    raise NotImplementedError(f"No rule describes {kind}.")
