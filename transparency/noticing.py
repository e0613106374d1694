"""From the office's improvement measure to the draft of a public notice, and what the notice follows.

The draft holds the words of the measure and its coded facts, no case and no owner. When it is due,
how far it is and in which month it was done the notice goes on reading from the measure, so that a
measure is overdue for the public on the day it is for the office, whether an editor does anything or
not. Nothing an editor typed is ever touched.
"""

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback import casebook
from feedback.casebook import Measured
from portal import edition
from portal.models import User
from transparency.models import Baseline, ImprovementIndexPage, ImprovementPage, Progress
from transparency.models.improvement import FOLLOWED
from transparency.suppression import show

CHINESE = "zh-hans"


class NoSuchMeasure(ObjectDoesNotExist):
    """There is no such measure, or not for this person; the difference is not told."""


class NoPlace(Exception):
    """The site has no list of improvements to put a notice into."""

    def __str__(self) -> str:
        return _("The site has no list of improvements yet. Ask the editor to add one.")


def draft(number: int, *, by: User) -> tuple[ImprovementPage, bool]:
    """Return the notice of a measure and whether it is new: a second press finds the first.

    Once the effect was looked at and the measure is planned anew, that is another notice. Raises
    `NoSuchMeasure` or `NoPlace`.
    """
    if not casebook.may_tell(by):
        raise NoSuchMeasure
    try:
        measure = casebook.measure(number)
    except ObjectDoesNotExist as missing:
        raise NoSuchMeasure from missing
    lists = ImprovementIndexPage.objects.order_by("path")
    index = lists.filter(locale__language_code=CHINESE).first() or lists.first()
    if index is None:
        raise NoPlace
    return _once(measure, index, by)


@transaction.atomic
def _once(measure: Measured, index: ImprovementIndexPage, by: User) -> tuple[ImprovementPage, bool]:
    # Of two presses at once the second waits here for the first: one row is locked by both.
    ImprovementIndexPage.objects.select_for_update().get(pk=index.pk)
    told = ImprovementPage.objects.filter(measure_number=measure.number).order_by("-pk").first()
    if told and not _is_over(told, measure):
        return told, False
    index.refresh_from_db()
    page = ImprovementPage(
        title=measure.title,
        slug=_free_address(index),
        live=False,
        owner=by,
        locale=index.locale,
        category=measure.category,
        said=measure.problem,
        cause=measure.cause,
        measure=measure.measure,
        responsible=measure.department,
        measure_number=measure.number,
        **_facts(measure),
    )
    index.add_child(instance=page)
    page.save_revision(user=by, clean=False, log_action=True)
    return page, True


def _is_over(page: ImprovementPage, measure: Measured) -> bool:
    """Say whether a notice tells of an earlier turn: its comparison is fixed to another month."""
    return page.baseline is not None and page.done != _facts(measure)["done"]


def _facts(measure: Measured) -> dict[str, object]:
    """Return what a notice follows; of days only the month is told."""
    progress = Progress.UNDERWAY if measure.is_begun else Progress.PLANNED
    return {
        "due": measure.due.replace(day=1),
        "progress": Progress.DONE if measure.done else progress,
        "done": measure.done.replace(day=1) if measure.done else None,
    }


def _free_address(index: ImprovementIndexPage) -> str:
    """Return an address that says which notice of the year it is, and not which measure."""
    prefix = f"{timezone.localdate():%Y}-"
    taken = set(index.get_children().filter(slug__startswith=prefix).values_list("slug", flat=True))
    return next(f"{prefix}{n}" for n in range(1, len(taken) + 2) if f"{prefix}{n}" not in taken)


# --- What follows by itself -----------------------------------------------------------------------
def sweep() -> int:
    """Let the notices follow their measures and count their voices; return how many changed."""
    today = timezone.localdate()
    judged = set(Baseline.objects.values_list("notice", flat=True))
    changed = 0
    for page in ImprovementPage.objects.exclude(measure_number=None):
        changes = {} if page.translation_key in judged else _followed(page)
        if page.live and not _is_counted(page):
            voices = casebook.voices(page.measure_number)
            changes |= {"voices": show(voices), "voices_counted": today}
        if changes:
            changed += ImprovementPage.objects.filter(pk=page.pk).update(**changes)
    # On the first of a month becomes overdue what was due in the last: pages kept until then go.
    if changed or (today.day == 1 and ImprovementPage.objects.live().overdue().exists()):
        edition.renew()
    return changed


def _followed(page: ImprovementPage) -> dict[str, object]:
    try:
        facts = _facts(casebook.measure(page.measure_number or 0))
    except ObjectDoesNotExist:  # thrown away with its hospital; the page stands for itself
        return {}
    return {name: facts[name] for name in FOLLOWED if getattr(page, name) != facts[name]}


def _is_counted(page: ImprovementPage) -> bool:
    """Say whether its voices were counted this month; more often would tell of single ones."""
    counted, today = page.voices_counted, timezone.localdate()
    return bool(counted and counted.replace(day=1) >= today.replace(day=1))
