"""Writes on the agenda of a meeting."""

from django.db import transaction
from django.db.models import Max

from pendopo.accounts.models import User
from pendopo.convenings.rules import standing
from pendopo.cooperation.errors import AgendaItemInUse, MinutesFrozen, TextMissing
from pendopo.cooperation.models import AgendaItem, Agreement, Commitment, Meeting, Minutes
from pendopo.cooperation.queries.meeting import open_agreements, open_commitments
from pendopo.cooperation.rules import may_write_meetings
from pendopo.core.audit import record
from pendopo.core.errors import NotAllowed

TITLE = AgendaItem._meta.get_field("title").max_length or 250


@transaction.atomic
def add_agenda_item(
    *,
    meeting: Meeting,
    title_ind: str = "",
    title_en: str = "",
    agreement: Agreement | None = None,
    commitment: Commitment | None = None,
    by: User,
) -> AgendaItem:
    """Put one more item at the end of the agenda."""
    _refuse(meeting, by)
    if not (title_ind.strip() or title_en.strip()):
        raise TextMissing
    item: AgendaItem = AgendaItem.objects.create(
        meeting=meeting,
        position=_last(meeting) + 1,
        title_ind=title_ind.strip(),
        title_en=title_en.strip(),
        agreement=agreement,
        commitment=commitment,
    )
    record("cooperation.agenda_item_added", on=item, by=by, data={"meeting": meeting.pk})
    return item


@transaction.atomic
def edit_agenda_item(*, item: AgendaItem, title_ind: str, title_en: str, by: User) -> AgendaItem:
    """Reword an item."""
    _refuse(item.meeting, by)
    if not (title_ind.strip() or title_en.strip()):
        raise TextMissing
    item.title_ind, item.title_en = title_ind.strip(), title_en.strip()
    item.save(update_fields=["title_ind", "title_en"])
    record("cooperation.agenda_item_edited", on=item, by=by)
    return item


@transaction.atomic
def move_agenda_item(*, item: AgendaItem, up: bool, by: User) -> AgendaItem:
    """Swap an item with its neighbour; at the end of the list nothing changes."""
    _refuse(item.meeting, by)
    items = list(AgendaItem.objects.filter(meeting=item.meeting))
    at = next(i for i, other in enumerate(items) if other.pk == item.pk)
    to = at - 1 if up else at + 1
    if 0 <= to < len(items):
        items[at], items[to] = items[to], items[at]
    _number(items)
    record("cooperation.agenda_item_moved", on=item, by=by, data={"up": up})
    item.refresh_from_db(fields=["position"])
    return item


@transaction.atomic
def remove_agenda_item(*, item: AgendaItem, by: User) -> None:
    """Take an item off the agenda, unless the minutes speak under it."""
    _refuse(item.meeting, by)
    if item.paragraphs.exists():
        raise AgendaItemInUse(title=item.title)
    record("cooperation.agenda_item_removed", on=item, by=by, data={"meeting": item.meeting_id})
    meeting = item.meeting
    item.delete()
    _number(list(AgendaItem.objects.filter(meeting=meeting)))


@transaction.atomic
def bring_open_items(*, meeting: Meeting, by: User) -> int:
    """Add what the series has left open since and is not on the agenda yet; says how many items came."""
    _refuse(meeting, by)
    count = carry_over(meeting)
    record("cooperation.open_items_brought", on=meeting, by=by, data={"count": count})
    return count


def carry_over(meeting: Meeting) -> int:
    """Put the open items of the series at the end of the agenda; the caller writes the audit event."""
    if meeting.series_id is None:
        return 0
    have = AgendaItem.objects.filter(meeting=meeting).values_list("agreement_id", "commitment_id")
    agreements, commitments = {a for a, _ in have}, {c for _, c in have}
    position = _last(meeting)
    items: list[AgendaItem] = []
    for agreement in open_agreements(meeting):
        if agreement.pk not in agreements:
            items.append(AgendaItem(agreement=agreement, **_titles(agreement.title_ind, agreement.title_en)))
    for commitment in open_commitments(meeting):
        if commitment.pk not in commitments:
            titles = _titles(commitment.what_ind, commitment.what_en, f"{commitment.code}: ")
            items.append(AgendaItem(commitment=commitment, **titles))
    for n, item in enumerate(items, start=position + 1):
        item.meeting, item.position = meeting, n
    AgendaItem.objects.bulk_create(items)
    return len(items)


def _titles(ind: str | None, en: str | None, lead: str = "") -> dict[str, str]:
    return {
        "title_ind": f"{lead}{ind}"[:TITLE] if ind else "",
        "title_en": f"{lead}{en}"[:TITLE] if en else "",
    }


def _refuse(meeting: Meeting, by: User) -> None:
    """Organisers only, one at a time, and not below approved minutes."""
    if not may_write_meetings(standing(by, meeting.convening)):
        raise NotAllowed
    Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)
    if Minutes.objects.filter(meeting=meeting).exclude(content_hash="").exists():
        raise MinutesFrozen


def _last(meeting: Meeting) -> int:
    return int(AgendaItem.objects.filter(meeting=meeting).aggregate(last=Max("position"))["last"] or 0)


def _number(items: list[AgendaItem]) -> None:
    for n, item in enumerate(items, start=1):
        item.position = n
    AgendaItem.objects.bulk_update(items, ["position"])
