"""How the figures are made and what they cannot say, in plain words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from transparency.models.shelf import newest_release
from transparency.suppression import MODE_A


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """Explain the rule, and how anybody can check a release by hand."""
    found = {"rule": MODE_A, "release": newest_release(request)}
    return render(request, "transparency/method.html", found)
