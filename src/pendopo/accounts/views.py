"""Pages of one's own account, the invitation, and the demonstration's sign-in."""

from uuid import UUID

from allauth.account.utils import perform_login
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.accounts import actions, queries
from pendopo.accounts.forms import FirstPasswordForm, ProfileForm
from pendopo.accounts.models import User
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, add_refusal, render_page


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HtmxHttpRequest) -> HttpResponse:
    """My account: name and language, and the way to everything that keeps it safe."""
    account = User.objects.get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, instance=account)
    if form.is_valid():
        actions.change_profile(user=User.objects.get(pk=account.pk), by=request.user, **form.cleaned_data)
        with translation.override(form.cleaned_data["language"]):
            messages.success(request, _("Your account has been saved."))
            return redirect("accounts:home")
    context = {
        "form": form,
        "second_factor": queries.has_second_factor(request.user),
        "passkeys": Authenticator.objects.filter(user=request.user, type="webauthn").count(),
        "sessions": UserSession.objects.filter(user=request.user).count(),
        "way_on": queries.landing_page(request.user),
    }
    return render_page(request, "accounts/home.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_safe
def second_factor(request: HtmxHttpRequest) -> HttpResponse:
    """Say why the desk asks for a second factor, and lead to setting one up."""
    if queries.has_second_factor(request.user):
        return redirect(queries.landing_page(request.user))
    return render_page(request, "accounts/second_factor.html")


@never_cache
@sensitive_post_parameters("password", "repeated")
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request: HtmxHttpRequest, token: str) -> HttpResponse:
    """Let an invited person set the first password and go in."""
    try:
        user = queries.invited_user(token)
    except DomainError as error:
        return render_page(request, "accounts/invitation_refused.html", {"sentence": str(error)}, status=410)
    form = FirstPasswordForm(request.POST or None, user=user)
    if form.is_valid():
        try:
            user = actions.accept_invitation(token=token, password=form.cleaned_data["password"])
        except DomainError as error:
            add_refusal(form, error)
        else:
            return sign_in(request, user)
    context = {"form": form, "invited": user}
    return render_page(request, "accounts/invitation.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["POST"])
def demo_sign_in(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Play one person of the demonstration; anywhere else this page does not exist."""
    if not settings.DEMO:
        raise Http404("Only the demonstration has this page.")
    user = queries.access_demonstration_person(pk)
    return sign_in(request, user)


def sign_in(request: HttpRequest, user: User) -> HttpResponse:
    """Start a session for `user` and lead them to their desk."""
    return perform_login(
        request, user, redirect_url=queries.landing_page(user), signal_kwargs={"by": "pendopo"}
    )
