"""Pages about delegates, inside a convening."""

from django.urls import URLPattern, path

from pendopo.core.later import RoomViews

app_name = "delegates"
views = RoomViews("pendopo.delegates.views")

NOMINATIONS = [
    path("desk/delegates/", views.delegate.delegate_list, name="delegate-list"),
    path("desk/delegates/new/", views.nomination.nomination_new, name="nomination-new"),
    path("desk/delegates/links/", views.link.link_list, name="nomination-link-list"),
    path("desk/delegates/links/<uuid:pk>/revoke/", views.link.link_revoke, name="nomination-link-revoke"),
    path("desk/delegates/<uuid:pk>/", views.delegate.delegate_detail, name="delegate-detail"),
    path("desk/nominations/<uuid:pk>/edit/", views.nomination.nomination_edit, name="nomination-edit"),
    path(
        "desk/nominations/<uuid:pk>/take-back/",
        views.nomination.nomination_take_back,
        name="nomination-take-back",
    ),
    path("desk/delegates/upload/", views.upload.upload_new, name="upload-new"),
    path("desk/delegates/upload/template.xlsx", views.upload.upload_template, name="upload-template"),
    path("desk/delegates/upload/<uuid:pk>/", views.upload.upload_preview, name="upload-preview"),
    path("desk/delegates/<uuid:pk>/replace/", views.substitution.substitution_new, name="substitution-new"),
    path("desk/substitutions/", views.substitution.substitution_list, name="substitution-list"),
    path("desk/substitutions/<uuid:pk>/", views.substitution.substitution_detail, name="substitution-detail"),
    path(
        "desk/substitutions/<uuid:pk>/answer/",
        views.substitution.substitution_answer,
        name="substitution-answer",
    ),
    path("desk/delegates/duplicates/", views.merge.duplicate_list, name="duplicate-list"),
    path("desk/delegates/merge/<uuid:one>/<uuid:other>/", views.merge.merge_pair, name="merge-pair"),
    path("desk/delegates/apart/<uuid:one>/<uuid:other>/", views.merge.pair_apart, name="pair-apart"),
    path("desk/delegates/households/", views.household.household_list, name="household-list"),
    path("desk/delegates/<uuid:pk>/household/", views.household.household, name="household"),
    path("delegates/nominate/<str:token>/", views.link.nominate_by_link, name="nominate-by-link"),
]

_PLAN = "desk/delegates/seats/<uuid:pk>/"
SEATS = [
    path("desk/delegates/seats/", views.seats.seat_list, name="seat-list"),
    path("desk/delegates/seats/new/", views.seats.seat_new, name="seat-new"),
    path(_PLAN, views.seats.seat_detail, name="seat-detail"),
    path(f"{_PLAN}edit/", views.seats.seat_edit, name="seat-edit"),
    path(f"{_PLAN}adopt/", views.seats.seat_adopt, name="seat-adopt"),
    path(f"{_PLAN}deadlines/", views.seats.seat_deadlines, name="seat-deadlines"),
    path(f"{_PLAN}paper/", views.seats.seat_paper, name="seat-paper"),
    path(f"{_PLAN}<str:kind>/<int:number>/", views.seats.seat_document, name="seat-document"),
]

