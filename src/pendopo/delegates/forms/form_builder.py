"""Forms with which the secretariat builds the forms of delegates."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pendopo.convenings.enums import Role
from pendopo.convenings.rules import DESK
from pendopo.delegates.enums import DelegateState, FieldKind, Kept, Passes
from pendopo.delegates.forms.plain import PlainForm
from pendopo.delegates.models import FormField, StageForm
from pendopo.delegates.queries.form import CHOOSING, answer_words, option_word, questions_of
from pendopo.delegates.rules import IN_POOL

SENSITIVE = (Kept.ANSWERS, Kept.NEEDS, Kept.HEALTH, Kept.PAPERS)


class StageSettingsForm(PlainForm):
    """To whom a stage is open, who looks after it, until when, and how long it is kept."""

    opens_in = forms.MultipleChoiceField(
        label=_("Open to delegates who are"),
        choices=[(state, DelegateState(state).label) for state in IN_POOL],
        widget=forms.CheckboxSelectMultiple,
    )
    editors = forms.MultipleChoiceField(
        label=_("Looked after by"),
        choices=[(role, role.label) for role in Role if role in DESK],
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "They fill in this stage for delegates whose name they may open, and hear when a consent is withdrawn on "
            "which its answers rest. Sensitive answers stay with the secretariat."
        ),
    )
    closes_on = forms.DateField(
        label=_("Open until"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    kept_days = forms.IntegerField(
        label=_("Days kept after the convening"), min_value=0, max_value=3650,
        help_text=_("At the most; sensitive answers go earlier, by the times of keeping for their kind."),
    )  # fmt: skip

    @staticmethod
    def initial_of(form: StageForm) -> dict[str, Any]:
        """The present settings."""
        return {name: getattr(form, name) for name in ("opens_in", "editors", "closes_on", "kept_days")}


class EarlierField(forms.ModelChoiceField):
    """An earlier question of the stage."""

    def label_from_instance(self, obj: FormField) -> str:
        """Its words."""
        return obj.label


class QuestionForm(PlainForm):
    """One question in both languages, and after which answer it is asked."""

    label_ind = forms.CharField(label=_("Question"), max_length=200, required=False)
    label_en = forms.CharField(label=_("Question"), max_length=200, required=False)
    help_ind = forms.CharField(label=_("Help"), max_length=300, required=False)
    help_en = forms.CharField(label=_("Help"), max_length=300, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=FieldKind.choices)
    options = forms.CharField(
        label=_("Answers to choose from"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One on each line, Indonesian and English divided by a bar: Bus | Coach."),
    )
    required = forms.BooleanField(label=_("Must be answered"), required=False)
    kept = forms.ChoiceField(
        label=_("Kept with"),
        choices=[(kind, kind.label) for kind in SENSITIVE],
        help_text=_("Who may open the answers, and how long they are kept, follows from this."),
    )
    asked_after = EarlierField(
        FormField._base_manager.none(), label=_("Ask only after"), required=False, empty_label="—"
    )
    test = forms.ChoiceField(label=_("if the answer"), required=False, choices=[("", "—"), *Passes.choices])
    test_value = forms.CharField(label=_("this"), required=False, max_length=100)

    def __init__(
        self, *args: Any, stage: StageForm, question: FormField | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        rows = FormField.objects.filter(stage_form=stage, retired=False)
        if question is not None:
            rows = rows.filter(position__lt=question.position)
        self.fields["asked_after"].queryset = rows  # type: ignore[attr-defined]
        self.answers = [
            (row.label, [option_word(option) for option in row.options if not option.get("gone")])
            for row in questions_of(stage)
            if row.options
        ]

    def clean_options(self) -> list[tuple[str, str]]:
        """Pairs of Indonesian and English."""
        pairs = []
        for line in self.cleaned_data["options"].splitlines():
            ind, _bar, en = (part.strip() for part in line.partition("|"))
            if ind or en:
                pairs.append((ind[:200], en[:200]))
        return pairs

    @staticmethod
    def initial_of(question: FormField) -> dict[str, Any]:
        """The question as it is."""
        names = (
            "label_ind",
            "label_en",
            "help_ind",
            "help_en",
            "kind",
            "required",
            "kept",
            "test",
            "test_value",
        )
        lines = [f"{row['ind']} | {row['en']}" for row in question.options if not row.get("gone")]
        asked = question.asked_after
        words = asked and asked.kind in (*CHOOSING, FieldKind.YES_NO)
        told = {"test_value": answer_words(asked, question.test_value)} if asked and words else {}
        return (
            {name: getattr(question, name) for name in names}
            | told
            | {
                "options": "\n".join(lines),
                "asked_after": question.asked_after_id,
            }
        )
