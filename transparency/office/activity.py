"""The visits and discharges of each month, entered by whoever answers for the figures."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from portal.models import Hospital, User
from transparency.models import Activity
from transparency.tables import written


class FiguresPolicy(ModelPermissionPolicy):
    """Whoever may publish figures may also enter what they are set against; others by their rights."""

    def user_has_permission(self, user: User, action: str) -> bool:
        """Say whether the account may do this."""
        return user.has_perm("transparency.publish_release") or bool(
            super().user_has_permission(user, action)
        )


class MonthField(forms.DateField):
    """A month, as browsers and people write it: 2026-10. It is kept as its first day."""

    widget = forms.DateInput(format="%Y-%m", attrs={"type": "month"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m", "%Y-%m-%d", "%Y/%m", "%Y年%m月"], **kwargs)

    def clean(self, value: Any) -> date | None:
        """Return the first day of the month."""
        day: date | None = super().clean(value)
        return day.replace(day=1) if day else day


class ActivityForm(forms.ModelForm):  # type: ignore[type-arg]
    """One month. What is not over yet has no numbers."""

    hospital = forms.ModelChoiceField(
        Hospital.objects.order_by("pk"), label=gettext_lazy("Hospital"), empty_label=None
    )
    month = MonthField(
        label=gettext_lazy("Month"),
        help_text=gettext_lazy("Write it like 2026-10. It must be over."),
        error_messages={"invalid": gettext_lazy("Write the month like 2026-10.")},
    )

    class Meta:
        model = Activity
        fields = ["hospital", "month", "visits", "discharges"]
        help_texts = {
            "visits": gettext_lazy("As the hospital reports them to the health authority."),
            "discharges": gettext_lazy(
                "Figures that are frozen keep the numbers they were frozen with; what you change here "
                "counts for the next ones."
            ),
        }

    def clean_month(self) -> date:
        """Refuse a month that is not over."""
        month: date = self.cleaned_data["month"]
        if month >= timezone.localdate().replace(day=1):
            raise forms.ValidationError(_("This month is not over yet."))
        return month

    def clean(self) -> dict[str, Any]:
        """Say in plain words that a month is there already."""
        cleaned: dict[str, Any] = super().clean() or {}
        hospital, month = cleaned.get("hospital"), cleaned.get("month")
        same = Activity.objects.filter(hospital=hospital).exclude(pk=self.instance.pk)
        if month and same.filter(month=month).exists():
            self.add_error("month", _("This month is entered already. Change it in the list."))
        return cleaned


class Number(Column):
    """A number, its thousands set apart."""

    def get_value(self, instance: Any) -> str:
        """Return the number as people write it."""
        return written(super().get_value(instance))


class Months(IndexView):
    """The list, each month with its hospital."""

    def get_base_queryset(self) -> Any:
        """Read both at once."""
        return super().get_base_queryset().select_related("hospital")


class ActivityViewSet(ModelViewSet):
    """The list of months, the newest first."""

    model = Activity
    name = "activity"
    icon = "group"
    menu_label = gettext_lazy("Visits and discharges")
    menu_name = "activity"
    menu_order = 321  # behind the figures
    add_to_admin_menu = True
    index_view_class = Months
    copy_view_enabled = False
    list_per_page = 36
    ordering = "-month"
    list_display = (
        TitleColumn(
            "month", label=gettext_lazy("Month"), accessor="__str__", url_name="activity:edit"
        ),
        Column("hospital", label=gettext_lazy("Hospital"), accessor="hospital.label"),
        Number("visits", label=gettext_lazy("Outpatient and emergency visits")),
        Number("discharges", label=gettext_lazy("Discharges")),
    )  # fmt: skip

    def get_form_class(self, for_update: bool = False) -> Any:
        """Return our own form."""
        return ActivityForm


register_permission_policy(Activity, FiguresPolicy(Activity))
