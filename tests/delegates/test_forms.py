"""The form builder: questions, conditions, order, and what happens to answered questions."""

import pytest
from django.utils.translation import override
from tests.delegates.own_stage import DIGITS, address_of, begun, make_delegate, registered, said

from pendopo.core.errors import DomainError, NotAllowed
from pendopo.delegates.actions import form as actions
from pendopo.delegates.actions.registration import fill_stage, register
from pendopo.delegates.enums import DelegateState, FieldKind, Purpose
from pendopo.delegates.forms.form_builder import QuestionForm
from pendopo.delegates.forms.registration import yes_no
from pendopo.delegates.models import Answer, Delegate, FormField, Sealed, StageForm
from pendopo.delegates.queries.form import answer_words, asked, passes, questions_of, stages_of

pytestmark = pytest.mark.django_db
QUESTION = {
    "label_ind": "Ukuran baju",
    "label_en": "Shirt size",
    "help_ind": "",
    "help_en": "",
    "kind": "choice",
    "options": [("Kecil", "Small"), ("Besar", "Large")],
    "required": False,
    "kept": "answers",
    "asked_after": None,
    "test": "",
    "test_value": "",
}


@pytest.fixture(autouse=True)
def spring(settings):
    settings.TODAY = "2024-04-01"


@pytest.fixture
def form(convening, sari):
    begun(convening, sari)
    return StageForm.objects.get(stage="preferences")


def keys(form):
    return [row.key for row in questions_of(form)]


@pytest.mark.parametrize(
    ("test", "answer", "value", "met"),
    [
        ("is", "yes", "yes", True),
        ("is", "no", "yes", False),
        ("is", None, "yes", False),
        ("is", 2, "2", True),
        ("is_not", "no", "yes", True),
        ("is_not", None, "yes", True),
        ("is_not", "yes", "yes", False),
        ("includes", ["a", "b"], "b", True),
        ("includes", [], "b", False),
        ("at_least", 3, "3", True),
        ("at_least", 2, "3", False),
        ("at_least", "many", "3", False),
        ("before", "2024-05-04", "2024-05-05", True),
        ("before", "2024-05-05", "2024-05-05", False),
        ("before", None, "2024-05-05", False),
        ("", "yes", "yes", False),
    ],
)
def test_conditions(test, answer, value, met):
    assert passes(test, answer, value) is met


def test_what_was_not_asked_calls_for_nothing(form, sari):
    first = actions.add_question(form=form, by=sari, **QUESTION)
    second = actions.add_question(
        form=form,
        by=sari,
        **QUESTION | {"asked_after": first, "test": "is", "test_value": "large", "label_en": "Second"},
    )
    actions.add_question(
        form=form,
        by=sari,
        **QUESTION | {"asked_after": second, "test": "is", "test_value": "large", "label_en": "Third"},
    )
    rows = questions_of(form)[-3:]

    assert asked(rows, {"shirt_size": "small", "second": "large"}) == {"shirt_size"}
    assert asked(rows, {"shirt_size": "large", "second": "large"}) == {"shirt_size", "second", "third"}


def test_beginning_again_changes_nothing(convening, sari, form):
    before = FormField.objects.count()

    assert actions.begin_forms(convening=convening, by=sari) == []
    assert FormField.objects.count() == before


