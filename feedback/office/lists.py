"""The lists the office keeps: departments, categories, working calendar, deadline policies, hospital."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import models
from django.db.models import ProtectedError, RestrictedError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.views.generic import DeleteView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from feedback.models import CalendarDay, Category, DeadlinePolicy, Department
from portal.models import Hospital, User


class InUse(Exception):
    """Something still refers to what was to be deleted."""


class CarefulDelete(DeleteView):
    """Deletes what nobody uses; of the rest it says that it can be made inactive."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Delete, or say in a sentence why not."""
        try:
            if in_use(self.object):
                raise InUse
            return super().form_valid(form)  # type: ignore[no-any-return]
        except (ProtectedError, RestrictedError, InUse):
            sentence = gettext(
                "“%(name)s” is in use and cannot be deleted. Make it inactive instead: it stays with "
                "the cases that have it and is offered no more."
            )
            messages.error(self.request, sentence % {"name": self.object})
            return redirect(self.get_success_url())


def in_use(thing: models.Model) -> bool:
    """Say whether deleting would silently take something from cases or from people."""
    return isinstance(thing, Department) and thing.cases_assisted.exists()


class ByName:
    """Shows members of staff by their names and, since two may have the same, their accounts."""

    def label_from_instance(self, obj: User) -> str:
        """Return the name with the account."""
        name = obj.get_full_name()
        return f"{name} ({obj.get_username()})" if name else obj.get_username()


class Person(ByName, forms.ModelChoiceField):  # type: ignore[type-arg]  # Django has none at run time
    pass


class People(ByName, forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    widget = forms.CheckboxSelectMultiple


STAFF = User.objects.filter(is_active=True).order_by("last_name", "first_name", "username")


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
            "hospital", "name", "name_en", "code", "group", "head", "contacts", "active", "public",
            "sort",
        )  # fmt: skip


class CategoryForm(WagtailAdminModelForm):
    """Two levels and no more; a code, once given, stays."""

    class Meta:
        model = Category
        fields = (
            "code", "parent", "name", "name_en", "hcat", "owner", "confidential", "asks_safety",
            "active", "sort",
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


class ListViewSet(ModelViewSet):
    """One list; nobody needs to copy a row."""

    delete_view_class = CarefulDelete
    copy_view_enabled = False
    list_per_page = 100
    model_form: type[Any] | None = None

    def get_form_class(self, for_update: bool = False) -> Any:
        """Return our own form where a list has one."""
        return self.model_form or super().get_form_class(for_update)


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
    items = (DepartmentViewSet, CategoryViewSet, CalendarViewSet, PolicyViewSet, HospitalViewSet)
