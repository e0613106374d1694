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
from feedback.models import Case, sight
from feedback.models.sight import may_see_contact as may_see_contact
from feedback.models.sight import reads_story
from feedback.office import presence
from feedback.workflow import Role
from portal.models import User

ROOMS_OF_CASES = (
    "feedback.work_cases",
    "feedback.work_department_cases",
    "feedback.approve_cases",
    "feedback.oversee_cases",
)


def may_enter(user: Any) -> bool:
    """Say whether this person has anything to do with cases at all."""
    return any(user.has_perm(permission) for permission in ROOMS_OF_CASES)


def may_work(user: Any) -> bool:
    """Say whether this person is an officer of the complaint office."""
    return bool(user.has_perm("feedback.work_cases"))


def may_read_names(user: Any) -> bool:
    """Say whether this person is told which colleague does what; the oversight seat is not."""
    return any(user.has_perm(permission) for permission in ROOMS_OF_CASES[:-1])


def only_officers(dispatch: Any) -> Any:
    """Let in the complaint office only."""

    def at_the_door(view: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_work(request.user):
            raise PermissionDenied
        return dispatch(view, request, *args, **kwargs)

    return at_the_door


READS = ("GET", "HEAD")
# What the pages of a case read with it; not the cases it is merged into or split from: few are, and
# all columns of two more cases cost each page more than the rest of what is read.
BESIDE = ("lead", "about", "held_by", "hospital", "officer", "order")


class OfficeView(WagtailAdminTemplateMixin, TemplateView):
    """A room of the office inside Wagtail's frame."""

    header_icon = "comment"

    @property
    def user(self) -> User:
        """Return who is at the desk; Wagtail lets nobody in who has not signed in."""
        return self.request.user  # type: ignore[return-value]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Ask for a page that is only read but once what its reader may see."""
        super().setup(request, *args, **kwargs)
        if request.method in READS:
            sight.keep_for_a_page(request.user)

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
    roles: frozenset[Role]
    # Whether something is written here, or only read.
    writes = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Fetch the case, and note that it was opened."""
        self.fetch()
        services.opened(self.case, by=self.user)
        return super().dispatch(request, *args, **kwargs)

    def fetch(self) -> None:
        """Read the case anew."""
        visible = Case.objects.visible_to(self.user).select_related(*self.beside())
        self.case = get_object_or_404(visible, pk=self.kwargs["pk"])
        self.roles = self.case.roles_if_seen(self.user)

    def beside(self) -> tuple[str, ...]:
        """Return what is read with the case."""
        return BESIDE

    def get_context_data(self, **kwargs: Any) -> Any:
        """Note that the page is open, and say who else has it open."""
        presence.here(self.case, self.user, writing=self.writes)
        return super().get_context_data(present=self.present(), **kwargs)

    def present(self) -> list[str]:
        """Say who else is on this case just now, to those who are told names."""
        return presence.others(self.case, self.user) if self.reads_texts else []

    @property
    def reads_texts(self) -> bool:
        """Say whether this person may read words about persons; the oversight seat may not."""
        return self.roles != {Role.OVERSIGHT}

    @property
    def reads_story(self) -> bool:
        """Say whether this person may read the submitter's own words; of a colleague's no department."""
        return reads_story(self.case, self.user)

    @property
    def is_officer(self) -> bool:
        """Say whether this person works at the complaint office."""
        return Role.OFFICER in self.roles

    @property
    def address(self) -> str:
        """Return where the case page stands."""
        return reverse("office:case", args=[self.case.pk])

    def way_here(self) -> list[tuple[str, str]]:
        """Lead back to the case."""
        return [(self.case.reference, self.address)]
