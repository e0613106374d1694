"""The rows of the inbox as plain HTML: a template for each cell costs more than all the rest of the page."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from html import escape
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from feedback.deadlines import Calendar
from feedback.models import Case, CaseCategory, Category, Department
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
TITLE = '<a href="{}">{}</a><span class="inbox__meta">{} · {}{}</span>'
TICK = '<td class="inbox__tick"><input type="checkbox" name="case" value="{}" aria-label="{}"></td>'
NOTHING = mark_safe(' class="inbox__none"')
# Stands for the number of a case while its address is asked for, once for all rows.
ANY = 987654321


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
    matters = CaseCategory.objects.filter(primary=True, case__in=cases).order_by()
    names = Department.objects.all().by_number()
    if not named:
        for case in cases:
            case.officer = None  # on this page only; nothing is saved
    page = Table(
        names=names,
        matters=dict(matters.values_list("case_id", "category_id")),
        categories={one.pk: one for one in Category.objects.all().by_code().values()},
        calendar=calendar,
        today=timezone.localdate(),
        # Escaped once for all rows.
        head=Headings(*map(_escaped, headings())),
        address=reverse("office:case", args=[ANY]),
        ticks=ticks,
        back=comeback.told(cases),
    )
    return SafeString("".join([_row(case, page) for case in cases]))


class Table(NamedTuple):
    """What the rows of a page have in common."""

    names: Mapping[int, Department]
    # The number of the category of each case that has one, and the categories by theirs.
    matters: Mapping[int, int]
    categories: Mapping[int, Category]
    calendar: Calendar
    today: date
    head: Headings
    address: str
    ticks: bool
    back: Mapping[int, str]


def _filled(pattern: str, *values: Any) -> SafeString:
    """Fill a pattern, each value escaped, as Django's format_html does in six times the time."""
    return SafeString(pattern.format(*map(_escaped, values)))


def _escaped(value: Any) -> SafeString:
    return value if isinstance(value, SafeString) else SafeString(escape(str(value)))


def _row(case: Case, page: Table) -> SafeString:
    words = due.most_pressing(case, today=page.today, calendar=page.calendar)
    department, category, head = _department(case, page.names), _category(case, page), page.head
    return _filled(
        ROW,
        words.tone,
        _filled(TICK, case.pk, case.reference) if page.ticks else "",
        _title(case, page, category),
        head.stage,
        _stage(TONES.get(case.public_stage, "done"), case.stage, get_language()),
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
    return _escaped(choices(value).label)


def _title(case: Case, page: Table, category: str) -> SafeString:
    flags = [_filled(" · <b>{}</b>", flag) for flag in _flags(case, page.back.get(case.pk, ""))]
    return _filled(
        TITLE,
        page.address.replace(str(ANY), str(case.pk)),
        naming.line(case, category=category),
        case.reference,
        _named(Kind, case.kind, get_language()),
        SafeString("".join(flags)),
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


@cache
def _stage(tone: str, stage: str, language: str) -> SafeString:
    return _filled('<span class="stage stage--{}">{}</span>', tone, _named(Stage, stage, language))


def _due(case: Case, words: due.InWords) -> SafeString:
    """Say how long there is, and by which date: by the earlier one first, the other below it."""
    parts = [_filled('<span class="due due--{}">{}</span>', words.tone, words.text)]
    if words.external and words.on:
        parts.append(_filled(META, _external(words.on)))
    elif words.on:
        mark = f" {_('(provisional)')}" if words.provisional else ""
        parts.append(_filled(META, _filled("{}{}", _day(words.on), mark)))
    if case.external_due_on and case.is_open and not words.external:
        parts.append(_filled(META, _external(case.external_due_on)))
    return SafeString("".join(parts))


def _day(day: date) -> SafeString:
    return _filled('<span class="inbox__day">{}</span>', day.isoformat())


def _external(day: date) -> str:
    return _("external deadline %(day)s") % {"day": day.isoformat()}


def _department(case: Case, departments: Mapping[int, Department]) -> str:
    """Name the department, and below it who is in charge at the office."""
    unit = _unit(case, departments)
    if case.officer is None:
        return unit
    name = case.officer.get_full_name() or case.officer.get_username()
    charge = _filled(META, _("in charge: %(officer)s") % {"officer": name})
    return _filled("{}{}", unit or "–", charge)


def _unit(case: Case, departments: Mapping[int, Department]) -> str:
    if lead := departments.get(case.lead_id or 0):
        return lead.label
    if about := departments.get(case.about_id or 0):
        named = _filled(META, _("named by the submitter"))
        return _filled("{} {}", about.label, named)
    return ""


def _category(case: Case, page: Table) -> str:
    category = page.categories.get(page.matters.get(case.pk, 0))
    return category.label if category else ""


def _received(case: Case) -> SafeString:
    day = case.received_on.isoformat() if case.date_known else _("date unknown")
    channel = _filled(META, _named(Channel, case.channel, get_language()))
    return _filled('<span class="inbox__day">{}</span>{}', day, channel)
