"""All addresses: /<language>/<convening>/…, and a few that belong to no convening."""

from importlib.util import find_spec

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from pendopo.config.home import newest

ROOMS = ("convenings", "hosts", "cooperation", "press", "web")

Routes = list[URLPattern | URLResolver]


def _room(prefix: str, module: str) -> Routes:
    return [path(prefix, include(module))] if find_spec(module) else []


inside: Routes = [route for room in ROOMS for route in _room("", f"pendopo.{room}.urls")]
urlpatterns: Routes = [
    path("", newest, name="root"),
    path("", include("pendopo.web.urls_site")),
    *i18n_patterns(
        path("", newest, name="home"),
        *_room("accounts/", "pendopo.accounts.urls"),
        path("accounts/", include("allauth.urls")),
        path("files/", include("pendopo.core.urls")),
        *(_room("design/", "pendopo.web.urls_design") if settings.DEMO else []),
        path("<slug:convening>/", include(inside)),
    ),
]

handler400 = "pendopo.core.views.bad_request"
handler403 = "pendopo.core.views.permission_denied"
handler404 = "pendopo.core.views.page_not_found"
handler500 = "pendopo.core.views.server_error"
