"""The desks at which a case comes in."""

from django.utils.translation import gettext_lazy as _

from feedback.office.desks.desk import Desk, Menu
from feedback.office.forms.act import ActForm
from feedback.office.forms.arrival import AcceptForm, ConfirmForm, DeclineForm, RestateForm
from feedback.vocabulary import Act

DESKS = (
    Desk(
        Act.ACCEPT,
        Menu.ANSWER,
        _("Accept"),
        AcceptForm,
        _("The submitter sees that the hospital takes the matter up."),
        asks=False,
    ),
    Desk(
        Act.DECLINE,
        Menu.ANSWER,
        _("Decline…"),
        DeclineForm,
        _("The submitter reads the reason and the right route."),
        send=_("Decline and tell the submitter"),
    ),
    Desk(
        Act.SHOW_CODE,
        Menu.SUBMITTER,
        _("Show the tracking code"),
        ActForm,
        _("It is shown once, for the submitter to write down, and never again."),
        asks=False,
    ),
    Desk(
        Act.RESTATE,
        Menu.SUBMITTER,
        _("Restate the problem…"),
        RestateForm,
        _("The problem in our words, for the submitter to agree or to mend."),
        send=_("Send to the submitter"),
    ),
    Desk(
        Act.CONFIRM,
        Menu.SUBMITTER,
        _("Confirmed…"),
        ConfirmForm,
        _("The submitter has agreed to our words on the telephone, at the counter or on paper."),
        send=_("Write down the agreement"),
    ),
)
