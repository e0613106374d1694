"""Writing down for somebody what was told by telephone, at the counter, in a letter."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from feedback import services
from feedback.models import Case, Department
from feedback.office.fields import DayInput, LongText
from feedback.office.rooms import OfficeView, only_officers
from feedback.services import Voice
from feedback.services.codes import new_form_key
from feedback.vocabulary import STAFF_CHANNELS, Kind, Relationship
from portal.models import Hospital, User


class RegisterForm(forms.Form):
    """What was told. Only channel, kind and story are needed."""

    form_key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    channel = forms.ChoiceField(
        label=_("Received through"), choices=[(one.value, one.label) for one in STAFF_CHANNELS]
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    story = LongText(
        label=_("What happened, in the person's own words"),
        strip=False,
        rows=12,
        help_text=_("Read it back to the person before you save; it cannot be changed afterwards."),
    )
    gist = forms.CharField(
        label=_("Gist"),
        max_length=120,
        required=False,
        help_text=_("One line of your own, without any personal data; the office searches by it."),
    )
    department = forms.ModelChoiceField(
        Department.objects.filter(active=True),
        label=_("Department concerned"),
        required=False,
        empty_label=_("not known"),
    )
    happened_on = forms.DateField(label=_("When it happened"), required=False, widget=DayInput())
    relationship = forms.ChoiceField(
        label=_("Relationship to the patient"),
        required=False,
        choices=[("", _("not said")), *Relationship.choices],
    )
    name = forms.CharField(
        label=pgettext_lazy("of a person", "Name"), max_length=80, required=False
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    external_number = forms.CharField(
        label=_("Work order number"),
        max_length=80,
        required=False,
        help_text=_("Of the hotline or the authority that passed the matter on."),
    )
    external_due_on = forms.DateField(
        label=_("External deadline"),
        required=False,
        widget=DayInput(),
        help_text=_("By when the hotline or the authority wants to hear from us."),
    )

    matter = ("channel", "kind", "story", "gist", "department", "happened_on")
    person = ("relationship", "name", "phone", "email")
    order: tuple[str, ...] = ("external_number", "external_due_on")

    def clean_happened_on(self) -> Any:
        """Refuse a day that has not come yet."""
        day = self.cleaned_data["happened_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean_story(self) -> str:
        """Refuse a text of nothing but white space; keep any other as it is."""
        story: str = self.cleaned_data["story"]
        if not story.strip():
            raise forms.ValidationError(_("Write down what happened."))
        return story

    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Return the questions under their headings."""
        return [
            (heading, [self[name] for name in names])
            for heading, names in (
                (_("The matter"), self.matter),
                (_("Who told us"), self.person),
                (_("Work order of a hotline or authority"), self.order),
            )
        ]

    def register(self, by: User) -> Case:
        """Make it a case."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "form_key"}
        return services.register(
            Voice(**told),
            by=by,
            hospital=hospital_of(told["department"]),
            form_key=self.cleaned_data["form_key"],
        )


class RegisterView(OfficeView):
    """The form for those who are told something. Sent twice, it is one case."""

    template_name = "feedback/office/register.html"
    http_method_names = ["get", "post", "head"]
    dispatch = only_officers(OfficeView.dispatch)
    form: type[RegisterForm] = RegisterForm

    def get_page_title(self) -> str:
        """Name the room."""
        return gettext("Register for somebody")

    def way_here(self) -> list[tuple[str, str]]:
        """Say where one is."""
        return [(self.get_page_title(), self.here)]

    @property
    def here(self) -> str:
        """Return where the form is sent."""
        return reverse("office:register")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show an empty form with a fresh key."""
        form = self.form(initial={"form_key": new_form_key()})
        return self.show(form)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make it a case and go on with it."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            case = form.register(self.user)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(form)
        if not case.roles_of(self.user):  # about the own unit: it is kept, and others deal with it
            said = gettext(
                "%(reference)s is registered. You may not open it: it is about your unit."
            )
            messages.success(request, said % {"reference": case.reference})
            return redirect(reverse("office:inbox"))
        return self.done(case)

    def done(self, case: Case) -> HttpResponse:
        """Go to the case, where its code can be shown."""
        return redirect(reverse("office:case", args=[case.pk]))

    def show(self, form: RegisterForm) -> HttpResponse:
        """Show the form."""
        return self.render_to_response(self.get_context_data(form=form, here=self.here))


def hospital_of(department: Department | None) -> Hospital:
    """Return the hospital of a department; the first one where no department is named."""
    return department.hospital if department else Hospital.objects.order_by("pk")[0]
