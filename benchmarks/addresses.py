"""The product's addresses, and two more: an admin page with nothing on it, which is what Wagtail's frame
alone costs, and the statistics as the first reader after a change gets them.
"""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.views import serve

from config import urls
from config.urls import handler400, handler403, handler404, handler500
from portal import edition

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

FRAME = engines["django"].from_string('{% extends "wagtailadmin/base.html" %}')


@require_admin_access
def frame(request: HttpRequest) -> HttpResponse:
    """Show the admin's frame around nothing."""
    return HttpResponse(FRAME.render({}, request))


def first(request: HttpRequest) -> HttpResponse:
    """Show the statistics while nothing of this edition is kept: everything is drawn."""
    edition.forget()
    return serve(request, "transparency/statistics/")


urlpatterns = [path("admin/frame/", frame), path("statistics/first/", first), *urls.urlpatterns]
