"""The gate that keeps both languages complete does notice what is missing."""

import polib
import pytest
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
