"""Consents: at the desk the texts and numbers, behind the own link one's own."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings.http import organiser_page
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.core.urls import here
from pendopo.delegates.actions import consent as actions
from pendopo.delegates.enums import Purpose
from pendopo.delegates.forms.consent import ConsentTextForm
from pendopo.delegates.queries import consent as queries
from pendopo.delegates.rules import may_look_after
from pendopo.delegates.views.door import Visit, own_page, proven_only
from pendopo.delegates.views.form_builder import secretariat_page
from pendopo.delegates.views.gate import close_door


@organiser_page
@require_safe
def consent_list(request: HtmxHttpRequest) -> HttpResponse:
    """What people are asked to agree to, how many do, and who has withdrawn, by number."""
    context = {
        "purposes": queries.purposes(request.convening),
        "withdrawals": queries.withdrawals(request.convening),
        "may_write": may_look_after(request.standing),
    }
    return render_page(request, "delegates/consent_list.html", context)


@secretariat_page
@require_http_methods(["GET", "HEAD", "POST"])
def consent_text(request: HtmxHttpRequest, purpose: str) -> HttpResponse:
    """A new version of the text for a purpose."""
    if purpose not in Purpose.values:
        raise Http404("No such purpose.")
    back = here("delegates:consent-list")
    last = queries.current_texts(request.convening).get(Purpose(purpose))
    initial = {"text_ind": last.text_ind, "text_en": last.text_en} if last else {}
    form = ConsentTextForm(request.POST or None, initial=initial)
    write = {"convening": request.convening, "purpose": Purpose(purpose), "by": request.user}
    if request.method == "POST" and form.done(actions.write_text, **write):
        messages.success(request, _("The new version is in force for whoever agrees from now on."))
        return redirect(back)
    context = {"form": form, "purpose": Purpose(purpose), "last": last, "back": back}
    return render_page(request, "delegates/consent_text.html", context, status=422 if form.is_bound else 200)


@own_page
@proven_only
@require_http_methods(["GET", "HEAD", "POST"])
def own_consent(request: HtmxHttpRequest, visit: Visit) -> HttpResponse:
    """What I agreed to; I may withdraw each by itself, and it ends at once."""
    if request.method == "POST":
        return _answered(request, visit)
    return render_page(
        request, "delegates/consent_own.html", {"visit": visit, "choices": queries.choices_of(visit.delegate)}
    )


def _answered(request: HtmxHttpRequest, visit: Visit) -> HttpResponse:
    name = request.POST.get("purpose", "")
    if name not in Purpose.values:
        raise Http404("No such purpose.")
    purpose = Purpose(name)
    try:
        if request.POST.get("do") == "give":
            actions.give(delegate=visit.delegate, purposes=[purpose])
            messages.success(request, _("Written down. You may withdraw this here at any time."))
        else:
            told = queries.told_words(actions.withdraw(delegate=visit.delegate, purpose=purpose))
            if purpose == Purpose.TAKE_PART:
                page = render_page(request, "delegates/own_erased.html", {"visit": visit, "told": told})
                return close_door(page, visit.link)
            messages.success(request, f"{queries.WITHDRAWAL[purpose]} {told}".strip())
    except DomainError as error:
        messages.error(request, str(error))
    return redirect(request.path)
