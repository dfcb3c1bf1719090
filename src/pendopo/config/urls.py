"""All addresses: /<language>/<convening>/…, and a few that belong to no convening."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from pendopo.config.home import newest

ROOMS = (
    "web",
    "press",
    "cooperation",
    "hosts",
    "delegates",
    "runs",
    "convenings",
)  # what the public opens comes first
Routes = list[URLPattern | URLResolver]

inside: Routes = [path("", include(f"pendopo.{room}.urls")) for room in ROOMS]
demonstration: Routes = [path("design/", include("pendopo.web.urls_design"))] if settings.DEMO else []
urlpatterns: Routes = [
    path("", newest, name="root"),
    path("", include("pendopo.web.urls_site")),
    *i18n_patterns(
        path("", newest, name="home"),
        path("accounts/", include("pendopo.accounts.urls")),
        path("accounts/", include("allauth.urls")),
        path("files/", include("pendopo.core.urls")),
        *demonstration,
        path("<slug:convening>/", include(inside)),
    ),
]

handler400 = "pendopo.core.views.bad_request"
handler403 = "pendopo.core.views.permission_denied"
handler404 = "pendopo.core.views.page_not_found"
handler500 = "pendopo.core.views.server_error"
