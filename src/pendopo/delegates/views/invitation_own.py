"""What the person invited sees and says on the own page."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest
from pendopo.core.urls import here
from pendopo.delegates.actions.invitation import answer_invitation
from pendopo.delegates.enums import DelegateState
from pendopo.delegates.models import Identity
from pendopo.delegates.queries.invitation import invitation_of
from pendopo.delegates.queries.letter import letter_data, terms_of
from pendopo.delegates.views.door import Visit, own_page, proven_only
from pendopo.delegates.views.letter import paper_response


@require_POST
@own_page
@proven_only
def own_answer(request: HtmxHttpRequest, visit: Visit) -> HttpResponse:
    """Yes or no."""
    invitation = invitation_of(visit.delegate)
    answer = request.POST.get("answer")
    if invitation is None or answer not in ("yes", "no"):
        raise Http404
    try:
        done = answer_invitation(invitation=invitation, accept=answer == "yes")
    except DomainError as error:
        messages.error(request, str(error))
    else:
        comes = done.delegate.state == DelegateState.CONFIRMED
        messages.success(
            request,
            _("Thank you. Your seat is kept for you.") if comes else _("Thank you for telling us."),
        )
    return redirect(here("delegates:own-home", token=visit.token))


@own_page
@proven_only
@require_safe
def own_letter(request: HtmxHttpRequest, visit: Visit) -> HttpResponse:
    """The letter on paper, in the language of the page."""
    invitation = invitation_of(visit.delegate)
    if invitation is None:
        raise Http404
    identity = Identity.objects.filter(delegate=visit.delegate).first()
    lang = (get_language() or "id")[:2]
    data = letter_data(invitation, identity, terms_of(request.convening), lang)
    return paper_response(data, invitation.letter, "pdf")