_ME = "delegates/me/<str:token>/"
_FORM = "desk/delegates/forms/<slug:stage>/"
_QUESTION = "desk/delegates/questions/<uuid:pk>/"
_BREACH = "desk/delegates/breaches/<uuid:pk>/"
REGISTRATION = [
    path(_ME, views.own.home, name="own-home"),
    path(f"{_ME}register/", views.register.registration, name="own-register"),
    path(f"{_ME}forms/<slug:stage>/", views.register.stage, name="own-stage"),
    path(f"{_ME}consents/", views.consent.own_consent, name="own-consent"),
    path(f"{_ME}data/", views.own.data, name="own-data"),
    path(f"{_ME}data.json", views.own.data_json, name="own-data-json"),
    path(f"{_ME}data.pdf", views.own.data_pdf, name="own-data-pdf"),
    path(f"{_ME}erase/", views.own.erase, name="own-erase"),
    path("desk/delegates/<uuid:pk>/forms/<slug:stage>/", views.on_behalf.stage_for, name="stage-for"),
    path("desk/delegates/<uuid:pk>/personal/", views.own.personal, name="personal"),
    path("desk/delegates/<uuid:pk>/risk/", views.own.risk_note, name="risk-note"),
    path("desk/delegates/<uuid:pk>/own-link/", views.own.own_link, name="own-link"),
    path("desk/delegates/own-links/<uuid:pk>/revoke/", views.own.own_link_revoke, name="own-link-revoke"),
    path("desk/delegates/forms/", views.form_builder.forms, name="forms"),
    path("desk/delegates/forms-begin/", views.form_builder.forms_begin, name="forms-begin"),
    path(_FORM, views.form_builder.form_detail, name="form-detail"),
    path(f"{_FORM}edit/", views.form_builder.form_edit, name="form-edit"),
    path(f"{_FORM}preview/", views.form_builder.form_preview, name="form-preview"),
    path(f"{_FORM}new/", views.form_builder.question_new, name="question-new"),
    path(f"{_QUESTION}edit/", views.form_builder.question_edit, name="question-edit"),
    path(f"{_QUESTION}up/", views.form_builder.question_up, name="question-up"),
    path(f"{_QUESTION}down/", views.form_builder.question_down, name="question-down"),
    path(f"{_QUESTION}remove/", views.form_builder.question_remove, name="question-remove"),
    path(f"{_QUESTION}restore/", views.form_builder.question_restore, name="question-restore"),
    path("desk/delegates/consents/", views.consent.consent_list, name="consent-list"),
    path("desk/delegates/consents/<slug:purpose>/", views.consent.consent_text, name="consent-text"),
    path("desk/delegates/retention/", views.retention.retention, name="retention"),
    path("desk/delegates/retention/edit/", views.retention.retention_edit, name="retention-edit"),
    path("desk/delegates/breaches/", views.breach.breach_list, name="breach-list"),
    path("desk/delegates/breaches/new/", views.breach.breach_new, name="breach-new"),
    path(_BREACH, views.breach.breach_detail, name="breach-detail"),
    path(f"{_BREACH}edit/", views.breach.breach_edit, name="breach-edit"),
    path(f"{_BREACH}told/<slug:whom>/", views.breach.breach_told, name="breach-told"),
    path(f"{_BREACH}close/", views.breach.breach_close, name="breach-close"),
    path(f"{_BREACH}notice.pdf", views.breach.breach_notice, name="breach-notice"),
]

_SELECTION = "desk/delegates/selections/<uuid:pk>/"
SELECTIONS = [
    path("desk/delegates/selections/", views.selection.selection_list, name="selection-list"),
    path("desk/delegates/selections/new/", views.selection.selection_new, name="selection-new"),
    path(_SELECTION, views.selection.selection_detail, name="selection-detail"),
    path(f"{_SELECTION}edit/", views.selection.selection_edit, name="selection-edit"),
    path(f"{_SELECTION}compute/", views.selection.selection_compute, name="selection-compute"),
    path(f"{_SELECTION}relax/", views.selection.selection_relax, name="selection-relax"),
    path(f"{_SELECTION}announce/", views.draw.selection_announce, name="selection-announce"),
    path(f"{_SELECTION}draw/", views.draw.selection_draw, name="selection-draw"),
    path(f"{_SELECTION}set-aside/", views.draw.selection_set_aside, name="selection-set-aside"),
    path(f"{_SELECTION}publish/", views.draw.selection_publish, name="selection-publish"),
    path(f"{_SELECTION}unpublish/", views.draw.selection_unpublish, name="selection-unpublish"),
    path(f"{_SELECTION}<slug:file>.json", views.draw.selection_file, name="selection-file"),
    path("selection/<uuid:pk>/", views.draw.selection_public, name="selection-public"),
    path(
        "selection/<uuid:pk>/<slug:file>.json", views.draw.selection_public_file, name="selection-public-file"
    ),
]

