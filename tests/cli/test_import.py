"""A folder becomes a convening, or a list of everything that is wrong with it."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django_scopes import scope, scopes_disabled
from tests.cli.folders import FILES, changed, write_folder
from tests.factories import make_user

from pendopo.cli.importing.run import import_folder
from pendopo.convenings.enums import RegionLevel
from pendopo.convenings.models import Convening, Person, Region
from pendopo.cooperation.models import Attendee, Commitment, Minutes
from pendopo.core import audit
from pendopo.core.models import Attachment, AuditEvent
from pendopo.press.models import Article

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(convening):
    Region.objects.create(code="32", name="Jawa Barat", folded="jawa barat", level=RegionLevel.PROVINCE)
    return make_user("Operator", is_staff=True)


@pytest.fixture
def load(operator, tmp_path):
    """Import a folder, spoiled as the test says; the report, with faults as file, line and column."""

    def run(*, dry_run=False, **spoiled):
        with scopes_disabled():
            return import_folder(write_folder(tmp_path, **spoiled), by=operator, dry_run=dry_run)

    return run


def places(report):
    return [(fault.file, fault.line, fault.column) for fault in report.faults]


def test_a_right_folder_is_stored_whole(load):
    report = load()

    assert (report.faults, report.convening.slug) == ([], "kecil-2024")
    assert {file: report.counts[file] for file in ("convening.csv", "organisations.csv", "users.csv")} == {
        "convening.csv": 1,
        "organisations.csv": 2,
        "users.csv": 3,
    }
    assert audit.verify() == []


def test_events_happen_on_their_days_through_the_rules(load):
    with scope(convening=load().convening):
        commitment = Commitment.objects.get()
        events = list(commitment.events.values_list("kind", "on", "side"))

    assert (commitment.state, commitment.due, commitment.first_due) == (
        "verified",
        date(2024, 4, 10),
        date(2024, 4, 1),
    )
    assert events[-1] == ("verified", date(2024, 4, 6), "network")


def test_minutes_attendance_and_news_are_as_the_tables_say(load):
    with scope(convening=load().convening):
        article = Article.objects.get()

        assert Minutes.objects.get().status == "published"
        assert sorted(Attendee.objects.values_list("name", flat=True)) == ["Ani", "Budi"]
        assert article.publish_at == datetime(2024, 3, 22, 3, 15, tzinfo=UTC)
        assert article.figure_lines.count() == 2


def test_a_dry_run_stores_nothing(load):
    before = Convening.objects.count(), AuditEvent.objects.count()

    report = load(dry_run=True)

    assert (report.faults, report.counts["meetings.csv"]) == ([], 1)
    assert (Convening.objects.count(), AuditEvent.objects.count()) == before


def test_a_taken_back_import_leaves_no_file(load, tmp_path):
    from tests.press.factories import make_picture

    (tmp_path / "a.png").write_bytes(make_picture().read())
    news = "code,status,title_ind,body_ind,cover,cover_alt_ind,cover_credit\nberita,draft,Judul,Teks,a.png,Atap,Sari\n"
    files_before = set(walk(""))

    report = load(dry_run=True, news=news, news_figures="article,figure\n")

    assert (report.faults, Attachment.objects.count(), set(walk("")) - files_before) == ([], 0, set())


def walk(folder):
    if folder and not default_storage.exists(folder):
        return
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in files)
    for name in folders:
        yield from walk(f"{folder}/{name}".lstrip("/"))


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "column", "reason"),
    [
        ("organisations", "cso", "club", 2, "kind", "“club” is not known here. Write one of: cso"),
        ("organisations", "ORG-2,", "ORG-1,", 3, "code", "ORG-1 stands already in line 2."),
        ("organisations", "note\n", "colour\n", 1, "colour", "This column is not known here."),
        ("organisations", "code,name", "name,name", 1, "name", "This column stands here twice."),
        ("organisations", "ORG-1,Jejaring,", "ORG-1,,", 2, "name", "This cell is empty"),
        ("organisations", ",network,", ",network,a,b", 2, "", "This line has 6 cells, the header 5."),
        ("users", "sari@import.example", "sari at example", 2, "email", "is not an e-mail address."),
        ("roles", "hasan,", "hasam,", 4, "user", "hasam is not in users.csv."),
        ("meetings", "2024-03-21", "2024-02-30", 2, "held_on", "is not a date we can read."),
        ("meetings", "Kamis", "Jumat", 2, "weekday", "21 March 2024 is a Thursday, not a Friday."),
        ("meetings", "2024-03-21,Kamis", '"Jumat, 21 Maret 2024",', 2, "held_on", "not a Friday"),
        ("attendance", "1,0,2,3", "1,0,2,4", 2, "total", "add up to 3, not to 4."),
        ("attendance", "1,0,2,3", "1,-1,2,3", 2, "male", "“-1” is not a whole number."),
        ("attendance", "ani;budi", "ani;cici", 2, "named", "cici is not in people.csv."),
        ("paragraphs", "1.1", "1.0", 2, "label", "is not the number of a paragraph."),
        ("commitments", "COM-01", "5", 2, "code", "is not a code like COM-05."),
        ("commitment_events", "move,,,2024-04-10", "move,,,", 4, "due", "Write the new due date."),
        ("figures", "Notulen", "", 2, "source", "Say where this number comes from."),
        ("news", "2024-03-22 10:15", "kemarin", 2, "publish_at", "is not a day and time."),
        ("news", ",hasan\n", ",\n", 2, "approved_by", "Name who approved it."),
        ("news_figures", "berita,hadir,", "berita,,", 2, "figure", "Name a figure"),
    ],
)
def test_a_wrong_cell_is_named_with_its_place(load, file, old, new, line, column, reason):
    report = load(**changed(file, old, new))

    assert (f"{file}.csv", line, column) in places(report)
    found = next(f for f in report.faults if (f.file, f.line, f.column) == (f"{file}.csv", line, column))
    assert reason in found.reason
    assert Convening.objects.filter(slug="kecil-2024").count() == 0


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "column"),
    [
        ("commitment_events", "2024-03-22,accept", "2024-03-22,verify", 2, "step"),
        ("roles", "dewi,chair,ORG-1,", "dewi,focal_point,,", 3, "organisation"),
        ("roles", "ORG-2,UNIT-1", "ORG-1,UNIT-1", 4, "unit"),
        ("paragraphs", "1.1", "1.2", 2, "label"),
        ("agreements", "1.1", "2.1", 2, "paragraph"),
        ("news", "sari,hasan", "sari,sari", 2, "approved_by"),
        ("commitments", "ORG-2,UNIT-1", "ORG-1,UNIT-1", 2, "unit"),
    ],
)
def test_what_the_rules_refuse_is_named_with_its_row(load, file, old, new, line, column):
    report = load(**changed(file, old, new))

    assert (f"{file}.csv", line, column) in places(report)
    assert Convening.objects.filter(slug="kecil-2024").count() == 0


def test_all_faults_are_told_at_once(load):
    report = load(
        **changed("organisations", "cso", "club"),
        **changed("meetings", "Kamis", "Jumat"),
        **changed("figures", "2024-03-21", "21.3."),
        extra="a,b\n",
    )

    assert places(report) == [
        ("extra.csv", 0, ""),
        ("figures.csv", 2, "as_of"),
        ("meetings.csv", 2, "weekday"),
        ("organisations.csv", 2, "kind"),
    ]


def test_a_file_that_is_not_utf8_is_named_with_its_line(load, tmp_path, monkeypatch):
    monkeypatch.delitem(FILES, "people.csv")
    (tmp_path / "people.csv").write_bytes("code,name\nani,Ani\nbudi,Bud\xed\n".encode("latin-1"))

    assert places(load()) == [("people.csv", 3, "")]


def test_a_byte_order_mark_is_no_fault(load):
    assert load(units="\ufeff" + FILES["units.csv"]).faults == []


def test_a_missing_file_that_is_needed_is_named(load, monkeypatch):
    monkeypatch.delitem(FILES, "users.csv")

    assert ("users.csv", 0, "") in places(load())


def test_a_missing_folder_is_named(operator, tmp_path):
    report = import_folder(tmp_path / "nowhere", by=operator)

    assert report.faults[0].reason == "There is no such folder. Check its path."


def test_regions_must_be_loaded(load):
    Region.objects.all().delete()

    assert "Run: pendopo load-regions" in load().faults[0].reason


def test_a_file_outside_the_folder_is_not_read(load, tmp_path):
    news = (
        "code,status,title_ind,body_ind,cover,cover_alt_ind,cover_credit\n"
        "berita,draft,Judul,Teks,../../etc/passwd,Atap,Sari\n"
    )

    report = load(news=news, news_figures="article,figure\n")

    assert [str(fault) for fault in report.faults] == [
        "news.csv, line 2: ../../etc/passwd is not a file in this folder. Put it there, or correct the name."
    ]


def test_the_same_folder_twice_is_refused(load):
    load()

    assert places(load()) == [("convening.csv", 2, "slug")]


def test_the_command_tells_every_fault_in_the_chosen_language(operator, tmp_path):
    folder, errors = write_folder(tmp_path, **changed("organisations", "cso", "club")), StringIO()

    with pytest.raises(CommandError, match=r"1 thing to correct\. Nothing was stored\."):
        call_command("import", str(folder), language="en", stderr=errors)

    assert errors.getvalue().startswith("organisations.csv, line 2, column kind: “club” is not known here.")


def test_the_command_counts_what_it_stored(operator, tmp_path):
    out = StringIO()

    call_command("import", str(write_folder(tmp_path)), language="en", stdout=out)

    *_counts, liaison, secretariat, last = out.getvalue().splitlines()
    assert (liaison.split(" sets")[0], secretariat.split(" sets")[0]) == ("Hasan", "Sari")
    assert last == "Everything is stored."
    assert Person.objects.with_scope(convening=Convening.objects.get(slug="kecil-2024")).count() == 2


def test_the_command_needs_a_system_operator(tmp_path):
    with pytest.raises(CommandError, match="There is no such system operator"):
        call_command("import", str(write_folder(tmp_path)), language="en")
