"""Writing down for somebody what was told by telephone, at the counter, at a roving desk, in a letter."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.admin import messages

from feedback import services
from feedback.models import Case
from feedback.office.forms.told import RegisterForm, RovingForm
from feedback.office.rooms import OfficeView, only_officers
from feedback.services.codes import new_form_key
from feedback.vocabulary import STAFF_CHANNELS, Channel
from portal import uploads

# Where this browser's roving desk stood last; it ends with the sign-in.
PLACE = "roving_place"
LONGEST_PLACE = 80


class RegisterView(OfficeView):
    """The form for those who are told something. Sent twice, it is one case."""

    template_name = "feedback/office/register.html"
    http_method_names = ["get", "post", "head"]
    dispatch = only_officers(OfficeView.dispatch)
    form: type[RegisterForm] = RegisterForm
    # What is asked of somebody who stands at a bedside with a telephone.
    short: type[RegisterForm] | None = RovingForm

    def get_page_title(self) -> str:
        """Name the room."""
        return gettext("Roving desk") if self.is_short else gettext("Register for somebody")

    def way_here(self) -> list[tuple[str, str]]:
        """Say where one is."""
        return [(self.get_page_title(), self.here)]

    @property
    def is_short(self) -> bool:
        """Say whether the short form of the roving desk is asked for."""
        return self.short is not None and self.request.GET.get("channel") == Channel.ROVING

    @property
    def room(self) -> str:
        """Return the address of the room."""
        return reverse("office:register")

    @property
    def here(self) -> str:
        """Return where the form is sent."""
        return f"{self.room}?channel={Channel.ROVING}" if self.is_short else self.room

    @property
    def asked(self) -> type[RegisterForm]:
        """Return the form that is asked for."""
        return self.short if self.is_short and self.short else self.form

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show an empty form with a fresh key; of a roving desk place and time stand in it already."""
        return self.show(self.asked(initial={"form_key": new_form_key(), **self.prefilled()}))

    def prefilled(self) -> dict[str, Any]:
        """Return what is known by the address, or by the case before."""
        asked = self.request.GET
        known: dict[str, Any] = {}
        if asked.get("channel") in set(STAFF_CHANNELS):
            known["channel"] = asked["channel"]
        if known.get("channel") == Channel.ROVING:
            place = asked.get("place", "").replace("\x00", "").strip()[:LONGEST_PLACE]
            known["place"] = place or self.request.session.get(PLACE, "")
            known["told_at"] = timezone.localtime().replace(second=0, microsecond=0)
        return known

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make it a case and go on with it."""
        form = self.asked(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form)
        try:
            with services.sealed(form.sent(), max_bytes=settings.ATTACHMENT_BYTES) as sealed:
                case = form.register(self.user, sealed)
        except uploads.Refused as refused:
            form.add_error("papers", refused.message)
            return self.show(form)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(form)
        if case.place:
            request.session[PLACE] = case.place
        if not case.roles_of(self.user):  # about the own unit: it is kept, and others deal with it
            said = gettext(
                "%(reference)s is registered. You may not open it: it is about your unit."
            )
            messages.success(request, said % {"reference": case.reference})
            return redirect(reverse("office:inbox"))
        return self.done(case)

    def done(self, case: Case) -> HttpResponse:
        """Go to the case, where its code can be shown; at a roving desk the next person waits."""
        if case.channel == Channel.ROVING:
            said = gettext("%(reference)s is registered.") % {"reference": case.reference}
            onward = f"{self.room}?channel={Channel.ROVING}"
            button = messages.button(onward, gettext("The next one at this place"))
            messages.success(self.request, said, buttons=[button])
        return redirect(reverse("office:case", args=[case.pk]))

    def show(self, form: RegisterForm) -> HttpResponse:
        """Show the form."""
        context = self.get_context_data(form=form, here=self.here, is_short=self.is_short)
        return self.render_to_response(context)
