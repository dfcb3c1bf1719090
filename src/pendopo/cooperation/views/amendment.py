"""Amendments of approved minutes."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pendopo.convenings.enums import Side
from pendopo.convenings.http import organiser_page
from pendopo.cooperation.actions import amendment as writes
from pendopo.cooperation.forms.minutes import AmendmentForm
from pendopo.cooperation.models import Amendment
from pendopo.cooperation.queries.minutes import access_amendment, access_paragraph, text_in_force
from pendopo.cooperation.views.button import press
from pendopo.cooperation.views.minutes import minutes_url
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, add_refusal, render_page


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def amendment_new(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    paragraph = access_paragraph(request.user, pk, to="write")
    text_ind, text_en = text_in_force(paragraph)
    form = AmendmentForm(request.POST or None, initial={"text_ind": text_ind, "text_en": text_en})
    if request.method == "POST" and form.is_valid():
        try:
            writes.propose_amendment(paragraph=paragraph, by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("The amendment is proposed. It holds once both sides approve it."))
            return redirect(f"{minutes_url(paragraph.minutes)}#p-{pk}")
    context = {"form": form, "paragraph": paragraph, "minutes": paragraph.minutes}
    context |= {"in_force_ind": text_ind, "in_force_en": text_en}
    status = 422 if form.is_bound else 200
    return render_page(request, "cooperation/minutes_amend.html", context, status=status)


@require_http_methods(["POST"])
@organiser_page
def amendment_approve(request: HtmxHttpRequest, pk: UUID, side: str) -> HttpResponse:
    amendment = access_amendment(request.user, pk)
    if side not in (Side.GOVERNMENT, Side.NETWORK):
        raise Http404
    return press(
        request,
        lambda: writes.approve_amendment(amendment=amendment, side=side, by=request.user),
        back=_back(amendment),
        said=_("Your side has approved the amendment."),
    )


@require_http_methods(["POST"])
@organiser_page
def amendment_withdraw(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    amendment = access_amendment(request.user, pk)
    return press(
        request,
        lambda: writes.withdraw_amendment(amendment=amendment, by=request.user),
        back=_back(amendment),
        said=_("The amendment is withdrawn. It stays on record."),
    )


def _back(amendment: Amendment) -> str:
    place = f"p-{amendment.paragraph_id}" if amendment.paragraph_id else "attendance"
    return f"{minutes_url(amendment.minutes)}#{place}"
