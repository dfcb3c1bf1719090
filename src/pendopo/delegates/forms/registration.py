"""The own forms: questions of a stage as fields, and registration in three steps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from pendopo.convenings.forms.region import RegionField
from pendopo.core.phones import PhoneInput
from pendopo.delegates.enums import Answered, FieldKind, Photo, Purpose, Sex
from pendopo.delegates.models import ConsentText, FormField
from pendopo.delegates.queries.consent import TICKED
from pendopo.delegates.queries.form import Answers, asked, choices_of

HEAD = "q_"
MANY = 8  # more answers than this fit a list better than buttons


def yes_no() -> list[tuple[str, str]]:
    """The two answers of a yes-or-no question."""
    return [("yes", pgettext("answer", "Yes")), ("no", pgettext("answer", "No"))]


def day_field(**kwargs: Any) -> forms.DateField:
    """A date chosen in the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    widget.input_type = "date"
    return forms.DateField(widget=widget, **kwargs)


def field_of(question: FormField) -> forms.Field:
    """The field of one question; whether it must be answered is known only once it is asked."""
    shared: dict[str, Any] = {"label": question.label, "help_text": question.help, "required": False}
    if question.kind == FieldKind.YES_NO:
        return forms.ChoiceField(choices=yes_no(), widget=forms.RadioSelect, **shared)
    if question.kind == FieldKind.CHOICE:
        choices = choices_of(question)
        if len(choices) > MANY:
            return forms.ChoiceField(choices=[("", "—"), *choices], **shared)
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **shared)
    if question.kind == FieldKind.CHOICES:
        return forms.MultipleChoiceField(
            choices=choices_of(question), widget=forms.CheckboxSelectMultiple, **shared
        )
    if question.kind == FieldKind.NUMBER:
        return forms.IntegerField(min_value=0, max_value=1_000_000, **shared)
    if question.kind == FieldKind.DATE:
        return day_field(**shared)
    if question.kind == FieldKind.PHONE:
        return PhoneInput(**shared)
    long = question.kind == FieldKind.LONG
    widget = forms.Textarea(attrs={"rows": 3}) if long else forms.TextInput()
    return forms.CharField(max_length=2000 if long else 200, widget=widget, **shared)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question on the page: its field, whether it is asked now, and after which answer."""

    question: FormField
    field: BoundField
    shown: bool

    @property
    def after(self) -> str:
        """The field whose answer decides, if there is one."""
        return f"{HEAD}{self.question.asked_after.key}" if self.question.asked_after else ""


class QuestionsForm(forms.Form):
    """The questions of one stage, asked as far as the answers so far call for them."""

    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)
    asked = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, questions: Iterable[FormField], answers: Answers | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        for question in self.questions:
            self.fields[f"{HEAD}{question.key}"] = field_of(question)
            if answers and question.key in answers:
                self.initial[f"{HEAD}{question.key}"] = answers[question.key]

    def clean(self) -> dict[str, Any]:
        """Whatever is asked and must be answered, is."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        due = asked(self.questions, self.answers())
        for question in self.questions:
            name = f"{HEAD}{question.key}"
            if question.key not in due:
                self.errors.pop(name, None)
            elif question.required and name not in self.errors and data.get(name) in (None, "", []):
                self.add_error(name, _("Answer this question, please."))
        return data

    def answers(self) -> Answers:
        """What was answered so far, as plain JSON; on a fresh form what was answered before."""
        found: Answers = {}
        for question in self.questions:
            name = f"{HEAD}{question.key}"
            value = self.cleaned_data.get(name) if self.is_bound else self.initial.get(name)
            found[question.key] = value.isoformat() if isinstance(value, date) else value
        return found

    def due(self) -> set[str]:
        """The keys of the questions that are asked now."""
        if self.is_bound:
            self.errors  # noqa: B018 – reads what was sent
        return asked(self.questions, self.answers())

    def news(self) -> set[str]:
        """Questions that follow from the answers and were not on the page that was sent."""
        return self.due() - set(self.data.get("asked", "").split())

    def rows(self) -> list[Asked]:
        """The questions in order."""
        due = self.due()
        return [
            Asked(question, self[f"{HEAD}{question.key}"], question.key in due) for question in self.questions
        ]

    def asked_now(self) -> str:
        """The questions on this page, for the one that comes after it."""
        return " ".join(sorted(self.due()))


