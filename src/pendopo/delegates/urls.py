"""Pages about delegates, inside a convening."""

from django.urls import URLPattern, path

from pendopo.delegates.views import (
    breach,
    consent,
    delegate,
    form_builder,
    link,
    nomination,
    own,
    register,
    retention,
    seats,
)

app_name = "delegates"

NOMINATIONS = [
    path("desk/delegates/", delegate.delegate_list, name="delegate-list"),
    path("desk/delegates/new/", nomination.nomination_new, name="nomination-new"),
    path("desk/delegates/links/", link.link_list, name="nomination-link-list"),
    path("desk/delegates/links/<uuid:pk>/revoke/", link.link_revoke, name="nomination-link-revoke"),
    path("desk/delegates/<uuid:pk>/", delegate.delegate_detail, name="delegate-detail"),
    path("desk/nominations/<uuid:pk>/edit/", nomination.nomination_edit, name="nomination-edit"),
    path(
        "desk/nominations/<uuid:pk>/take-back/", nomination.nomination_take_back, name="nomination-take-back"
    ),
    path("delegates/nominate/<str:token>/", link.nominate_by_link, name="nominate-by-link"),
]

_PLAN = "desk/delegates/seats/<uuid:pk>/"
SEATS = [
    path("desk/delegates/seats/", seats.seat_list, name="seat-list"),
    path("desk/delegates/seats/new/", seats.seat_new, name="seat-new"),
    path(_PLAN, seats.seat_detail, name="seat-detail"),
    path(f"{_PLAN}edit/", seats.seat_edit, name="seat-edit"),
    path(f"{_PLAN}adopt/", seats.seat_adopt, name="seat-adopt"),
    path(f"{_PLAN}deadlines/", seats.seat_deadlines, name="seat-deadlines"),
    path(f"{_PLAN}paper/", seats.seat_paper, name="seat-paper"),
    path(f"{_PLAN}<str:kind>/<int:number>/", seats.seat_document, name="seat-document"),
]

_ME = "delegates/me/<str:token>/"
_FORM = "desk/delegates/forms/<slug:stage>/"
_QUESTION = "desk/delegates/questions/<uuid:pk>/"
_BREACH = "desk/delegates/breaches/<uuid:pk>/"
REGISTRATION = [
    path(_ME, own.home, name="own-home"),
    path(f"{_ME}register/", register.registration, name="own-register"),
    path(f"{_ME}forms/<slug:stage>/", register.stage, name="own-stage"),
    path(f"{_ME}consents/", consent.own_consent, name="own-consent"),
    path(f"{_ME}data/", own.data, name="own-data"),
    path(f"{_ME}data.json", own.data_json, name="own-data-json"),
    path(f"{_ME}data.pdf", own.data_pdf, name="own-data-pdf"),
    path(f"{_ME}erase/", own.erase, name="own-erase"),
    path("desk/delegates/<uuid:pk>/personal/", own.personal, name="personal"),
    path("desk/delegates/<uuid:pk>/risk/", own.risk_note, name="risk-note"),
    path("desk/delegates/<uuid:pk>/own-link/", own.own_link, name="own-link"),
    path("desk/delegates/own-links/<uuid:pk>/revoke/", own.own_link_revoke, name="own-link-revoke"),
    path("desk/delegates/forms/", form_builder.form_list, name="form-list"),
    path("desk/delegates/forms-begin/", form_builder.forms_begin, name="forms-begin"),
    path(_FORM, form_builder.form_detail, name="form-detail"),
    path(f"{_FORM}edit/", form_builder.form_edit, name="form-edit"),
    path(f"{_FORM}preview/", form_builder.form_preview, name="form-preview"),
    path(f"{_FORM}new/", form_builder.question_new, name="question-new"),
    path(f"{_QUESTION}edit/", form_builder.question_edit, name="question-edit"),
    path(f"{_QUESTION}up/", form_builder.question_up, name="question-up"),
    path(f"{_QUESTION}down/", form_builder.question_down, name="question-down"),
    path(f"{_QUESTION}remove/", form_builder.question_remove, name="question-remove"),
    path(f"{_QUESTION}restore/", form_builder.question_restore, name="question-restore"),
    path("desk/delegates/consents/", consent.consent_list, name="consent-list"),
    path("desk/delegates/consents/<slug:purpose>/", consent.consent_text, name="consent-text"),
    path("desk/delegates/retention/", retention.retention, name="retention"),
    path("desk/delegates/retention/edit/", retention.retention_edit, name="retention-edit"),
    path("desk/delegates/breaches/", breach.breach_list, name="breach-list"),
    path("desk/delegates/breaches/new/", breach.breach_new, name="breach-new"),
    path(_BREACH, breach.breach_detail, name="breach-detail"),
    path(f"{_BREACH}edit/", breach.breach_edit, name="breach-edit"),
    path(f"{_BREACH}told/<slug:whom>/", breach.breach_told, name="breach-told"),
    path(f"{_BREACH}close/", breach.breach_close, name="breach-close"),
    path(f"{_BREACH}notice.pdf", breach.breach_notice, name="breach-notice"),
]

urlpatterns: list[URLPattern] = [*SEATS, *NOMINATIONS, *REGISTRATION]
