"""Pages about the choice of a host, inside a convening."""

from django.urls import path

from pendopo.core.later import ModuleViews

app_name = "hosts"
views = ModuleViews("pendopo.hosts.views")
_CALL = "desk/hosts/<uuid:pk>/"
urlpatterns = [
    path("desk/hosts/", views.call_list, name="call-list"),
    path("desk/hosts/new/", views.call_new, name="call-new"),
    path(_CALL, views.call_detail, name="call-detail"),
    path(f"{_CALL}edit/", views.call_edit, name="call-edit"),
    path(f"{_CALL}criteria/", views.criteria_list, name="criteria-list"),
    path(f"{_CALL}criteria/new/", views.criteria_new, name="criteria-new"),
    path(f"{_CALL}candidates/new/", views.candidate_new, name="candidate-new"),
    path(f"{_CALL}assessors/new/", views.assessor_new, name="assessor-new"),
    path(f"{_CALL}scoring/open/", views.scoring_open, name="scoring-open"),
    path(f"{_CALL}sheet/", views.sheet, name="sheet"),
    path(f"{_CALL}sheet/conflicts/", views.sheet_conflicts, name="sheet-conflicts"),
    path(f"{_CALL}sheet/take-back/", views.sheet_take_back, name="sheet-take-back"),
    path(f"{_CALL}result/<int:number>/", views.result, name="result"),
    path(f"{_CALL}decision/", views.decision_detail, name="decision-detail"),
    path(f"{_CALL}decision/new/", views.decision_new, name="decision-new"),
    path(f"{_CALL}decision/publish/", views.decision_publish, name="decision-publish"),
    path(f"{_CALL}decision/unpublish/", views.decision_unpublish, name="decision-unpublish"),
    path(f"{_CALL}decision/memo/", views.decision_preview, name="decision-preview"),
    path("desk/hosts/candidates/<uuid:pk>/", views.candidate_detail, name="candidate-detail"),
    path("desk/hosts/candidates/<uuid:pk>/edit/", views.candidate_edit, name="candidate-edit"),
    path("desk/hosts/candidates/<uuid:pk>/withdraw/", views.candidate_withdraw, name="candidate-withdraw"),
    path("desk/hosts/candidates/<uuid:pk>/claims/<slug:code>/", views.claim_edit, name="claim-edit"),
    path("desk/hosts/claims/<uuid:pk>/evidence/new/", views.evidence_new, name="evidence-new"),
    path("desk/hosts/evidence/<uuid:pk>/verify/", views.evidence_verify, name="evidence-verify"),
    path("desk/hosts/evidence/<uuid:pk>/delete/", views.evidence_delete, name="evidence-delete"),
    path("desk/hosts/assessors/<uuid:pk>/delete/", views.assessor_delete, name="assessor-delete"),
    path("desk/hosts/sheets/<uuid:pk>/excuse/", views.assessor_excuse, name="assessor-excuse"),
    path("host/<uuid:pk>/", views.decision_public, name="decision"),
    path("host/<uuid:pk>/memo/", views.decision_memo, name="decision-memo"),
]
