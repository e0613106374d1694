"""A commendation on its way: drafted from a compliment with consent, names by the word of the department.

The draft holds coded fields and the finding that was written to be published; never a word of the
story or of a message. Consent that is taken back takes the page down: it is shown to nobody from that
moment, and the hourly round lays the tombstone.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.log_actions import LogContext, log

from feedback import casebook
from feedback.casebook import Extract, NotPublishable
from feedback.vocabulary import Kind
from portal.models import User
from transparency import correcting, gating
from transparency.drafting import NoSuchCase
from transparency.models import (
    CommendationIndexPage,
    CommendationPage,
    CommendationSource,
    NamesAgreed,
)
from transparency.models.commendation import without_consent
from transparency.models.tombstone import CONSENT_ENDED

__all__ = ["NoSuchCase", "NotPublishable", "draft"]
AGREED = "transparency.names_agreed"
DECLINED = "transparency.names_declined"
TAKEN_BACK = "transparency.names_taken_back"
# So many pages of a department are looked through for names.
LOOKED_THROUGH = 200


class Changed(Exception):
    """Somebody wrote other names since this person read them."""


class Asked(NamedTuple):
    """A commendation with its names as last written, which a department may let out or not."""

    page: CommendationPage
    names: str
    is_agreed: bool


# --- From a case ----------------------------------------------------------------------------------
def draft(case_pk: int, *, by: User) -> tuple[CommendationPage, bool]:
    """Return the draft for a compliment and whether it is new: a second press finds the first draft.

    Raises `NoSuchCase` or `NotPublishable`.
    """
    if not by.has_perm("feedback.work_cases"):
        raise NoSuchCase
    extract = _extract(case_pk, by)
    walls = CommendationIndexPage.objects.order_by("path")
    index = walls.filter(locale__language_code=extract.language).first() or walls.first()
    if index is None:
        raise NotPublishable(_("The site has no commendation wall yet. Ask the editor to add one."))
    return _once(extract, index, by)


@transaction.atomic
def _extract(case_pk: int, by: User) -> Extract:
    """Return what may be told; where nothing may, the case's record does not say it was extracted."""
    try:
        extract = casebook.extract(case_pk, by=by)
    except ObjectDoesNotExist as missing:
        raise NoSuchCase from missing
    if extract.kind != Kind.COMPLIMENT:
        raise NotPublishable(_("Only a compliment can become a commendation."))
    if not extract.consented:
        raise NotPublishable(
            _(
                "The submitter has not agreed to publication. Ask them to: once they are answered, "
                "the question stands on their own page, which opens with the tracking code. Then "
                "press the button again."
            )
        )
    return extract


@transaction.atomic
def _once(
    extract: Extract, index: CommendationIndexPage, by: User
) -> tuple[CommendationPage, bool]:
    # Of two presses at once the second waits here for the first: one row is locked by both.
    CommendationIndexPage.objects.select_for_update().get(pk=index.pk)
    source = CommendationSource.objects.filter(reference=extract.reference).first()
    known = CommendationPage.objects.filter(translation_key=source.key) if source else None
    if known and (page := known.order_by("pk").first()):
        return page, False
    page = _page(extract, index, by)
    CommendationSource.objects.update_or_create(
        reference=extract.reference,
        defaults={
            "key": page.translation_key,
            "department_number": extract.department[0],
            "may_quote": extract.may_quote,
        },
    )
    return page, True


def _page(extract: Extract, index: CommendationIndexPage, by: User) -> CommendationPage:
    _number, chinese, english = extract.department
    with translation.override(index.locale.language_code):
        department = english or chinese if index.locale.language_code == "en" else chinese
        title = _("Thanks to %(department)s") % {"department": department} if department else ""
        title = title or _("Thanks to our staff")
    page = CommendationPage(
        title=title,
        slug=_free_slug(index, f"{extract.month:%Y}-"),
        live=False,
        owner=by,
        locale=index.locale,
        department=department,
        category=extract.category,
        month=extract.month,
        precision=gating.finest(index, extract.category, extract.month),
        praise=extract.finding,
    )
    index.add_child(instance=page)
    page.save_revision(user=by, clean=False, log_action=True)
    return page


