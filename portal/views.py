"""Answers that belong to no room: the stylesheet, pictures, health, and what robots may read."""

from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

from portal import assets, downloads, relay

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
