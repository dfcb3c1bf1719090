"""Pages about delegates, inside a convening."""

from django.urls import URLPattern, path

from pendopo.delegates.views import (
    breach,
    consent,
    delegate,
    draw,
    form_builder,
    gap,
    invitation,
    invitation_own,
    letter,
    link,
    merge,
    message,
    nomination,
    numbers,
    numbers_export,
    own,
    quota,
    register,
    retention,
    seats,
    selection,
    substitution,
    upload,
    waiting,
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
    path("desk/delegates/upload/", upload.upload_new, name="upload-new"),
    path("desk/delegates/upload/template.xlsx", upload.upload_template, name="upload-template"),
    path("desk/delegates/upload/<uuid:pk>/", upload.upload_preview, name="upload-preview"),
    path("desk/delegates/<uuid:pk>/replace/", substitution.substitution_new, name="substitution-new"),
    path("desk/substitutions/", substitution.substitution_list, name="substitution-list"),
    path("desk/substitutions/<uuid:pk>/", substitution.substitution_detail, name="substitution-detail"),
    path(
        "desk/substitutions/<uuid:pk>/answer/", substitution.substitution_answer, name="substitution-answer"
    ),
    path("desk/delegates/duplicates/", merge.duplicate_list, name="duplicate-list"),
    path("desk/delegates/merge/<uuid:one>/<uuid:other>/", merge.merge_pair, name="merge-pair"),
    path("desk/delegates/apart/<uuid:one>/<uuid:other>/", merge.pair_apart, name="pair-apart"),
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
    path("desk/delegates/forms/", form_builder.forms, name="forms"),
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

_SELECTION = "desk/delegates/selections/<uuid:pk>/"
SELECTIONS = [
    path("desk/delegates/selections/", selection.selection_list, name="selection-list"),
    path("desk/delegates/selections/new/", selection.selection_new, name="selection-new"),
    path(_SELECTION, selection.selection_detail, name="selection-detail"),
    path(f"{_SELECTION}edit/", selection.selection_edit, name="selection-edit"),
    path(f"{_SELECTION}compute/", selection.selection_compute, name="selection-compute"),
    path(f"{_SELECTION}relax/", selection.selection_relax, name="selection-relax"),
    path(f"{_SELECTION}announce/", draw.selection_announce, name="selection-announce"),
    path(f"{_SELECTION}draw/", draw.selection_draw, name="selection-draw"),
    path(f"{_SELECTION}set-aside/", draw.selection_set_aside, name="selection-set-aside"),
    path(f"{_SELECTION}publish/", draw.selection_publish, name="selection-publish"),
    path(f"{_SELECTION}unpublish/", draw.selection_unpublish, name="selection-unpublish"),
    path(f"{_SELECTION}<slug:file>.json", draw.selection_file, name="selection-file"),
    path("selection/<uuid:pk>/", draw.selection_public, name="selection-public"),
    path("selection/<uuid:pk>/<slug:file>.json", draw.selection_public_file, name="selection-public-file"),
]

WAITING = [
    path("desk/delegates/waiting/", waiting.waiting_list, name="waiting-list"),
    path("desk/delegates/waiting/promote/", waiting.waiting_promote, name="waiting-promote"),
    path("desk/delegates/waiting/ask/", waiting.waiting_ask, name="waiting-ask"),
    path("desk/delegates/waiting/freeze/", waiting.waiting_freeze, name="waiting-freeze"),
    path("desk/delegates/waiting/<uuid:pk>/pass/", waiting.waiting_pass, name="waiting-pass"),
    path("desk/delegates/waiting/<uuid:pk>/pass-back/", waiting.waiting_pass_back, name="waiting-pass-back"),
    path("desk/delegates/waiting/changes/<uuid:pk>/", waiting.waiting_change, name="waiting-change"),
    path("desk/delegates/holders/", waiting.seat_holder_list, name="seat-holder-list"),
    path("desk/delegates/<uuid:pk>/answer/", waiting.seat_answer, name="seat-answer"),
]

QUOTAS = [
    path("desk/delegates/quotas/", quota.quota_list, name="quota-list"),
    path("desk/delegates/quotas/new/", quota.quota_new, name="quota-new"),
    path("desk/delegates/quotas/<uuid:pk>/edit/", quota.quota_edit, name="quota-edit"),
    path("desk/delegates/quotas/<uuid:pk>/delete/", quota.quota_delete, name="quota-delete"),
    path("desk/delegates/gap/", gap.gap_page, name="gap"),
    path("desk/delegates/gap/export/", gap.gap_export, name="gap-export"),
]

NUMBERS = [
    path("desk/delegates/numbers/", numbers.numbers_page, name="numbers"),
    path("desk/delegates/numbers/file/<slug:kind>/", numbers_export.numbers_file, name="numbers-file"),
    path("desk/delegates/numbers/list/", numbers_export.numbers_list, name="numbers-list"),
    path("desk/delegates/numbers/publish/", numbers.numbers_publish, name="numbers-publish"),
]

_INVITATION = "desk/delegates/invitations/<uuid:pk>/"
_MESSAGE = "desk/delegates/messages/<uuid:pk>/"
INVITATIONS = [
    path("desk/delegates/invitations/", invitation.invitation_list, name="invitation-list"),
    path("desk/delegates/invitations/order/", invitation.invitation_order, name="invitation-order"),
    path("desk/delegates/invitations/letter/", letter.letter_terms, name="letter-terms"),
    path("desk/delegates/invitations/letters.pdf", letter.letter_bundle, name="letter-bundle"),
    path(_INVITATION, invitation.invitation_detail, name="invitation-detail"),
    path(f"{_INVITATION}<str:language>.<str:kind>", letter.letter_paper, name="letter-paper"),
    path(f"{_ME}answer/", invitation_own.own_answer, name="own-answer"),
    path(f"{_ME}letter.pdf", invitation_own.own_letter, name="own-letter"),
    path("desk/delegates/messages/", message.message_list, name="message-list"),
    path("desk/delegates/messages/new/", message.message_new, name="message-new"),
    path("desk/delegates/messages/by-hand/", message.dispatch_list, name="dispatch-list"),
    path("desk/delegates/messages/by-hand/<uuid:pk>/sent/", message.dispatch_sent, name="dispatch-sent"),
    path(_MESSAGE, message.message_detail, name="message-detail"),
    path(f"{_MESSAGE}edit/", message.message_edit, name="message-edit"),
    path(f"{_MESSAGE}send/", message.message_send, name="message-send"),
]

urlpatterns: list[URLPattern] = [
    *INVITATIONS,
    *NUMBERS,
    *QUOTAS,
    *SEATS,
    *NOMINATIONS,
    *REGISTRATION,
    *SELECTIONS,
    *WAITING,
]
