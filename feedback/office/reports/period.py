"""Which months and which kind of voice a report is asked about."""

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback.vocabulary import Kind

# No other century: a year before the first and a month after the last cannot be counted.
MONTH = re.compile(r"((?:19|20|21)\d\d)-(\d{1,2})")
# So many months a report shows unless it is asked otherwise: two seasons.
USUAL = 24
MOST = 240


def first_of(day: date, *, months_before: int = 0) -> date:
    """Return the first day of the month so many months before that of a day."""
    months = day.year * 12 + day.month - 1 - months_before
    return date(months // 12, months % 12 + 1, 1)


def months_between(first: date, last: date) -> list[date]:
    """Return the first days of all months from one to another."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [first_of(last, months_before=back) for back in reversed(range(count))]


class MonthInput(forms.DateInput):
    """The browser's own chooser of months; where there is none it takes 2026-11."""

    input_type = "month"

    def format_value(self, value: Any) -> str:
        """Return a month as the browser writes it."""
        return f"{value:%Y-%m}" if isinstance(value, date) else str(value or "")


class MonthField(forms.Field):
    """A month, kept as its first day."""

    widget = MonthInput

    def to_python(self, value: Any) -> date | None:
        """Read 2026-11; raises `ValidationError` for what is no month."""
        if not value:
            return None
        found = MONTH.fullmatch(str(value).strip())
        try:
            return date(int(found[1]), int(found[2]), 1)  # type: ignore[index]
        except (TypeError, ValueError):
            raise ValidationError(_("Write a month like 2026-11.")) from None


class PeriodForm(forms.Form):
    """From which month to which, and of which kind. Asked by GET, so that a colleague can be sent it."""

    first = MonthField(label=gettext_lazy("From"), required=False)
    last = MonthField(label=gettext_lazy("Until"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        required=False,
        choices=[("", gettext_lazy("All kinds")), *Kind.choices],
    )

    def clean(self) -> dict[str, Any]:
        """Fill in the usual months; refuse a period that is none or too long."""
        said = super().clean() or {}
        last = said.get("last") or first_of(timezone.localdate())
        first = said.get("first") or first_of(last, months_before=USUAL - 1)
        if first > last:
            raise ValidationError(_("The period ends before it begins."))
        if len(months_between(first, last)) > MOST:
            raise ValidationError(_("Choose at most 20 years."))
        return {**said, "first": first, "last": last}


class KindForm(PeriodForm):
    """Only of which kind: for what is counted at this moment."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["first"], self.fields["last"]


def usual(asked: QueryDict) -> QueryDict:
    """Return what was asked, with the usual months where none were, so that the form shows them."""
    filled = asked.copy()
    last = first_of(timezone.localdate())
    if not filled.get("first") and not filled.get("last"):
        filled["first"] = f"{first_of(last, months_before=USUAL - 1):%Y-%m}"
        filled["last"] = f"{last:%Y-%m}"
    return filled


class Period:
    """The months a report is about; those asked for, or the usual ones where that was no period."""

    def __init__(self, form: PeriodForm) -> None:
        last = first_of(timezone.localdate())
        said = form.cleaned_data if form.is_valid() else {}
        self.last: date = said.get("last") or last
        self.first: date = said.get("first") or first_of(self.last, months_before=USUAL - 1)
        self.kind: str = said.get("kind", "")

    @property
    def kind_label(self) -> str:
        """Name the kind asked for; nothing where it is every kind."""
        return str(Kind(self.kind).label) if self.kind else ""

    @property
    def months(self) -> list[date]:
        """Return the first day of each month."""
        return months_between(self.first, self.last)

    @property
    def year_before(self) -> tuple[date, date]:
        """Return the same months of the year before."""
        return first_of(self.first, months_before=12), first_of(self.last, months_before=12)

    @property
    def is_running(self) -> bool:
        """Say whether the last month is not over, so that its figures will still change."""
        return self.last >= first_of(timezone.localdate())

    @property
    def last_day(self) -> date:
        """Return the last day of the last month."""
        return first_of(self.last, months_before=-1) - timedelta(days=1)
