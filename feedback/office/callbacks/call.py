"""One call at a time: the script beside the number, and what was said, on one screen."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from feedback import services
from feedback.models import Callback, Case, Discharge
from feedback.office.callbacks import about
from feedback.office.callbacks.about import About, Person
from feedback.office.callbacks.forms import (
    CaseCallForm,
    CaseRecheckForm,
    PatientCallForm,
    PatientRecheckForm,
    Reach,
    SpokenForm,
)
from feedback.office.callbacks.room import CallRoom, may_see_number, script
from feedback.services import callbacks, discharges
from feedback.services.callbacks import UNREACHED
from feedback.workflow import WrongStage

REFUSED, GONE, MOVED_ON = 403, 404, 409


class CallPage(CallRoom):
    """One call. Name and number are shown in the answer to a POST, and what was typed is never lost."""

    template_name = "feedback/office/call.html"
    http_method_names = ["get", "post", "head"]
    back: ClassVar[str] = "callbacks"

    def get_page_title(self) -> str:
        """Name the call by what it is about, never by whom."""
        return self.about.title if self.about else _("Callback")

    def way_here(self) -> list[tuple[str, str]]:
        """Say where one is."""
        return [(self.get_page_title(), self.request.path)]

    about: About | None = None

    # Said by each kind of call

    def find(self) -> bool:
        """Fetch whom to call; False when nobody is to be called here any more."""
        raise NotImplementedError

    def form(self, data: Any = None) -> SpokenForm:
        """Return the questions of this kind of call."""
        raise NotImplementedError

    def person(self) -> Person:
        """Return whom to call, noting that it was shown."""
        raise NotImplementedError

    def record(self, told: dict[str, Any]) -> HttpResponse:
        """Write down what was said and go on."""
        raise NotImplementedError

    # The same for all

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what the call is about; nobody is named yet."""
        if not self.find():
            raise Http404
        if refusal := self.refusal():
            return self.show(None, refusal=refusal, status=REFUSED)
        return self.show(self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show whom to call, or write down what was said."""
        if not self.find():
            return self.gone()
        if refusal := self.refusal():
            return self.show(None, refusal=refusal, status=REFUSED)
        if "send" not in request.POST and "raise" not in request.POST:
            return self.show(self.form(), named=True)
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, named=True)
        try:
            return self.record(form.cleaned_data)
        except WrongStage as moved:
            return self.once_more(moved.sentence)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(form, named=True)

    def refusal(self) -> str:
        """Say why this person does not call here; nothing where they may."""
        return ""

    def once_more(self, sentence: str) -> HttpResponse:
        """Say what happened meanwhile, and let what was typed be sent on what is now known."""
        if not self.find():
            return self.gone()
        typed = self.request.POST.copy()
        for name, value in self.form().initial.items():
            typed[name] = str(value)
        return self.show(self.form(typed), named=True, refusal=sentence, status=MOVED_ON)

    def gone(self) -> HttpResponse:
        """Say that this call is not to be made any more, and give back what was typed."""
        words = [self.request.POST.get(name, "").strip() for name in ("remark", "reason")]
        sentence = _(
            "This call is not to be made any more: somebody else has made it, or the case has moved on. "
            "Nothing was written down."
        )
        return self.show(
            None, refusal=sentence, typed="\n\n".join(filter(None, words)), status=GONE
        )

    def show(
        self, form: SpokenForm | None, *, named: bool = False, status: int = 200, **more: Any
    ) -> HttpResponse:
        """Show the page."""
        may_name = form is not None and may_see_number(self.user)
        context = self.get_context_data(
            form=form,
            about=self.about,
            steps=script(self.about.occasion) if self.about and form else [],
            may_name=may_name,
            person=self.person() if named and may_name else None,
            back=reverse(f"office:{self.back}"),
            **more,
        )
        return self.render_to_response(context, status=status)

    def done(self, sentence: str) -> HttpResponse:
        """Say what was written down, and go back to the list."""
        messages.success(self.request, sentence)
        return redirect(reverse(f"office:{self.back}"))


class CaseCall(CallPage):
    """About an answer."""

    case: Case

    def find(self) -> bool:
        """Fetch the case while its submitter is still to be called."""
        waiting = callbacks.to_call(self.user).select_related("lead")
        found = waiting.filter(pk=self.kwargs["pk"]).first()
        if found is None:
            return False
        self.case = found
        services.opened(found, by=self.user)
        self.about = about.of_case(found, found.callbacks.all())
        return True

    def refusal(self) -> str:
        """Keep out whoever dealt with the case."""
        own = callbacks.is_handler(self.case, self.user)
        return services.OwnCase().sentence if own else ""

    def form(self, data: Any = None) -> SpokenForm:
        """Ask whether the matter is resolved."""
        return CaseCallForm(data, initial={"version": self.case.version})

    def person(self) -> Person:
        """Return the submitter."""
        return about.submitter(self.case, by=self.user)

    def record(self, told: dict[str, Any]) -> HttpResponse:
        """Write the call down; what is not settled is taken up again on the spot."""
        self.case.version = told["version"]
        words = {"reference": self.case.reference}
        if told["again"]:
            callbacks.call_and_reopen(self.case, by=self.user, reason=told["reason"], **_said(told))
            return self.done(_("%(reference)s: written down, and taken up again.") % words)
        services.call_back(self.case, by=self.user, **_said(told))
        if told["resolution"] == UNREACHED:
            return self.done(_("%(reference)s: not reached; try again on another day.") % words)
        return self.done(_("%(reference)s: the call is written down.") % words)


class PatientCall(CallPage):
    """About a stay in the hospital."""

    back = "callbacks_discharged"
    patient: Discharge

    def find(self) -> bool:
        """Fetch the patient while the list has not let go."""
        today = timezone.localdate(self.now)
        waiting = discharges.to_call(self.user, today=today).select_related("department")
        found = waiting.filter(pk=self.kwargs["pk"]).first()
        if found is None:
            return False
        self.patient = found
        self.about = about.of_patient(found, found.callbacks.all())
        return True

    def form(self, data: Any = None) -> SpokenForm:
        """Ask how the stay was."""
        return PatientCallForm(data)

    def person(self) -> Person:
        """Return the patient."""
        return Person(self.patient.name, self.patient.phone)

    def record(self, told: dict[str, Any]) -> HttpResponse:
        """Write the call down; what the patient raises becomes a case on the next page."""
        call = services.call_patient(
            self.patient,
            by=self.user,
            reached=told["reach"] != UNREACHED,
            refuses=told["reach"] == Reach.REFUSES,
            satisfaction=told["satisfaction"],
            text=told["remark"],
        )
        if "raise" in self.request.POST and told["reach"] == Reach.REACHED:
            return redirect(reverse("office:callback_raise", args=[call.pk]))
        if told["reach"] == UNREACHED:
            return self.done(_("Not reached; try again on another day."))
        return self.done(_("The call is written down."))


class RecheckCall(CallPage):
    """A drawn call made once more. The first result is not on this page."""

    back = "callbacks_rechecks"
    first: Callback

    def find(self) -> bool:
        """Fetch the first call while it waits for somebody to make it again."""
        waiting = callbacks.to_recheck(self.user, now=self.now)
        beside = ("case__lead", "discharge__department")
        found = waiting.select_related(*beside).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            return False
        self.first = found
        later = Callback.objects.filter(pk__gt=found.pk)
        if found.case:
            services.opened(found.case, by=self.user)
            self.about = about.of_case(found.case, later.filter(case=found.case))
        elif found.discharge:
            self.about = about.of_patient(found.discharge, later.filter(discharge=found.discharge))
        return True

    def form(self, data: Any = None) -> SpokenForm:
        """Ask what the first caller asked."""
        if self.first.case:
            return CaseRecheckForm(data, initial={"version": self.first.case.version})
        return PatientRecheckForm(data)

    def person(self) -> Person:
        """Return whom the first caller called."""
        if self.first.case:
            return about.submitter(self.first.case, by=self.user)
        patient: Any = self.first.discharge
        return Person(patient.name, patient.phone)

    def record(self, told: dict[str, Any]) -> HttpResponse:
        """Write the second result down; only now is the first one told."""
        if self.first.case:
            self.first.case.version = told["version"]
        else:
            told["resolution"] = UNREACHED if told["reach"] == UNREACHED else ""
        made = services.call_again(self.first, by=self.user, **_said(told))
        if made.recheck_of is None:
            return self.done(_("Not reached; try again on another day."))
        words = {"first": _result(self.first), "second": _result(made)}
        return self.done(_("Written down. The first call: %(first)s. Yours: %(second)s.") % words)


def _said(told: dict[str, Any]) -> dict[str, Any]:
    return {
        "resolution": told["resolution"],
        "satisfaction": told["satisfaction"],
        "text": told["remark"],
    }


def _result(call: Callback) -> str:
    said = [call.get_resolution_display(), call.get_satisfaction_display()]
    return _(", ").join(str(one) for one in said if one) or _("not said")
