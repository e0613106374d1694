"""The staff channel: a colleague raises a matter without facing the other department.

The same form, limits, receipt and page of the own case as for everybody. No account is asked for,
and of one that is signed in nothing is kept. No menu, sitemap or search leads here.
"""

from dataclasses import replace
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from feedback.models import Department
from feedback.public import submit
from feedback.public.forms import VoiceForm
from feedback.services import Voice
from feedback.vocabulary import Channel, Relationship
from portal.forms import Counter, PortalFormHelper, Side, Stacked
from portal.models import Hospital

KINDS = [
    ("complaint", _("Complaint: something goes wrong")),
    ("suggestion", _("Suggestion: something could be better")),
]
# What only somebody who speaks for a patient can say, and what goes without saying here.
NOT_ASKED = ("relationship", "consent_health", "channel")


class StaffForm(VoiceForm):
    """What a colleague has to say: what it is about, and no more of the person than they wish."""

    kind = forms.ChoiceField(
        label=_("What would you like to raise?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose what you would like to raise."),
            "invalid_choice": _("Please choose what you would like to raise."),
        },
    )

    def __init__(self, *args: Any, hospital: Hospital, **kwargs: Any) -> None:
        super().__init__(*args, hospital=hospital, **kwargs)
        for name in NOT_ASKED:
            del self.fields[name]
        # Also those no patient ever meets: the canteen, the laundry, the information centre.
        departments = Department.objects.filter(hospital=hospital, active=True)
        self.fields["department"].queryset = departments  # type: ignore[attr-defined]
        self.fields["department"].label = _("Department concerned")
        self.fields["story"].help_text = _(
            "In your own words: what happens, what it leads to, and what you wish for. Only the "
            "complaint office and the management read them. What only you can know, mark as such."
        )

    @property
    def helper(self) -> PortalFormHelper:
        """Lay out the few questions there are."""
        helper = super().helper
        helper.layout = Layout(
            "kind",
            Counter("story", settings.STORY_LENGTH),
            Side("department", "happened_on"),
            "attachments",
            Stacked(
                gettext("How can we reach you?"),
                Side("name", "phone"),
                "email",
                hint=gettext(
                    "All of this can stay empty: you will see our answer here with your tracking code. Only the complaint office can look it up, and each time it is noted who did."
                ),
            ),
        )
        return helper

    def voice(self, *, suspicious: bool, page: int | None = None) -> Voice:
        """Return what was said by the staff channel; of somebody without a name there is nothing."""
        told = super().voice(suspicious=suspicious)
        relationship = "" if told.is_anonymous else Relationship.STAFF
        return replace(told, channel=Channel.STAFF, relationship=relationship)


DOOR = submit.Door("staff", StaffForm)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def staff(request: HttpRequest) -> HttpResponse:
    """Show the form for colleagues, and take in what it brings."""
    return submit.at(DOOR, request)
