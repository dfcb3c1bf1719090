"""A call in every state, made through the actions that people use."""

from django.db.models import Q

from pendopo.convenings.models import Region
from pendopo.hosts import actions
from pendopo.hosts.models import Sheet

CRITERIA = (("CRI-1", "Kerentanan", "Vulnerability", 25), ("CRI-2", "Praktik baik", "Good practice", 30))


CODES = {"Purwakarta": "32.14", "Sleman": "34.04", "Bogor": "32.01", "Poso": "72.02"}


def region(name):
    """A regency, made once."""
    values = {"name": name, "folded": name.lower(), "level": "regency"}
    return Region.objects.get_or_create(code=CODES[name], defaults=values)[0]


def drafts(*rows):
    """Criteria as the action wants them."""
    return [actions.CriterionDraft(code, ind, en, weight) for code, ind, en, weight in rows or CRITERIA]


def make_call(convening, by, *, candidates=("Purwakarta", "Sleman"), places=(), assessors=()):
    """A call with criteria, candidates and assessors, being prepared."""
    call = actions.open_call(convening=convening, title_ind="Tuan rumah 2024", title_en="Host 2024", by=by)
    actions.make_version(call=call, criteria=drafts(), by=by)
    for name in candidates:
        actions.add_candidate(call=call, region=region(name), by=by)
    for name in places:
        actions.add_candidate(call=call, place_name=name, by=by)
    for user in assessors:
        actions.invite_assessor(call=call, user=user, by=by)
    return call


def make_scoring(convening, by, assessors, **more):
    """A call whose assessors have empty sheets."""
    call = make_call(convening, by, assessors=assessors, **more)
    actions.open_scoring(call=call, by=by)
    call.refresh_from_db()
    return call


def candidate(call, name):
    """A candidate by the name of its region or place."""
    found = call.candidates.select_related("region", "call__convening")
    return found.get(Q(region__name=name) | Q(place_name=name))


def sheet_of(call, user):
    """An assessor's newest sheet."""
    rows = Sheet.objects.filter(version__call=call, assessor__user=user).select_related(
        "version__call__convening"
    )
    return rows.order_by("-version__number").first()


def declare(call, user, *names):
    """State conflicts of interest with the named candidates, or none."""
    conflicts = {candidate(call, name).pk: "Saudara bekerja di sana" for name in names}
    actions.declare_conflicts(sheet=sheet_of(call, user), conflicts=conflicts, by=user)


def score(call, user, submit=True, **by_name):
    """Give each named candidate its scores, in the order of the criteria."""
    own = sheet_of(call, user)
    criteria = list(own.version.criteria.values_list("pk", flat=True))
    scores = {
        (candidate(call, name).pk, criterion): value
        for name, values in by_name.items()
        for criterion, value in zip(criteria, values, strict=True)
    }
    actions.give_scores(sheet=own, scores=scores, submit=submit, by=user)


def make_scored(convening, by, assessors):
    """A call that everybody has scored: Purwakarta ahead of Sleman."""
    call = make_scoring(convening, by, assessors)
    for user in assessors:
        declare(call, user)
        score(call, user, Purwakarta=(5, 4), Sleman=(3, 4))
    call.refresh_from_db()
    return call


def make_decided(convening, by, assessors, **more):
    """A call decided for Purwakarta, not published."""
    call = make_scored(convening, by, assessors)
    chosen = candidate(call, "Purwakarta")
    texts = {"reasons_ind": "Komitmennya kuat.", "reasons_en": "Its commitment is strong."}
    decision = actions.decide(call=call, candidate=chosen, by=by, **texts | more)
    call.refresh_from_db()
    return call, decision
