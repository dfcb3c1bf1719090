"""Addresses of this app, below those of a convening."""

from django.urls import path

from pendopo.cooperation.views import agreement, commitment, export, personal, step

app_name = "cooperation"
urlpatterns = [
    path("desk/agreements/", agreement.agreement_list, name="agreement-list"),
    path("desk/agreements/new/", agreement.agreement_new, name="agreement-new"),
    path("desk/agreements/<uuid:pk>/", agreement.agreement_thread, name="agreement-thread"),
    path("desk/agreements/<uuid:pk>/edit/", agreement.agreement_edit, name="agreement-edit"),
    path("desk/agreements/<uuid:pk>/detailed/", agreement.agreement_detailed, name="agreement-detailed"),
    path("desk/meetings/<uuid:pk>/thread/", agreement.meeting_thread, name="meeting-thread"),
    path("desk/meetings/<uuid:pk>/record.pdf", export.agreement_record, {"kind": "pdf"}, "agreement-record-pdf"),
    path("desk/meetings/<uuid:pk>/record.docx", export.agreement_record, {"kind": "docx"}, "agreement-record-docx"),
    path("desk/commitments/", commitment.commitment_list, name="commitment-list"),
    path("desk/commitments/board/", commitment.commitment_board, name="commitment-board"),
    path("desk/commitments/calendar/", commitment.commitment_calendar, name="commitment-calendar"),
    path("desk/commitments/late/", commitment.commitment_late, name="commitment-late"),
    path("desk/commitments/late/remind/", step.owners_remind, name="owners-remind"),
    path("desk/commitments/new/", commitment.commitment_new, name="commitment-new"),
    path("desk/commitments/export/", export.commitment_export, name="commitment-export"),
    path("desk/commitments/<uuid:pk>/", commitment.commitment_detail, name="commitment-detail"),
    path("desk/commitments/<uuid:pk>/thread/", agreement.commitment_thread, name="commitment-thread"),
    path("desk/commitments/<uuid:pk>/step/<slug:step>/", step.commitment_step, name="commitment-step"),
    path("desk/commitments/<uuid:pk>/progress/", step.commitment_progress, name="commitment-progress"),
    path("desk/commitments/<uuid:pk>/evidence/", step.commitment_evidence, name="commitment-evidence"),
    path("desk/commitments/<uuid:pk>/comment/", step.commitment_comment, name="commitment-comment"),
    path("desk/commitments/<uuid:pk>/change/", step.commitment_change, name="commitment-change"),
    path("desk/commitments/<uuid:pk>/link/", step.commitment_link, name="commitment-link"),
    path("desk/commitments/<uuid:pk>/remind/", step.commitment_remind, name="commitment-remind"),
    path("desk/changes/<uuid:pk>/answer/", step.change_answer, name="change-answer"),
    path("desk/links/<uuid:pk>/revoke/", step.link_revoke, name="link-revoke"),
    path("answer/<str:token>/", personal.personal_answer, name="personal-answer"),
    path("agreements/<slug:code>/", agreement.agreement_public, name="agreement-public"),
]
