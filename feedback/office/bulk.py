"""One act for several cases: each takes its own step, and each refusal is told with its reason."""

from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from feedback import services
from feedback.models import Case, Department
from feedback.office import naming, queues
from feedback.office.fields import LongText
from feedback.office.keeping import Person
from feedback.office.rooms import OfficeView, only_officers
from feedback.office.saved import inbox, known
from feedback.services import WrongStage
from feedback.vocabulary import Act, Channel
from portal.models import User

AT_MOST = 200
# No number has more digits; Python refuses to read very many.
LONGEST = 19
SHOWN = ("pk", "stage", "version", *naming.READ)


class BulkForm(forms.Form):
    """Something done to several cases. What was ticked stays ticked, whatever happens."""

    act: Act
    title: Any
    text = LongText(
        label=gettext_lazy("Words for the diary"),
        help_text=gettext_lazy("Internal: the submitter does not see it."),
        rows=3,
        required=False,
    )

    def do(self, case: Case, by: User) -> Any:
        """Do it to one of them."""
        raise NotImplementedError


class AssignForm(BulkForm):
    act = Act.ASSIGN
    title = gettext_lazy("Assign to a department")
    field_order = ["to"]
    to = forms.ModelChoiceField(
        Department.objects.filter(active=True),
        label=gettext_lazy("Responsible department"),
        empty_label=gettext_lazy("Choose a department"),
    )

    def do(self, case: Case, by: User) -> Any:
        """Ask the department to answer; of a colleague's matter it needs words of its own."""
        said = self.cleaned_data
        if case.channel == Channel.STAFF:
            raise ValidationError(
                _("It came through the staff channel: assign it by itself, in neutral words.")
            )
        return services.assign(case, by=by, to=said["to"], instruction=said["text"])


class HandOverForm(BulkForm):
    act = Act.HAND_OVER
    title = gettext_lazy("Hand over to an officer")
    field_order = ["to"]
    to = Person(
        User.objects.none(),
        label=gettext_lazy("Officer in charge"),
        empty_label=gettext_lazy("Choose an officer"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = queues.officers()  # type: ignore[attr-defined]

    def do(self, case: Case, by: User) -> Any:
        """Put the officer in charge."""
        said = self.cleaned_data
        return services.hand_over(case, by=by, to=said["to"], text=said["text"])


class RemindForm(BulkForm):
    act = Act.REMIND
    title = gettext_lazy("Remind whoever has to act")

    def do(self, case: Case, by: User) -> Any:
        """Remind the department that has it, or the officer in charge: of each case once a day."""
        if _reminded_today(case):
            raise ValidationError(_("A reminder of this case went out today already."))
        return services.remind(case, by=by, text=self.cleaned_data["text"])


FORMS = {form.act.value: form for form in (AssignForm, HandOverForm, RemindForm)}


class Refused(NamedTuple):
    """A case to which it was not done, and why."""

    case: Case
    why: str


class BulkView(OfficeView):
    """Asks once what is to be done to the ticked cases, does it, and says what came of it."""

    template_name = "feedback/office/bulk.html"
    http_method_names = ["post"]
    dispatch = only_officers(OfficeView.dispatch)

    def get_page_title(self) -> str:
        """Name what is done."""
        return str(self.form_class.title)

    @property
    def form_class(self) -> type[BulkForm]:
        """Return the form of the act that was chosen; a reminder does least."""
        chosen = self.request.POST.get("instead") or self.request.POST.get("act", "")
        return FORMS.get(chosen, RemindForm)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what was ticked, or do it to each."""
        numbers = _numbers(request.POST.getlist("case"))
        query = known(request.POST.get("query", ""), self.user)
        if not numbers or len(numbers) > AT_MOST:
            messages.error(request, _how_many(len(numbers)))
            return redirect(inbox(query))
        typed = request.POST if "do" in request.POST else None
        form = self.form_class(typed, initial={"text": request.POST.get("text", "")})
        if not form.is_valid():
            return self.show(form, query, cases=self.cases(numbers))
        done, refused = self.each(form, numbers)
        gone = len(numbers) - done - len(refused)
        if done:
            said = ngettext("Done for %(number)d case.", "Done for %(number)d cases.", done)
            messages.success(request, said % {"number": done})
        if not refused and not gone:
            return redirect(inbox(query))
        return self.show(
            form, query, cases=[one.case for one in refused], refused=refused, gone=gone
        )

    def each(self, form: BulkForm, numbers: list[int]) -> tuple[int, list[Refused]]:
        """Do it to one after the other; what one refuses does not undo another."""
        done, refused = 0, []
        visible = (
            Case.objects.visible_to(self.user).defer("story").select_related("lead", "held_by")
        )
        found = visible.in_bulk(numbers)
        for case in (found[number] for number in numbers if number in found):
            newest, case.version = case.version, self.read(case)
            try:
                form.do(case, self.user)
                done += 1
            except WrongStage as refusal:
                case.version = newest  # once told, it can be done all the same
                refused.append(Refused(case, refusal.sentence))
            except ValidationError as error:
                refused.append(Refused(case, " ".join(error.messages)))
            except PermissionDenied:
                refused.append(Refused(case, _("You may not do this to this case.")))
        return done, refused

    def read(self, case: Case) -> int:
        """Return at which version this person saw a case before deciding; what is none is ignored."""
        shown = self.request.POST.get(f"version-{case.pk}", "")
        return int(shown) if shown.isdecimal() and len(shown) < LONGEST else case.version

    def cases(self, numbers: list[int]) -> list[Case]:
        """Return the ticked cases in their order; what this person may not see is not among them."""
        found = Case.objects.visible_to(self.user).only(*SHOWN).in_bulk(numbers)
        return [found[number] for number in numbers if number in found]

    def show(self, form: BulkForm, query: str, **more: Any) -> HttpResponse:
        """Show the form with the cases, all still ticked."""
        ways = [(name, one.title) for name, one in FORMS.items()]
        cases = more.pop("cases")
        names = naming.lines(cases)
        return self.render_to_response(
            self.get_context_data(
                form=form,
                query=query,
                back=inbox(query),
                ways=ways,
                act=form.act.value,
                rows=[(case, names[case.pk]) for case in cases],
                **more,
            )
        )

    def way_here(self) -> list[tuple[str, str]]:
        """Say where one is."""
        return [(self.get_page_title(), reverse("office:inbox"))]


def _numbers(ticked: list[str]) -> list[int]:
    """Return the numbers that were ticked, each once; what is none is left out."""
    return list(dict.fromkeys(int(one) for one in ticked if one.isdecimal() and len(one) < LONGEST))


def _reminded_today(case: Case) -> bool:
    """Say whether anybody, or the clock, has reminded of a case today: more of it is read by nobody."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return case.diary.filter(act=Act.REMIND, at__gte=today).exists()


def _how_many(number: int) -> str:
    if not number:
        return _("Tick at least one case first.")
    said = _("You have ticked %(number)d cases; at most %(limit)d are done at once.")
    return said % {"number": number, "limit": AT_MOST}
