"""The pool of the demonstration on 26 April 2024: nominated by those who may, registered with their consents.

Everything goes through the same actions as at the desk, so that the log tells of every person. Nobody is selected
yet: that button is the visitor's.
"""

from collections.abc import Mapping

from pendopo.accounts.models import User
from pendopo.convenings.actions.notice import quietly
from pendopo.convenings.enums import Role, Side
from pendopo.convenings.models import Convening, Membership, Organisation, Region
from pendopo.delegates.actions.delegate import Newcomer
from pendopo.delegates.actions.form import begin_forms
from pendopo.delegates.actions.many import nominate_all, register_all
from pendopo.delegates.actions.registration import Registration
from pendopo.delegates.enums import Audience, Purpose
from pendopo.delegates.models import Delegate
from pendopo.demo.people import FUNCTIONS, Invented, invented

Actors = Mapping[str, User]


def load_delegates(convening: Convening) -> int:
    """Fill the pool; how many were nominated. The caller stands inside the convening and in a transaction."""
    actors = _actors(convening)
    regions = {one.pk: one for one in Region.objects.all()}
    people = invented()
    pairs: list[tuple[Delegate, Registration]] = []
    with quietly():
        begin_forms(convening=convening, by=actors[Role.SECRETARIAT])
        for organisation in Organisation.objects.filter(convening=convening).order_by("code"):
            own = [one for one in people if one.organisation == organisation.code]
            if own:
                delegates = nominate_all(
                    organisation=organisation,
                    audience=Audience.CONFERENCE,
                    people=[_newcomer(one, organisation, regions) for one in own],
                    by=_nominator(organisation, actors),
                )
                pairs += [
                    (delegate, _said(one, regions.get(one.region)))
                    for delegate, one in zip(delegates, own, strict=True)
                    if one.registers
                ]
        register_all(said=pairs, by=actors[Role.SECRETARIAT])
    return len(people)


def _actors(convening: Convening) -> Actors:
    """By role, and for focal points by the code of their organisation, who nominates."""
    held = Membership.objects.filter(convening=convening).select_related("user", "organisation")
    found: dict[str, User] = {}
    for one in held:
        key = one.organisation.code if one.role == Role.FOCAL_POINT and one.organisation else one.role
        found[key] = one.user
    return found


def _nominator(organisation: Organisation, actors: Actors) -> User:
    """The own focal point, the liaison for the government's side, the secretariat for everybody else."""
    if organisation.code in actors:
        return actors[organisation.code]
    return actors[Role.LIAISON if organisation.side == Side.GOVERNMENT else Role.SECRETARIAT]


def _newcomer(one: Invented, organisation: Organisation, regions: Mapping[str, Region]) -> Newcomer:
    return Newcomer(
        name=one.name,
        phone=one.phone,
        email=one.email,
        organisation=organisation,
        sex=one.sex,
        sector=one.sector,
        region=regions.get(one.region),
    )


def _said(one: Invented, region: Region | None) -> Registration:
    """What somebody sends from the phone: the six questions, consents by choice, an alias where it is safer."""
    answers = {key: "a_lot" if one.disabled and key == one.difficulty else "none" for key in FUNCTIONS}
    agreed = {Purpose.TAKE_PART, Purpose.NEEDS}
    agreed |= {Purpose.COUNTING} if one.counted else set()
    agreed |= {Purpose.AFTER} if one.first_time == "no" else set()
    agreed |= {Purpose.PHOTO} if one.photo != "no" else set()
    return Registration(
        name=one.name,
        phone=one.phone,
        email=one.email,
        born_on=one.born_on,
        guardian="Orang tua" if one.born_on and one.born_on.year > 2005 else "",
        sex=one.sex,
        region=region,
        first_time=one.first_time,
        alias=one.alias,
        under_alias=bool(one.alias),
        unlisted=one.unlisted,
        photo=one.photo,
        answers=answers | ({"diet": [one.diet]} if one.diet else {}),
        agreed=frozenset(agreed),
    )
