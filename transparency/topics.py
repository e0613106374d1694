"""Drafts the topic of a month, once its figures are frozen: the field that stood out, in each language.

What stood out is found from shown numbers alone (`choosing`); the words are left to an editor, and
without them nothing goes out. Where nothing can be chosen honestly there is no draft, and the log of
the overview keeps why.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry
from wagtail.query import PageQuerySet

from feedback import figures
from portal.models import Hospital, SiteSettings, User
from transparency import choosing
from transparency.choosing import Around, Choice, Why
from transparency.models import Release, TopicPage, TransparencyPage
from transparency.periods import MONTHS_OF_A_QUARTER, Period
from transparency.series import same_a_year_before
from transparency.tables import category_label

# Written into the log of an overview: the topic of a month was drafted, or why it was not.
PREPARED = "transparency.prepare_topic"


def last_month() -> Period:
    """Return the month that ended last."""
    day = timezone.localdate().replace(day=1) - timedelta(days=1)
    return Period(day.year, day.month, day.month)


def prepare(
    hospital: Hospital, month: Period | None = None, *, by: User | None = None
) -> list[TopicPage]:
    """Draft the topic of the last month, or of the month named; return the new drafts.

    Without a name each is made once: one that an editor threw away does not come back. A month whose
    figures nobody froze has none.
    """
    period, once = (month, False) if month else (last_month(), True)
    release = _release(hospital, period)
    if release is None or not period.is_month:
        return []
    choice = choose(hospital, release)
    found = [
        _draft(overview, period, choice, by=by, once=once)
        for overview in pages_of(hospital, TransparencyPage)
        if not _is_there(overview, period, once=once)
    ]
    return [page for page in found if page]


def choose(hospital: Hospital, release: Release) -> Choice:
    """Return the field that stood out in a month, by the figures as they were frozen."""
    month = release.period
    beside = (same_a_year_before(month), quarter_before(month), Period(month.year, 1, month.last))
    around = [_like(release, _release(hospital, one)) for one in beside]
    told = [
        topic.category
        for overview in pages_of(hospital, TransparencyPage)
        for topic in TopicPage.objects.child_of(overview)
        if topic.month.year == month.year and topic.month < month.start
    ]
    known = list(figures.category_names())
    return choosing.choose(release.document, Around(*around), known=known, told=told)


def _like(release: Release, other: Release | None) -> dict[str, Any] | None:
    """Return what another release says, if it counts what is received as this one does."""
    words = [one.parameters["definitions"].get("received") for one in (release, other or release)]
    return other.document if other and words[0] == words[1] else None


def quarter_before(month: Period) -> Period:
    """Return the last whole quarter that was over when a month began."""
    quarters = (month.first - 1) // MONTHS_OF_A_QUARTER
    year, last = (month.year, quarters * 3) if quarters else (month.year - 1, 12)
    return Period(year, last - 2, last)


def missing(overviews: list[str]) -> str:
    """Say why the last month has no topic below overviews, by their paths; nothing where it has one."""
    month = last_month()
    below = TransparencyPage.objects.filter(path__in=overviews)
    entries = PageLogEntry.objects.filter(
        page_id__in=below.values("pk"), action=PREPARED, data__period=month.code
    )
    newest = entries.order_by("-timestamp", "-pk").first()
    why = newest.data.get("why") if newest else ""
    if not why or any(_topics(one, month).exists() for one in below):
        return ""
    return choosing.obstacle(Why(why), month)


@transaction.atomic
def _draft(
    overview: TransparencyPage, month: Period, choice: Choice, *, by: User | None, once: bool
) -> TopicPage | None:
    """Return a new draft below an overview; None where there is no field, or another was faster."""
    TransparencyPage.objects.select_for_update().get(pk=overview.pk)
    if _is_there(overview, month, once=once):
        return None
    why = "" if choice.category else choice.why
    log(instance=overview, action=PREPARED, user=by, data={"period": month.code, "why": why})
    if not choice.category:
        return None
    page = _page(overview, month, choice)
    page.owner = by
    twin = _twin(overview, month)
    if twin:
        page.translation_key, page.category = twin.translation_key, twin.category
    overview.refresh_from_db()
    overview.add_child(instance=page)
    page.save_revision(user=by, clean=False, log_action=True)
    return page


def _page(overview: TransparencyPage, month: Period, choice: Choice) -> TopicPage:
    with translation.override(overview.locale.language_code):
        name = {"month": month.label, "category": category_label(choice.category)}
        return TopicPage(
            title=_("%(month)s: %(category)s") % name,
            slug=_free(overview, f"topic-{month.code}"),
            lead=choosing.lead(choice.why, month),
            category=choice.category,
            month=month.start,
            live=False,
            locale=overview.locale,
        )


def _free(overview: TransparencyPage, slug: str) -> str:
    taken = set(overview.get_children().values_list("slug", flat=True))
    numbered = [f"{slug}-{number}" for number in range(2, len(taken) + 3)]
    return next(one for one in (slug, *numbered) if one not in taken)


def _is_there(overview: TransparencyPage, month: Period, *, once: bool) -> bool:
    if _topics(overview, month).exists():
        return True
    made = PageLogEntry.objects.filter(
        page_id=overview.pk, action=PREPARED, data__period=month.code
    )
    return once and made.exists()


def _twin(overview: TransparencyPage, month: Period) -> TopicPage | None:
    """Return the topic of the same month in the other language."""
    others = TransparencyPage.objects.filter(translation_key=overview.translation_key)
    found = [_topics(one, month).first() for one in others.exclude(pk=overview.pk)]
    return next((topic for topic in found if topic), None)


def _topics(overview: TransparencyPage, month: Period) -> PageQuerySet:
    return TopicPage.objects.child_of(overview).filter(month=month.start)


def _release(hospital: Hospital, period: Period) -> Release | None:
    """Return the last version of a period, public or not, unless somebody altered it."""
    release = Release.objects.of(hospital.pk).over(period).first()
    return release if release and release.intact else None


def pages_of(hospital: Hospital, kind: type[Page]) -> list[Any]:
    """Return the live pages of a kind on a hospital's sites; a site that names none is the first's."""
    first = Hospital.objects.order_by("pk").values_list("pk", flat=True).first()
    found = []
    for page in kind.objects.live().order_by("path").select_related("locale"):
        site = page.get_site()
        if site and (SiteSettings.for_site(site).hospital_id or first) == hospital.pk:
            found.append(page)
    return found
