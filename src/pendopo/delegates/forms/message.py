"""The form of a message to a group."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pendopo.convenings.enums import RegionLevel
from pendopo.convenings.models import Organisation, Region
from pendopo.delegates.enums import Audience
from pendopo.delegates.forms.plain import PlainForm
from pendopo.delegates.models import Message
from pendopo.delegates.queries.message import IN_GROUP
from pendopo.delegates.queries.placeholders import IN_MESSAGE, listed

TEXTS = ("subject_ind", "subject_en", "text_ind", "text_en")


class MessageForm(PlainForm):
    """To whom, and what, in both languages."""

    states = forms.MultipleChoiceField(
        label=_("State"),
        required=False,
        choices=[(state.value, state.label) for state in IN_GROUP],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked means all of these."),
    )
    audience = forms.ChoiceField(label=_("Part"), required=False, choices=[("", _("All")), *Audience.choices])
    organisation = forms.ModelChoiceField[Organisation](
        None, label=_("Organisation"), required=False, empty_label=_("All")
    )
    province = forms.ModelChoiceField[Region](None, label=_("Province"), required=False, empty_label=_("All"))
    subject_ind = forms.CharField(label=_("Subject in Indonesian"), max_length=150)
    subject_en = forms.CharField(label=_("Subject in English"), max_length=150)
    text_ind = forms.CharField(
        label=_("Text in Indonesian"), max_length=4000, widget=forms.Textarea({"rows": 8})
    )
    text_en = forms.CharField(label=_("Text in English"), max_length=4000, widget=forms.Textarea({"rows": 8}))

    def __init__(self, *args: Any, message: Message | None = None, **kwargs: Any) -> None:
        filled = {}
        if message is not None:
            filled = {name: getattr(message, name) for name in TEXTS} | message.group
        super().__init__(*args, **{"initial": filled} | kwargs)
        organisations = Organisation.objects.filter(delegates__isnull=False).distinct().order_by("name", "pk")
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        provinces = Region.objects.filter(level=RegionLevel.PROVINCE).order_by("name", "pk")
        self.fields["province"].queryset = provinces  # type: ignore[attr-defined]
        self.words = listed(IN_MESSAGE)

    def clean(self) -> dict[str, Any]:
        """The group as it is kept: plain keys, nothing where everybody is meant."""
        given: dict[str, Any] = super().clean() or {}
        group: dict[str, Any] = {"states": given.pop("states", []), "audience": given.pop("audience", "")}
        for name in ("organisation", "province"):
            chosen = given.pop(name, None)
            group[name] = str(chosen.pk) if chosen else ""
        return given | {"group": {name: value for name, value in group.items() if value}}
