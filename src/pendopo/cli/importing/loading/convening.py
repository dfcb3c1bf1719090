"""The convening, its organisations, accounts, people and numbers."""

from pendopo.accounts.actions import invite_user
from pendopo.cli.importing.loading.store import Store
from pendopo.cli.importing.rows import (
    ConveningRow,
    FigureRow,
    OrganisationRow,
    PersonRow,
    PhaseRow,
    RoleRow,
    SeatRow,
    UnitRow,
    UserRow,
)
from pendopo.convenings import actions
from pendopo.convenings.enums import MembershipClass, Side, TeamKind, TimeZone


def load_convening(store: Store) -> None:
    """The convening itself, hidden until the end of the import."""
    for row in store.book.rows(ConveningRow):
        with store.storing(row):
            convening = actions.create_convening(
                slug=row.slug,
                starts_on=row.starts_on,
                ends_on=row.ends_on,
                title_ind=row.title_ind,
                title_en=row.title_en,
                theme_ind=row.theme_ind,
                theme_en=row.theme_en,
                conference_starts_on=row.conference_starts_on,
                conference_ends_on=row.conference_ends_on,
                convention_starts_on=row.convention_starts_on,
                convention_ends_on=row.convention_ends_on,
                time_zone=row.time_zone or TimeZone.WIB,
                venue_ind=row.venue_ind,
                venue_en=row.venue_en,
                by=store.operator,
            )
            store.keep(row.file, row.slug, convening)


def publish(store: Store) -> None:
    """Show the convening to the public, if its row says so."""
    for row in store.book.rows(ConveningRow):
        if row.published:
            actions.publish_convening(convening=store.convening, published=True, by=store.operator)


def load_organisations(store: Store) -> None:
    """Organisations, then their units."""
    for row in store.book.rows(OrganisationRow):
        with store.storing(row):
            organisation = actions.add_organisation(
                convening=store.convening,
                code=row.code,
                name=row.name,
                short_name=row.short_name,
                kind=row.kind,
                side=row.side,
                membership_class=row.membership_class or MembershipClass.NONE,
                restricted=row.restricted or None,
                by=store.operator,
            )
            store.keep(row.file, row.code, organisation)
    for unit in store.book.rows(UnitRow):
        with store.storing(unit):
            made = actions.add_unit(
                organisation=store.get("organisations.csv", unit.organisation),
                code=unit.code,
                name=unit.name,
                short_name=unit.short_name,
                meaning_ind=unit.meaning_ind,
                meaning_en=unit.meaning_en,
                by=store.operator,
            )
            store.keep(unit.file, unit.code, made)


def load_accounts(store: Store) -> None:
    """Accounts without a password, and their roles; nobody is mailed."""
    for row in store.book.rows(UserRow):
        with store.storing(row):
            user = invite_user(
                full_name=row.full_name,
                email=row.email,
                phone=row.phone or None,
                language=row.language or "id",
                by=store.operator,
            )
            store.keep(row.file, row.code, user)
    for role in store.book.rows(RoleRow):
        with store.storing(role):
            actions.grant_role(
                convening=store.convening,
                user=store.get("users.csv", role.user),
                role=role.role,
                organisation=store.get("organisations.csv", role.organisation),
                unit=store.get("units.csv", role.unit),
                by=store.operator,
            )


def load_people(store: Store) -> None:
    """People in their public roles."""
    for row in store.book.rows(PersonRow):
        with store.storing(row):
            person = actions.add_person(
                convening=store.convening,
                name=row.name,
                public_role_ind=row.public_role_ind,
                public_role_en=row.public_role_en,
                organisation=store.get("organisations.csv", row.organisation),
                unit=store.get("units.csv", row.unit),
                user=store.get("users.csv", row.user),
                public=row.public,
                by=store.operator,
            )
            store.keep(row.file, row.code, person)


def load_phases(store: Store) -> None:
    """Stretches of the preparation."""
    for row in store.book.rows(PhaseRow):
        with store.storing(row):
            actions.add_phase(
                convening=store.convening,
                title_ind=row.title_ind,
                title_en=row.title_en,
                side=row.side or Side.NEITHER,
                starts_on=row.starts_on,
                ends_on=row.ends_on,
                by=store.operator,
            )


def load_teams(store: Store) -> None:
    """Teams, each made by its first seat."""
    for row in store.book.rows(SeatRow):
        with store.storing(row):
            if (row.file, row.team) not in store.found:
                team = actions.add_team(
                    convening=store.convening,
                    kind=row.kind or TeamKind.OTHER,
                    name_ind=row.name_ind or row.team,
                    name_en=row.name_en or row.team,
                    side=row.side or Side.NEITHER,
                    by=store.operator,
                )
                store.keep(row.file, row.team, team)
            actions.add_team_member(
                team=store.get(row.file, row.team),
                person=store.get("people.csv", row.person),
                title_ind=row.title_ind,
                title_en=row.title_en,
                by=store.operator,
            )


def load_figures(store: Store) -> None:
    """Published numbers with their provenance."""
    for row in store.book.rows(FigureRow):
        with store.storing(row):
            figure = actions.add_figure(
                convening=store.convening,
                label_ind=row.label_ind,
                label_en=row.label_en,
                value=row.value,
                kind=row.kind,
                as_of=row.as_of,
                source=row.source,
                source_url=row.source_url,
                confirmed_by=row.confirmed_by,
                by=store.operator,
            )
            store.keep(row.file, row.code, figure)
