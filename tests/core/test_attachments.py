"""Files are known by their content, cleaned, bounded, and read only by those who may."""

import io
import zipfile
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings as house
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from pendopo.core import attachments
from pendopo.core.errors import FileEmpty, FileTooLarge, PictureTooLarge, UnknownFileType
from pendopo.core.models import Attachment

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.urls")]
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
WORD = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}
TABLE = {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<w/>"}
ODT = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<c/>"}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, kind, **options)
    return out.getvalue()


@pytest.fixture
def keep(convening, sari):
    def store(content: bytes, name: str, **more: object) -> Attachment:
        upload = SimpleUploadedFile(name, content, content_type="text/html")
        return attachments.store(upload, owner=convening, convening_id=convening.pk, by=sari, **more)

    return store


@pytest.mark.parametrize(
    ("content", "name", "kept_as", "content_type"),
    [
        (PDF, "surat.pdf", "surat.pdf", "application/pdf"),
        (picture("PNG"), "foto.png", "foto.png", "image/png"),
        (picture("JPEG"), "foto.jpeg", "foto.jpg", "image/jpeg"),
        (picture("WEBP"), "foto.webp", "foto.webp", "image/webp"),
        (picture("PNG"), "surat.pdf", "surat.png", "image/png"),
        (zipped(WORD), "a.docx", "a.docx", attachments.kind_of(io.BytesIO(zipped(WORD)), "a").content_type),
        (zipped(TABLE), "a.xlsx", "a.xlsx", attachments.kind_of(io.BytesIO(zipped(TABLE)), "a").content_type),
        (zipped(ODT), "a.odt", "a.odt", "application/vnd.oasis.opendocument.text"),
        ("no,nama\n1,Écloga\n".encode(), "hadir.csv", "hadir.csv", "text/csv; charset=utf-8"),
        ("Catatan – 5 < 6".encode(), "catatan.TXT", "catatan.txt", "text/plain; charset=utf-8"),
    ],
)
def test_kinds_on_the_list_are_kept_as_what_they_are(keep, content, name, kept_as, content_type):
    kept = keep(content, name)

    assert (kept.filename, kept.content_type) == (kept_as, content_type)
    assert kept.size == len(kept.file.read())


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (SVG, "logo.svg"),
        (SVG, "logo.png"),
        (SVG, "logo.txt"),
        (b"<!DOCTYPE html><p>x", "page.html"),
        (b"a,b\n<script>x</script>", "a.csv"),
        (b"#!/bin/sh\nrm -rf /", "run.txt"),
        (b"print('x')", "run.py"),
        (b"\x7fELF\x02\x01" + bytes(100), "prog.txt"),
        (b"MZ" + bytes(100), "prog.exe"),
        (b"GIF89a" + bytes(20), "a.gif"),
        (zipped({"a.txt": "x"}), "a.docx"),
        (zipped(WORD | {"word/vbaProject.bin": "x"}), "macro.docx"),
        (zipped({"mimetype": "application/epub+zip"}), "a.odt"),
        (b"PK\x03\x04 cut", "a.docx"),
        (picture("PNG")[:60], "cut.png"),
        ("nama\x00".encode("utf-16"), "a.csv"),
    ],
)
def test_everything_else_is_refused_and_nothing_is_kept(keep, content, name):
    with pytest.raises(UnknownFileType) as refusal:
        keep(content, name)

    assert refusal.value.data == {"filename": name}
    assert Attachment.objects.count() == 0


def test_empty_file_is_refused(keep):
    with pytest.raises(FileEmpty):
        keep(b"", "surat.pdf")


def test_file_above_the_limit_is_refused_with_the_limit(keep, settings):
    settings.ATTACHMENT_MAX_BYTES = 1024 * 1024

    with pytest.raises(FileTooLarge) as refusal:
        keep(PDF + bytes(1024 * 1024), "surat.pdf")

    assert str(refusal.value) == "surat.pdf is larger than 1 MB. Make it smaller or give a link instead."


def test_picture_loses_its_hidden_data_and_stands_upright(keep):
    exif = Image.Exif()
    exif[0x0112] = 6  # turned to the right
    exif[0x8825] = {1: "S", 2: (6.0, 32.0, 0.0)}
    exif[0x010E] = "names of participants"

    kept = keep(picture("JPEG", (60, 40), exif=exif), "foto.jpg")

    content = kept.file.read()
    with Image.open(io.BytesIO(content)) as redrawn:
        assert (redrawn.size, dict(redrawn.getexif())) == ((40, 60), {})
    assert b"participants" not in content


def test_picture_is_drawn_no_larger_than_a_page_needs(keep):
    kept = keep(picture("PNG", (4000, 1000)), "foto.png")

    with Image.open(kept.file) as redrawn:
        assert redrawn.size == (2560, 640)


def test_picture_with_too_many_pixels_is_refused_before_it_is_unpacked(keep):
    out = io.BytesIO()
    Image.new("1", (10_000, 6_000)).save(out, "PNG")

    with pytest.raises(PictureTooLarge):
        keep(out.getvalue(), "bomb.png")


def test_transparent_picture_stays_transparent(keep):
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG")

    with Image.open(keep(out.getvalue(), "mark.png").file) as redrawn:
        assert redrawn.getpixel((0, 0)) == (0, 0, 0, 0)


