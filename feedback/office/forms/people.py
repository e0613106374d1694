"""Members of staff to choose from, shown by their names."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from feedback.models import Case
from feedback.workflow import Role
from portal.models import User


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django has no such argument at run time
    """One member of staff."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(User.objects.none(), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """Show the name people know."""
        return str(obj.get_full_name() or obj.get_username())


def officers(case: Case) -> QuerySet[User]:
    """Return the officers who may open a case, whoever is in charge of it left out."""
    working = User.objects.with_perm("feedback.work_cases", include_superusers=False)
    others = working.filter(is_active=True).exclude(pk=case.officer_id or 0)
    allowed = [user.pk for user in others if Role.OFFICER in case.roles_of(user)]
    return User.objects.filter(pk__in=allowed).order_by("last_name", "first_name", "username")
