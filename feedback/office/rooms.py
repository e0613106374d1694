"""What every room of the office has in common: who may enter, and how a case is fetched, never a foreign one."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from feedback import services
from feedback.models import Case
from feedback.workflow import Role
from portal.models import User


def may_enter(user: Any) -> bool:
    """Say whether this person works on cases at all."""
    return bool(
        user.has_perm("feedback.work_cases") or user.has_perm("feedback.work_department_cases")
    )


def may_see_contact(user: Any) -> bool:
    """Say whether this person may be shown who submitted a case; a department contact never."""
    return bool(user.has_perm("feedback.work_cases") and user.has_perm("feedback.see_contact"))


class OfficeView(WagtailAdminTemplateMixin, TemplateView):
    """A room of the office inside Wagtail's frame."""

    header_icon = "comment"

    @property
    def user(self) -> User:
        """Return who is at the desk; Wagtail lets nobody in who has not signed in."""
        return self.request.user  # type: ignore[return-value]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in only those who work on cases."""
        if not may_enter(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def way_here(self) -> list[tuple[str, str]]:
        """Return the labels and addresses that lead here from the inbox."""
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Lead back to the inbox."""
        way = [(_("Cases"), reverse("office:inbox")), *self.way_here()]
        return [{"url": url, "label": label} for label, url in way]


class CaseView(OfficeView):
    """A room that belongs to one case. What this person may not see does not exist here."""

    case: Case
    role: Role

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Fetch the case, and note that it was opened."""
        self.fetch()
        services.opened(self.case, by=self.user)
        return super().dispatch(request, *args, **kwargs)

    def fetch(self) -> None:
        """Read the case anew."""
        visible = Case.objects.visible_to(self.user).select_related("lead", "about", "hospital")
        self.case = get_object_or_404(visible, pk=self.kwargs["pk"])
        office = self.user.has_perm("feedback.work_cases")
        self.role = Role.OFFICER if office else Role.DEPARTMENT

    @property
    def address(self) -> str:
        """Return where the case page stands."""
        return reverse("office:case", args=[self.case.pk])

    def way_here(self) -> list[tuple[str, str]]:
        """Lead back to the case."""
        return [(self.case.reference, self.address)]
