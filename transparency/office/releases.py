"""Freezing and publishing figures in the admin, for those who may publish releases."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from portal.models import Hospital, User
from transparency import releases
from transparency.models import Altered, Release
from transparency.tables import Reading

View = Callable[..., HttpResponse]


def for_publishers(view: View) -> View:
    """Let in only those who may freeze and publish figures."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("transparency.publish_release"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


class PeriodForm(forms.Form):
    """Which months of which hospital to freeze."""

    hospital = forms.ModelChoiceField(
        Hospital.objects.order_by("pk"), label=gettext_lazy("Hospital"), empty_label=None
    )
    first = forms.CharField(
        label=gettext_lazy("First month"), widget=forms.TextInput(attrs={"type": "month"})
    )
    last = forms.CharField(
        label=gettext_lazy("Last month"),
        widget=forms.TextInput(attrs={"type": "month"}),
        help_text=gettext_lazy(
            "With the running month the release counts until today and is shown as provisional."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Turn two months into a period of days."""
        cleaned = super().clean() or {}
        try:
            months = [date.fromisoformat(f"{cleaned.get(name)}-01") for name in ("first", "last")]
        except ValueError as wrong:
            raise forms.ValidationError(_("Write months like 2026-03.")) from wrong
        try:
            cleaned["period"] = releases.period(*months, today=timezone.localdate())
        except releases.NoSuchPeriod as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        return cleaned


@for_publishers
def index(request: HttpRequest) -> HttpResponse:
    """List the releases, and offer to freeze another."""
    start, end = releases.last_twelve_months(today=timezone.localdate())
    form = PeriodForm(initial={"first": f"{start:%Y-%m}", "last": f"{end:%Y-%m}"})
    return _list(request, form)


@for_publishers
@require_POST
def freeze(request: HttpRequest) -> HttpResponse:
    """Freeze a period, then show what would be published."""
    form = PeriodForm(request.POST)
    if not form.is_valid():
        return _list(request, form)
    start, end = form.cleaned_data["period"]
    hospital = form.cleaned_data["hospital"]
    release = releases.freeze(hospital, start=start, end=end, by=_staff(request))
    messages.success(request, _("The figures are frozen. Look at them before you publish them."))
    return redirect("transparency_office:release", release.pk)


@for_publishers
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the public would read."""
    release = get_object_or_404(Release.objects.select_related("hospital"), pk=pk)
    reading = Reading(release.document, release.parameters)
    context = {"release": release, "reading": reading}
    return TemplateResponse(request, "transparency/office/release.html", context)


@for_publishers
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a release before the public."""
    release = get_object_or_404(Release, pk=pk)
    try:
        releases.publish(release, by=_staff(request))
    except Altered:
        messages.error(
            request,
            _(
                "This release is not what was frozen and cannot be published. Freeze the period again."
            ),
        )
    else:
        messages.success(request, _("The figures are public."))
    return redirect("transparency_office:release", pk)


def _list(request: HttpRequest, form: PeriodForm) -> HttpResponse:
    found = Release.objects.select_related("hospital").defer("document")
    listed = Paginator(found.order_by("-frozen_at"), 50).get_page(request.GET.get("page"))
    context = {"form": form, "releases": listed}
    return TemplateResponse(request, "transparency/office/releases.html", context)


def _staff(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the admin lets nobody else in
    return request.user
