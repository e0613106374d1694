"""What the public is told when something published was wrong: corrected figures, withdrawn pages.

A correction is a later version of a release, with every number it changed, as shown, never a raw one.
A page that goes leaves a tombstone at its address. All routes of Wagtail (editor, bulk action, expiry,
a call in the code) meet in its signals, so the tombstone is laid there and none gets round it; whoever
withdraws a page by hand adds the reason.
"""

from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from wagtail.log_actions import get_active_log_context, log
from wagtail.models import Page, Site

from portal.language import either
from portal.models import PortalPage, User
from portal.navigation import address
from transparency import cells
from transparency.cells import Cell
from transparency.definitions import COUNTS, SHARES
from transparency.models import Release, Tombstone
from transparency.models.tombstone import EXPIRED, UNSAID
from transparency.periods import NoSuchPeriod
from transparency.suppression import Shown
from transparency.tables import TITLES, Reading, Table, day_label

# What the tables of the site give no name of its own.
OTHER_NAMES = {
    "due": gettext_lazy("Answer due in the period"),
    "undated": gettext_lazy("Of unknown date of receipt"),
    "withdrawn": gettext_lazy("Withdrawn by the submitter"),
    "rated": gettext_lazy("Answers that were rated"),
    "own_partly": gettext_lazy("Partly resolved, says the submitter"),
    "own_unresolved": gettext_lazy("Not resolved, says the submitter"),
    "own_unsaid": gettext_lazy("Rated without saying whether it was resolved"),
    "reached": gettext_lazy("Reached by telephone"),
    "call_partly": gettext_lazy("Partly resolved, said on the telephone"),
    "call_unresolved": gettext_lazy("Not resolved, said on the telephone"),
    "call_unsaid": gettext_lazy("Reached, but did not say whether it was resolved"),
    "hospital_partly": gettext_lazy("Partly resolved, says the hospital"),
    "hospital_unresolved": gettext_lazy("Not resolved, says the hospital"),
    "hospital_unjudged": gettext_lazy("Closed without a judgement"),
}
NAMES = {
    **COUNTS,
    **{part: label for part, _whole, label, _of, _by in SHARES},
    **OTHER_NAMES,
}
ACTIVITY = {"visits": gettext_lazy("Visits"), "discharges": gettext_lazy("Discharges")}
# A number of one version that the other does not list.
ABSENT = "–"
WITHDRAWN = "transparency.withdraw"
# The act of the admin that was given a reason, and the reason; another act has another number.
_reasons: ContextVar[tuple[UUID | None, str]] = ContextVar("reasons", default=(None, ""))


# --- Corrected figures ----------------------------------------------------------------------------
class Change(NamedTuple):
    """One number that differs between two versions, as the public reads it; None is withheld."""

    row: str
    measure: str
    before: Shown | str
    after: Shown | str


class Correction(NamedTuple):
    """A later version of published figures, and the one it took the place of."""

    release: Release
    before: Release
    changes: list[Change]
    # Headings of tables that only one of the two has.
    gone: list[str]
    added: list[str]

    @property
    def table(self) -> Table:
        """Return the changes as the parts of the portal draw a table."""
        headings = [_("What was counted"), pgettext("figures", "Measure"), _("Before"), _("Now")]
        return Table(_("Every number that changed"), headings, [list(one) for one in self.changes])

    @property
    def why(self) -> str:
        """Return the reason in the reader's language."""
        return either(self.release.reason, self.release.reason_en)

    @property
    def files(self) -> list[tuple[int, str]]:
        """Return where the data files of both versions are."""
        code = self.release.period.code
        versions = self.before.version, self.release.version
        return [(n, address(f"/transparency/data/{code}/v{n}/release.json")) for n in versions]


def corrections(hospital_id: int | None) -> list[Correction]:
    """Return the published corrections, the last one first; altered releases tell nothing."""
    same = {name: OuterRef(name) for name in ("hospital", "start", "end")}
    others = Release.objects.published().filter(**same).exclude(pk=OuterRef("pk"))
    versions = Release.objects.published().of(hospital_id).filter(Exists(others))
    found = [
        compare(before, release)
        for before, release in pairwise(versions.order_by("hospital", "start", "end", "version"))
        if _are_of_one_period(before, release) and before.intact and release.intact
    ]
    return sorted(found, key=lambda one: one.release.published_at or timezone.now(), reverse=True)


def standing(release: Release) -> Release | None:
    """Return the published version that a release would take the place of."""
    versions = Release.objects.published().of(release.hospital_id)
    same = versions.filter(start=release.start, end=release.end)
    return same.filter(version__lt=release.version).order_by("-version").first()


def first_publication(hospital_id: int | None) -> datetime | None:
    """Return when figures were published for the first time."""
    published = Release.objects.published().of(hospital_id).order_by("published_at")
    return published.values_list("published_at", flat=True).first()


