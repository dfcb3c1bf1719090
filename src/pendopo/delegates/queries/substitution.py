"""Reads on substitutions: which quotas a change of person keeps, and the requests somebody may see."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import Http404
from django.utils.translation import get_language, gettext_lazy

from pendopo.convenings.rules import Standing, standing
from pendopo.delegates import rules
from pendopo.delegates.enums import RequestState
from pendopo.delegates.models import Delegate, Substitution
from pendopo.delegates.queries.cell_words import Words, words_in_both
from pendopo.delegates.queries.cells import Person, cell_of, within
from pendopo.delegates.queries.delegate import delegates_for
from pendopo.delegates.queries.pool import members
from pendopo.delegates.queries.quota import quotas

KEPT, ENOUGH, SHORT, OVER = "kept", "enough", "short", "over"
SAID = {
    KEPT: gettext_lazy("stays filled"),
    ENOUGH: gettext_lazy("one fewer, enough"),
    SHORT: gettext_lazy("short afterwards"),
    OVER: gettext_lazy("too many afterwards"),
}
CHIPS = {KEPT: "ok", ENOUGH: "run", SHORT: "late", OVER: "late"}


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change of person does to one quota, in persons; those without a need are None."""

    words: Words
    kind: str
    before: int
    after: int
    lower: int
    upper: int | None

    @property
    def label(self) -> str:
        """Whom the quota counts, in the reader's language."""
        return self.words.en if (get_language() or "id").startswith("en") else self.words.ind

    @property
    def said(self) -> str:
        """What happens, in words."""
        return str(SAID[self.kind])

    @property
    def chip(self) -> str:
        """The colour of what happens."""
        return CHIPS[self.kind]


def effects_of(leaving: Delegate, arriving: Delegate) -> list[Effect]:
    """The quotas under which the leaving person counts, or that the arriving one would break.

    Counted among those who hold a seat where the leaving person holds one, otherwise among the whole pool.
    """
    states = rules.HOLDS_SEAT if leaving.state in rules.HOLDS_SEAT else rules.IN_POOL
    rows = Delegate.objects.filter(convening=leaving.convening, audience=leaving.audience)
    people = {one.pk: one.person for one in members(rows.filter(state__in=states))}
    known = {one.pk: one.person for one in members(rows.filter(pk__in=(leaving.pk, arriving.pk)))}
    before = [*{**people, leaving.pk: known[leaving.pk]}.values()]
    after = [person for key, person in people.items() if key != leaving.pk]
    if arriving.pk not in people:
        after.append(known[arriving.pk])
    asked = list(quotas(leaving.audience))
    said = words_in_both([cell_of(quota) for quota in asked])
    found = []
    for quota in asked:
        words = said[cell_of(quota)]
        effect = _effect(quota, words, before, after, known[leaving.pk], known[arriving.pk])
        if effect:
            found.append(effect)
    return found


def _effect(
    quota: Any, words: Words, before: list[Person], after: list[Person], leaving: Person, arriving: Person
) -> Effect | None:
    cell = cell_of(quota)
    bound = within(quota, sum(map(cell.in_group, after)))
    was, now = sum(map(cell.holds, before)), sum(map(cell.holds, after))
    counted = cell.holds(leaving)
    if bound.upper is not None and now > bound.upper and now > was:
        kind = OVER
    elif now < bound.lower and now < was:
        kind = SHORT
    elif counted:
        kind = KEPT if cell.holds(arriving) else ENOUGH
    else:
        return None
    return Effect(words, kind, was, now, bound.lower, bound.upper)


def substitutions_for(seen: Standing) -> QuerySet[Substitution]:
    """The requests about people whose rows somebody may see, the open ones first."""
    rank = Case(When(state=RequestState.OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows: QuerySet[Substitution] = Substitution.objects.filter(leaving__in=delegates_for(seen).values("pk"))
    rows = rows.select_related(
        "leaving__convening", "leaving__organisation", "arriving__organisation", "asked_by", "link"
    )
    return rows.annotate(rank=rank).order_by("rank", "-created_at", "-pk")


def access_substitution(user: Any, pk: UUID, to: str = "see") -> Substitution:
    """A request, or 404 for those who may not "see" or "answer" it and where there is none."""
    found = Substitution.objects.filter(pk=pk).select_related("leaving__convening").first()
    if found is None:
        raise Http404
    seen = standing(user, found.leaving.convening)
    request: Substitution | None = substitutions_for(seen).filter(pk=pk).first()
    if request is None or (to == "answer" and not rules.may_mobilise(seen)):
        raise Http404
    return request
