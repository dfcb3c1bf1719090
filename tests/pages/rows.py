"""A convening in which every list has as many rows as one asks for; each row is called "Row" and a number.

`Stage` holds the objects that addresses name and makes rows of every kind that hang on them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.pages.rows_delegates import grow_nominations, set_nominations
from tests.pages.rows_hosts import NEWEST, grow_calls, set_calls
from tests.pages.rows_invitations import grow_invitations, set_invitations
from tests.pages.rows_meetings import grow_meetings, set_meetings
from tests.pages.rows_promises import grow_promises, set_promises
from tests.pages.rows_registration import grow_registration, set_registration
from tests.pages.rows_runs import grow_runs, set_runs
from tests.pages.rows_seats import grow_seats, set_seats
from tests.pages.rows_selection import grow_selections, set_selections

from pendopo.accounts.models import User
from pendopo.accounts.queries import invitation_token
from pendopo.convenings.models import (
    Convening,
    Figure,
    Membership,
    Notice,
    Organisation,
    Person,
    Phase,
    Region,
    Team,
    TeamMember,
    Unit,
)
from pendopo.core.models import Attachment, AuditEvent
from pendopo.core.times import now
from pendopo.press.models import Article, Correction, FigureLine

DAY = date(2024, 4, 26)


@dataclass
class Stage:
    """Who is there, and the objects that `tests.pages.addresses` names."""

    convening: Convening
    network: User
    government: User
    organisation: Organisation
    partner: Organisation
    base: int
    objects: dict[str, Any]

    @classmethod
    def set(
        cls,
        convening: Convening,
        *,
        network: User,
        government: User,
        organisation: Organisation,
        partner: Organisation,
        base: int = 0,
    ) -> "Stage":
        """One of everything that addresses name; `base` keeps what is not of one convening apart."""
        words = {"language": "en", "number": NEWEST}
        stage = cls(convening, network, government, organisation, partner, base, words)
        _set_convening(stage)
        set_meetings(stage)
        set_promises(stage)
        set_calls(stage)
        set_runs(stage)
        set_nominations(stage)
        set_registration(stage)
        set_selections(stage)
        set_seats(stage)
        set_invitations(stage)
        _set_press(stage)
        return stage

    def grow(self, numbers: Iterable[int]) -> None:
        """One more row of every kind for every number."""
        some = list(numbers)
        _grow_convening(self, some)
        grow_meetings(self, some)
        grow_promises(self, some)
        grow_calls(self, some)
        grow_runs(self, some)
        grow_nominations(self, some)
        grow_registration(self, some)
        grow_selections(self, some)
        grow_seats(self, some)
        grow_invitations(self, some)
        _grow_press(self, some)

    def file_of(self, owner: Any, number: int) -> Attachment:
        """A file, not stored yet; its content is never read."""
        return Attachment(
            convening_id=self.convening.pk,
            owner_type=owner._meta.label_lower,
            owner_id=owner.pk,
            filename=f"Row {number}.pdf",
            content_type="application/pdf",
            size=10,
            sha256="0" * 64,
            file=f"attachments/{number}",
        )


def _set_convening(stage: Stage) -> None:
    here, organisation = stage.convening, stage.organisation
    unit = Unit.objects.create(organisation=organisation, convening=here, code="HUB", name="Planning agency")
    person = Person.objects.create(convening=here, name="Ibu Contoh", organisation=organisation, unit=unit)
    team = Team.objects.create(convening=here, name_ind="Panitia", name_en="Committee", side="network")
    stage.objects |= {"organisation": organisation, "unit": unit, "person": person, "team": team}
    stage.objects["seat"] = TeamMember.objects.create(convening=here, team=team, person=person)
    stage.objects["phase"] = Phase.objects.create(
        convening=here, title_ind="Fase", title_en="Phase", starts_on=DAY, ends_on=DAY
    )
    stage.objects["figure"] = _figure(stage, 0)
    stage.objects["figure"].save()
    invited = User.objects.create_user(email=f"invited{stage.base}@example.org", full_name="Invited")
    stage.objects["invitation"] = invitation_token(invited)
    stage.objects["role"] = Membership.objects.create(
        convening=here, user=invited, role="monitoring", organisation=stage.partner
    )


def _figure(stage: Stage, n: int) -> Figure:
    labels = {"label_ind": f"Row {n}", "label_en": f"Row {n}"}
    return Figure(convening=stage.convening, **labels, value=n, kind="attended", as_of=DAY, source="Laporan")


def _grow_convening(stage: Stage, some: list[int]) -> None:
    here, known = stage.convening, stage.objects
    provinces = Region.objects.bulk_create(_region(f"{stage.base + n + 100}", n, "province") for n in some)
    Region.objects.bulk_create(
        _region(f"{p.code}.01", n, "regency", p) for n, p in zip(some, provinces, strict=True)
    )
    bodies = Organisation.objects.bulk_create(
        Organisation(convening=here, code=f"O{n}", name=f"Row {n}", kind="government_regency", side="network")
        for n in some
    )
    units = Unit.objects.bulk_create(
        Unit(organisation=body, convening=here, code=f"U{n}-{i}", name=f"Row {n}")
        for n, own in zip(some, bodies, strict=True)
        for i, body in enumerate((own, stage.organisation))
    )
    accounts = User.objects.bulk_create(
        User(email=f"row{stage.base + n}@example.org", full_name=f"Row {n}", password="!") for n in some
    )
    people = Person.objects.bulk_create(
        Person(convening=here, name=f"Row {n}", organisation=unit.organisation, unit=unit, public=True)
        for n, unit in zip((n for n in some for _ in "12"), units, strict=True)
    )
    Membership.objects.bulk_create(
        Membership(convening=here, user=user, role="unit_officer", organisation=unit.organisation, unit=unit)
        for user, unit in zip(accounts, units[::2], strict=True)
    )
    teams = Team.objects.bulk_create(
        Team(convening=here, name_ind=f"Row {n}", name_en=f"Row {n}", side="network") for n in some
    )
    TeamMember.objects.bulk_create(
        TeamMember(convening=here, team=team, person=person)
        for own, person in zip(teams, people[::2], strict=True)
        for team in (own, known["team"])
    )
    Phase.objects.bulk_create(
        Phase(convening=here, title_ind=f"Row {n}", title_en=f"Row {n}", starts_on=DAY, ends_on=DAY)
        for n in some
    )
    Notice.objects.bulk_create(
        Notice(
            convening=here, user=stage.network, kind="test", text_ind=f"Row {n}", text_en=f"Row {n}", url="/"
        )
        for n in some
    )
    AuditEvent.objects.bulk_create(_event(stage, n, user) for n, user in zip(some, accounts, strict=True))
    known |= {"bodies": bodies, "units": units[::2], "accounts": accounts, "people": people[::2]}
    known["regions"] = list(
        Region.objects.filter(code__in=[f"{p.code}.01" for p in provinces]).order_by("code")
    )


def _region(code: str, n: int, level: str, parent: Region | None = None) -> Region:
    return Region(
        code=code, name=f"Kabupaten Row {n}", folded=f"kabupaten row {n}", level=level, parent=parent
    )


def _event(stage: Stage, n: int, user: User) -> AuditEvent:
    return AuditEvent(
        seq=100_000 + stage.base + n,
        at=now(),
        actor_id=user.pk,
        verb=f"test.row_{n}",
        object_type="convenings.convening",
        object_id=str(stage.convening.pk),
        convening_id=stage.convening.pk,
        data={"row": f"Row {n}"},
        prev_hash="0" * 64,
        hash="0" * 64,
    )


def _set_press(stage: Stage) -> None:
    draft, article = _article(stage, "draft", "draft"), _article(stage, "hub", "published")
    article.meeting = stage.objects["published meeting"]
    draft.save()
    article.save()
    stage.objects |= {"draft": draft, "article": article, "slug": article.slug}


def _article(stage: Stage, slug: str, status: str) -> Article:
    then = now() - timedelta(hours=1)
    return Article(
        convening=stage.convening,
        slug=slug,
        title_ind=slug.replace("-", " ").capitalize(),
        title_en=slug.replace("-", " ").capitalize(),
        body_ind="Isi.",
        body_en="Text.",
        author_name="Sekretariat",
        status=status,
        publish_at=then,
        saved_at=then,
        written_by=stage.network,
        edited_by=stage.network,
        approved_by=stage.government,
    )


def _grow_press(stage: Stage, some: list[int]) -> None:
    known = stage.objects
    Article.objects.bulk_create(_article(stage, f"row-{n}", "published") for n in some)
    Article.objects.bulk_create(_article(stage, f"row-{n}-draft", "draft") for n in some)
    covers = Attachment.objects.bulk_create(stage.file_of(known["article"], n) for n in some)
    Article.objects.filter(slug="hub").update(cover=covers[0])
    figures = Figure.objects.bulk_create(_figure(stage, n) for n in some)
    FigureLine.objects.bulk_create(
        FigureLine(article=article, position=n + 1, figure=figure)
        for n, figure in zip(some, figures, strict=True)
        for article in (known["draft"], known["article"])
    )
    Correction.objects.bulk_create(
        Correction(article=known["article"], made_at=now(), note=f"Row {n}", by=user)
        for n, user in zip(some, known["accounts"], strict=True)
    )