def test_place_on_disk_tells_nothing(keep):
    kept = keep(PDF, "../../etc/surat rahasia.pdf")

    assert kept.filename == "surat_rahasia.pdf"
    assert Path(kept.file.path).is_relative_to(house.MEDIA_ROOT)
    assert "surat" not in kept.file.name


@pytest.mark.parametrize("allowed", [True, False])
def test_the_reader_of_the_owner_decides(keep, client_as, tono, convening, monkeypatch, allowed):
    asked = []
    monkeypatch.setitem(
        attachments._readers,
        "convenings.convening",
        lambda user, pk: asked.append((user.pk, pk)) or allowed,
    )

    response = client_as(tono).get(keep(PDF, "surat.pdf").get_absolute_url())

    assert (response.status_code, asked) == (200 if allowed else 404, [(tono.pk, convening.pk)])


def test_file_without_a_reader_is_nobodys(keep, client_as, sari, monkeypatch):
    monkeypatch.setattr(attachments, "_readers", {})

    assert client_as(sari).get(keep(PDF, "surat.pdf").get_absolute_url()).status_code == 404


def test_absent_file_and_foreign_file_look_the_same(keep, client, convening, monkeypatch):
    monkeypatch.setattr(attachments, "_readers", {})
    foreign = client.get(keep(PDF, "surat.pdf").get_absolute_url())
    absent = client.get(f"/en/files/{uuid4()}/")

    assert (foreign.status_code, absent.status_code) == (404, 404)


def test_file_leaves_as_a_download_that_no_cache_shares(keep, client, monkeypatch):
    monkeypatch.setitem(attachments._readers, "convenings.convening", lambda user, pk: True)
    response = client.get(keep(PDF, "surat.pdf").get_absolute_url(), headers={"accept-encoding": "gzip"})

    assert b"".join(response.streaming_content) == PDF
    sent = response.headers
    assert sent["Content-Disposition"] == 'attachment; filename="surat.pdf"'
    assert (sent["X-Content-Type-Options"], sent["Cache-Control"]) == ("nosniff", "private, max-age=600")
    assert (sent["Content-Security-Policy"], sent["Content-Type"]) == (
        "default-src 'none'; sandbox",
        "application/pdf",
    )


def test_public_picture_is_shown_to_anyone_and_may_be_kept(keep, client):
    kept = keep(picture("PNG"), "sampul.png", public=True)
    response = client.get(kept.get_absolute_url())
    again = client.get(kept.get_absolute_url(), headers={"if-none-match": response.headers["ETag"]})

    assert response.headers["Content-Disposition"] == 'inline; filename="sampul.png"'
    assert (response.headers["Cache-Control"], again.status_code) == ("public, max-age=86400", 304)


def test_lost_file_is_a_missing_page(keep, client):
    kept = keep(PDF, "surat.pdf", public=True)
    Path(kept.file.path).unlink()

    assert client.get(kept.get_absolute_url()).status_code == 404


class Spy(io.BytesIO):
    """A request body that knows how much of it was read."""

    def read(self, *args: int) -> bytes:
        chunk = super().read(*args)
        self.taken = getattr(self, "taken", 0) + len(chunk)
        return chunk


def send(client, megabytes: int) -> tuple[object, int]:
    boundary = "kertas"
    lines = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="title"\r\n\r\nSurat dari Purwakarta\r\n',
        f"--{boundary}\r\nContent-Disposition: form-data; "
        'name="file"; filename="besar.pdf"\r\nContent-Type: application/pdf\r\n\r\n',
    ]
    body = "".join(lines).encode() + PDF + bytes(megabytes * 1024 * 1024)
    body += f'\r\n--{boundary}\r\nContent-Disposition: form-data; name="after"\r\n\r\nsesudah\r\n'.encode()
    body += f"--{boundary}--\r\n".encode()
    spy = Spy(body)
    response = client.generic(
        "POST",
        "/test/upload/",
        headers={"accept-language": "en"},
        CONTENT_TYPE=f"multipart/form-data; boundary={boundary}",
        CONTENT_LENGTH=len(body),
        **{"wsgi.input": spy},
    )
    return response, spy.taken


@pytest.fixture
def one_megabyte(settings):
    settings.ATTACHMENT_MAX_BYTES = 1024 * 1024


def test_upload_of_a_hundred_times_the_limit_is_refused_without_reading_it(client, one_megabyte):
    response, taken = send(client, 100)

    page = response.content.decode()
    assert (response.status_code, taken < 2 * 1024 * 1024) == (422, True)
    assert "besar.pdf is larger than 1 MB. Make it smaller or give a link instead." in page
    assert "Surat dari Purwakarta" in page


def test_upload_somewhat_above_the_limit_keeps_the_fields_after_it_too(client, one_megabyte):
    response, _taken = send(client, 3)

    page = response.content.decode()
    assert (response.status_code, "larger than 1 MB" in page) == (422, True)
    assert ("Surat dari Purwakarta" in page, "sesudah" in page) == (True, True)


def test_large_request_of_allowed_files_is_read_as_usual(client, one_megabyte, settings):
    settings.ATTACHMENT_MAX_BYTES = 4 * 1024 * 1024
    response, _taken = send(client, 3)

    assert (response.status_code, Attachment.objects.get().filename) == (200, "besar.pdf")
