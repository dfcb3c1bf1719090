"""Where a promise came from and where it went: one tree from the meeting to the evidence.

Later apps hang their own nodes into it from `apps.ready()`:

    thread.register("commitment", visits_of_commitments)

A provider gets the keys of the rows of that kind and whether the reader is the public; it answers with the
nodes for each key in one or two queries, however many keys there are.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from uuid import UUID

from django.db.models import Sum, UUIDField
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pendopo.convenings.enums import Side
from pendopo.cooperation.models import Agreement, Attendance, Commitment, CommitmentEvent, Evidence, Meeting
from pendopo.cooperation.queries.agreement import agreements
from pendopo.cooperation.queries.below import Below, below_agreement, below_commitment, below_meeting
from pendopo.cooperation.queries.status import Status, status_of
from pendopo.cooperation.queries.tally import Tally
from pendopo.core.prepared import Given, Prepared
from pendopo.core.times import short_date

Kind = Literal["meeting", "agreement", "commitment"]


@dataclass
class Node:
    """One thing on a thread, as a page or a terminal shows it."""

    kind: str
    title: str
    code: str = ""
    when: str = ""
    url_name: str = ""
    pk: UUID | None = None
    icon: str = "flag"
    section: str | Promise = ""
    text: str = ""
    label: str = ""
    side: str = ""
    owner: str = ""
    status: Status | None = None
    tally: Tally | None = None
    is_current: bool = False
    is_folded: bool = False
    row: object = None
    children: list["Node"] = field(default_factory=list)

    def walk(self, depth: int = 0) -> Iterator[tuple[int, "Node"]]:
        """This node and everything below it, each with its depth."""
        yield depth, self
        for child in self.children:
            yield from child.walk(depth + 1)

    def of_kind(self, *kinds: str) -> list["Node"]:
        """The children of these kinds."""
        return [child for child in self.children if child.kind in kinds]

    @property
    def extras(self) -> list["Node"]:
        """The children that other apps hung here."""
        return [child for child in self.children if child.section]


Provider = Callable[[Collection[UUID], bool], Mapping[UUID, list[Node]]]
_providers: dict[Kind, list[Provider]] = {"meeting": [], "agreement": [], "commitment": []}


def register(kind: Kind, provider: Provider) -> None:
    """Let `provider` add nodes below meetings, agreements or commitments; registering twice adds once."""
    if provider not in _providers[kind]:
        _providers[kind].append(provider)


@dataclass
class Thread:
    """A tree from one meeting, and what the head of its page counts."""

    root: Node
    current: Node
    below: Below

    @property
    def events(self) -> list[CommitmentEvent]:
        """The newest first: all of them where a commitment is the current thing, else the last few."""
        return self.below.events

    def nodes(self, *kinds: str) -> list[Node]:
        """All nodes of these kinds, in the order of the tree."""
        return [node for _depth, node in self.root.walk() if node.kind in kinds]


def thread_of_meeting(meeting: Meeting, today: date, *, folded: bool = False) -> Thread:
    """The meeting, everything agreed in it, and everything that came of that."""
    below = below_meeting(meeting.pk, today, folded=folded)
    return _grow(meeting, agreements().filter(meeting=meeting), below, today, current=meeting.pk)


def thread_of_agreement(
    agreement: Agreement, today: date, *, quoting: bool = True, folded: bool = False
) -> Thread:
    """The meeting and paragraph it came from, the agreement, and everything that came of it.

    `quoting` is False for readers who may not read that meeting: they get its name and day, not its words.
    `folded` shows only the first commitments of a crowded agreement.
    """
    below = below_agreement(agreement.pk, today, folded=folded, public=False)
    return _grow(agreement.meeting, [agreement], below, today, current=agreement.pk, quoting=quoting)


def thread_of_commitment(commitment: Commitment, today: date, *, quoting: bool = True) -> Thread:
    """The ancestry of one commitment, and its whole history."""
    agreement, below = commitment.agreement, below_commitment(commitment, today)
    return _grow(agreement.meeting, [agreement], below, today, current=commitment.pk, quoting=quoting)


def public_thread(agreement: Agreement, today: date) -> Thread:
    """What everybody may see of a published agreement: headings, counts and status; nobody and no evidence."""
    below = below_agreement(agreement.pk, today, folded=False, public=True)
    return _grow(agreement.meeting, [agreement], below, today, current=agreement.pk, public=True)


def _grow(
    meeting: Meeting,
    rows: Iterable[Agreement],
    below: Below,
    today: date,
    *,
    current: UUID,
    public: bool = False,
    quoting: bool = True,
) -> Thread:
    nodes = {promise.pk: _commitment_node(promise, today) for promise in below.promises}
    for proof in below.evidence:
        nodes[proof.commitment_id].children.append(_evidence_node(proof))
    headings: dict[UUID, Node] = {}
    tops = []
    for row in rows:
        headings[row.pk] = node = _agreement_node(row)
        node.tally, node.is_folded = below.tallies[row.pk], row.pk in below.crowded
        tops.append(_under_paragraph(row, node, quoting))
    for promise in below.promises:
        headings[promise.agreement_id].children.append(nodes[promise.pk])
    root = _meeting_node(meeting, quoting and not public)
    root.children = _joined(tops)
    everything: dict[Kind, dict[UUID, Node]] = {
        "meeting": {meeting.pk: root},
        "agreement": headings,
        "commitment": nodes,
    }
    _hang_extras(everything, public)
    focus = next(known[current] for known in everything.values() if current in known)
    focus.is_current = True
    return Thread(root, focus, below)


def _meeting_node(meeting: Meeting, in_full: bool) -> Node:
    return Node(
        kind="meeting",
        title=meeting.title,
        code=meeting.code,
        when=short_date(meeting.held_on),
        url_name="cooperation:meeting-detail" if in_full else "",
        pk=meeting.pk,
        icon="doc",
        text=_attendance_words(meeting) if in_full else "",
        row=meeting,
    )


def _attendance_words(meeting: Meeting) -> str:
    counted = dict(_heads(meeting=meeting.pk))
    words = []
    for side in (Side.NETWORK, Side.GOVERNMENT):
        if side in counted:
            words.append(_counted_words(side, *counted[side]))
        else:
            words.append(_("%(side)s: attendance not recorded yet.") % {"side": side.label})
    return " ".join(words)


_heads = Prepared(
    lambda: (
        Attendance.objects.filter(meeting=Given("meeting", UUIDField()))
        .order_by()
        .values("organisation__side")
        .annotate(women=Sum("female"), men=Sum("male"), unknown=Sum("not_stated"))
    ),
    lambda organisation__side, women, men, unknown: (organisation__side, (women, men, unknown)),
)


def _counted_words(side: Side, women: int, men: int, unknown: int) -> str:
    """How many came for a side; who did not say is never passed over as neither."""
    numbers = {
        "side": side.label,
        "total": women + men + unknown,
        "women": women,
        "men": men,
        "unknown": unknown,
    }
    if not women and not men:
        return _("%(side)s: %(total)s people, female or male not recorded.") % numbers
    if unknown:
        said = _("%(side)s: %(total)s people (%(women)s women, %(men)s men, %(unknown)s not stated).")
        return said % numbers
    return _("%(side)s: %(total)s people (%(women)s women, %(men)s men).") % numbers


def _under_paragraph(row: Agreement, node: Node, quoting: bool) -> Node:
    if row.paragraph is None:
        return node
    paragraph = row.paragraph
    return Node(
        kind="paragraph",
        title=f"¶ {paragraph.label}",
        pk=paragraph.pk,
        icon="doc",
        label=paragraph.label,
        text=paragraph.text if quoting else "",
        row=paragraph,
        children=[node],
    )


def _joined(tops: list[Node]) -> list[Node]:
    """Agreements from the same paragraph share its node."""
    found: dict[UUID | None, Node] = {}
    for top in tops:
        if top.kind == "paragraph" and top.pk in found:
            found[top.pk].children += top.children
        else:
            found[top.pk] = top
    return list(found.values())


def _agreement_node(row: Agreement) -> Node:
    when = _("agreed %(day)s") % {"day": short_date(row.meeting.held_on)}
    if row.detailed_on:
        when += ", " + _("detailed %(day)s") % {"day": short_date(row.detailed_on)}
    return Node(
        kind="agreement",
        title=row.title,
        code=row.code,
        when=when,
        url_name="cooperation:agreement-thread",
        pk=row.pk,
        icon="pact",
        row=row,
    )


def _commitment_node(row: Commitment, today: date) -> Node:
    return Node(
        kind="commitment",
        title=row.what,
        code=row.code,
        when=short_date(row.due),
        url_name="cooperation:commitment-detail",
        pk=row.pk,
        side=row.side,
        owner=row.owner.name,
        status=status_of(row, today),
        row=row,
    )


def _evidence_node(proof: Evidence) -> Node:
    return Node(
        kind="evidence",
        title=proof.title,
        when=short_date(proof.added_on),
        pk=proof.pk,
        icon="doc",
        row=proof,
    )


def _hang_extras(everything: dict[Kind, dict[UUID, Node]], public: bool) -> None:
    for kind, known in everything.items():
        for provider in _providers[kind]:
            for key, nodes in provider(list(known), public).items():
                known[key].children += nodes
