"""Addresses of a convening's own pages, below its slug."""

from django.urls import path

from pendopo.convenings.views import desk, figures, organisations, people, regions, roles, settings, teams

app_name = "convenings"
urlpatterns = [
    path("regions/", regions.search, name="region-search"),
    path("desk/convening/", settings.detail, name="settings"),
    path("desk/convening/edit/", settings.edit, name="settings-edit"),
    path("desk/convening/publish/", settings.publish, name="publish"),
    path("desk/phases/new/", settings.phase_new, name="phase-new"),
    path("desk/phases/<uuid:pk>/edit/", settings.phase_edit, name="phase-edit"),
    path("desk/phases/<uuid:pk>/delete/", settings.phase_delete, name="phase-delete"),
    path("desk/organisations/", organisations.listed, name="organisation-list"),
    path("desk/organisations/new/", organisations.new, name="organisation-new"),
    path("desk/organisations/<uuid:pk>/", organisations.detail, name="organisation-detail"),
    path("desk/organisations/<uuid:pk>/edit/", organisations.edit, name="organisation-edit"),
    path("desk/organisations/<uuid:pk>/units/new/", organisations.unit_new, name="unit-new"),
    path("desk/units/<uuid:pk>/edit/", organisations.unit_edit, name="unit-edit"),
    path("desk/people/", people.listed, name="person-list"),
    path("desk/people/new/", people.new, name="person-new"),
    path("desk/people/<uuid:pk>/edit/", people.edit, name="person-edit"),
    path("desk/teams/", teams.listed, name="team-list"),
    path("desk/teams/new/", teams.new, name="team-new"),
    path("desk/teams/<uuid:pk>/edit/", teams.edit, name="team-edit"),
    path("desk/teams/<uuid:pk>/seats/new/", teams.seat_new, name="seat-new"),
    path("desk/seats/<uuid:pk>/edit/", teams.seat_edit, name="seat-edit"),
    path("desk/seats/<uuid:pk>/delete/", teams.seat_delete, name="seat-delete"),
    path("desk/roles/", roles.listed, name="role-list"),
    path("desk/roles/new/", roles.new, name="role-new"),
    path("desk/roles/<uuid:pk>/revoke/", roles.revoke, name="role-revoke"),
    path("desk/roles/<uuid:pk>/invitation/", roles.invitation, name="role-invitation"),
    path("desk/figures/", figures.listed, name="figure-list"),
    path("desk/figures/new/", figures.new, name="figure-new"),
    path("desk/figures/<uuid:pk>/edit/", figures.edit, name="figure-edit"),
    path("desk/figures/<uuid:pk>/delete/", figures.delete, name="figure-delete"),
    path("desk/translations/", desk.translations, name="translations"),
    path("desk/notices/", desk.notice_list, name="notice-list"),
    path("desk/notices/read/", desk.notices_read, name="notices-read"),
    path("desk/notices/<uuid:pk>/read/", desk.notice_read, name="notice-read"),
    path("desk/notices/<uuid:pk>/open/", desk.notice_open, name="notice-open"),
    path("desk/log/", desk.log_list, name="log"),
]
