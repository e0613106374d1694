"""What a discharged patient raises when called becomes a case at once, and the patient hears the code."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from feedback.models import Callback, Case
from feedback.office.callbacks.room import CallRoom, may_see_number
from feedback.office.forms.told import RegisterForm
from feedback.services import discharges
from feedback.services.codes import new_form_key
from feedback.services.files import Sealed
from feedback.vocabulary import Channel
from portal.models import User

# The person is on the line; a day later it is a matter of its own, for the register.
AT_ONCE = timedelta(days=1)


class RaisedForm(RegisterForm):
    """What the patient tells; who it is, is known."""

    channel = forms.ChoiceField(
        choices=[(Channel.CALLBACK.value, Channel.CALLBACK.label)],
        widget=forms.HiddenInput,
        initial=Channel.CALLBACK,
    )

    matter = ("kind", "story", "gist", "department", "happened_on")
    person = ("relationship", "name", "phone", "email")
    order = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("place", "told_at", "photo", "papers", *RegisterForm.order):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Keep to what is asked here."""
        said = super().clean()
        said.pop("place", None)
        return said

    def headings(self) -> list[tuple[Any, tuple[str, ...]]]:
        """Ask for no sheet: somebody speaks."""
        return [(heading, names) for heading, names in super().headings() if "photo" not in names]

    def raise_in(self, call: Callback, by: User) -> tuple[Case, str]:
        """Make it a case of this call, and return it with its code."""
        return discharges.raise_matter(
            call,
            self.voice(),
            by=by,
            hospital=self.hospital(),
            form_key=self.cleaned_data["form_key"],
        )

    def register(self, by: User, sealed: Sequence[Sealed]) -> Case:
        """Refuse the way past the call."""
        raise NotImplementedError


class RaiseView(CallRoom):
    """The form during the call. Its answer shows the tracking code, once."""

    template_name = "feedback/office/callback_raise.html"
    http_method_names = ["get", "post", "head"]
    call: Callback

    def get_page_title(self) -> str:
        """Name the room."""
        return gettext("A matter raised in a call")

    def way_here(self) -> list[tuple[str, str]]:
        """Say where one is."""
        return [(self.get_page_title(), self.request.path)]

    def fetch(self) -> None:
        """Fetch the own call of today; any other is not there."""
        mine = Callback.objects.filter(by=self.user, at__gte=self.now - AT_ONCE)
        calls = mine.filter(discharge__isnull=False, discharge__refused_at=None)
        self.call = get_object_or_404(
            calls.select_related("discharge__department", "raised"), pk=self.kwargs["pk"]
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form, or which case it has become."""
        self.fetch()
        if self.call.raised:
            return self.show(None, raised=self.call.raised)
        return self.show(RaisedForm(initial=self.known()))

    def known(self) -> dict[str, Any]:
        """Return what the list says of the patient."""
        patient: Any = self.call.discharge
        named = may_see_number(self.user)
        return {
            "form_key": new_form_key(),
            "department": patient.department_id,
            "relationship": "self",
            "name": patient.name if named else "",
            "phone": patient.phone if named else "",
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make it a case and show its code."""
        self.fetch()
        form = RaisedForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            case, code = form.raise_in(self.call, self.user)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(form)
        with translation.override(settings.LANGUAGE_CODE):
            address = request.build_absolute_uri(reverse("feedback:track"))
        return self.show(None, raised=case, code=code, address=address)

    def show(self, form: RaisedForm | None, **more: Any) -> HttpResponse:
        """Show the page."""
        back = reverse("office:callbacks_discharged")
        return self.render_to_response(self.get_context_data(form=form, back=back, **more))
