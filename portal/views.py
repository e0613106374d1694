"""Answers that belong to no room: the stylesheet, health, what robots may read, and pages for errors."""

from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_path, override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

from portal import assets, downloads, lifeline, relay

A_YEAR = 365 * 24 * 3600


@require_safe
def stylesheet(request: HttpRequest, digest: str) -> HttpResponse:
    """Serve the stylesheet; under its own digest it never changes, so it may be kept for ever."""
    sheet = assets.stylesheet()
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(
        sheet.packed if packed else sheet.plain, content_type="text/css; charset=utf-8"
    )
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    # While two versions of the house run side by side, the other one's digest gets this sheet, unkept.
    known = digest == sheet.digest
    response.headers["Cache-Control"] = (
        f"public, max-age={A_YEAR}, immutable" if known else "no-cache"
    )
    return response


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a picture of the public pages as drawn anew; originals and other files have no address."""
    response = serve(request, path, document_root=str(Path(settings.MEDIA_ROOT) / "images"))
    response.headers["Content-Security-Policy"] = downloads.FENCE
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response


@require_safe
@cache_control(no_store=True)
def alive(request: HttpRequest) -> JsonResponse:
    """Say that the process lives; asks nobody else."""
    return JsonResponse({"alive": True})


@require_safe
@cache_control(no_store=True)
def ready(request: HttpRequest) -> JsonResponse:
    """Say whether visitors can be served: not without a database, but without a cache."""
    answers = _database_answers()
    report = {
        "database": "ok" if answers else "down",
        "cache": "ok" if _cache_answers() else "degraded",
    }
    for name, late in (relay.late() if answers else {}).items():  # how many is nobody's business
        report[name] = "degraded" if late else "ok"
    return JsonResponse({"ready": answers, **report}, status=200 if answers else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _cache_answers() -> bool:
    try:
        cache.set("ready", "yes", 10)
        return bool(cache.get("ready") == "yes")
    except Exception:  # noqa: BLE001  each cache backend has its own errors, and none may fail us
        return False


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Keep search engines out of cases and of the office."""
    closed = ["/admin/", "/feedback/case/", "/en/feedback/case/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines += ["", f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Help somebody whose address leads nowhere."""
    return render(request, "portal/errors/404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Tell somebody that this page is not for them."""
    return render(request, "portal/errors/403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain a form that came back too late or without our cookie, and give its texts back."""
    kept = "\n\n".join(filter(_is_prose, map(str, request.POST.values())))
    return render(request, "portal/errors/csrf.html", {"kept": kept}, status=403)


def _is_prose(value: str) -> bool:
    """Tell what somebody wrote from keys, codes and choices."""
    spoken = any(sign.isspace() or not sign.isascii() for sign in value)
    return spoken and any(sign.isalpha() for sign in value)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request we cannot read; its host name may be the very thing that is wrong."""
    return _plain(request, "portal/errors/400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Help when something of ours broke: no database, no context processors, both numbers."""
    return _plain(request, "portal/errors/500.html", status=500)


def _plain(request: HttpRequest, template: str, status: int) -> HttpResponse:
    context = {"lifeline": lifeline.recall(request.headers.get("host", ""))}
    with override(get_language_from_path(request.path_info) or "zh-hans"):
        return HttpResponse(render_to_string(template, context), status=status)
