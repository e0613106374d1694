"""What the lists of the office have in common: how a row is removed, and how staff are chosen."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import models
from django.db.models import ProtectedError, RestrictedError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from wagtail.admin.views.generic import DeleteView
from wagtail.admin.viewsets.model import ModelViewSet

from feedback.models import Department
from feedback.office.fields import Several
from feedback.office.list_export import ExportingIndex, columns
from portal.models import User


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


class People(ByName, Several):
    widget = forms.CheckboxSelectMultiple


STAFF = User.objects.filter(is_active=True).order_by("last_name", "first_name", "username")


class ListViewSet(ModelViewSet):
    """One list; nobody needs to copy a row."""

    index_view_class = ExportingIndex
    delete_view_class = CarefulDelete
    copy_view_enabled = False
    list_per_page = 100
    model_form: type[Any] | None = None

    @property
    def list_export(self) -> list[str]:
        """Offer each list as a file."""
        return columns(self.model)

    def get_form_class(self, for_update: bool = False) -> Any:
        """Return our own form where a list has one."""
        return self.model_form or super().get_form_class(for_update)
