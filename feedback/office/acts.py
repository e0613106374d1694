"""The desks at which an act is done: its form, its words, and what is told when it is not possible."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from feedback import services, workflow
from feedback.models import Case
from feedback.office import diary, forms
from feedback.office.forms import ActForm
from feedback.office.rooms import CaseView
from feedback.vocabulary import Act, Channel, Stage
from feedback.workflow import Role, WrongStage

# Neither done nor refused because of what was typed: the case has moved on.
MOVED_ON = 409


@dataclass(frozen=True)
class Desk:
    """Where one act is done. `asks` is false for an act that needs no more than a button."""

    act: Act
    button: Promise
    form: type[ActForm]
    hint: Promise
    asks: bool = True

    @property
    def title(self) -> str:
        """Return what is done here, as a heading."""
        return str(self.button).removesuffix("…")


DESKS = {
    desk.act: desk
    for desk in (
        Desk(
            Act.ACCEPT,
            _("Accept"),
            forms.AcceptForm,
            _("The submitter sees that the hospital takes the matter up."),
            asks=False,
        ),
        Desk(
            Act.DECLINE,
            _("Decline…"),
            forms.DeclineForm,
            _("The submitter reads the reason and the right route."),
        ),
        Desk(
            Act.CLASSIFY,
            _("Classify…"),
            forms.ClassifyForm,
            _("For the office and the statistics; the submitter does not see it."),
        ),
        Desk(
            Act.ASSIGN,
            _("Assign…"),
            forms.AssignForm,
            _(
                "The contacts of the departments see the case from then on, but not who submitted it."
            ),
        ),
        Desk(
            Act.ASK,
            _("Ask the submitter…"),
            forms.AskForm,
            _("The submitter reads the question and can answer it with the tracking code."),
        ),
        Desk(
            Act.NOTE,
            _("Write a note…"),
            forms.NoteForm,
            _("Internal: the submitter does not see it. It cannot be changed afterwards."),
        ),
        Desk(
            Act.DRAFT,
            _("Draft the reply…"),
            forms.DraftForm,
            _("Internal: the complaint office decides what is sent."),
        ),
        Desk(
            Act.REPLY,
            _("Reply…"),
            forms.ReplyForm,
            _("This is the answer at which the clock stops."),
        ),
        Desk(
            Act.REOPEN,
            _("Reopen…"),
            forms.ReopenForm,
            _("The case is taken up again."),
        ),
        Desk(
            Act.CLOSE,
            _("Close…"),
            forms.CloseForm,
            _("With an outcome for each category and the measures taken."),
        ),
        Desk(
            Act.SHOW_CODE,
            _("Show the tracking code"),
            forms.ActForm,
            _("It is shown once, for the submitter to write down, and never again."),
            asks=False,
        ),
    )
}
# Channels in which the submitter is there, or on the telephone, to write down the code.
SPOKEN = (Channel.PHONE, Channel.COUNTER, Channel.ROVING)
# What is most likely to be done next; the others stand beside it.
NEXT: dict[str, dict[Role, Act]] = {
    Stage.RECEIVED: {Role.OFFICER: Act.ACCEPT},
    Stage.REGISTERED: {Role.OFFICER: Act.ACCEPT},
    Stage.ACCEPTED: {Role.OFFICER: Act.ASSIGN},
    Stage.REOPENED: {Role.OFFICER: Act.ASSIGN},
    Stage.ASSIGNED: {Role.OFFICER: Act.REPLY, Role.DEPARTMENT: Act.DRAFT},
    Stage.INVESTIGATING: {Role.OFFICER: Act.REPLY, Role.DEPARTMENT: Act.DRAFT},
    Stage.DRAFTING: {Role.OFFICER: Act.REPLY, Role.DEPARTMENT: Act.DRAFT},
    Stage.REPLIED: {Role.OFFICER: Act.CLOSE},
    Stage.CALLBACK: {Role.OFFICER: Act.CLOSE},
}


def open_desks(case: Case, role: Role) -> tuple[Desk | None, list[Desk]]:
    """Return the desk where the case most likely goes on, if there is one, and all others open now."""
    acts = [act for act in workflow.open_acts(case.stage, role) if act in DESKS]
    if case.code_digest is not None and Act.SHOW_CODE in acts:
        acts.remove(Act.SHOW_CODE)
    first = NEXT.get(case.stage, {}).get(role)
    if Act.SHOW_CODE in acts and case.stage == Stage.REGISTERED and case.channel in SPOKEN:
        first = Act.SHOW_CODE  # while the caller is still on the line
    others = [DESKS[act] for act in acts if act != first]
    return (DESKS[first] if first in acts else None), others


class ActView(CaseView):
    """One act on one case. What was typed is never lost, whatever happened meanwhile."""

    template_name = "feedback/office/act.html"
    http_method_names = ["get", "post", "head"]
    desk: Desk = DESKS[Act.NOTE]

    def get_page_title(self) -> str:
        """Name the act."""
        return self.desk.title

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form, or say that the act is not open."""
        self.check_role()
        try:
            workflow.after(self.case.stage, self.desk.act, asked_in=self.case.asked_in)
        except WrongStage as refusal:
            return self.show(None, refusal=refusal.sentence, status=MOVED_ON)
        return self.show(self.desk.form(case=self.case))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do the act, or show the form again."""
        self.check_role()
        form = self.desk.form(request.POST, case=self.case)
        if "suggest" in request.POST and isinstance(form, forms.DeclineForm):
            return self.show(form.suggested())
        if not form.is_valid():
            return self.show(form)
        self.case.version = read = form.cleaned_data["version"]
        try:
            return self.answer(form.do(self.case, self.user))
        except WrongStage as refusal:
            return self.moved_on(refusal.sentence, since=read)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(form)

    def answer(self, done: Any) -> HttpResponse:
        """Go back to the case and say what was done."""
        said = gettext("%(act)s: written into the diary of %(reference)s.")
        messages.success(
            self.request, said % {"act": self.desk.act.label, "reference": self.case.reference}
        )
        return redirect(self.address)

    def check_role(self) -> None:
        """Keep out those who may see the case but not do this."""
        if self.role not in workflow.WHO[self.desk.act]:
            raise PermissionDenied

    def moved_on(self, sentence: str, *, since: int) -> HttpResponse:
        """Say what happened meanwhile, keep what was typed, and let it be sent on what is now known."""
        self.fetch()
        typed = self.request.POST.copy()
        typed["version"] = str(self.case.version)
        return self.show(
            self.desk.form(typed, case=self.case),
            refusal=sentence,
            since=diary.entries(self.case, after=since),
            status=MOVED_ON,
        )

    def show(self, form: ActForm | None, *, status: int = 200, **more: Any) -> HttpResponse:
        """Show the page of this act."""
        context = self.get_context_data(form=form, desk=self.desk, case=self.case, **more)
        return self.render_to_response(context, status=status)


class CodeView(ActView):
    """Shows the tracking code of a case that has none yet: once, in the answer to a POST."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the code and show it; a second time nobody can."""
        self.check_role()
        if self.case.code_digest is not None:
            return self.show(None, refusal=self.never_again, status=MOVED_ON)
        form = ActForm(request.POST, case=self.case)
        if not form.is_valid():
            return self.show(form)
        self.case.version = read = form.cleaned_data["version"]
        try:
            code = services.show_code(self.case, by=self.user)
        except WrongStage as refusal:
            return self.moved_on(refusal.sentence, since=read)
        self.template_name = "feedback/office/code.html"
        return self.show(None, code=code, address=self.tracking_address)

    @property
    def tracking_address(self) -> str:
        """Return where the submitter types the code, in the submitter's language."""
        with override(self.case.language):
            return self.request.build_absolute_uri(reverse("feedback:track"))

    @property
    def never_again(self) -> str:
        """Say why the code cannot be shown."""
        return gettext(
            "The submitter already has the tracking code; nobody here can read it again."
        )
