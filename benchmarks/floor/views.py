"""The floor's views: read, act, answer; no layer between."""

import hmac
import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.csrf import csrf_protect

from benchmarks.floor.forms import TrackForm, VoiceForm
from benchmarks.floor.models import Case, Text

CONSTANT = "<!doctype html><title>回音</title>" + "<p>患者的每一个声音都有回音。</p>" * 300
PER_PAGE = 50
with_session = decorator_from_middleware(SessionMiddleware)
with_user = decorator_from_middleware(AuthenticationMiddleware)


def constant(request: HttpRequest) -> HttpResponse:
    """Answer with a text that never changes."""
    return HttpResponse(CONSTANT)


def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a page of text below its menu."""
    text = get_object_or_404(Text, slug=slug)
    menu = Text.objects.order_by("pk").values("slug", "title")[:6]
    return render(request, "floor/page.html", {"text": text, "menu": menu})


@csrf_protect
def submit(request: HttpRequest) -> HttpResponse:
    """Show the form and write what it brings."""
    form = VoiceForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return render(request, "floor/form.html", {"form": form})
    told = form.cleaned_data
    code = f"{secrets.randbelow(10**20):020}"
    photo = {"photo": told.pop("attachments")} if told.get("attachments") else {}
    kept = {name: value for name, value in told.items() if name not in {"channel", "attachments"}}
    now = timezone.now()
    case = Case.objects.create(
        **kept,
        **photo,
        reference=f"TS-2026-{secrets.token_hex(5)}",
        digest=digest(code),
        stage="received",
        received_at=now,
        due_on=timezone.localdate(now) + timedelta(days=7),
    )
    return render(request, "floor/receipt.html", {"case": case, "code": code})


@csrf_protect
def track(request: HttpRequest) -> HttpResponse:
    """Find the case of a code and show it."""
    form = TrackForm(request.POST or None)
    if not form.is_valid():
        return render(request, "floor/track.html", {"form": form})
    hashed = digest(form.cleaned_data["code"])
    case = Case.objects.select_related("department").filter(digest=hashed).first()
    if case is None:
        form.add_error("code", "没有事项与此查询码对应。")
        return render(request, "floor/track.html", {"form": form})
    return render(request, "floor/case.html", {"case": case})


@with_session
@with_user
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """List the newest cases."""
    cases = Case.objects.select_related("department").defer("story", "answer")
    newest = cases.order_by("-received_at")[:PER_PAGE]
    return render(request, "floor/inbox.html", {"cases": newest})


def digest(code: str) -> str:
    """Return the keyed hash by which a code is kept and found."""
    return hmac.digest(settings.SECRET_KEY.encode(), code.encode(), "sha256").hex()
