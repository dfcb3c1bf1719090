"""Forms of the press room."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pendopo.convenings.models import Figure
from pendopo.cooperation.models import Meeting
from pendopo.press.enums import ArticleKind
from pendopo.press.models import Article

MARKDOWN_HELP = _("Leave an empty line between paragraphs. **bold**, *italic*, ## heading, - list, > quote.")
PICTURES = "image/png,image/jpeg,image/webp"


class ArticleForm(forms.Form):
    """The text of an article in both languages, side by side."""

    title_ind = forms.CharField(label=_("Title"), max_length=200, required=False)
    title_en = forms.CharField(label=_("Title"), max_length=200, required=False)
    summary_ind = forms.CharField(
        label=_("Summary"), max_length=300, required=False, widget=forms.Textarea({"rows": 2})
    )
    summary_en = forms.CharField(
        label=_("Summary"), max_length=300, required=False, widget=forms.Textarea({"rows": 2})
    )
    body_ind = forms.CharField(
        label=_("Text"), required=False, max_length=50_000, widget=forms.Textarea({"rows": 14})
    )
    body_en = forms.CharField(
        label=_("Text"), required=False, max_length=50_000, widget=forms.Textarea({"rows": 14})
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=ArticleKind.choices, initial=ArticleKind.NEWS)
    place = forms.CharField(
        label=_("Place"), max_length=80, required=False, help_text=_("Opens the text, as in “Purwakarta.”")
    )
    author_name = forms.CharField(
        label=_("Author as shown"), max_length=120, required=False, help_text=_("Empty means your own name.")
    )
    meeting = forms.ModelChoiceField(
        label=_("About the meeting"), queryset=Meeting._base_manager.none(), required=False
    )
    seen_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, article: Article | None = None, **kwargs: Any) -> None:
        if article is not None:
            kwargs["initial"] = {name: getattr(article, name, "") for name in self.base_fields}
            kwargs["initial"]["seen_at"] = article.saved_at.isoformat()
        super().__init__(*args, **kwargs)
        meetings: Any = self.fields["meeting"]
        meetings.queryset = Meeting.objects.order_by("-held_on", "-pk")
        meetings.label_from_instance = lambda meeting: f"{meeting.code}: {meeting.title}"

    def clean_seen_at(self) -> datetime | None:
        """The time of the text that the writer saw; an unreadable one counts as none."""
        return moment(self.cleaned_data["seen_at"])

    def clean(self) -> dict[str, Any]:
        """Ask for a title in one of the languages."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not (cleaned.get("title_ind") or cleaned.get("title_en")) and not self.errors:
            self.add_error("title_ind", _("Write the title in at least one of the two languages."))
        return cleaned


class CorrectionForm(ArticleForm):
    """The published text, to be put right, and the note that readers will see."""

    note_ind = forms.CharField(
        label=_("What was corrected"), max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )
    note_en = forms.CharField(
        label=_("What was corrected"), max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )


class PublishForm(forms.Form):
    """When an approved article appears."""

    at = forms.DateTimeField(
        label=_("Publish at"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("In the time zone of the convening. Empty means now."),
    )


class CoverForm(forms.Form):
    """A picture with its words."""

    picture = forms.FileField(
        label=_("Picture"),
        required=False,
        widget=forms.FileInput({"accept": PICTURES}),
        help_text=_("PNG, JPEG or WebP."),
    )
    cover_alt_ind = forms.CharField(label=_("What the picture shows"), max_length=250, required=False)
    cover_alt_en = forms.CharField(label=_("What the picture shows"), max_length=250, required=False)
    cover_credit = forms.CharField(label=_("Credit"), max_length=150)

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        names = ("cover_alt_ind", "cover_alt_en", "cover_credit")
        kwargs["initial"] = {name: getattr(article, name) for name in names}
        super().__init__(*args, **kwargs)
        self.fields["picture"].required = article.cover_id is None


class FigureLineForm(forms.Form):
    """A figure on record, or words for a number that is not recorded yet."""

    figure = forms.ModelChoiceField(label=_("Figure"), queryset=Figure._base_manager.none(), required=False)
    label_ind = forms.CharField(label=_("What is not recorded yet"), max_length=150, required=False)
    label_en = forms.CharField(label=_("What is not recorded yet"), max_length=150, required=False)
    as_of = forms.DateField(
        label=_("As of"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    source = forms.CharField(label=_("Where it will come from"), max_length=300, required=False)

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = article.figure_lines.exclude(figure=None).values("figure")
        figures: Any = self.fields["figure"]
        figures.queryset = Figure.objects.exclude(pk__in=listed)
        figures.label_from_instance = lambda figure: f"{figure.value} – {figure.label}"


def moment(text: str) -> datetime | None:
    """The moment a hidden field carries; an unreadable one counts as none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
