"""Filling in a stage for a delegate, at the desk."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pendopo.convenings.http import desk_page
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, add_refusal, render_page
from pendopo.core.ids import uuid7
from pendopo.core.times import today
from pendopo.core.urls import here
from pendopo.delegates.actions.on_behalf import fill_stage_for, register_for
from pendopo.delegates.enums import SeenOn, Stage
from pendopo.delegates.errors import StageClosed
from pendopo.delegates.forms.on_behalf import RegisterForForm, StageForForm
from pendopo.delegates.models import Delegate, StageForm
from pendopo.delegates.queries import on_behalf as queries
from pendopo.delegates.queries.consent import current_texts
from pendopo.delegates.queries.delegate import access_delegate, open_identity
from pendopo.delegates.queries.form import open_for, questions_of
from pendopo.delegates.views.register import known_of, said_in

Asked = RegisterForForm | StageForForm


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def stage_for(request: HtmxHttpRequest, pk: UUID, stage: str) -> HttpResponse:
    """One stage on one page; who opens it and who sends it is written down."""
    delegate = access_delegate(request.user, pk)
    form = queries.access_stage(request.standing, delegate, stage)
    back = here("delegates:delegate-detail", pk=pk)
    if not open_for(form, delegate, today()):
        messages.error(request, str(StageClosed()))
        return redirect(back)
    identity = open_identity(request.user, delegate, SeenOn.STAGE_FOR)
    asked = _asked(request, delegate, form)
    more = asked.is_bound and asked.is_valid() and bool(asked.news())
    if asked.is_bound and not more and asked.is_valid() and _saved(request, delegate, form, asked):
        messages.success(request, _("The answers are saved. The person can read that you filled them in."))
        return redirect(back)
    questions = questions_of(form)
    context = {
        "delegate": delegate,
        "identity": identity,
        "stage": form,
        "form": asked,
        "registers": isinstance(asked, RegisterForForm),
        "more": more,
        "unseen": len(questions) - len(asked.questions),
        "submission": asked.data.get("submission") or str(uuid7()),
    }
    status = 422 if asked.is_bound and asked.errors else 200
    return render_page(request, "delegates/on_behalf.html", context, status=status)


def _asked(request: HtmxHttpRequest, delegate: Delegate, form: StageForm) -> Asked:
    """The form as it stands, opened for this reader, or as it was sent."""
    seen = request.standing
    questions = queries.shown_to(seen, delegate, questions_of(form))
    more: dict[str, Any] = {"questions": questions}
    data = request.POST if request.method == "POST" else None
    if data is None:
        more["answers"] = queries.open_answers(request.user, seen, delegate, form, questions)
    if form.stage != Stage.REGISTER:
        return StageForForm(data, **more)
    more["initial"] = known_of(delegate) if data is None else {}
    return RegisterForForm(data, texts=current_texts(delegate.convening), **more)


def _saved(request: HtmxHttpRequest, delegate: Delegate, form: StageForm, asked: Asked) -> bool:
    """Whether the answers could be saved; if not, the form says why."""
    told = asked.cleaned_data["told"]
    try:
        if isinstance(asked, RegisterForForm):
            said = replace(said_in(asked), language=delegate.language)
            register_for(delegate=delegate, said=said, told=told, by=request.user)
        else:
            fill_stage_for(
                delegate=delegate,
                stage=form.stage,
                answers=asked.answers(),
                told=told,
                by=request.user,
                submission=asked.cleaned_data["submission"],
            )
    except DomainError as error:
        add_refusal(asked, error)
        return False
    return True
