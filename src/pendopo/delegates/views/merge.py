"""People who may stand in the pool twice: the pairs, the preview of one entry out of two, and telling them apart."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_scopes import scope, scopes_disabled

from pendopo.accounts.models import User
from pendopo.convenings.models import Convening
from pendopo.convenings.rules import desks_of
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, add_refusal, render_page
from pendopo.core.urls import here
from pendopo.delegates import rules
from pendopo.delegates.actions.merge import in_order, merge, tell_apart
from pendopo.delegates.enums import SeenOn
from pendopo.delegates.forms.merge import MergeForm
from pendopo.delegates.models import Delegate
from pendopo.delegates.queries.delegate import access_delegate, open_identities
from pendopo.delegates.queries.duplicates import note_pairs
from pendopo.delegates.queries.pairs import pairs_for
from pendopo.delegates.views.delegate import chip_of
from pendopo.delegates.views.nomination import nominator_page

PER_PAGE = 50


@require_safe
@nominator_page
def duplicate_list(request: HtmxHttpRequest) -> HttpResponse:
    found = pairs_for(request.user, request.convening)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    note_pairs(request.user, page.object_list, SeenOn.DUPLICATES)
    rows = [
        {"pair": pair, "sides": [(one, chip_of(one.delegate.state)) for one in (pair.first, pair.second)]}
        for pair in page.object_list
    ]
    homes = rules.may_note_household(request.standing)
    context = {"page": page, "rows": rows, "notes_household": homes}
    return render_page(request, "delegates/merge_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@nominator_page
def merge_pair(request: HtmxHttpRequest, one: UUID, other: UUID) -> HttpResponse:
    pair = [_own(request, key) for key in (one, other)]
    try:
        remaining, gone = in_order(*pair)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(here("delegates:duplicate-list"))
    names = open_identities(request.user, pair, SeenOn.MERGE)
    for delegate in pair:
        if delegate.pk in names:
            delegate.identity = names[delegate.pk]
    form = MergeForm(request.POST if request.method == "POST" else None, remaining=remaining, gone=gone)
    if form.is_valid():
        try:
            merge(one=remaining, other=gone, taken=form.taken(), by=request.user)
        except DomainError as error:
            add_refusal(form, error)
        else:
            said = _("%(gone)s is now part of %(code)s.") % {"gone": gone.code, "code": remaining.code}
            messages.success(request, said)
            return redirect(here("delegates:delegate-detail", pk=remaining.pk))
    context = {"form": form, "remaining": remaining, "gone": gone, "moving": _moving(gone)}
    status = 422 if form.is_bound else 200
    return render_page(request, "delegates/merge_pair.html", context, status=status)


def _own(request: HtmxHttpRequest, key: UUID) -> Delegate:
    """One of the pair, for those who may open the name and act for the organisation."""
    delegate = access_delegate(request.user, key, to="identity")
    if not rules.nominates_for(request.standing, delegate.organisation_id):
        raise Http404
    return delegate


def _moving(gone: Delegate) -> list[tuple[str, int]]:
    """What moves to the entry that remains, counted."""
    counts = [
        (_("Nominations"), gone.nominations.count()),
        (_("Consents"), gone.consents.count()),
        (_("Invitations"), gone.invitations.count()),
        (_("Filled forms"), gone.answers.count()),
    ]
    return [(label, count) for label, count in counts if count]


@require_http_methods(["POST"])
@nominator_page
def pair_apart(request: HtmxHttpRequest, one: UUID, other: UUID) -> HttpResponse:
    first = access_delegate(request.user, one, to="identity")
    second = _anywhere(request.user, request.convening, other)
    tell_apart(one=first, other=second, by=request.user)
    messages.success(request, _("Remembered as two people. The pair is not shown again."))
    return redirect(here("delegates:duplicate-list"))


def _anywhere(user: User, here_is: Convening, key: UUID) -> Delegate:
    """The other one, in this convening or in another at whose desk the reader works."""
    with scopes_disabled():
        convening = Delegate.objects.filter(pk=key).values_list("convening", flat=True).first()
    if convening is None or convening not in desks_of(user) | {here_is.pk}:
        raise Http404
    with scope(convening=convening):
        return access_delegate(user, key, to="identity")
