"""Addresses of this app, below those of a convening."""

from django.urls import path

from pendopo.core.later import RoomViews

app_name = "cooperation"
views = RoomViews("pendopo.cooperation.views")
urlpatterns = [
    path("desk/meetings/", views.meeting.meeting_list, name="meeting-list"),
    path("desk/meetings/new/", views.meeting.meeting_new, name="meeting-new"),
    path("desk/meetings/<uuid:pk>/", views.meeting.meeting_detail, name="meeting-detail"),
    path("desk/meetings/<uuid:pk>/edit/", views.meeting.meeting_edit, name="meeting-edit"),
    path("desk/meetings/<uuid:pk>/move/", views.meeting.meeting_move, name="meeting-move"),
    path("desk/meetings/<uuid:pk>/cancel/", views.meeting.meeting_cancel, name="meeting-cancel"),
    path("desk/meetings/<uuid:pk>/agenda/", views.agenda.agenda_add, name="agenda-add"),
    path("desk/meetings/<uuid:pk>/agenda/open-items/", views.agenda.agenda_bring, name="agenda-bring"),
    path("desk/agenda/<uuid:pk>/edit/", views.agenda.agenda_edit, name="agenda-edit"),
    path("desk/agenda/<uuid:pk>/up/", views.agenda.agenda_move, {"way": "up"}, "agenda-up"),
    path("desk/agenda/<uuid:pk>/down/", views.agenda.agenda_move, {"way": "down"}, "agenda-down"),
    path("desk/agenda/<uuid:pk>/remove/", views.agenda.agenda_remove, name="agenda-remove"),
    path("desk/agenda/<uuid:pk>/paragraphs/new/", views.paragraph.paragraph_add, name="paragraph-add"),
    path("desk/meetings/<uuid:pk>/attendance/", views.attendance.attendance_edit, name="attendance-edit"),
    path("desk/meetings/<uuid:pk>/attendance/list.pdf", views.attendance.sign_in_sheet, name="sign-in-sheet"),
    path("desk/meetings/<uuid:pk>/attendance/signed/", views.attendance.signed_list, name="signed-list"),
    path("desk/attendance/<uuid:pk>/names/", views.attendance.attendance_names, name="attendance-names"),
    path("desk/attendees/<uuid:pk>/remove/", views.attendance.attendee_remove, name="attendee-remove"),
    path("desk/meetings/<uuid:pk>/letters/new/", views.invitation.letter_new, name="letter-new"),
    path("desk/letters/<uuid:pk>/", views.invitation.letter_edit, name="letter-edit"),
    path("desk/letters/<uuid:pk>/sent/", views.invitation.letter_sent, name="letter-sent"),
    path(
        "desk/letters/<uuid:pk>/<slug:language>.pdf",
        views.invitation.letter_paper_page,
        {"kind": "pdf"},
        "letter-pdf",
    ),
    path(
        "desk/letters/<uuid:pk>/<slug:language>.docx",
        views.invitation.letter_paper_page,
        {"kind": "docx"},
        "letter-docx",
    ),
    path("desk/meetings/<uuid:pk>/minutes/open/", views.minutes.minutes_open, name="minutes-open"),
    path("desk/meetings/<uuid:pk>/minutes/", views.minutes.minutes_edit, name="minutes-edit"),
    path("desk/meetings/<uuid:pk>/minutes/number/", views.minutes.minutes_number, name="minutes-number"),
    path(
        "desk/meetings/<uuid:pk>/minutes/minutes.pdf",
        views.minutes.minutes_paper_page,
        {"kind": "pdf"},
        "minutes-pdf",
    ),
    path(
        "desk/meetings/<uuid:pk>/minutes/minutes.docx",
        views.minutes.minutes_paper_page,
        {"kind": "docx"},
        "minutes-docx",
    ),
    path(
        "desk/meetings/<uuid:pk>/minutes/step/<slug:step>/", views.minutes.minutes_step, name="minutes-step"
    ),
    path(
        "desk/meetings/<uuid:pk>/minutes/approve/<slug:side>/",
        views.minutes.minutes_approve,
        name="minutes-approve",
    ),
    path("desk/paragraphs/<uuid:pk>/", views.paragraph.paragraph_save, name="paragraph-save"),
    path("desk/paragraphs/<uuid:pk>/remove/", views.paragraph.paragraph_remove, name="paragraph-remove"),
    path("desk/paragraphs/<uuid:pk>/comments/", views.paragraph.comment_add, name="comment-add"),
    path("desk/comments/<uuid:pk>/resolve/", views.paragraph.comment_resolve, name="comment-resolve"),
    path("desk/paragraphs/<uuid:pk>/amend/", views.amendment.amendment_new, name="amendment-new"),
    path(
        "desk/amendments/<uuid:pk>/approve/<slug:side>/",
        views.amendment.amendment_approve,
        name="amendment-approve",
    ),
    path(
        "desk/amendments/<uuid:pk>/withdraw/", views.amendment.amendment_withdraw, name="amendment-withdraw"
    ),
    path("minutes/", views.public.minutes_public_list, name="minutes-public-list"),
    path("minutes/<uuid:pk>/", views.public.minutes_public, name="minutes-public"),
    path("desk/agreements/", views.agreement.agreement_list, name="agreement-list"),
    path("desk/agreements/new/", views.agreement.agreement_new, name="agreement-new"),
    path("desk/agreements/<uuid:pk>/", views.agreement.agreement_thread, name="agreement-thread"),
    path("desk/agreements/<uuid:pk>/edit/", views.agreement.agreement_edit, name="agreement-edit"),
    path(
        "desk/agreements/<uuid:pk>/detailed/", views.agreement.agreement_detailed, name="agreement-detailed"
    ),
    path("desk/meetings/<uuid:pk>/thread/", views.agreement.meeting_thread, name="meeting-thread"),
    path(
        "desk/meetings/<uuid:pk>/record.pdf",
        views.export.agreement_record,
        {"kind": "pdf"},
        "agreement-record-pdf",
    ),
    path(
        "desk/meetings/<uuid:pk>/record.docx",
        views.export.agreement_record,
        {"kind": "docx"},
        "agreement-record-docx",
    ),
    path("desk/commitments/", views.commitment.commitment_list, name="commitment-list"),
    path("desk/commitments/board/", views.commitment.commitment_board, name="commitment-board"),
    path("desk/commitments/calendar/", views.commitment.commitment_calendar, name="commitment-calendar"),
    path("desk/commitments/late/", views.commitment.commitment_late, name="commitment-late"),
    path("desk/commitments/late/remind/", views.step.owners_remind, name="owners-remind"),
    path("desk/commitments/new/", views.commitment.commitment_new, name="commitment-new"),
    path("desk/commitments/export/", views.export.commitment_export, name="commitment-export"),
    path("desk/commitments/<uuid:pk>/", views.commitment.commitment_detail, name="commitment-detail"),
    path("desk/commitments/<uuid:pk>/thread/", views.agreement.commitment_thread, name="commitment-thread"),
    path("desk/commitments/<uuid:pk>/step/<slug:step>/", views.step.commitment_step, name="commitment-step"),
    path("desk/commitments/<uuid:pk>/progress/", views.step.commitment_progress, name="commitment-progress"),
    path(
        "desk/commitments/<uuid:pk>/evidence/", views.evidence.commitment_evidence, name="commitment-evidence"
    ),
    path("desk/evidence/<uuid:pk>/correct/", views.evidence.evidence_correct, name="evidence-correct"),
    path("desk/evidence/<uuid:pk>/withdraw/", views.evidence.evidence_withdraw, name="evidence-withdraw"),
    path("desk/commitments/<uuid:pk>/comment/", views.step.commitment_comment, name="commitment-comment"),
    path("desk/commitments/<uuid:pk>/change/", views.step.commitment_change, name="commitment-change"),
    path("desk/commitments/<uuid:pk>/link/", views.step.commitment_link, name="commitment-link"),
    path("desk/commitments/<uuid:pk>/remind/", views.step.commitment_remind, name="commitment-remind"),
    path("desk/changes/<uuid:pk>/answer/", views.step.change_answer, name="change-answer"),
    path("desk/links/<uuid:pk>/revoke/", views.step.link_revoke, name="link-revoke"),
    path("answer/<str:token>/", views.personal.personal_answer, name="personal-answer"),
    path("agreements/", views.public.agreement_public_list, name="agreement-public-list"),
    path("agreements/<slug:code>/", views.agreement.agreement_public, name="agreement-public"),
]
