"""One import from the first file to the last: everything is stored, or nothing."""

from dataclasses import dataclass
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _
from django_scopes import scope

from pendopo.accounts.models import User
from pendopo.cli.importing.book import read_book
from pendopo.cli.importing.faults import Fault, Faults
from pendopo.cli.importing.loading import commitments, convening, delegates, hosts, meetings, news
from pendopo.cli.importing.loading.store import NotStored, Store
from pendopo.convenings.actions.notice import quietly
from pendopo.convenings.models import Convening, Region
from pendopo.core.models import Attachment
from pendopo.core.urls import use_convening


@dataclass(frozen=True, slots=True)
class Report:
    """What came of an import: all faults, or how many rows of each file were stored."""

    faults: list[Fault]
    counts: dict[str, int]
    convening: Convening | None = None


class _Undo(Exception):
    """Takes the transaction back without being a failure."""


def import_folder(folder: Path, *, by: User, dry_run: bool = False) -> Report:
    """Read a folder and store its convening through the actions of the apps.

    With a fault anywhere, or on a dry run, nothing is stored.
    """
    faults = Faults()
    book = read_book(folder, faults)
    if not Region.objects.exists():
        faults.add(str(folder), 0, "", _("The regions are not loaded yet. Run: pendopo load-regions"))
    if faults:
        return Report(faults.sorted(), {})
    store, written = Store(book, faults, by), list[str]()
    try:
        with transaction.atomic(), quietly():
            _store_all(store)
            written = _files_of(store)
            if faults or dry_run:
                raise _Undo
    except _Undo:
        for name in written:
            default_storage.delete(name)
        return Report(faults.sorted(), store.counts())
    return Report([], store.counts(), store.convening)


def _store_all(store: Store) -> None:
    convening.load_convening(store)
    try:
        found = store.convening
    except NotStored:
        return
    with scope(convening=found), use_convening(found.slug):
        convening.load_organisations(store)
        convening.load_accounts(store)
        convening.load_people(store)
        convening.load_phases(store)
        convening.load_teams(store)
        hosts.load_call(store)
        meetings.load_meetings(store)
        commitments.load_commitments(store)
        meetings.finish_minutes(store)
        commitments.load_events(store)
        delegates.load_seats(store)
        convening.load_figures(store)
        news.load_news(store)
        convening.publish(store)


def _files_of(store: Store) -> list[str]:
    """The files that were written for this convening, to be removed if it is taken back."""
    try:
        pk = store.convening.pk
    except NotStored:
        return []
    return list(Attachment.objects.filter(convening_id=pk).values_list("file", flat=True))