def _free_slug(index: CommendationIndexPage, prefix: str) -> str:
    """Return an address that says which commendation of a year it is, and nothing of the case."""
    taken = set(index.get_children().filter(slug__startswith=prefix).values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 2) if (slug := f"{prefix}{n}") not in taken)


# --- The word of a department ---------------------------------------------------------------------
def asked(user: User) -> list[Asked]:
    """Return the commendations whose names are for a department of this person, those that wait first."""
    own = casebook.departments_of(user)
    if not own:
        return []
    called = {name for names in own.values() for name in names if name}
    tied = CommendationSource.objects.all()
    of_own = tied.filter(department_number__in=own).values("key")
    by_hand = Q(department__in=called) & ~Q(translation_key__in=tied.values("key"))
    found = CommendationPage.objects.filter(Q(translation_key__in=of_own) | by_hand)
    newest = found.order_by("-latest_revision_created_at", "-pk").select_related("latest_revision")
    pages = newest.prefetch_related("agreements")[:LOOKED_THROUGH]
    return sorted(filter(None, map(_asked, pages)), key=lambda one: one.is_agreed)


def asked_about(page_pk: int, *, by: User) -> Asked | None:
    """Return what a department is asked about one commendation; None where this person is not asked."""
    page = CommendationPage.objects.filter(pk=page_pk).first()
    question = _asked(page) if page else None
    if page is None or question is None:
        return None
    last = page.get_latest_revision_as_object()
    number = last.department_number
    if number is None or not casebook.speaks_for(by, number):
        return None
    words = page.agreements.filter(names=question.names, department_number=number)
    return Asked(last, question.names, words.exists())


def _asked(page: CommendationPage) -> Asked | None:
    """Return the names as last written, be it in a draft."""
    written = page.latest_revision.content if page.latest_revision else {}
    names = written.get("names", page.names)
    if not names:
        return None
    return Asked(page, names, any(word.names == names for word in page.agreements.all()))


@transaction.atomic
def agree(question: Asked, *, names: str, by: User) -> None:
    """Give the department's word that exactly these names may be published. Raises `Changed`."""
    _check(question, names)
    number = question.page.department_number
    if number is None:
        raise Changed
    if not question.is_agreed:
        NamesAgreed.objects.create(
            page_id=question.page.pk,
            names=names,
            agreed_by=by,
            agreed_number=by.pk,
            department_number=number,
        )
        log(instance=question.page, action=AGREED, user=by)


@transaction.atomic
def decline(question: Asked, *, names: str, by: User) -> None:
    """Say no to these names, or no longer yes: they go from the page and from its draft, at once.

    Raises `Changed`.
    """
    _check(question, names)
    page = question.page
    was_agreed = NamesAgreed.objects.filter(page_id=page.pk).delete()[0]
    # A bare UPDATE: what is taken out needs no gate, and the page's draft stays a draft.
    CommendationPage.objects.filter(pk=page.pk).update(names="")
    page.names = ""
    page.save_revision(user=by, clean=False)
    log(instance=page, action=TAKEN_BACK if was_agreed else DECLINED, user=by)


def _check(question: Asked, names: str) -> None:
    if question.names != names:
        raise Changed


# --- Consent that ended ---------------------------------------------------------------------------
def sweep() -> int:
    """Take down what lost its consent, with a tombstone that says so; return how many pages it were."""
    return sum(1 for _page in _taken_down())


def _taken_down() -> Iterator[Any]:
    for page in CommendationPage.objects.filter(pk__in=without_consent(), live=True):
        with LogContext():
            correcting.because(CONSENT_ENDED)
            page.unpublish()
        yield page
