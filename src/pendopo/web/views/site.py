"""Pages and files that belong to no convening: theme, robots, manifest."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.web.context import THEME_COOKIE, THEMES

YEAR = 365 * 24 * 3600


# Public pages are kept for everybody and carry no token; a forged choice of colours harms nobody.
@csrf_exempt
@require_http_methods(["POST"])
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the chosen colours in a cookie and return to the page."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = "/"
    response = redirect(target)
    chosen = request.POST.get("theme", "")
    if chosen in THEMES and chosen != "auto":
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(THEME_COOKIE, chosen, max_age=YEAR, secure=secure, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    return response


@cache_control(public=True, max_age=3600)
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines read what is public and stay away from desks, accounts, files and searches."""
    lines = ["User-agent: *"]
    if settings.DEMO:
        lines.append("Disallow: /")
    lines += [f"Disallow: /*/{part}/" for part in ("accounts", "files", "design")]
    lines += [f"Disallow: /*/*/{part}/" for part in ("desk", "search", "answer")]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@cache_control(public=True, max_age=3600)
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to keep Pendopo on its home screen."""
    mark = {"src": static("web/mark.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    return JsonResponse(
        {
            "name": "Pendopo",
            "short_name": "Pendopo",
            "start_url": "/",
            "display": "browser",
            "background_color": "#faf6ee",
            "theme_color": "#38210f",
            "icons": [mark],
        },
        content_type="application/manifest+json",
    )
