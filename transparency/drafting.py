"""From a closed case to the draft of a public summary, through the casebook window.

The draft holds coded fields and the finding that was written to be published; never a word of the
story, a message or a note, and nothing about a person. What it leaves empty an editor writes.
"""

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from feedback import casebook
from feedback.casebook import Extract, NotPublishable
from feedback.vocabulary import Measure
from portal.models import User
from transparency import gating
from transparency.models import CaseSummaryPage, SummaryIndexPage, SummarySource
from transparency.tables import category_label

__all__ = ["NoSuchCase", "NotPublishable", "draft"]
# In the draft these say nothing that a reader could use.
UNSAID = {Measure.NONE}


class NoSuchCase(ObjectDoesNotExist):
    """There is no such case, or not for this person; the difference is not told."""


def draft(case_pk: int, *, by: User) -> tuple[CaseSummaryPage, bool]:
    """Return the draft for a case and whether it is new: a second press finds the first draft.

    Raises `NoSuchCase` or `NotPublishable`.
    """
    if not by.has_perm("feedback.work_cases"):
        raise NoSuchCase
    try:
        extract = casebook.extract(case_pk, by=by)
    except ObjectDoesNotExist as missing:
        raise NoSuchCase from missing
    index = SummaryIndexPage.objects.filter(locale__language_code=extract.language).first()
    index = index or SummaryIndexPage.objects.first()
    if index is None:
        raise NotPublishable(_("The site has no list of summaries yet. Ask the editor to add one."))
    return _once(extract, index, by)


@transaction.atomic
def _once(extract: Extract, index: SummaryIndexPage, by: User) -> tuple[CaseSummaryPage, bool]:
    # Of two presses at once the second waits here for the first: one row is locked by both.
    SummaryIndexPage.objects.select_for_update().get(pk=index.pk)
    source = SummarySource.objects.filter(reference=extract.reference).first()
    if source:
        return source.page, False
    page = _page(extract, index, by)
    SummarySource.objects.create(page=page, reference=extract.reference)
    return page, True


def _page(extract: Extract, index: SummaryIndexPage, by: User) -> CaseSummaryPage:
    with translation.override(index.locale.language_code):
        title = _("%(kind)s: %(category)s") % {
            "kind": extract.kind.label,
            "category": category_label(extract.category),
        }
        measures = [str(measure.label) for measure in extract.measures if measure not in UNSAID]
    page = CaseSummaryPage(
        title=title,
        slug=f"{extract.month:%Y}-{_next_number(index, f'{extract.month:%Y}-')}",
        live=False,
        owner=by,
        locale=index.locale,
        kind=extract.kind,
        category=extract.category,
        outcome=extract.outcome,
        month=extract.month,
        precision=gating.finest(index, extract.category, extract.month),
        finding=extract.finding,
        done_here="\n".join(measures),
    )
    index.add_child(instance=page)
    page.save_revision(user=by, clean=False, log_action=True)
    return page


def _next_number(index: SummaryIndexPage, prefix: str) -> int:
    """Return a number for the address: it says which summary of a year, and nothing of the case."""
    taken = set(index.get_children().filter(slug__startswith=prefix).values_list("slug", flat=True))
    return next(n for n in range(1, len(taken) + 2) if f"{prefix}{n}" not in taken)
