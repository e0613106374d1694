"""The desks at which an act is done: its form, its words, and what is told when it is not possible."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail.admin import messages

from feedback import services, workflow
from feedback.office import diary, leafing, replies
from feedback.office.bar import following
from feedback.office.desks import DESKS, Desk
from feedback.office.entry import Entry
from feedback.office.forms.act import ActForm
from feedback.office.leafing import Leaves
from feedback.office.rooms import CaseView
from feedback.services.callbacks import OwnCase
from feedback.vocabulary import Act
from feedback.workflow import WrongStage

# Neither done nor refused because of what was typed: the case has moved on.
MOVED_ON = 409


class ActView(CaseView):
    """One act on one case. What was typed is never lost, whatever happened meanwhile."""

    template_name = "feedback/office/act.html"
    http_method_names = ["get", "post", "head"]
    desk: Desk = DESKS[Act.NOTE]
    writes = True
    # Where it goes on from here, for somebody who asked for that.
    then: Desk | None = None
    # The cases beside this one before the act moved it to another place in the list.
    leaves: Leaves | None = None

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
        form = self.desk.form(case=self.case)
        form.read_by(self.user)
        return self.show(form)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do the act, or show the form again."""
        self.check_role()
        form = self.desk.form(request.POST, request.FILES, case=self.case)
        if "suggest" in request.POST and (suggested := form.suggested()):
            return self.show(suggested)
        if "insert" in request.POST and self.desk.act in replies.USED:
            return self.show(replies.put_in(form, self.desk.act))
        if not form.is_valid():
            return self.show(form)
        if "then" in request.POST:
            self.then = following(self.case, self.desk, self.roles)
        self.leaves = leafing.beside(self.case, self.user, request)
        return self.act(form)

    def act(self, form: ActForm) -> HttpResponse:
        """Do the act, or say why not."""
        newest = self.case.version
        self.case.version = read = form.cleaned_data["version"]
        try:
            done = form.do(self.case, self.user)
            return self.answer(done, warning=form.afterwards(self.case))
        except WrongStage as refusal:
            return self.moved_on(refusal.sentence, since=read)
        except ValidationError as error:
            if read != newest:  # what was to be acted on may be gone because somebody was quicker
                meanwhile = services.ChangedMeanwhile(self.case.stage, self.desk.act)
                return self.moved_on(meanwhile.sentence, since=read)
            form.add_error(None, error)
        except OwnCase as refusal:
            form.add_error(None, refusal.sentence)
        return self.show(form)

    def answer(self, done: Any, *, warning: str = "") -> HttpResponse:
        """Say what was done; go on, or back to the case, or to the inbox where it may be opened no longer."""
        if self.case.roles_of(self.user):
            said, back = gettext("%(act)s: written into the diary of %(reference)s."), self.address
            back += f"{self.then.act.value}/" if self.then else ""
        else:
            said, back = self.out_of_sight, reverse("office:inbox")
        words = {"act": self.desk.act.label, "reference": self.case.reference}
        messages.success(self.request, said % words, buttons=self.onward())
        if warning:
            messages.warning(self.request, warning)
        return redirect(back)

    def onward(self) -> list[Any]:
        """Offer the next case of the list, or the list after the last; not in the middle of two acts."""
        if self.then or self.leaves is None:
            return []
        label = gettext("Next case") if self.leaves.after else gettext("Back to my list")
        return [messages.button(self.leaves.onward, label)]

    @property
    def out_of_sight(self) -> str:
        """Say that somebody else goes on."""
        return gettext(
            "%(act)s: written into the diary of %(reference)s. You can no longer open this case."
        )

    def check_role(self) -> None:
        """Keep out those who may see the case but not do this."""
        if workflow.acting(self.desk.act, self.roles) is None:
            raise PermissionDenied

    def moved_on(self, sentence: str, *, since: int) -> HttpResponse:
        """Say what happened meanwhile, keep what was typed, and let it be sent on what is now known."""
        self.fetch()
        typed = self.request.POST.copy()
        typed["version"] = str(self.case.version)
        return self.show(
            self.desk.form(typed, case=self.case),
            refusal=sentence,
            since=diary.entries(self.case, after=since, reader=self.user),
            status=MOVED_ON,
        )

    def decided(self, form: ActForm | None) -> list[Entry]:
        """Return the entry this answers to: an objection, a draft, what a department is asked."""
        if not form or not form.decides:
            return []
        found = diary.last(self.case, form.decides, reader=self.user)
        return [entry for entry in found if entry.text or entry.act != Act.ASSIGN]

    def show(self, form: ActForm | None, *, status: int = 200, **more: Any) -> HttpResponse:
        """Show the page of this act."""
        context = self.get_context_data(
            form=form,
            desk=self.desk,
            case=self.case,
            decided=self.decided(form),
            then=following(self.case, self.desk, self.roles) if form else None,
            templates=replies.offered(self.case, self.desk.act) if form else [],
            **more,
        )
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
