"""The rows of the inbox as plain HTML: a template for each cell costs more than all the rest of the page."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from feedback.deadlines import Calendar
from feedback.models import Case, CaseCategory, Department
from feedback.office import comeback, due, naming
from feedback.vocabulary import Channel, Kind, Priority, PublicStage, Stage

TONES = {
    PublicStage.RECEIVED: "new",
    PublicStage.WORKING: "active",
    PublicStage.WAITING: "waiting",
    PublicStage.ANSWERED: "active",
}
ROW = (
    '<tr class="inbox__row inbox__row--{}">{}<th scope="row" class="inbox__case">{}</th>'
    '<td data-label="{}">{}</td><td data-label="{}">{}</td><td{} data-label="{}">{}</td>'
    '<td{} data-label="{}">{}</td><td data-label="{}">{}</td></tr>'
)
META = '<span class="inbox__meta">{}</span>'
TICK = '<td class="inbox__tick"><input type="checkbox" name="case" value="{}" aria-label="{}"></td>'
NOTHING = mark_safe(' class="inbox__none"')


class Headings(NamedTuple):
    """The columns, in the language of the page."""

    case: str
    stage: str
    due: str
    department: str
    category: str
    received: str


def headings() -> Headings:
    """Return what stands above the columns."""
    return Headings(
        _("Case"),
        _("Stage"),
        _("Due"),
        _("Department"),
        _("Category"),
        pgettext("column", "Received"),
    )


def body(
    cases: list[Case], calendar: Calendar, *, ticks: bool = False, named: bool = True
) -> SafeString:
    """Return a page of cases as rows, each with a box to tick for those who do something to several.

    Without `named` no colleague is named.
    """
    primary = CaseCategory.objects.filter(primary=True).select_related("category")
    prefetch_related_objects(cases, Prefetch("categories", primary, to_attr="subjects"))
    names = Department.objects.all().by_number()
    if not named:
        for case in cases:
            case.officer = None  # on this page only; nothing is saved
    # Escaped once for all rows: words that are safe already cost next to nothing.
    head = Headings(*map(conditional_escape, headings()))
    back = comeback.told(cases)
    rows = (_row(case, names, calendar, head, ticks, back.get(case.pk, "")) for case in cases)
    return format_html_join("", ROW, rows)


def _row(
    case: Case,
    names: Mapping[int, Department],
    calendar: Calendar,
    head: Headings,
    ticks: bool,
    back: str,
) -> tuple[str, ...]:
    words = due.most_pressing(case, today=timezone.localdate(), calendar=calendar)
    department, category = _department(case, names), _category(case)
    return (
        words.tone,
        format_html(TICK, case.pk, case.reference) if ticks else "",
        _title(case, category, back),
        head.stage,
        _stage(case),
        head.due,
        _due(case, words),
        "" if department else NOTHING,
        head.department,
        department or "–",
        "" if category else NOTHING,
        head.category,
        category or "–",
        head.received,
        _received(case),
    )


@cache
def _named(choices: Any, value: str, language: str) -> SafeString:
    """Return the name of a choice, translated and escaped once for all rows and pages."""
    return conditional_escape(choices(value).label)


def _title(case: Case, category: str, back: str) -> SafeString:
    address = reverse("office:case", args=[case.pk])
    return format_html(
        '<a href="{}">{}</a><span class="inbox__meta">{} · {}{}</span>',
        address,
        naming.line(case, category=category),
        case.reference,
        _named(Kind, case.kind, get_language()),
        format_html_join("", " · <b>{}</b>", ((flag,) for flag in _flags(case, back))),
    )


def _flags(case: Case, back: str) -> Iterator[str]:
    if back:
        yield _("came back: %(what)s") % {"what": back}
    elif case.came_back_at:
        yield _("came back")
    if case.priority != Priority.ROUTINE:
        yield str(Priority(case.priority).label)
    if case.quarantined:
        yield _("perhaps not sent by a person")
    if case.restricted:
        yield _("restricted")
    if case.dispute:
        yield _("medical dispute")


def _stage(case: Case) -> SafeString:
    tone = TONES.get(case.public_stage, "done")
    return format_html(
        '<span class="stage stage--{}">{}</span>', tone, _named(Stage, case.stage, get_language())
    )


def _due(case: Case, words: due.InWords) -> SafeString:
    """Say how long there is, and by which date: by the earlier one first, the other below it."""
    parts = [format_html('<span class="due due--{}">{}</span>', words.tone, words.text)]
    if words.external and words.on:
        parts.append(format_html(META, _external(words.on)))
    elif words.on:
        mark = f" {_('(provisional)')}" if words.provisional else ""
        parts.append(format_html(META, format_html("{}{}", _day(words.on), mark)))
    if case.external_due_on and case.is_open and not words.external:
        parts.append(format_html(META, _external(case.external_due_on)))
    return format_html_join("", "{}", ((part,) for part in parts))


def _day(day: date) -> SafeString:
    return format_html('<span class="inbox__day">{}</span>', day.isoformat())


def _external(day: date) -> str:
    return _("external deadline %(day)s") % {"day": day.isoformat()}


def _department(case: Case, departments: Mapping[int, Department]) -> str:
    """Name the department, and below it who is in charge at the office."""
    unit = _unit(case, departments)
    if case.officer is None:
        return unit
    name = case.officer.get_full_name() or case.officer.get_username()
    charge = format_html(META, _("in charge: %(officer)s") % {"officer": name})
    return format_html("{}{}", unit or "–", charge)


def _unit(case: Case, departments: Mapping[int, Department]) -> str:
    if lead := departments.get(case.lead_id or 0):
        return lead.label
    if about := departments.get(case.about_id or 0):
        named = format_html(META, _("named by the submitter"))
        return format_html("{} {}", about.label, named)
    return ""


def _category(case: Case) -> str:
    return next((row.category.label for row in case.subjects), "")  # type: ignore[attr-defined]


def _received(case: Case) -> SafeString:
    day = case.received_on.isoformat() if case.date_known else _("date unknown")
    channel = format_html(META, _named(Channel, case.channel, get_language()))
    return format_html('<span class="inbox__day">{}</span>{}', day, channel)
