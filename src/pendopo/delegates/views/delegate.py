"""The pool at the desk: the list, and the page of one delegate."""

from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from pendopo.convenings.http import desk_page
from pendopo.convenings.rules import Standing
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.delegates import rules
from pendopo.delegates.enums import DelegateState, Kept, SeenOn
from pendopo.delegates.forms.nomination import FilterForm
from pendopo.delegates.models import Delegate
from pendopo.delegates.queries.delegate import (
    access_delegate,
    delegates_for,
    name_in,
    open_identities,
    open_identity,
)
from pendopo.delegates.queries.household import housemates
from pendopo.delegates.queries.invitation import invitation_context
from pendopo.delegates.queries.nomination import counted, delegates_listed, nominations_of
from pendopo.delegates.queries.on_behalf import stages_for

PER_PAGE = 50
CHIPS = {
    DelegateState.NOMINATED: "todo",
    DelegateState.REGISTERED: "run",
    DelegateState.SELECTED: "run",
    DelegateState.WAITING: "warn",
    DelegateState.CONFIRMED: "ok",
    DelegateState.ATTENDED: "ok",
}


@require_safe
@desk_page
def delegate_list(request: HtmxHttpRequest) -> HttpResponse:
    seen = request.standing
    form = FilterForm(request.GET, standing=seen)
    asked = request.GET.copy()
    asked.pop("page", None)
    page = Paginator(delegates_listed(seen, form.filters()), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter_form": form,
        "asked": asked.urlencode(),
        "filters": [(name, request.GET[name]) for name in form.fields if request.GET.get(name)],
        "page": page,
        "rows": _rows(request, page),
        "tally": [(DelegateState(state).label, count) for state, count in counted(seen)],
        "may_nominate": rules.may_nominate(seen) and not seen.restricted,
        "sees_rows": sees_rows(seen),
        "sees_names": rules.may_name_all(seen),
    }
    return render_page(request, "delegates/delegate_list.html", context, partial="found")


def sees_rows(seen: Standing) -> bool:
    """Whether there is a list for this reader, or numbers only."""
    return rules.may_nominate(seen) and not seen.restricted


def _rows(request: HtmxHttpRequest, page: Page) -> list[dict[str, Any]]:
    delegates: list[Delegate] = list(page.object_list)
    names = open_identities(request.user, delegates, SeenOn.LIST)
    return [
        {
            "delegate": row,
            "name": name_in(names, row.pk),
            "chip": chip_of(row.state),
            "state": row.get_state_display(),
        }
        for row in delegates
    ]


def chip_of(state: str) -> str:
    """The colour of a state; who no longer takes part stands back."""
    return CHIPS.get(DelegateState(state), "todo")


@require_safe
@desk_page
def delegate_detail(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    delegate = access_delegate(request.user, pk)
    seen = request.standing
    named = rules.may_read(seen, delegate, Kept.IDENTITY)
    acts = rules.nominates_for(seen, delegate.organisation_id)
    still = delegate.state == DelegateState.NOMINATED
    visible = delegates_for(seen)
    context = {
        "delegate": delegate,
        "chip": chip_of(delegate.state),
        "identity": open_identity(request.user, delegate, SeenOn.DELEGATE) if named else None,
        "nominations": [
            {"row": row, "open": still and row.withdrawn_at is None and _acts(seen, row.organisation_id)}
            for row in nominations_of(delegate)
        ],
        "may_replace": acts and rules.may_move(delegate, DelegateState.REPLACED),
        "merged_into": _one(visible, delegate.merged_into_id),
        "replaces": _one(visible, delegate.replaces_id),
        "replaced_by": visible.filter(replaces=delegate).first(),
        "stages": stages_for(seen, delegate),
        "looks": list(delegate.looks.select_related("by")[:20]) if rules.may_name_all(seen) else None,
    }
    if rules.may_note_household(seen):
        context |= {"notes_household": True, "mates": housemates(delegate)}
    context |= invitation_context(seen, delegate)
    return render_page(request, "delegates/delegate_detail.html", context)


def _one(rows: QuerySet[Delegate], key: UUID | None) -> Delegate | None:
    return rows.filter(pk=key).first() if key else None


def _acts(seen: Standing, organisation: UUID | None) -> bool:
    return rules.nominates_for(seen, organisation)
