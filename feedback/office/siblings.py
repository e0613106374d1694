"""The other cases of the same submitter, and those told in the same words: a list beside one case."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from feedback.models import Case
from feedback.office.rooms import CaseView

SHOWN = 200
READ = ("reference", "gist", "kind", "stage", "received_at", "date_known", "submitter_key")


class SiblingsView(CaseView):
    """Shows the officer what belongs to the same person or is the same matter, as far as it may be seen."""

    template_name = "feedback/office/siblings.html"
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let in the complaint office only; a foreign case does not exist for anybody else."""
        if not self.is_officer:
            raise PermissionDenied
        return super().get(request, *args, **kwargs)

    def get_page_title(self) -> str:
        """Name the room."""
        return _("Repeated and joint matters")

    def way_here(self) -> list[tuple[str, str]]:
        """Lead back to the case."""
        here = reverse("office:siblings", args=[self.case.pk])
        return [*super().way_here(), (self.get_page_title(), here)]

    def get_context_data(self, **kwargs: Any) -> Any:
        """List them, the newest first, and say which of both each is."""
        case = self.case
        same = Q(submitter_key=case.submitter_key) if case.submitter_key else Q(pk__in=[])
        alike = Q(told_alike=case.told_alike_id) if case.told_alike_id else Q(pk__in=[])
        visible = Case.objects.visible_to(self.user).filter(same | alike).exclude(pk=case.pk)
        found = list(visible.only(*READ, "told_alike").order_by("-received_at")[: SHOWN + 1])
        rows = [(one, self._same_person(one), self._same_words(one)) for one in found[:SHOWN]]
        return super().get_context_data(
            case=case, rows=rows, more=len(found) > SHOWN, shown=SHOWN, **kwargs
        )

    def _same_person(self, one: Case) -> bool:
        return bool(one.submitter_key) and one.submitter_key == self.case.submitter_key

    def _same_words(self, one: Case) -> bool:
        return one.told_alike_id is not None and one.told_alike_id == self.case.told_alike_id
