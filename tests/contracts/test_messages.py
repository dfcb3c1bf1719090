"""The gate that keeps both languages complete does notice what is missing."""

from pathlib import Path

import polib
import pytest
from django.apps import apps
from tools import messages


def entry(msgid, msgstr, plural=None):
    if plural:
        return polib.POEntry(msgid=msgid, msgid_plural=plural, msgstr_plural={0: msgstr})
    return polib.POEntry(msgid=msgid, msgstr=msgstr)


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (entry("Send", ""), "not translated: 'Send'"),
        (
            entry("%(name)s answered.", "%(nama)s menjawab."),
            "placeholders differ, expected ['%(name)s']: '%(name)s answered.'",
        ),
        (entry("Sent.", "Terkirim"), "the sentence lost its full stop: 'Sent.'"),
    ],
)
def test_fault_is_named(given, fault):
    assert list(messages.faults_of_entry(given)) == [fault]


def test_plural_needs_the_placeholder_of_the_plural():
    assert list(messages.faults_of_entry(entry("One day", "%(count)s hari", plural="%(count)s days"))) == []


def test_complete_entry_has_no_fault():
    assert list(messages.faults_of_entry(entry("Send", "Kirim"))) == []


def catalogue(folder, app, *entries):
    path = folder / app / messages.CATALOGUE
    path.parent.mkdir(parents=True)
    po = polib.POFile()
    po.extend(entries)
    po.save(str(path))


def test_two_apps_that_say_it_differently_are_named(tmp_path):
    catalogue(tmp_path, "hosts", entry("Withdrawn", "Mengundurkan diri"))
    catalogue(tmp_path, "cooperation", entry("Withdrawn", "Ditarik"))

    assert list(messages.faults_between_apps(tmp_path)) == [
        "'Withdrawn' is 'Ditarik' in cooperation/locale/id/LC_MESSAGES/django.po, "
        "but 'Mengundurkan diri' in hosts/locale/id/LC_MESSAGES/django.po. Agree on one, or give one a context."
    ]


def test_plurals_of_two_apps_are_compared(tmp_path):
    catalogue(tmp_path, "hosts", entry("%(n)s day", "%(n)s hari", plural="%(n)s days"))
    catalogue(tmp_path, "web", entry("%(n)s day", "%(n)s harian", plural="%(n)s days"))

    assert len(list(messages.faults_between_apps(tmp_path))) == 1


def test_the_same_words_and_another_context_are_no_clash(tmp_path):
    candidate = polib.POEntry(msgid="Withdrawn", msgstr="Mengundurkan diri", msgctxt="candidate")
    catalogue(tmp_path, "hosts", candidate, entry("Save", "Simpan"))
    catalogue(tmp_path, "cooperation", entry("Withdrawn", "Ditarik"), entry("Save", "Simpan"))

    assert list(messages.faults_between_apps(tmp_path)) == []


def test_no_library_in_front_of_an_app_speaks_for_it():
    spoken: dict[tuple[str, str], str] = {}
    for app in apps.get_app_configs():
        ours, theirs = (
            Path(app.path) / messages.CATALOGUE,
            Path(app.path) / messages.CATALOGUE.with_suffix(".mo"),
        )
        if app.name.startswith("pendopo."):
            for one in polib.pofile(str(ours)) if ours.exists() else []:
                name = (one.msgctxt or "", one.msgid)
                assert spoken.get(name, one.msgstr) == one.msgstr, (app.name, *name)
        elif theirs.exists():
            for one in polib.mofile(str(theirs)):
                spoken.setdefault((one.msgctxt or "", one.msgid), one.msgstr)
