"""One row of everything in a convening."""

from datetime import date
from typing import Any

from pendopo.convenings.enums import FigureKind, TeamKind
from pendopo.convenings.models import Convening, Figure, Notice, Person, Phase, Region, Team, TeamMember


def make_phase(convening: Convening, **changes: Any) -> Phase:
    values = {
        "title_ind": "Persiapan",
        "title_en": "Preparation",
        "starts_on": date(2024, 3, 1),
        "ends_on": date(2024, 4, 30),
    }
    return Phase.objects.create(convening=convening, **values | changes)


def make_person(convening: Convening, name: str = "Ibu Contoh", **changes: Any) -> Person:
    return Person.objects.create(convening=convening, name=name, **changes)


def make_team(convening: Convening, **changes: Any) -> Team:
    values = {"name_ind": "Panitia pengarah", "name_en": "Steering committee", "kind": TeamKind.STEERING}
    return Team.objects.create(convening=convening, **{**values, "side": "network", **changes})


def make_seat(team: Team, person: Person, **changes: Any) -> TeamMember:
    return TeamMember.objects.create(convening=team.convening, team=team, person=person, **changes)


def make_figure(convening: Convening, **changes: Any) -> Figure:
    values = {
        "label_ind": "peserta",
        "label_en": "participants",
        "value": 229,
        "kind": FigureKind.ATTENDED,
        "as_of": date(2024, 5, 9),
        "source": "Laporan panitia",
    }
    return Figure.objects.create(convening=convening, **values | changes)


def make_notice(convening: Convening, user: Any, **changes: Any) -> Notice:
    values = {"kind": "test", "text_ind": "Ada tugas baru.", "text_en": "There is a new task."}
    return Notice.objects.create(convening=convening, user=user, **values | changes)


def make_region(code: str = "32.14", name: str = "Kabupaten Purwakarta", parent: Any = None) -> Region:
    from pendopo.convenings.queries.regions import fold

    level = "province" if len(code) == 2 else "regency"
    return Region.objects.create(code=code, name=name, folded=fold(name), level=level, parent=parent)
