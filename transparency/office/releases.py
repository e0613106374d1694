"""Freezing and publishing figures in the admin, for those who may publish releases."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from portal.models import Hospital, User
from transparency import correcting, judging, releases
from transparency.models import Altered, Release
from transparency.office import shelf
from transparency.office.freezing import FreezeForm
from transparency.tables import Reading

View = Callable[..., HttpResponse]
LISTED = 50


class NotNow(Exception):
    """A release cannot be published as it is; the sentence says why and what to do instead."""


def for_publishers(view: View) -> View:
    """Let in only those who may freeze and publish figures."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("transparency.publish_release"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_publishers
def index(request: HttpRequest) -> HttpResponse:
    """Show which periods are frozen and public, and offer to freeze another."""
    asked = {name: request.GET[name] for name in ("hospital", "period") if name in request.GET}
    return _list(request, FreezeForm(initial=asked))


@for_publishers
@require_POST
def freeze(request: HttpRequest) -> HttpResponse:
    """Freeze a period, then show what would be published."""
    form = FreezeForm(request.POST)
    if not form.is_valid():
        return _list(request, form)
    fields = form.cleaned_data
    reason = fields["reason"], fields["reason_en"]
    try:
        release = _freeze(request, fields["hospital"], fields["period"], reason=reason)
    except releases.NoSuchPeriod as wrong:
        form.add_error("period", f"{wrong} {_('Choose one that is over from the list.')}")
        return _list(request, form)
    except releases.TooLittleChanged as wrong:
        form.add_error(None, str(wrong))
        form.add_error(
            None,
            _(
                "You need not do anything. If the cases were counted wrongly, have them counted anew first: “manage.py freeze_release --anew” does it, and a difference of ten or more makes a new version."
            ),
        )
        return _list(request, form)
    messages.success(request, _("The figures are frozen. Look at them before you publish them."))
    return redirect("transparency_office:release", release.pk)


@for_publishers
@require_POST
def freeze_missing(request: HttpRequest) -> HttpResponse:
    """Freeze what was never frozen of a year: months first, then quarters, then the year so far."""
    hospital = Hospital.objects.filter(pk=_number(request, "hospital")).first()
    today = timezone.localdate()
    year = _number(request, "year")
    if hospital is None or year not in shelf.years(today):
        raise Http404
    done = 0
    for period in shelf.missing(hospital, year, today=today):
        _freeze(request, hospital, period)
        done += 1
    told = ngettext(
        "%(number)s period was frozen. Look at it before you publish it.",
        "%(number)s periods were frozen. Look at them before you publish them.",
        done,
    )
    if done:
        messages.success(request, told % {"number": done})
    else:
        messages.info(request, _("Nothing of this year was missing."))
    return redirect("transparency_office:releases")


@for_publishers
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the public would read, and what a correction changes."""
    release = get_object_or_404(
        Release.objects.select_related("hospital", "frozen_by", "published_by"), pk=pk
    )
    before = correcting.standing(release)
    context = {
        "release": release,
        "reading": Reading(release.document, release.parameters),
        "hidden": correcting.withheld(release),
        "correction": correcting.compare(before, release) if before else None,
        "obstacle": _obstacle(release),
    }
    return TemplateResponse(request, "transparency/office/release.html", context)


@for_publishers
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a release before the public."""
    release = get_object_or_404(Release.objects.select_related("hospital"), pk=pk)
    try:
        _publish(request, release)
    except NotNow as obstacle:
        messages.error(request, str(obstacle))
    else:
        judging.sweep()
        messages.success(request, _("The figures are public."))
    return redirect("transparency_office:release", pk)


@for_publishers
@require_safe
def unpublished(request: HttpRequest) -> HttpResponse:
    """Ask whether all that is frozen and not public is to be published."""
    entries = [
        (release, _obstacle(release), correcting.standing(release)) for release in _waiting()
    ]
    context = {
        "entries": entries,
        "ready": [one for one, obstacle, _old in entries if not obstacle],
    }
    return TemplateResponse(request, "transparency/office/release_all.html", context)


@for_publishers
@require_POST
def publish_all(request: HttpRequest) -> HttpResponse:
    """Publish those that were confirmed, in the order in which they were listed."""
    chosen = set(request.POST.getlist("release"))
    done = _publish_each(request, [one for one in _waiting() if str(one.pk) in chosen])
    judging.sweep()
    told = ngettext(
        "%(number)s release is public now.", "%(number)s releases are public now.", done
    )
    messages.success(request, told % {"number": done})
    return redirect("transparency_office:releases")


def _waiting() -> list[Release]:
    """Return what is frozen and not public, whole; the numbers of all others stay on the shelf."""
    found = shelf.waiting(_light())
    whole = Release.objects.select_related("hospital").in_bulk([one.pk for one in found])
    return [whole[one.pk] for one in found]


def _light() -> Any:
    return Release.objects.select_related("hospital").defer("document", "parameters")


def _publish_each(request: HttpRequest, chosen: Iterable[Release]) -> int:
    done = 0
    for release in chosen:
        try:
            _publish(request, release)
        except NotNow as obstacle:
            messages.error(request, f"{release.period.label}: {obstacle}")
        else:
            done += 1
    return done


def _freeze(
    request: HttpRequest, hospital: Hospital, period: Any, reason: tuple[str, str] = ("", "")
) -> Release:
    by = _staff(request)
    release = releases.freeze(hospital, period, by=by, reason=reason)
    log(instance=release, action="transparency.freeze", user=by, data={"period": period.code})
    return release


def _publish(request: HttpRequest, release: Release) -> None:
    """Publish and write down by whom. Raises `NotNow`."""
    if obstacle := _obstacle(release):
        raise NotNow(obstacle)
    by = _staff(request)
    try:
        releases.publish(release, by=by)
    except Altered as wrong:
        raise NotNow(_obstacle(release)) from wrong
    log(instance=release, action="transparency.publish", user=by)


def _obstacle(release: Release) -> str:
    """Return why a release cannot be published, and what to do instead; or nothing."""
    if release.published_at:
        day = date_format(timezone.localtime(release.published_at), "DATE_FORMAT")
        return _("These figures have been public since %(day)s. Nothing was changed.") % {
            "day": day
        }
    if not release.intact:
        return _(
            "This release is not what was frozen and cannot be published. Freeze the period again."
        )
    versions = Release.objects.published().of(release.hospital_id)
    same = versions.filter(start=release.start, end=release.end)
    if later := same.filter(version__gt=release.version).first():
        return _(
            "Version %(version)s of this period is public already; an older one does not follow it. Freeze the period again if that one is wrong."
        ) % {"version": later.version}
    if same.exists() and not (release.reason and release.reason_en):
        return _(
            "It takes the place of public figures and does not say why. Freeze the period again and give the reason in Chinese and English."
        )
    return ""


def _list(request: HttpRequest, form: FreezeForm) -> HttpResponse:
    found = _light()
    listed = Paginator(found.order_by("-frozen_at", "-pk"), LISTED).get_page(
        request.GET.get("page")
    )
    today, every = timezone.localdate(), list(found)
    hospitals = Hospital.objects.order_by("pk")
    context = {
        "form": form,
        "releases": listed,
        "shelves": [(one, shelf.shelf(one, every, today=today)) for one in hospitals],
        "waiting": len(shelf.waiting(every)),
    }
    return TemplateResponse(request, "transparency/office/releases.html", context)


def _number(request: HttpRequest, name: str) -> int:
    given = request.POST.get(name, "")
    return int(given) if given.isdecimal() and len(given) <= 9 else 0


def _staff(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the admin lets nobody else in
    return request.user
