"""Coding a drawn case again: the words of the case beside an empty form, without the first coding."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from feedback import services
from feedback.models import Case, Category, SecondCoding
from feedback.office.fields import CategoryField
from feedback.office.rooms import OfficeView, only_officers
from feedback.services import coding
from feedback.vocabulary import CareStage, Harm, Severity


class CodingForm(forms.Form):
    """How somebody who knows nothing of the first coding would code the case."""

    category = CategoryField(
        Category.objects.subjects(), label=_("Primary category"), empty_label=_("please choose")
    )
    severity = forms.TypedChoiceField(
        label=_("Severity"), choices=Severity.choices, coerce=int, widget=forms.RadioSelect
    )
    care_stage = forms.ChoiceField(
        label=_("Stage of care"), choices=[("", _("please choose")), *CareStage.choices]
    )
    harm = forms.TypedChoiceField(
        label=_("Harm"), choices=Harm.choices, coerce=int, widget=forms.RadioSelect
    )


class CodingRoom(OfficeView):
    """What both rooms share: their name and the officers' door."""

    dispatch = only_officers(OfficeView.dispatch)

    def get_page_title(self) -> str:
        """Name the room."""
        return gettext("Second coding")

    def way_here(self) -> list[tuple[str, str]]:
        """Lead back to the list."""
        return [(gettext("Second coding"), reverse("office:second_codings"))]


class CodingList(CodingRoom):
    """The drawn cases that wait for this person."""

    template_name = "feedback/office/second_codings.html"
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> Any:
        """List them, and say how many of all drawn are coded."""
        waiting = coding.waiting_for(self.user).select_related("case")
        drawn = SecondCoding.objects.filter(case__in=Case.objects.visible_to(self.user))
        done = drawn.filter(coded_at__isnull=False).count()
        return super().get_context_data(
            waiting=list(waiting[:100]), drawn=drawn.count(), done=done, **kwargs
        )


class CodingView(CodingRoom):
    """One drawn case: what was told, and the empty form."""

    template_name = "feedback/office/second_coding.html"
    http_method_names = ["get", "post", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the case, and note that it was opened."""
        drawn = self.drawn()
        services.opened(drawn.case, by=self.user)
        return self.show(drawn, CodingForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the coding, and go on with the next."""
        drawn = self.drawn()
        form = CodingForm(request.POST)
        if not form.is_valid():
            return self.show(drawn, form)
        try:
            coding.code(drawn, by=self.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(drawn, form)
        left = coding.waiting_for(self.user).count()
        said = ngettext("Coded; one more waits.", "Coded; %(left)d more wait.", left)
        messages.success(
            request, said % {"left": left} if left else gettext("Coded; none is left.")
        )
        return redirect(reverse("office:second_codings"))

    def drawn(self) -> SecondCoding:
        """Return what was drawn."""
        waiting = coding.waiting_for(self.user).select_related("case")
        return get_object_or_404(waiting, pk=self.kwargs["pk"])

    def show(self, drawn: SecondCoding, form: CodingForm) -> HttpResponse:
        """Show the case beside the form."""
        return self.render_to_response(
            self.get_context_data(form=form, case=drawn.case, drawn=drawn)
        )