def test_only_the_secretariat_builds_forms(convening, hasan, lina, form):
    for user in (hasan, lina):
        with pytest.raises(NotAllowed):
            actions.add_question(form=form, by=user, **QUESTION)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"label_ind": " ", "label_en": ""}, "question_missing"),
        ({"options": [("Satu", "One")]}, "options_missing"),
        ({"options": []}, "options_missing"),
        ({"asked_after": "hears", "test": "is", "test_value": "id"}, "condition_unclear"),
        ({"asked_after": "hears", "test": "includes", "test_value": "klingon"}, "condition_unclear"),
        ({"asked_after": "hears", "test": "", "test_value": "id"}, "condition_unclear"),
        ({"asked_after": "wish", "test": "at_least", "test_value": "1"}, "condition_unclear"),
        ({"asked_after": "wish", "test": "is", "test_value": ""}, "condition_unclear"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(form, sari, changes, code):
    if "asked_after" in changes:
        changes = changes | {
            "asked_after": FormField.objects.get(stage_form=form, key=changes["asked_after"])
        }

    with pytest.raises(DomainError) as refused:
        actions.add_question(form=form, by=sari, **QUESTION | changes)

    assert refused.value.code == code


@pytest.mark.parametrize("written", ["Besar", "large", " LARGE ", "Large"])
def test_the_earlier_answer_is_written_in_words(form, sari, written):
    first = actions.add_question(form=form, by=sari, **QUESTION)
    follow = {"asked_after": first, "test": "is", "test_value": written, "label_en": "Then"}

    then = actions.add_question(form=form, by=sari, **QUESTION | follow)

    assert then.test_value == "large"
    with override("id"):
        assert QuestionForm.initial_of(then)["test_value"] == "Besar"
        with pytest.raises(DomainError, match="Kecil, Besar"):
            actions.edit_question(
                question=then, by=sari, **QUESTION | follow | {"test_value": "x", "label_ind": "Lalu"}
            )


def test_questions_move_but_never_before_the_one_they_follow(form, sari):
    first = actions.add_question(form=form, by=sari, **QUESTION)
    follow = {"asked_after": first, "test": "is", "test_value": "large", "label_en": "Then"}
    then = actions.add_question(form=form, by=sari, **QUESTION | follow)

    actions.shift_question(question=first, up=True, by=sari)

    assert keys(form)[-3:] == ["shirt_size", "wish", "then"]
    actions.shift_question(question=then, up=True, by=sari)
    with pytest.raises(DomainError):
        actions.shift_question(question=FormField.objects.get(key="then"), up=True, by=sari)
    assert keys(form)[-3:] == ["shirt_size", "then", "wish"]


def test_moving_beyond_the_end_changes_nothing(form, sari):
    last = questions_of(form)[-1]

    actions.shift_question(question=last, up=False, by=sari)

    assert questions_of(form)[-1] == last


def test_a_question_nobody_answered_is_deleted(form, sari):
    question = actions.add_question(form=form, by=sari, **QUESTION)

    assert actions.remove_question(question=question, by=sari) is None
    assert FormField.objects.filter(key="shirt_size").count() == 0


def test_an_answered_question_is_retired_and_can_come_back(convening, sari):
    registered(convening, sari)
    question = FormField.objects.get(key="diet")

    with pytest.raises(DomainError):  # the allergy is asked after it
        actions.remove_question(question=question, by=sari)
    actions.remove_question(question=FormField.objects.get(key="allergy"), by=sari)
    actions.remove_question(question=question, by=sari)
    question.refresh_from_db()

    assert question.retired
    actions.restore_question(question=question, by=sari)
    assert keys(question.stage_form)[-1] == "diet"


def test_an_answered_question_keeps_kind_and_lock(convening, sari):
    registered(convening, sari)
    question = FormField.objects.get(key="allergy")

    actions.edit_question(question=question, by=sari, **QUESTION | {"kind": "text", "kept": "answers"})

    question.refresh_from_db()
    assert (question.kind, question.kept, question.label_en) == ("text", "needs", "Shirt size")


def test_an_option_that_was_taken_out_keeps_its_words(form, sari):
    question = actions.add_question(form=form, by=sari, **QUESTION)

    actions.edit_question(
        question=question, by=sari, **QUESTION | {"options": [("Besar", "Large"), ("Sedang", "Medium")]}
    )

    question.refresh_from_db()
    assert question.options == [
        {"key": "large", "ind": "Besar", "en": "Large"},
        {"key": "medium", "ind": "Sedang", "en": "Medium"},
        {"key": "small", "ind": "Kecil", "en": "Small", "gone": True},
    ]


# Stages


def test_stages_open_by_state_and_day(convening, sari):
    begun(convening, sari)
    budi = make_delegate(convening)

    def open_now():
        from datetime import date

        return [row.stage.value for row in stages_of(budi, date(2024, 4, 1)) if row.open]

    assert open_now() == ["register"]
    budi.state = DelegateState.CONFIRMED
    assert open_now() == ["register", "travel", "preferences"]
    StageForm.objects.filter(stage="travel").update(closes_on="2024-03-31")
    assert open_now() == ["register", "preferences"]
    budi.state = DelegateState.ERASED
    assert open_now() == []


def test_a_later_stage_seals_papers_apart(convening, sari):
    budi = registered(convening, sari)
    Delegate.objects.filter(pk=budi.pk).update(state=DelegateState.CONFIRMED)
    form = StageForm.objects.get(stage="travel")

    fill_stage(delegate=budi, form=form, answers={"from": "Cianjur", "refund": "yes", "bank_account": "123"})

    found = {row.kind: row.data for row in Sealed.objects.filter(delegate=budi)}
    assert found["answers"] == {"travel.from": "Cianjur", "travel.refund": "yes"}
    assert found["papers"] == {"travel.bank_account": "123"}


def test_a_stage_that_is_not_open_takes_nothing(convening, sari):
    budi = registered(convening, sari)

    with pytest.raises(DomainError) as refused:
        fill_stage(delegate=budi, form=StageForm.objects.get(stage="travel"), answers={"from": "Cianjur"})

    assert refused.value.code == "stage_closed"


def test_a_later_stage_asks_again_without_scripts(client, convening, sari):
    budi = registered(convening, sari)
    Delegate.objects.filter(pk=budi.pk).update(state=DelegateState.CONFIRMED)
    address = address_of(budi, sari)
    client.post(address, {"digits": DIGITS})
    page = client.get(f"{address}forms/travel/")
    shown = page.context["form"].asked_now()

    again = client.post(f"{address}forms/travel/", {"asked": shown, "q_refund": "yes"})
    done = client.post(
        f"{address}forms/travel/",
        {"asked": again.context["form"].asked_now(), "q_refund": "yes", "q_bank_account": "123"},
    )

    assert ("Account number" in again.text, done.status_code) == (True, 302)
    assert Answer.objects.filter(stage_form__stage="travel", complete=True).count() == 1


def test_a_required_question_is_required_only_when_asked(client, convening, sari):
    begun(convening, sari)
    FormField.objects.filter(key="allergy").update(required=True)
    budi = make_delegate(convening)
    address = address_of(budi, sari, "register/")
    client.post(address.replace("register/", ""), {"digits": DIGITS})
    usual = {"at": "2", "go": "next", "name": "Budi", "phone": "0812 3456 7890"}
    everything = " ".join(row.key for row in FormField.objects.all())

    fine = client.post(address, usual | {"asked": everything})
    missing = client.post(address, usual | {"asked": everything, "q_diet": "allergy"})

    assert (fine.context["step"], missing.context["step"], missing.status_code) == (3, 2, 422)
    assert "Answer this question, please." in missing.text


# At the desk


def test_the_builder_is_the_secretariats(client_as, convening, sari, hasan, lina):
    address = f"/en/{convening.slug}/desk/delegates/forms/"

    assert [client_as(user).get(address).status_code for user in (sari, hasan, lina)] == [200, 404, 404]


def test_a_question_is_added_at_the_desk(client_as, convening, sari, form):
    browser, address = client_as(sari), f"/en/{convening.slug}/desk/delegates/forms/preferences/"
    data = {"label_ind": "Ukuran baju", "label_en": "Shirt size", "kind": "choice", "kept": "answers"}

    refused = browser.post(f"{address}new/", data | {"options": "Kecil | Small"})
    done = browser.post(f"{address}new/", data | {"options": "Kecil | Small\nBesar | Large"})

    assert (refused.status_code, done.status_code) == (422, 302)
    assert "Write at least two answers to choose from" in refused.text
    assert "Shirt size" in browser.get(address).text


def test_preview_shows_what_follows(client_as, convening, sari, form):
    address = f"/en/{convening.slug}/desk/delegates/forms/register/preview/"

    page = client_as(sari).get(address, {"asked": "", "q_companion": "yes"})

    assert "companion_room" in page.context["form"].due()
    assert Answer.objects.count() == 0


def test_registration_follows_a_changed_form(convening, sari):
    begun(convening, sari)
    question = FormField.objects.get(key="diet")
    actions.remove_question(question=FormField.objects.get(key="allergy"), by=sari)
    actions.remove_question(question=question, by=sari)
    budi = make_delegate(convening)

    agreed = frozenset({Purpose.TAKE_PART, Purpose.NEEDS})
    register(delegate=budi, said=said(answers={"diet": ["soft"], "companion": "yes"}, agreed=agreed))

    assert Sealed.objects.get().data == {"register.companion": "yes"}


def test_the_two_answers_of_a_question_are_words_of_their_own():
    question = FormField(kind=FieldKind.YES_NO)

    with override("id"):
        answers = [answer_words(question, value) for value in ("yes", "no")]

    assert (answers, [label for _, label in yes_no()]) == (["Ya", "Tidak"], ["Yes", "No"])
