"""Files as people send them: every way a spreadsheet program writes, and everything that is no table."""

import io
import random
import zipfile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from pendopo.delegates.errors import TableTooLong, TableUnreadable
from pendopo.delegates.queries.tables import MOST_ROWS, read_lines

ROWS = ["nama,telepon", "Budi,0812", "Siti Aminah,0813"]


def plain(content):
    return [(line.number, *line.cells) for line in read_lines(content)]


def sheet(rows, **options):
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True} | options)
    page = book.add_worksheet()
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            page.write(number, column, value)
    book.close()
    return made.getvalue()


def rebuilt(content, **parts):
    """The workbook with other parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name.rpartition("/")[2].partition(".")[0], old.read(name)))
    return made.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        "\n".join(ROWS).encode(),
        "\r\n".join(ROWS).encode(),
        b"\xef\xbb\xbf" + "\n".join(ROWS).encode(),
        "\n".join(ROWS).replace(",", ";").encode(),
        "\n".join(ROWS).replace(",", "\t").encode(),
        ("sep=;\n" + "\n".join(ROWS).replace(",", ";")).encode(),
        "\n".join(ROWS).replace(",", "\t").encode("utf-16"),
        "\n".join(row + ",,," for row in ROWS).encode(),
        b'"nama","telepon"\n"Budi","0812"\n"Siti  Aminah ","0813"\n\n',
    ],
)
def test_every_way_of_csv(content):
    rows = [cells for _number, *cells in plain(content)]

    assert rows == [["nama", "telepon"], ["Budi", "0812"], ["Siti Aminah", "0813"]]


def test_lines_keep_the_number_that_the_program_shows():
    content = b'nama,alasan\n\nBudi,"dua\nbaris"\n , \nSiti,x\n'

    assert plain(content) == [(1, "nama", "alasan"), (3, "Budi", "dua baris"), (6, "Siti", "x")]


def test_the_line_that_names_the_separator_counts():
    assert plain(b"sep=;\nnama;hp\nBudi;1\n") == [(2, "nama", "hp"), (3, "Budi", "1")]


def test_windows_1252():
    assert plain("nama,telepon\nJosé Ança,1".encode("cp1252"))[1] == (2, "José Ança", "1")


def test_four_byte_letters_and_control_signs():
    assert plain("nama\n😀 Budi\x07\n".encode())[1] == (2, "😀 Budi")


def test_xlsx_as_two_libraries_write_it():
    rows = [["nama", "telepon"], ["Budi & Söhne <x>", 81234567890], ["😀", "0813"], [None, None], ["Z", 1.5]]
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.create_sheet("Other").append(["not this one"])
    made = io.BytesIO()
    book.save(made)

    expected = [
        (1, "nama", "telepon"),
        (2, "Budi & Söhne <x>", "81234567890"),
        (3, "😀", "0813"),
        (5, "Z", "1.5"),
    ]
    assert plain(sheet(rows)) == expected
    assert plain(made.getvalue()) == expected


def test_a_formula_is_what_it_last_gave():
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    page = book.add_worksheet()
    page.write_string(0, 0, "nama")
    page.write_formula(1, 0, '="Bu"&"di"', None, "Budi")
    page.write_rich_string(2, 0, "Si", book.add_format({"bold": True}), "ti")
    page.write_boolean(3, 0, True)
    book.close()

    assert plain(made.getvalue()) == [(1, "nama"), (2, "Budi"), (3, "Siti"), (4, "1")]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        b"PK" + bytes(1000),
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"nama\0telepon",
        b"\xff\xfe\x00",
        b"%PDF-1.7\n\x81\x8d\x8f",
        b'nama\n"' + b"x" * 200_000,
    ],
    ids=["empty", "cut", "zeros", "picture", "nul", "half", "pdf", "endless cell"],
)
def test_what_is_no_table(content):
    try:
        assert plain(content) == []
    except TableUnreadable as error:
        assert "not a table we can read" in str(error)


def test_ten_megabytes_of_anything_are_answered():
    noise = random.Random(1).randbytes(10 * 1024 * 1024)  # noqa: S311
    for content in (noise, b"PK" + noise, noise.hex().encode()[: 10 * 1024 * 1024], b"a,b\n" * 2_600_000):
        with pytest.raises((TableUnreadable, TableTooLong)):
            read_lines(content)


def test_a_zip_that_grows_is_not_unpacked():
    bomb = rebuilt(sheet([["nama"]]), sheet1=b" " * (200 * 1024 * 1024))

    with pytest.raises(TableTooLong):
        read_lines(bomb)


def test_no_declaration_is_followed():
    laughs = b"""<?xml version="1.0"?>
<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>"""
    outside = b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>"""
    for part in (laughs, outside, laughs.decode().encode("utf-16")):
        with pytest.raises(TableUnreadable):
            read_lines(rebuilt(sheet([["nama"]]), sheet1=part))


@pytest.mark.parametrize("name", ["sheet1", "workbook", "sharedStrings"])
def test_a_broken_part(name):
    for part in (b"", b"<a>", b"<a/>", b"\xff\xfe\xff"):
        content = rebuilt(sheet([["nama"], ["Budi"]]), **{name: part})
        try:
            assert len(read_lines(content)) < 3
        except TableUnreadable as error:
            assert error.field == "upload"


def test_a_cell_far_to_the_right_is_left_out():
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    page = book.add_worksheet()
    page.write_string(0, 0, "nama")
    page.write_string(0, 16_383, "far")
    page.write_string(1_048_575, 0, "Budi")
    book.close()

    assert plain(made.getvalue()) == [(1, "nama"), (1_048_576, "Budi")]


def test_too_many_rows_are_named():
    with pytest.raises(TableTooLong, match="5000 rows at most"):
        read_lines(b"nama\n" + b"x\n" * (MOST_ROWS + 1))

    assert len(read_lines(b"nama\n" + b"x\n" * MOST_ROWS)) == MOST_ROWS + 1


@given(st.binary(max_size=300))
def test_any_bytes_are_answered(content):
    for start in (b"", b"PK", b"nama,telepon\n"):
        try:
            read_lines(start + content)
        except (TableUnreadable, TableTooLong):
            continue
