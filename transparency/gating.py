"""The publish gate: what of a page must not go out, but for what was looked at or overruled.

It covers every kind of page. Hints are asked of pages about cases only: a piece of news has dates.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import CharField, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from feedback import figures
from portal import edition, pieces
from portal.attached import WHY
from portal.crypto import keyed_index
from portal.gate import Finding, Level, Piece
from portal.models import SiteSettings, User
from transparency import consenting, gate
from transparency.models.commendation import CommendationPage
from transparency.models.gate import Passed
from transparency.models.improvement import ImprovementPage
from transparency.models.report import ReportPage
from transparency.models.summary import CaseSummaryPage, Precision, time_of
from transparency.models.topic import TopicPage
from transparency.periods import Period

ABOUT_CASES = (CaseSummaryPage, ImprovementPage, ReportPage, CommendationPage, TopicPage)
# So many cases must have the same field and quarter (k-anonymity, Sweeney 2002).
LEAST_ALIKE = 5


def question(page: Any) -> list[Finding]:
    """Return what holds a page back now."""
    found = [_marked(one, page) for one in _read(page)]
    let = set(_let_pass(page)) if found else set()
    return [one for one in found if (one.mark, one.level) not in let or not _may_pass(one)]


@transaction.atomic
def note(page: Any, found: Iterable[Finding], by: User | None) -> None:
    """Keep that somebody looked at these hints and lets them pass."""
    for one in found:
        if one.level is Level.SOFT:
            Passed.objects.get_or_create(
                page_id=page.pk,
                mark=one.mark,
                defaults={
                    "kind": one.kind,
                    "asked_by": by,
                    "asked_number": by.pk if by else None,
                },
            )


def overrule(page: Any, found: Finding, *, by: User, reason: str) -> Passed:
    """Wish that a block be let pass; it counts when another account grants it."""
    wish, _new = Passed.objects.update_or_create(
        page_id=page.pk,
        mark=found.mark,
        defaults={
            "kind": found.kind, "overruled": True, "reason": reason, "asked_by": by,
            "asked_number": by.pk, "granted_by": None, "granted_number": None, "granted_at": None,
        },
    )  # fmt: skip
    return wish


def grant(wish: Passed, *, by: User) -> bool:
    """Grant somebody else's wish. False where it is the own, or was granted already."""
    others = Passed.objects.filter(pk=wish.pk, granted_number=None).exclude(asked_number=by.pk)
    granted = others.update(granted_by=by, granted_number=by.pk, granted_at=timezone.now())
    if granted:
        edition.renew()  # the page says how often, and why
    return bool(granted)


def waiting() -> QuerySet[Passed]:
    """Return the wishes nobody has granted, the oldest first."""
    return Passed.objects.filter(overruled=True, granted_number=None).order_by("at", "pk")


def overruled(page: Any) -> int:
    """Return how many blocks were overruled on a page; the public reads this number."""
    return Passed.objects.filter(page_id=page.pk, overruled=True, granted_at__isnull=False).count()


def reasons() -> dict[int, list[str]]:
    """Return the pages on which blocks were overruled, each with the reason of every time."""
    found: dict[int, list[str]] = {}
    granted = Passed.objects.filter(overruled=True, granted_at__isnull=False).order_by("at", "pk")
    for page_id, reason in granted.values_list("page_id", "reason"):
        found.setdefault(page_id, []).append(reason)
    return found


def may_be_read(reason: str, page: Any, found: Finding) -> bool:
    """Say whether everybody may read a reason: it gives nothing away and does not repeat the finding."""
    if found.match and found.match.casefold() in reason.casefold():
        return False
    pieces_of_it = [Piece("reason", _("reason"), reason)]
    held = gate.read(pieces_of_it, allowed=_own(page))
    return not any(one.level is Level.BLOCK for one in held)


