"""Pages that follow computations, inside a convening."""

from django.urls import path

from pendopo.core.later import ModuleViews

app_name = "runs"
views = ModuleViews("pendopo.runs.views")
_RUN = "desk/runs/<uuid:pk>/"
urlpatterns = [
    path("desk/runs/", views.run_list, name="run-list"),
    path(_RUN, views.run_detail, name="run-detail"),
    path(f"{_RUN}progress/", views.run_progress, name="run-progress"),
    path(f"{_RUN}cancel/", views.run_cancel, name="run-cancel"),
    path(f"{_RUN}repeat/", views.run_repeat, name="run-repeat"),
    path(f"{_RUN}compare/<uuid:other>/", views.run_compare, name="run-compare"),
    path(f"{_RUN}problem.json", views.run_problem, name="run-problem"),
    path(f"{_RUN}result.json", views.run_result, name="run-result"),
]
