"""Fixes what a measure is compared with, and writes down what the published figures say of it since.

Both are written once, from what is public on that day, and never again: whoever moves the month or
the category of a notice later moves nothing here. Running it twice, or twice at once, changes nothing.
"""

from typing import Any

from django.db import transaction

from portal import edition
from portal.models import SiteSettings
from transparency import effect, windows
from transparency.effect import Side, Span, Verdict
from transparency.models import Baseline, Evaluation, ImprovementPage, Progress, Release
from transparency.models.shelf import look
from transparency.periods import Period
from transparency.windows import Window

# All spans are compared with so many months before. Tried out: docs/verdicts.md.
MONTHS_BEFORE = 6


class Public:
    """The releases of a hospital as they are public now."""

    def __init__(self, hospital_id: int | None) -> None:
        shelf = look(hospital_id)
        found = Release.objects.in_bulk(shelf.releases.values())
        self.releases = {period: found[pk] for period, pk in shelf.releases.items()}
        self.documents = {
            period: release.document
            for period, release in self.releases.items()
            if release.complete
        }

    def known(self, category: str, months: list[Period]) -> Window | None:
        """Return what is public of a category over some months; None where it is not yet."""
        return windows.known(self.documents, months, category)

    def sources(self, window: Window) -> list[dict[str, str]]:
        """Return where a number was read, so that anybody can read it there."""
        return [
            {"period": period.code, "sha256": self.releases[period].sha256}
            for period in window.periods
        ]


def sweep() -> int:
    """Judge every public notice of a measure that was carried out; return how many rows came."""
    said = Baseline.objects.filter(evaluations__months=max(Span)).values("notice")
    done = ImprovementPage.objects.live().public().exclude(done=None)
    pages = done.exclude(translation_key__in=said).order_by("path")
    one_of_each = {page.translation_key: page for page in reversed(pages)}
    shelves: dict[int | None, Public] = {}
    came = 0
    for page in one_of_each.values():
        hospital_id = _hospital(page)
        if hospital_id not in shelves:
            shelves[hospital_id] = Public(hospital_id)
        came += _judge(page, shelves[hospital_id])
    return came


def judge(page: ImprovementPage) -> int:
    """Judge one notice as far as the figures are public; return how many rows came."""
    is_told = ImprovementPage.objects.live().public().exclude(done=None).filter(pk=page.pk)
    return _judge(page, Public(_hospital(page))) if is_told.exists() else 0


@transaction.atomic
def _judge(page: ImprovementPage, public: Public) -> int:
    baseline, is_new = _baseline(page, public)
    if baseline is None:
        return 0
    came = [_evaluate(baseline, span, public) for span in Span]
    if any(came):
        notices = ImprovementPage.objects.filter(translation_key=page.translation_key)
        notices.filter(progress=Progress.DONE).update(progress=Progress.EVALUATED)
    if any(came) or is_new:
        edition.renew()
    return sum(came) + is_new


def _hospital(page: ImprovementPage) -> int | None:
    site = page.get_site()
    return SiteSettings.for_site(site).hospital_id if site else None


# --- What it is compared with ---------------------------------------------------------------------
def _baseline(page: ImprovementPage, public: Public) -> tuple[Baseline | None, bool]:
    kept = Baseline.objects.filter(notice=page.translation_key).first()
    if kept or page.done is None:
        return kept, False
    done = Period.of(page.done, page.done)
    before = _before(page.category, done, public)
    if before is None:
        return None, False
    fixed = {"category": page.category, "done": done.start, "before": _written(before, public)}
    return Baseline.objects.get_or_create(notice=page.translation_key, defaults=fixed)


def _before(category: str, done: Period, public: Public) -> Window | None:
    """Return what came before; of fewer than six months only when it is time for the first look."""
    last = windows.later(done, -1)
    runs = (windows.run(last, length) for length in range(MONTHS_BEFORE, 0, -1))
    found = next((one for months in runs if (one := public.known(category, months))), None)
    if found is None or found.months == MONTHS_BEFORE:
        return found
    return found if public.known(category, [windows.later(done, 1)]) else None


def _written(before: Window, public: Public) -> dict[str, Any]:
    last = before.periods[-1].months[-1]
    return {
        "first": windows.run(last, before.months)[0].code,
        "last": last.code,
        **{name: getattr(before, name) for name in ("months", "shown", "low", "high", "days", "visits")},
        "releases": public.sources(before),
    }  # fmt: skip


def _read(before: dict[str, Any]) -> Window:
    names = ("months", "shown", "low", "high", "days", "visits")
    return windows.NOTHING._replace(**{name: before[name] for name in names})


# --- What is found --------------------------------------------------------------------------------
def _evaluate(baseline: Baseline, span: Span, public: Public) -> bool:
    """Write down what is found after so many months; False where it is too early, or was done."""
    if baseline.evaluations.filter(months=span).exists():
        return False
    before, after = _read(baseline.before), _since(baseline, public, 1, span)
    if after is None:
        return False
    # The longest look so far that found fewer, and what came after it.
    good = baseline.evaluations.filter(verdict=Verdict.FEWER, months__lt=span).last()
    ends = [(1, good.months), (good.months + 1, span)] if good else []
    parts = [_since(baseline, public, *months) for months in ends]
    by_visits = all(one and one.visits for one in (before, after, *parts))
    sides = [one and one.side(by_visits=by_visits) for one in (before, after, *parts)]
    ratio = effect.ratio(sides[0], sides[1]) if sides[0] and sides[1] else None
    _found, is_new = Evaluation.objects.get_or_create(
        baseline=baseline,
        months=span,
        defaults={
            "before": before.shown,
            "after": after.shown,
            "exposure": _exposure(before, after, by_visits=by_visits),
            "ratio_low": ratio and ratio.low,
            "ratio_high": ratio and ratio.high,
            "verdict": _verdict(sides),
            "releases": public.sources(after),
        },
    )
    return is_new


def _since(baseline: Baseline, public: Public, first: int, last: int) -> Window | None:
    """Return what is public of some of the months after it was done, counted from one."""
    months = windows.run(
        windows.later(Period.of(baseline.done, baseline.done), last), last - first + 1
    )
    return public.known(baseline.category, months)


def _verdict(sides: list[Side | None]) -> Verdict:
    known = [side for side in sides if side]
    if len(known) < len(sides):
        return Verdict.TOO_FEW
    before, after, *parts = known
    if parts and effect.came_back(before, *parts):
        return Verdict.CAME_BACK
    return effect.judge(before, after)


def _exposure(before: Window, after: Window, *, by_visits: bool) -> dict[str, Any]:
    return {
        "by": "visits" if by_visits else "days",
        "days": [before.days, after.days],
        "visits": [before.visits, after.visits],
        "months": [before.months, after.months],
        "between": [[before.low, before.high], [after.low, after.high]],
    }