def _read(page: Any) -> list[Finding]:
    found = gate.read(pieces.of(page), allowed=_own(page))
    if isinstance(page, CommendationPage):
        found = [*consenting.settled(found), *consenting.held(page)]
    if isinstance(page, ABOUT_CASES):
        found += _rare(page)
    else:
        found = [one for one in found if one.level is Level.BLOCK]
    return [*found, *_unread(page)]


def _unread(page: Any) -> Iterator[Finding]:
    """Yield what no gate can judge, on every kind of page: files that were not read to their end."""
    for file in pieces.unread(page):
        yield Finding(
            "unread", Level.SOFT, 0, 0, file.name,
            _("The gate cannot read all of this file."),
            format_lazy("{} {}", WHY[file.why], _("Open it and look at it yourself.")),
            where=file.where, label=file.label,
            tick=_("I opened this file and read it; it points to nobody."),
            version=f"{file.why} {file.digest}",
        )  # fmt: skip


def finest(near: Any, category: str, month: date) -> Precision:
    """Return how exactly a time may be told so that a matter hides among others; at worst the year."""
    for precision in Precision:
        if _hides(near, category, time_of(month, precision)):
            return precision
    return Precision.YEAR


def can_hide(near: Any, category: str, month: date) -> bool:
    """Say whether a matter hides among others if its time is told coarsely enough."""
    return any(_hides(near, category, time_of(month, precision)) for precision in Precision)


def _hides(page: Any, category: str, period: Period) -> bool:
    hospital = _settings(page).hospital_id
    alike = figures.alike(
        hospital_id=hospital, category=category, start=period.start, end=period.end
    )
    return alike >= LEAST_ALIKE


def _rare(page: Any) -> list[Finding]:
    """Return a finding where too few cases are like the one that is told of (rule f)."""
    of_a_case = isinstance(page, CaseSummaryPage) or (
        isinstance(page, CommendationPage) and page.tie is not None
    )
    if not of_a_case or not page.month:
        return []
    if _hides(page, page.category, page.when):
        return []
    return [
        Finding(
            "rare", Level.BLOCK, 0, 0, page.when.label,
            _("So few matters of this field came in then that people could tell whose it is."),
            _("Show the quarter or the year, or tell of a field with more matters."),
            where="precision", label=_("shown as"),
        )
    ]  # fmt: skip


def _own(page: Any) -> frozenset[str]:
    """Return the hospital's own numbers and addresses, which stand on its pages for everybody."""
    kept = _settings(page)
    values = [
        str(getattr(kept, field.name) or "")
        for field in kept._meta.concrete_fields
        if isinstance(field, CharField)
    ]
    values += settings.PUBLIC_NUMBERS
    own = {gate.digits(value) for value in values} | {value.casefold() for value in values}
    return frozenset(own - {""})


def _settings(page: Any) -> SiteSettings:
    site = page.get_site() if page.pk else None
    kept = SiteSettings.objects.filter(site=site).first() if site else None
    return kept or SiteSettings.objects.order_by("pk").first() or SiteSettings()


def _marked(found: Finding, page: Any) -> Finding:
    words = f"{found.kind}\0{found.where}\0{found.match}"
    words += f"\0{found.version}" if found.version else ""
    mark = keyed_index(words, purpose="gate")
    blocks = page.pk and found.level is Level.BLOCK and _may_pass(found)
    way = reverse("transparency_office:wish", args=[page.pk, mark]) if blocks else ""
    return replace(found, mark=mark, way=way)


def _may_pass(found: Finding) -> bool:
    """Say whether this is the hospital's to decide: consent and a department's word are not."""
    return found.kind not in consenting.NOT_OURS_TO_GIVE


def _let_pass(page: Any) -> Iterator[tuple[str, Level]]:
    """Yield what was let pass: a hint by whoever looked, a block by a colleague only."""
    if page.pk is None:
        return
    kept = Passed.objects.filter(page_id=page.pk).exclude(overruled=True, granted_at=None)
    for mark, overruled in kept.values_list("mark", "overruled"):
        yield mark, Level.SOFT
        if overruled:
            yield mark, Level.BLOCK
