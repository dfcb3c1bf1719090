"""Registration on a phone, and the stages that follow."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, add_refusal, render_page
from pendopo.core.ids import uuid7
from pendopo.core.times import today
from pendopo.core.urls import here
from pendopo.delegates.actions.registration import Registration, fill_stage, register
from pendopo.delegates.enums import Kept, Purpose, Stage
from pendopo.delegates.forms.registration import QuestionsForm, RegistrationForm
from pendopo.delegates.models import Delegate, StageForm
from pendopo.delegates.queries.consent import current_texts, given_by
from pendopo.delegates.queries.form import (
    answers_of,
    open_for,
    questions_of,
    saved_by,
    sealed_of,
    stage_form,
)
from pendopo.delegates.queries.own import identity_of
from pendopo.delegates.queries.registration import traits_of
from pendopo.delegates.views.door import Visit, own_page

LAST = 3


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def registration(request: HtmxHttpRequest, visit: Visit) -> HttpResponse:
    """Three short steps of one form; without scripts each is sent to be shown the next."""
    form = stage_form(visit.delegate.convening, Stage.REGISTER)
    if not open_for(form, visit.delegate, today()):
        return _closed(request, visit, form)
    if request.method != "POST":
        return _page(request, visit, form, _form(visit, form), 1)
    asked = _form(visit, form, request.POST)
    go, at = request.POST.get("go", ""), _step(request.POST.get("at", ""))
    if go == "send":
        return _sent(request, visit, form, asked)
    if go == "back":
        asked.forget_later(0)
        return _page(request, visit, form, asked, max(at - 1, 1))
    return _next(request, visit, form, asked, at)


def _next(
    request: HtmxHttpRequest, visit: Visit, form: StageForm, asked: RegistrationForm, at: int
) -> HttpResponse:
    wrong = asked.first_wrong(at)
    asked.forget_later(at)
    if wrong:
        return _page(request, visit, form, asked, wrong)
    if at == 2 and asked.news():
        return _page(request, visit, form, asked, 2, more=True)
    return _page(request, visit, form, asked, min(at + 1, LAST))


def _sent(request: HtmxHttpRequest, visit: Visit, form: StageForm, asked: RegistrationForm) -> HttpResponse:
    if asked.is_valid():
        try:
            register(delegate=visit.delegate, said=said_in(asked))
        except DomainError as error:
            add_refusal(asked, error)
        else:
            messages.success(request, _("Thank you. Your registration has arrived."))
            return redirect(here("delegates:own-home", token=visit.token))
    step = asked.first_wrong() or LAST
    asked.forget_later(step)
    return _page(request, visit, form, asked, step)


def said_in(asked: RegistrationForm) -> Registration:
    """What was sent, as the action takes it."""
    data = asked.cleaned_data
    plain = ("name", "phone", "email", "born_on", "home", "sex", "first_time", "alias", "guardian")
    return Registration(
        **{name: data[name] for name in plain},
        region=data["place"],
        under_alias=data["under_alias"],
        unlisted=data["unlisted"],
        photo=data["photo"] or "no",
        language=get_language() or "id",
        answers=asked.answers(),
        agreed=asked.agreed(),
        submission=data["submission"],
    )


def _form(visit: Visit, form: StageForm, data: Any = None) -> RegistrationForm:
    delegate = visit.delegate
    questions, texts = questions_of(form), current_texts(delegate.convening)
    shown = visit.proven and data is None
    return RegistrationForm(
        data,
        questions=questions,
        texts=texts,
        answers=answers_of(delegate, form) if shown else None,
        initial=known_of(delegate) if shown else {},
    )


def known_of(delegate: Delegate) -> dict[str, Any]:
    """What is known of the person already; consents are shown as they were given, and only those."""
    identity, traits = identity_of(delegate), traits_of(delegate)
    known = {name: getattr(identity, name) for name in ("name", "phone", "email", "born_on", "home")}
    known |= {name: getattr(delegate, name) for name in ("alias", "under_alias", "unlisted")}
    known |= {"place": traits.region_id, "first_time": traits.first_time}
    if traits.sex:
        known["sex"] = traits.sex
    if not any(row.complete for row in saved_by(delegate)):
        return known
    sealed = sealed_of(delegate).get(Kept.ANSWERS)
    known["guardian"] = sealed.data.get("guardian", "") if sealed else ""
    return known | {"photo": delegate.photo} | {f"agree_{purpose}": True for purpose in given_by(delegate)}


def _page(
    request: HtmxHttpRequest,
    visit: Visit,
    form: StageForm,
    asked: RegistrationForm,
    step: int,
    *,
    more: bool = False,
) -> HttpResponse:
    delegate = visit.delegate
    context = {
        "form": asked,
        "step": step,
        "steps": [(1, _("Who you are")), (2, _("What you need")), (3, _("Photos and consent"))],
        "more": more,
        "visit": visit,
        "stage": form,
        "submission": asked.data.get("submission") or str(uuid7()),
        "corrects": visit.proven and any(row.stage_form_id == form.pk for row in saved_by(delegate)),
        "needs_kept": Purpose.NEEDS.label,
    }
    status = 422 if asked.is_bound and asked.errors else 200
    return render_page(request, "delegates/register_form.html", context, status=status)


def _step(text: str) -> int:
    return int(text) if text in ("1", "2", "3") else 1


def _closed(request: HtmxHttpRequest, visit: Visit, form: StageForm) -> HttpResponse:
    return render_page(request, "delegates/register_closed.html", {"visit": visit, "stage": form})


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def stage(request: HtmxHttpRequest, visit: Visit, stage: str) -> HttpResponse:
    """Travel and needs, preferences: one page each, open by state."""
    if stage == Stage.REGISTER:
        return redirect(here("delegates:own-register", token=visit.token))
    form = stage_form(visit.delegate.convening, stage)
    if not visit.proven:
        raise Http404("Nothing to know this person by.")
    if not open_for(form, visit.delegate, today()):
        return _closed(request, visit, form)
    data = request.POST if request.method == "POST" else None
    asked = QuestionsForm(data, questions=questions_of(form), answers=answers_of(visit.delegate, form))
    more = bool(data is not None and asked.is_valid() and asked.news())
    if data is not None and asked.is_valid() and not more:
        try:
            submission: UUID | None = asked.cleaned_data["submission"]
            fill_stage(delegate=visit.delegate, form=form, answers=asked.answers(), submission=submission)
        except DomainError as error:
            add_refusal(asked, error)
        else:
            messages.success(request, _("Thank you. Your answers have arrived."))
            return redirect(here("delegates:own-home", token=visit.token))
    context = {
        "form": asked,
        "stage": form,
        "visit": visit,
        "more": more,
        "submission": asked.data.get("submission") or str(uuid7()),
    }
    status = 422 if asked.is_bound and asked.errors else 200
    return render_page(request, "delegates/register_stage.html", context, status=status)
