"""Prepares the reports of the periods that end with a month: figures frozen, a page drafted.

One report a month, about that month with the year so far beside it, since a month alone is too short
to see much; where a quarter or the year ended with it, one more about that. Nothing goes out by itself:
the figures wait for somebody who may publish them, the draft for an editor. A hospital whose site
has no live list of reports gets none. With the report of a month comes its topic (`topics`).
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import PageLogEntry
from wagtail.query import PageQuerySet

from feedback import figures
from portal.language import either
from portal.models import Hospital, User
from transparency import releases, telling, topics
from transparency.models import Release, ReportIndexPage, ReportPage
from transparency.models.release import ReleaseQuerySet
from transparency.periods import MONTHS_OF_A_QUARTER, MONTHS_OF_A_YEAR, Period
from transparency.tables import Reading

# Written into the log of a list of reports: the draft of a period was made.
PREPARED = "transparency.prepare_report"


def ended(today: date) -> list[Period]:
    """Return what a report is due about: the last month, and what ended with it."""
    last = today.replace(day=1) - timedelta(days=1)
    found = [Period(last.year, last.month, last.month)]
    if last.month % MONTHS_OF_A_QUARTER == 0:
        found.append(Period(last.year, last.month - 2, last.month))
    if last.month == MONTHS_OF_A_YEAR:
        found.append(Period(last.year, 1, last.month))
    return found


def sweep() -> int:
    """Prepare for each hospital what is due, and the topic of the month; return how many drafts came."""
    hospitals = Hospital.objects.order_by("pk")
    return sum(len(prepare(one)) + len(topics.prepare(one)) for one in hospitals)


def prepare(
    hospital: Hospital, period: Period | None = None, *, by: User | None = None
) -> list[ReportPage]:
    """Freeze and draft what ended with the last month, or the period named; return the new drafts.

    Without a name each draft is made once: one that an editor threw away does not come back. A named
    period is drafted whenever there is no report about it. Raises `NoSuchPeriod`.
    """
    periods, once = ([period], False) if period else (ended(timezone.localdate()), True)
    wanted = [
        (one, index)
        for one in periods for index in topics.pages_of(hospital, ReportIndexPage)
        if not _is_there(index, one, once=once)
    ]  # fmt: skip
    if not wanted:
        return []
    frozen = _freeze(hospital, [one for one, _index in wanted], by=by)
    drafts = [
        _draft(index, frozen[one], frozen[_so_far(one)], by=by, once=once) for one, index in wanted
    ]
    return [draft for draft in drafts if draft]


# --- The figures ----------------------------------------------------------------------------------
def _freeze(
    hospital: Hospital, periods: Iterable[Period], *, by: User | None
) -> dict[Period, Release]:
    """Return the last version of each period and of its year so far, freezing what nobody froze."""
    needed = list(dict.fromkeys([*periods, *map(_so_far, periods)]))
    if not all(_versions(hospital, one).exists() for one in needed):
        # The cases themselves are counted, once for all and before anybody waits for a lock: with a
        # million of them it takes minutes.
        figures.recount(start=min(one.start for one in needed), end=max(one.end for one in needed))
    return {one: _release(hospital, one, by=by) for one in needed}


@transaction.atomic
def _release(hospital: Hospital, period: Period, *, by: User | None) -> Release:
    # Of two workers the second waits here. Cases that refer to the hospital may still come in.
    Hospital.objects.select_for_update(no_key=True).get(pk=hospital.pk)
    last = _versions(hospital, period).first()
    return last or releases.freeze(hospital, period, by=by)


def _so_far(period: Period) -> Period:
    return Period(period.year, 1, period.last)


def _versions(hospital: Hospital, period: Period) -> ReleaseQuerySet:
    return Release.objects.of(hospital.pk).over(period)


# --- The page -------------------------------------------------------------------------------------
@transaction.atomic
def _draft(
    index: ReportIndexPage, release: Release, so_far: Release, *, by: User | None, once: bool
) -> ReportPage | None:
    """Return a new draft below a list; None where another worker was faster."""
    ReportIndexPage.objects.select_for_update().get(pk=index.pk)
    if _is_there(index, release.period, once=once):
        return None
    page = _page(index, release, so_far)
    page.owner = by
    twin = _twin(index, release.period)
    if twin:
        page.translation_key = twin.translation_key
    index.refresh_from_db()
    index.add_child(instance=page)
    page.save_revision(user=by, clean=False, log_action=True)
    log(instance=index, action=PREPARED, user=by, data={"period": release.period.code})
    return page


def _page(index: ReportIndexPage, release: Release, so_far: Release) -> ReportPage:
    period = release.period
    with translation.override(index.locale.language_code):
        return ReportPage(
            title=_("%(period)s: what you told us, and what came of it") % {"period": period.label},
            slug=period.code.lower(),
            lead=_(
                "All complaints, suggestions, compliments and questions of the period, how they were dealt with, and what the figures cannot say."
            ),
            opening=_opening(release, so_far),
            live=False,
            locale=index.locale,
            release=release,
        )


def _opening(release: Release, so_far: Release) -> str:
    """Return some honest sentences made of shown numbers; the editor goes on from there.

    A month too small for a share is told in one sentence, and the year so far after it.
    """
    own, year = (Reading(one.document, one.parameters) for one in (release, so_far))
    told = telling.sentences(own)
    if release == so_far or own.facts["on_time"].share:
        return _of(release.period, told)
    longer = _of(so_far.period, telling.sentences(year))
    return f"{_of(release.period, told[:1])}\n\n{longer}"


def _of(period: Period, sentences: list[str]) -> str:
    said = either("", " ").join(sentences)  # Chinese sets no space between sentences
    return _("%(period)s: %(said)s") % {"period": period.label, "said": said}


def _is_there(index: ReportIndexPage, period: Period, *, once: bool) -> bool:
    if _reports(index, period).exists():
        return True
    made = PageLogEntry.objects.filter(page_id=index.pk, action=PREPARED, data__period=period.code)
    return once and made.exists()


def _twin(index: ReportIndexPage, period: Period) -> ReportPage | None:
    """Return the report of the same period in the other language."""
    lists = ReportIndexPage.objects.filter(translation_key=index.translation_key)
    others = [_reports(other, period).first() for other in lists.exclude(pk=index.pk)]
    return next((report for report in others if report), None)


def _reports(index: ReportIndexPage, period: Period) -> PageQuerySet:
    found = ReportPage.objects.child_of(index)
    return found.filter(release__start=period.start, release__end=period.end)
