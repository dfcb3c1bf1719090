"""Who holds which role; giving, taking back and inviting."""

from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.accounts.actions import invitation_text, send_invitation
from pendopo.accounts.queries import invitation_url
from pendopo.convenings import actions, rules
from pendopo.convenings.forms.roles import RoleForm
from pendopo.convenings.http import page_for
from pendopo.convenings.models import Membership
from pendopo.convenings.queries.access import access_membership
from pendopo.convenings.queries.lists import memberships
from pendopo.convenings.queries.roles import is_liaison_vacant, link_may_be_shown
from pendopo.convenings.views.base import form_page
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.core.urls import here

role_page = page_for(rules.may_manage_roles)
reader_page = page_for(rules.reads_all)


@reader_page
@require_safe
def listed(request: HtmxHttpRequest) -> HttpResponse:
    """Who holds which role."""
    rows = [(m, rules.may_grant(request.standing, m.role)) for m in memberships()]
    context = {"rows": rows, "may_manage": rules.may_manage_roles(request.standing)}
    return render_page(request, "convenings/role_list.html", context)


@role_page
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HtmxHttpRequest) -> HttpResponse:
    """Give a role to somebody, with an invitation if they have no account yet."""
    form = RoleForm(request.POST or None, standing=request.standing, vacant=is_liaison_vacant())
    return form_page(
        request,
        form,
        lambda **data: actions.invite_member(convening=request.convening, by=request.user, **data),
        said=_("The role has been given."),
        to=_after_grant,
        back=here("convenings:role-list"),
        title=_("Give a role"),
        up=[(here("convenings:role-list"), _("Roles"))],
    )


def _after_grant(membership: Membership) -> str:
    if membership.user.has_usable_password():
        return here("convenings:role-list")
    return here("convenings:role-invitation", pk=membership.pk)


@role_page
@require_http_methods(["POST"])
def revoke(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Take a role back."""
    membership = access_membership(request.user, pk)
    try:
        actions.revoke_role(membership=membership, by=request.user)
        messages.success(request, _("The role has been taken back."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect(here("convenings:role-list"))


@role_page
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """The invitation of somebody who has no password yet: send it again, or copy it for WhatsApp."""
    membership = access_membership(request.user, pk, to="invite")
    user = membership.user
    if user.has_usable_password():
        raise Http404("This account needs no invitation.")
    if request.method == "POST" and user.email:
        send_invitation(user)
        messages.success(request, _("The invitation has been mailed."))
        return redirect(here("convenings:role-list"))
    context = {"membership": membership, "shown": link_may_be_shown(user)}
    if context["shown"]:
        text = invitation_text(user)
        number = str(user.phone or "").lstrip("+")
        context |= {
            "text": text,
            "link": invitation_url(user),
            "whatsapp": f"https://wa.me/{number}?text={quote(text)}",
        }
    return render_page(request, "convenings/role_invitation.html", context)
