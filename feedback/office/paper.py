"""What is printed of a case: the sheet to sign, the notice of the routes, the file for the archive.

Each opening is noted. Who submitted the case is on a paper only after a reason was given by POST.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from feedback import services
from feedback.models import CaseEvent, Contact
from feedback.office import diary, dispute, kinship
from feedback.office.case import REASON_LENGTH, facts
from feedback.office.neighbours import name_of
from feedback.office.rooms import CaseView, may_see_contact
from feedback.vocabulary import Act, Reading
from feedback.workflow import Role

READINGS_SHOWN = 200


class PaperView(CaseView):
    """One paper about one case, made to be printed."""

    http_method_names = ["get", "post", "head"]
    # Who may print it.
    readers = frozenset({Role.OFFICER})
    # Whether the submitter reads it; then it is in the submitter's language.
    for_submitter = True
    # Whether it says who submitted the case.
    names_person = True
    title: Promise

    def get_page_title(self) -> str:
        """Name the paper."""
        return str(self.title)

    def way_here(self) -> list[tuple[str, str]]:
        """Lead back to the case."""
        return [*super().way_here(), (self.get_page_title(), self.request.path)]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the paper without the person."""
        self.check_reader()
        return self.opened()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note the reason, then show the paper with the person, on this answer only."""
        self.check_reader()
        if not self.names_person or not may_see_contact(self.user):
            raise PermissionDenied
        reason = " ".join(request.POST.get("reason", "").replace("\x00", "").split())
        if not reason or len(reason) > REASON_LENGTH:
            error = gettext("Say in a few words why you need to know who it is.")
            return self.opened(reason_error=error)
        services.reveal(self.case, by=self.user, reason=reason)
        return self.opened(reason=reason, contact_shown=True)

    def check_reader(self) -> None:
        """Keep out those who may see the case but not print this of it."""
        if self.readers.isdisjoint(self.roles):
            raise PermissionDenied

    def opened(self, *, reason: str = "", **context: Any) -> HttpResponse:
        """Note that the paper was opened, and show it."""
        services.record(self.case, by=self.user, reading=Reading.PRINT, reason=reason)
        return self.render_to_response(self.get_context_data(**context))

    def get_context_data(self, **kwargs: Any) -> Any:
        """Collect what every paper has, each word in the language of the paper."""
        language = self.case.language if self.for_submitter else get_language()
        with override(language):
            return super().get_context_data(
                **{
                    "case": self.case,
                    "paper_language": language,
                    "paper_title": self.get_page_title(),
                    "contact": Contact.objects.filter(case=self.case).first(),
                    "names_person": self.names_person,
                    "may_see_contact": may_see_contact(self.user),
                    "printed_by": name_of(self.user),
                    "today": timezone.localdate(),
                    **self.contents(),
                    **kwargs,
                }
            )

    def contents(self) -> dict[str, Any]:
        """Return what stands on this paper alone."""
        return {}

    def last(self, *acts: Act) -> CaseEvent | None:
        """Return the last entry of these acts."""
        return self.case.diary.filter(act__in=acts).order_by("-seq").first()


class RegistrationSheet(PaperView):
    """What was told and what was agreed, for the submitter to sign (rule R6)."""

    template_name = "feedback/office/registration_sheet.html"
    title = _("Registration sheet")

    def contents(self) -> dict[str, Any]:
        """Return the problem as agreed, the answer, and who received the person."""
        restated = self.last(Act.RESTATE) if self.case.confirmed_at else None
        first = self.case.diary.select_related("by").order_by("seq").first()
        receiver = first.by if first and first.by else self.case.officer
        return {
            "agreed": restated.text if restated else "",
            "answer": self.last(Act.REPLY, Act.DECLINE, Act.CONTEST_WON, Act.SHARE),
            "received_by": name_of(receiver) if receiver else "",
            "measures": list(self.case.measures.all()),
            "offers_code": self.case.code_digest is None,
        }


class RouteNotice(PaperView):
    """The routes that are open in a dispute (医疗纠纷预防和处理条例 art. 23); it names nobody."""

    template_name = "feedback/office/route_notice.html"
    names_person = False
    title = _("Notice of the routes in a medical dispute")


class CaseFile(PaperView):
    """All of a case for the archive, in the four parts of rule R15."""

    template_name = "feedback/office/case_file.html"
    title = _("Case file")
    readers = frozenset({Role.OFFICER, Role.DIRECTOR})
    for_submitter = False

    def contents(self) -> dict[str, Any]:
        """Return the matter, its evidence, the whole diary, and what else belongs to it."""
        case = self.case
        subjects = list(case.categories.select_related("category__parent"))
        entries = diary.entries(case, reader=self.user)
        return {
            "facts": facts(self, subjects, entries),
            "subjects": subjects,
            "measures": list(case.measures.all()),
            "attachments": list(case.attachments.all()),
            "diary": entries[::-1],
            "relatives": kinship.relatives(case, self.user),
            "dispute": dispute.of(case),
            "readings": case.readings.select_related("by")[:READINGS_SHOWN],
        }