def withheld(release: Release) -> tuple[int, int] | None:
    """Return how many numbers of a release are withheld, and how many it has; None of old layouts."""
    try:
        numbers = list(cells.of_document(release.document, release.period).values())
    except NoSuchPeriod:
        return None
    return sum(number is None for number in numbers), len(numbers)


def compare(before: Release, release: Release) -> Correction:
    """Return every number in which two versions of a period differ."""
    had, has = (
        {table for table in (*cells.TABLES, cells.DAYS) if table in one.document}
        for one in (before, release)
    )
    gone, added = (
        [str(TITLES[table]) for table in TITLES if table in left] for left in (had - has, has - had)
    )
    return Correction(release, before, list(_changes(before, release, had & has)), gone, added)


def _changes(before: Release, release: Release, tables: set[str]) -> Iterator[Change]:
    whole = release.period
    old, new = (cells.of_document(one.document, whole) for one in (before, release))
    readings = [Reading(one.document, one.parameters) for one in (before, release)]
    for cell in dict.fromkeys([*new, *old]):
        was, now = old.get(cell, ABSENT), new.get(cell, ABSENT)
        if was != now and cell.table in {cells.WHOLE, *tables}:
            name = _row_name(readings[cell in new], cell, is_whole=cell.period == whole)
            yield Change(name, str(NAMES.get(cell.measure, cell.measure)), was, now)
    activity = [one.document.get("activity", {}) for one in (before, release)]
    for code, label in ACTIVITY.items():
        was, now = (one.get(code, ABSENT) for one in activity)
        if was != now:
            yield Change(_("The whole period"), str(label), was, now)


def _row_name(reading: Reading, cell: Cell, *, is_whole: bool) -> str:
    if cell.table == cells.WHOLE:
        return _("The whole period") if is_whole else cell.period.label
    if cell.table == cells.DAYS:
        return day_label(cell.code)
    return reading.row_name(cell.table, cell.code)


def _are_of_one_period(before: Release, release: Release) -> bool:
    names = ("hospital_id", "start", "end")
    if any(getattr(before, name) != getattr(release, name) for name in names):
        return False
    try:
        return bool(release.period)
    except NoSuchPeriod:  # of before periods were months, quarters and years so far
        return False


# --- Withdrawn pages ------------------------------------------------------------------------------
def public_among(pages: Iterable[Page], *, below: bool) -> list[PortalPage]:
    """Return which of these pages, and of those below them if wished, anybody can read now."""
    found: dict[int, Page] = {}
    for page in pages:
        kin = page.get_descendants(inclusive=True) if below else Page.objects.filter(pk=page.pk)
        found |= {one.pk: one for one in kin.live().public().specific()}
    return [page for page in found.values() if isinstance(page, PortalPage) and path_of(page)]


def path_of(page: Page) -> str:
    """Return the address of a page on its site, as browsers ask for it; empty where it has none."""
    parts = page.get_url_parts()
    return parts[2] or "" if parts else ""


def has_addresses_below(page: Page) -> bool:
    """Say whether what stands below a page has an address on some site."""
    return any(page.url_path.startswith(root.root_path) for root in Site.get_site_root_paths())


def because(reason: str) -> None:
    """Give the reason for what the present act in the admin will take down."""
    _reasons.set((get_active_log_context().uuid, reason))


def lay(page: PortalPage) -> None:
    """Lay a tombstone where a page stood. Nothing is laid for one that not everybody could read."""
    path = path_of(page)
    if not path or page.get_view_restrictions().exists():
        return
    context = get_active_log_context()
    act, given = _reasons.get()
    reason = given if act and act == context.uuid else EXPIRED if page.expired else UNSAID
    by = context.user if isinstance(context.user, User) else None
    out = page.first_published_at
    facts = {
        "kind": page._meta.label_lower,
        "reason": reason,
        "published_on": timezone.localdate(out) if out else None,
        "withdrawn_at": timezone.now(),
        "withdrawn_by": by,
    }
    Tombstone.objects.update_or_create(path=path, defaults=facts)
    data = {"reason": reason, "path": path}
    log(instance=page, action=WITHDRAWN, user=by, data=data)


def lift(page: Page) -> None:
    """Take the tombstone away from where a page stands again; Wagtail's log keeps what was."""
    for stone in Tombstone.objects.filter(path=path_of(page)):
        stone.delete()


# --- What Wagtail says happened -------------------------------------------------------------------
def was_unpublished(instance: Page, **kwargs: Any) -> None:
    """Hear that a page was taken down, by whatever route; Wagtail takes it down before it deletes it."""
    if isinstance(instance, PortalPage):
        lay(instance)


def stands_again(instance: Page, **kwargs: Any) -> None:
    """Hear that a page was published, or moved to another address."""
    if instance.live:
        lift(instance)
