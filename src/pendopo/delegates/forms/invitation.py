"""Forms around invitations: whom to invite, more days to answer, and what the letters say."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from pendopo.delegates.enums import Channel
from pendopo.delegates.forms.plain import PlainForm
from pendopo.delegates.models import InvitationTerms
from pendopo.delegates.queries.letter import BILINGUAL
from pendopo.delegates.queries.placeholders import IN_LETTER, IN_NUMBER, listed

LINES = {"body": 8, "pays": 4}


class InviteForm(PlainForm):
    """How those who are ticked are invited, and until when they may answer."""

    channel = forms.ChoiceField(
        label=_("How"),
        required=False,
        choices=[("", _("As each is best reached: e-mail, else WhatsApp, else a letter")), *Channel.choices],
    )
    until = forms.DateField(
        label=_("Last day to answer"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, until: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"until": until}} | kwargs)


def keys_in(values: list[str]) -> list[UUID]:
    """The keys among what a form sent; what is no key names nobody."""
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found


class ExtendForm(PlainForm):
    """More days, and why."""

    days = forms.IntegerField(label=_("More days"), initial=7, min_value=1, max_value=60)
    why = forms.CharField(label=_("Reason"), max_length=300)


class AnotherWayForm(PlainForm):
    """In which way an invitation goes out once more."""

    channel = forms.ChoiceField(label=_("How"), choices=Channel.choices)


class TermsForm(forms.ModelForm):
    """What every letter says, in both languages."""

    class Meta:
        model = InvitationTerms
        fields = (
            *("pattern", "first_number", "days_to_answer", "remind_before", "place"),
            *(f"{name}_{column}" for name in ("subject", "body", "pays") for column in ("ind", "en")),
            *("asks_assignment", "contact", "signatory_name", "signatory_title_ind", "signatory_title_en"),
            *("second_name", "second_title_ind", "second_title_en"),
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in BILINGUAL:
            for column in ("ind", "en"):
                field = self.fields[f"{name}_{column}"]
                field.required = False
                if name in LINES:
                    field.widget = forms.Textarea({"rows": LINES[name]})
        known = listed(IN_NUMBER)
        example = known.replace(", ", "/WGWC/", 1).replace(", ", "/")
        self.fields["pattern"].help_text = _("For instance %(example)s. You can use %(known)s.") % {
            "example": example,
            "known": known,
        }
        self.letter_words = listed(IN_LETTER)

    def done(self, action: Any, **more: Any) -> bool:
        """Whether the data is whole and the action agreed; if not, the form says why."""
        if not self.is_valid():
            return False
        return PlainForm.done(self, action, **more)  # type: ignore[arg-type]
