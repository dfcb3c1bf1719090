"""Desk pages on which the secretariat builds the forms of delegates."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pendopo.convenings.http import page_for
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.core.urls import here
from pendopo.delegates.actions import form as actions
from pendopo.delegates.enums import Stage
from pendopo.delegates.forms.form_builder import QuestionForm, StageSettingsForm
from pendopo.delegates.forms.registration import QuestionsForm
from pendopo.delegates.queries import form as queries
from pendopo.delegates.rules import may_look_after

secretariat_page = page_for(may_look_after)


@secretariat_page
@require_safe
def forms(request: HtmxHttpRequest) -> HttpResponse:
    """The stages of the forms, and how many have filled each."""
    return render_page(
        request, "delegates/form_list.html", {"stages": queries.stage_forms(request.convening)}
    )


@secretariat_page
@require_POST
def forms_begin(request: HtmxHttpRequest) -> HttpResponse:
    """Start with the usual questions."""
    actions.begin_forms(convening=request.convening, by=request.user)
    messages.success(request, _("The usual questions are there. Change what does not fit."))
    return redirect(here("delegates:forms"))


@secretariat_page
@require_safe
def form_detail(request: HtmxHttpRequest, stage: str) -> HttpResponse:
    """The questions of a stage in their order."""
    form = queries.stage_form(request.convening, stage)
    rows = queries.questions_of(form, retired=True)
    context = {
        "stage": form,
        "questions": queries.with_conditions(row for row in rows if not row.retired),
        "retired": [row for row in rows if row.retired],
    }
    return render_page(request, "delegates/form_detail.html", context)


@secretariat_page
@require_http_methods(["GET", "HEAD", "POST"])
def form_edit(request: HtmxHttpRequest, stage: str) -> HttpResponse:
    """To whom a stage is open, and until when."""
    found = queries.stage_form(request.convening, stage)
    back = here("delegates:form-detail", stage=stage)
    form = StageSettingsForm(request.POST or None, initial=StageSettingsForm.initial_of(found))
    if request.method == "POST" and form.done(actions.edit_stage, form=found, by=request.user):
        messages.success(request, _("The stage is changed."))
        return redirect(back)
    context = {"form": form, "stage": found, "back": back}
    return render_page(request, "delegates/form_edit.html", context, status=422 if form.is_bound else 200)


@secretariat_page
@require_safe
def form_preview(request: HtmxHttpRequest, stage: str) -> HttpResponse:
    """The stage as a delegate sees it; answers given here change which questions are shown, and go nowhere."""
    found = queries.stage_form(request.convening, stage)
    data = request.GET if "asked" in request.GET else None
    form = QuestionsForm(data, questions=queries.questions_of(found))
    return render_page(request, "delegates/form_preview.html", {"form": form, "stage": found})


@secretariat_page
@require_http_methods(["GET", "HEAD", "POST"])
def question_new(request: HtmxHttpRequest, stage: str) -> HttpResponse:
    """One more question."""
    found = queries.stage_form(request.convening, stage)
    form = QuestionForm(request.POST or None, stage=found)
    done = request.method == "POST" and form.done(actions.add_question, form=found, by=request.user)
    return _question_page(request, form, found.stage, done, _("The question is added at the end."))


@secretariat_page
@require_http_methods(["GET", "HEAD", "POST"])
def question_edit(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Change a question."""
    question = queries.access_question(request.convening, pk)
    form = QuestionForm(
        request.POST or None,
        stage=question.stage_form,
        question=question,
        initial=QuestionForm.initial_of(question),
    )
    done = request.method == "POST" and form.done(actions.edit_question, question=question, by=request.user)
    fixed = queries.answered(question)
    said = _("The question is changed.")
    return _question_page(
        request, form, question.stage_form.stage, done, said, question=question, fixed=fixed
    )


def _question_page(
    request: HtmxHttpRequest, form: QuestionForm, stage: str, done: bool, said: str, **more: Any
) -> HttpResponse:
    back = here("delegates:form-detail", stage=stage)
    if done:
        messages.success(request, said)
        return redirect(back)
    context = {"form": form, "stage_name": Stage(stage).label, "back": back, **more}
    return render_page(request, "delegates/form_question.html", context, status=422 if form.is_bound else 200)


def _button(
    name: str, act: Callable[..., Any], said: Callable[[], str], **more: Any
) -> Callable[..., HttpResponse]:
    @secretariat_page
    @require_POST
    def pressed(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
        question = queries.access_question(request.convening, pk)
        stage = question.stage_form.stage
        try:
            act(question=question, by=request.user, **more)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, said())
        return redirect(here("delegates:form-detail", stage=stage))

    pressed.__name__ = name
    return pressed


question_up = _button("question_up", actions.shift_question, lambda: _("Moved up."), up=True)
question_down = _button("question_down", actions.shift_question, lambda: _("Moved down."), up=False)
question_remove = _button(
    "question_remove", actions.remove_question, lambda: _("The question is not asked any more.")
)
question_restore = _button(
    "question_restore", actions.restore_question, lambda: _("The question is asked again, at the end.")
)
