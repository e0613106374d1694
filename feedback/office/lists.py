"""The lists the office keeps: departments, categories, working calendar, deadline policies, hospital."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.model import ModelViewSetGroup

from feedback.models import CalendarDay, Category, DeadlinePolicy, Department
from feedback.office import calendars
from feedback.office.calendars import AddDay, EditDay
from feedback.office.keeping import STAFF, ListViewSet, People, Person
from feedback.office.orders.categories import SubjectViewSet
from feedback.office.replies import TemplateViewSet
from feedback.office.scripts import ScriptViewSet
from feedback.office.teams import AbsenceViewSet, TeamViewSet
from feedback.office.wordings import WordingViewSet
from portal.models import Hospital, User

# A tick or a cross says it in every language.
ACTIVE = BooleanColumn("active", label=_("active"), sort_key="active")
OFFERED = BooleanColumn("public", label=_("offered on the public form"), sort_key="public")
CONFIDENTIAL = BooleanColumn("confidential", label=_("confidential"), sort_key="confidential")


class DepartmentForm(WagtailAdminModelForm):
    head = Person(STAFF, label=_("Head of department"), required=False)
    contacts = People(
        STAFF,
        label=_("Contacts"),
        required=False,
        help_text=_("They see the matters assigned to this department."),
    )

    class Meta:
        model = Department
        fields = (
            "hospital", "name", "name_en", "code", "group", "group_en", "head", "contacts",
            "active", "public", "sort",
        )  # fmt: skip

    def clean_head(self) -> User | None:
        """Let nobody step down in their own favour: the head opens no complaint about the unit."""
        head: User | None = self.cleaned_data["head"]
        if self.instance.head_id and self.instance.head == self.for_user and head != self.for_user:
            raise forms.ValidationError(
                _("You head this department: somebody else has to name another head.")
            )
        return head


class CategoryForm(WagtailAdminModelForm):
    """Two levels and no more; a code, once given, stays."""

    class Meta:
        model = Category
        fields = (
            "code", "parent", "name", "name_en", "hcat", "owner", "confidential", "sphere",
            "asks_safety", "active", "sort",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tops = Category.objects.filter(parent=None).exclude(pk=self.instance.pk)
        self.fields["parent"].queryset = tops
        self.fields["parent"].error_messages["invalid_choice"] = _(
            "Choose a category of the first level, and not the category itself."
        )
        if self.instance.pk:
            self.fields["code"].disabled = True
            self.fields["code"].help_text = _("A code is never changed: statistics are kept by it.")

    def clean_parent(self) -> Category | None:
        """Refuse a third level."""
        parent: Category | None = self.cleaned_data["parent"]
        if parent and self.instance.pk and self.instance.children.exists():
            raise forms.ValidationError(
                _("There are categories below this one, so it has to stay on the first level.")
            )
        return parent


class DepartmentViewSet(ListViewSet):
    model = Department
    model_form = DepartmentForm
    name = "departments"
    icon = "group"
    list_display = ("name", "name_en", "code", "group", ACTIVE, OFFERED)
    list_filter = ("active", "group")
    search_fields = ("name", "name_en", "code")
    search_backend_name = None


class CategoryViewSet(ListViewSet):
    model = Category
    model_form = CategoryForm
    name = "categories"
    icon = "tag"
    list_display = ("code", "name", "name_en", "parent", CONFIDENTIAL, ACTIVE)
    list_filter = ("parent", "active")
    search_fields = ("code", "name", "name_en")
    search_backend_name = None


class CalendarViewSet(ListViewSet):
    model = CalendarDay
    add_view_class = AddDay
    edit_view_class = EditDay
    name = "working-calendar"
    icon = "calendar-alt"
    form_fields = ("date", "kind", "source")
    list_display = ("date", "kind", "source")
    list_filter = ("kind",)


class PolicyViewSet(ListViewSet):
    model = DeadlinePolicy
    name = "deadline-policies"
    icon = "time"
    form_fields = ("hospital", "clock", "kind", "channel", "complexity", "days", "unit")
    list_display = ("clock", "kind", "channel", "complexity", "days", "unit")
    list_filter = ("clock",)


class HospitalViewSet(ListViewSet):
    model = Hospital
    name = "hospitals"
    icon = "home"
    form_fields = ("name", "name_en", "code")
    list_display = ("name", "name_en", "code")


class Lists(ModelViewSetGroup):
    """All of them under one entry of the menu."""

    menu_label = _("Lists")
    menu_icon = "list-ul"
    menu_order = 250
    items = (
        DepartmentViewSet, CategoryViewSet, AbsenceViewSet, CalendarViewSet, PolicyViewSet,
        TeamViewSet, HospitalViewSet, WordingViewSet, TemplateViewSet,
        SubjectViewSet, ScriptViewSet,
    )  # fmt: skip

    def get_submenu_items(self) -> list[Any]:
        """Put the rooms beside them that belong to the clocks."""
        return [*super().get_submenu_items(), *calendars.menu_items(start=len(self.registerables))]
