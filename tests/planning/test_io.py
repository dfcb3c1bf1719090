"""Documents of the planning core: read whole, or refused with the place inside them."""

from fractions import Fraction

import jsonschema
import msgspec
import pytest

from pendopo.planning import io
from pendopo.planning.errors import InvalidDocument


class Wish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    weight: Fraction

    def __post_init__(self) -> None:
        if self.weight < 0:
            raise ValueError(f"Wish {self.name!r} weighs {self.weight}; a weight is 0 or more.")


class Wishes(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="format", tag="pendopo.wishes/1"
):
    wishes: tuple[Wish, ...]


THREE = Wishes((Wish("a", Fraction(1, 3)), Wish("b", Fraction(2)), Wish("c", Fraction(1, 4))))


def test_what_is_written_is_read_again():
    assert io.read(io.write(THREE), Wishes) == THREE


def test_what_is_written_fits_its_schema():
    written = msgspec.json.decode(io.write(THREE))

    jsonschema.Draft202012Validator(io.schema(Wishes)).validate(written)
    assert written == {
        "format": "pendopo.wishes/1",
        "wishes": [
            {"name": "a", "weight": "1/3"},
            {"name": "b", "weight": 2},
            {"name": "c", "weight": "1/4"},
        ],
    }


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"", "$: The document is empty."),
        (b" \n ", "$: The document is empty."),
        (b"[1]", "$: Expected `object`, got `array`"),
        (b'{"wishes": []}', "$: Object missing required field `format`"),
        (
            b'{"format": "pendopo.wishes/2"}',
            "$.format: This is 'pendopo.wishes/2', but 'pendopo.wishes/1' is expected here.",
        ),
        (
            b'{"format": "pendopo.wishes/1", "wishes": [{"name": "a", "weight": -1}]}',
            "$.wishes[0]: Wish 'a' weighs -1; a weight is 0 or more.",
        ),
        (
            b'{"format": "pendopo.wishes/1", "wishes": [{"name": "a", "weight": 0.1}]}',
            '$.wishes[0].weight: 0.1 is not exact; write a whole number, "3/7" or "0.25".',
        ),
        (
            b'{"format": "pendopo.wishes/1", "wishes": [{"name": "a", "weight": "1/0"}]}',
            '$.wishes[0].weight: \'1/0\' is no number; write a whole number, "3/7" or "0.25".',
        ),
        (
            b'{"format": "pendopo.wishes/1", "wishes": [], "wish": 1}',
            "$: Object contains unknown field `wish`",
        ),
        (
            b'{"format": "pendopo.wishes/1", "wishes": ' + b"[" * 100_000,
            "$: The document is nested too deeply.",
        ),
    ],
)
def test_a_bad_document_is_refused_with_its_place(given, said):
    with pytest.raises(InvalidDocument) as caught:
        io.read(given, Wishes)

    assert str(caught.value) == said


@pytest.mark.parametrize("given", [b'{"format": "pendopo.wi', b"\xff\xfe\x00", b"PK\x03\x04" * 2_500_000])
def test_what_is_not_json_is_said_to_be_none(given):
    with pytest.raises(InvalidDocument) as caught:
        io.read(given, Wishes)

    assert str(caught.value).startswith("$: This is not JSON: ")


def test_a_document_beyond_the_limit_is_not_parsed():
    with pytest.raises(InvalidDocument) as caught:
        io.read(b" " * (io.MAX_BYTES + 1), Wishes)

    assert caught.value.reason == f"The document has {io.MAX_BYTES + 1} bytes; {io.MAX_BYTES} are allowed."
