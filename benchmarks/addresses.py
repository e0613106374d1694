"""The product's addresses, and an admin page with nothing on it: what Wagtail's frame alone costs."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from wagtail.admin.auth import require_admin_access

from config import urls
from config.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

FRAME = engines["django"].from_string('{% extends "wagtailadmin/base.html" %}')


@require_admin_access
def frame(request: HttpRequest) -> HttpResponse:
    """Show the admin's frame around nothing."""
    return HttpResponse(FRAME.render({}, request))


urlpatterns = [path("admin/frame/", frame), *urls.urlpatterns]