WHO = ("name", "phone", "email", "born_on", "sex", "place", "home", "first_time")
PHOTOS = (
    (Photo.NO, gettext_lazy("No photos. The strap of your badge is red.")),
    (Photo.ASK, gettext_lazy("Ask me each time. The strap of your badge is yellow.")),
    (Photo.YES, gettext_lazy("Photos are fine. The strap of your badge is green.")),
)


class RegistrationForm(QuestionsForm):
    """Who I am, what I need, what I agree to: one form, of which one step is shown at a time."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=200,
        help_text=gettext_lazy("As you use it; one word is enough."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneInput(label=gettext_lazy("WhatsApp or phone number"))
    email = forms.EmailField(label=gettext_lazy("E-mail, if you read any"), required=False)
    born_on = day_field(
        label=gettext_lazy("Date of birth"),
        required=False,
        help_text=gettext_lazy("Only the age group is counted."),
    )
    sex = forms.ChoiceField(
        label=gettext_lazy("Sex"),
        required=False,
        choices=[(Sex.FEMALE, Sex.FEMALE.label), (Sex.MALE, Sex.MALE.label)],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Counted without your name. Leave it open if you like."),
    )
    place = RegionField(label=gettext_lazy("Regency or city"), required=False)
    home = forms.CharField(label=gettext_lazy("Village"), required=False, max_length=200)
    first_time = forms.ChoiceField(
        label=gettext_lazy("Is this your first time with us?"),
        required=False,
        choices=[(Answered.YES, Answered.YES.label), (Answered.NO, Answered.NO.label)],
        widget=forms.RadioSelect,
    )
    photo = forms.ChoiceField(
        label=gettext_lazy("May you be photographed?"),
        required=False,
        choices=PHOTOS,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("If you choose nothing, nobody may. You can change this at any time."),
    )
    alias = forms.CharField(
        label=gettext_lazy("Alias"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("A nickname or another name, if you do not want yours to be seen."),
    )
    under_alias = forms.BooleanField(
        label=gettext_lazy("Use the alias on my badge and on lists"), required=False
    )
    unlisted = forms.BooleanField(label=gettext_lazy("Put me on no printed list"), required=False)
    guardian = forms.CharField(
        label=gettext_lazy("If you are under 18: parent or guardian who agrees"),
        required=False,
        max_length=200,
    )

    def __init__(self, *args: Any, texts: Mapping[Purpose, ConsentText], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for purpose in TICKED:
            if purpose in texts:
                self.fields[f"agree_{purpose}"] = forms.BooleanField(
                    label=texts[purpose].text, required=False
                )
        self.photo_text = texts[Purpose.PHOTO].text if Purpose.PHOTO in texts else ""

    def clean(self) -> dict[str, Any]:
        """Without consent to taking part there is nothing to send; an alias is needed where it is to be used."""
        data = super().clean()
        if not data.get("agree_take_part"):
            self.add_error(
                "agree_take_part",
                _("We may register you only if you agree to this. If you do not want to, close this page."),
            )
        if data.get("under_alias") and not (data.get("alias") or "").strip():
            self.add_error("alias", _("Write the alias that is to stand on your badge."))
        return data

    def agreed(self) -> frozenset[Purpose]:
        """The purposes agreed to; choosing who may take photos agrees to photos."""
        found = {purpose for purpose in TICKED if self.cleaned_data.get(f"agree_{purpose}")}
        return frozenset(
            found | ({Purpose.PHOTO} if self.cleaned_data.get("photo") in ("ask", "yes") else set())
        )

    def step_of(self, name: str) -> int:
        """The step on which a field stands."""
        return 1 if name in WHO else 2 if name.startswith(HEAD) else 3

    def first_wrong(self, until: int = 3) -> int | None:
        """The first step up to `until` on which something is wrong."""
        steps = sorted(self.step_of(name) for name in self.errors if name != "__all__")
        return next((step for step in steps if step <= until), None)

    def forget_later(self, step: int) -> None:
        """Say nothing yet about steps that come after this one."""
        for name in [name for name in self.errors if self.step_of(name) > step]:
            del self.errors[name]

    def who(self) -> list[BoundField]:
        """The fields of the first step."""
        return [self[name] for name in WHO]

    def consents(self) -> list[BoundField]:
        """The consents that are ticked, each with its text."""
        return [self[name] for name in self.fields if name.startswith("agree_")]
