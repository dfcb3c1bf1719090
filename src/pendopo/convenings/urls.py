"""Addresses of a convening's own pages, below its slug."""

from django.urls import path

from pendopo.core.later import RoomViews

app_name = "convenings"
views = RoomViews("pendopo.convenings.views")
urlpatterns = [
    path("regions/", views.regions.search, name="region-search"),
    path("desk/convening/", views.settings.detail, name="settings"),
    path("desk/convening/edit/", views.settings.edit, name="settings-edit"),
    path("desk/convening/publish/", views.settings.publish, name="publish"),
    path("desk/phases/new/", views.settings.phase_new, name="phase-new"),
    path("desk/phases/<uuid:pk>/edit/", views.settings.phase_edit, name="phase-edit"),
    path("desk/phases/<uuid:pk>/delete/", views.settings.phase_delete, name="phase-delete"),
    path("desk/organisations/", views.organisations.listed, name="organisation-list"),
    path("desk/organisations/new/", views.organisations.new, name="organisation-new"),
    path("desk/organisations/<uuid:pk>/", views.organisations.detail, name="organisation-detail"),
    path("desk/organisations/<uuid:pk>/edit/", views.organisations.edit, name="organisation-edit"),
    path("desk/organisations/<uuid:pk>/units/new/", views.organisations.unit_new, name="unit-new"),
    path("desk/units/<uuid:pk>/edit/", views.organisations.unit_edit, name="unit-edit"),
    path("desk/people/", views.people.listed, name="person-list"),
    path("desk/people/new/", views.people.new, name="person-new"),
    path("desk/people/<uuid:pk>/edit/", views.people.edit, name="person-edit"),
    path("desk/teams/", views.teams.listed, name="team-list"),
    path("desk/teams/new/", views.teams.new, name="team-new"),
    path("desk/teams/<uuid:pk>/edit/", views.teams.edit, name="team-edit"),
    path("desk/teams/<uuid:pk>/seats/new/", views.teams.seat_new, name="seat-new"),
    path("desk/seats/<uuid:pk>/edit/", views.teams.seat_edit, name="seat-edit"),
    path("desk/seats/<uuid:pk>/delete/", views.teams.seat_delete, name="seat-delete"),
    path("desk/roles/", views.roles.listed, name="role-list"),
    path("desk/roles/new/", views.roles.new, name="role-new"),
    path("desk/roles/<uuid:pk>/revoke/", views.roles.revoke, name="role-revoke"),
    path("desk/roles/<uuid:pk>/invitation/", views.roles.invitation, name="role-invitation"),
    path("desk/figures/", views.figures.listed, name="figure-list"),
    path("desk/figures/new/", views.figures.new, name="figure-new"),
    path("desk/figures/<uuid:pk>/edit/", views.figures.edit, name="figure-edit"),
    path("desk/figures/<uuid:pk>/delete/", views.figures.delete, name="figure-delete"),
    path("desk/translations/", views.desk.translations, name="translations"),
    path("desk/notices/", views.desk.notice_list, name="notice-list"),
    path("desk/notices/read/", views.desk.notices_read, name="notices-read"),
    path("desk/notices/<uuid:pk>/read/", views.desk.notice_read, name="notice-read"),
    path("desk/notices/<uuid:pk>/open/", views.desk.notice_open, name="notice-open"),
    path("desk/log/", views.desk.log_list, name="log"),
]