WAITING = [
    path("desk/delegates/waiting/", views.waiting.waiting_list, name="waiting-list"),
    path("desk/delegates/waiting/promote/", views.waiting.waiting_promote, name="waiting-promote"),
    path("desk/delegates/waiting/ask/", views.waiting.waiting_ask, name="waiting-ask"),
    path("desk/delegates/waiting/freeze/", views.waiting.waiting_freeze, name="waiting-freeze"),
    path("desk/delegates/waiting/<uuid:pk>/pass/", views.waiting.waiting_pass, name="waiting-pass"),
    path(
        "desk/delegates/waiting/<uuid:pk>/pass-back/",
        views.waiting.waiting_pass_back,
        name="waiting-pass-back",
    ),
    path("desk/delegates/waiting/changes/<uuid:pk>/", views.waiting.waiting_change, name="waiting-change"),
    path("desk/delegates/holders/", views.waiting.seat_holder_list, name="seat-holder-list"),
    path("desk/delegates/<uuid:pk>/answer/", views.waiting.seat_answer, name="seat-answer"),
]

ATTENDANCE = [
    path("desk/delegates/attendance/", views.attendance.attendance_list, name="attendance"),
    path("desk/delegates/attendance/to-sign.pdf", views.attendance.sign_in_list, name="sign-in-list"),
    path("desk/delegates/attendance/badges.pdf", views.attendance.badges, name="badges"),
    path("desk/delegates/<uuid:pk>/not-present/", views.attendance.attendance_back, name="attendance-back"),
]

QUOTAS = [
    path("desk/delegates/quotas/", views.quota.quota_list, name="quota-list"),
    path("desk/delegates/quotas/new/", views.quota.quota_new, name="quota-new"),
    path("desk/delegates/quotas/<uuid:pk>/edit/", views.quota.quota_edit, name="quota-edit"),
    path("desk/delegates/quotas/<uuid:pk>/delete/", views.quota.quota_delete, name="quota-delete"),
    path("desk/delegates/gap/", views.gap.gap_page, name="gap"),
    path("desk/delegates/gap/export/", views.gap.gap_export, name="gap-export"),
]

NUMBERS = [
    path("desk/delegates/numbers/", views.numbers.numbers_page, name="numbers"),
    path("desk/delegates/numbers/file/<slug:kind>/", views.numbers_export.numbers_file, name="numbers-file"),
    path("desk/delegates/numbers/list/", views.numbers_export.numbers_list, name="numbers-list"),
    path("desk/delegates/numbers/publish/", views.numbers.numbers_publish, name="numbers-publish"),
]

_INVITATION = "desk/delegates/invitations/<uuid:pk>/"
_MESSAGE = "desk/delegates/messages/<uuid:pk>/"
INVITATIONS = [
    path("desk/delegates/invitations/", views.invitation.invitation_list, name="invitation-list"),
    path("desk/delegates/invitations/order/", views.invitation.invitation_order, name="invitation-order"),
    path("desk/delegates/invitations/letter/", views.letter.letter_terms, name="letter-terms"),
    path("desk/delegates/invitations/letters.pdf", views.letter.letter_bundle, name="letter-bundle"),
    path(_INVITATION, views.invitation.invitation_detail, name="invitation-detail"),
    path(f"{_INVITATION}<str:language>.<str:kind>", views.letter.letter_paper, name="letter-paper"),
    path(f"{_ME}answer/", views.invitation_own.own_answer, name="own-answer"),
    path(f"{_ME}letter.pdf", views.invitation_own.own_letter, name="own-letter"),
    path("desk/delegates/messages/", views.message.message_list, name="message-list"),
    path("desk/delegates/messages/new/", views.message.message_new, name="message-new"),
    path("desk/delegates/messages/by-hand/", views.message.dispatch_list, name="dispatch-list"),
    path(
        "desk/delegates/messages/by-hand/<uuid:pk>/sent/", views.message.dispatch_sent, name="dispatch-sent"
    ),
    path(
        "desk/delegates/messages/by-hand/<uuid:pk>/take-back/",
        views.message.dispatch_take_back,
        name="dispatch-take-back",
    ),
    path(_MESSAGE, views.message.message_detail, name="message-detail"),
    path(f"{_MESSAGE}edit/", views.message.message_edit, name="message-edit"),
    path(f"{_MESSAGE}send/", views.message.message_send, name="message-send"),
]

urlpatterns: list[URLPattern] = [
    *ATTENDANCE,
    *INVITATIONS,
    *NUMBERS,
    *QUOTAS,
    *SEATS,
    *NOMINATIONS,
    *REGISTRATION,
    *SELECTIONS,
    *WAITING,
]
