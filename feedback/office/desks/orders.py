"""The desks at which the office deals with a hotline or authority that passed a case on."""

from django.utils.translation import gettext_lazy as _

from feedback.office.desks.desk import Desk, Menu
from feedback.office.forms.orders import (
    ContestForm,
    ContestLostForm,
    ContestWonForm,
    ReportForm,
    UrgeForm,
)
from feedback.vocabulary import Act

DESKS = (
    Desk(
        Act.URGE,
        Menu.WORK,
        _("Urged by the hotline…"),
        UrgeForm,
        _("The hotline or authority asks where the answer is."),
        send=_("Write it down"),
    ),
    Desk(
        Act.CONTEST,
        Menu.MATTER,
        _("Contest the dispatch…"),
        ContestForm,
        _("Tell the hotline that the matter is not this hospital's. Internal."),
        send=_("Contest the dispatch"),
    ),
    Desk(
        Act.CONTEST_WON,
        Menu.MATTER,
        _("Taken back by the hotline…"),
        ContestWonForm,
        _("The case ends here; the submitter reads where the matter goes."),
        send=_("Give it back and tell the submitter"),
    ),
    Desk(
        Act.CONTEST_LOST,
        Menu.MATTER,
        _("Contest refused…"),
        ContestLostForm,
        _("The order stays with us. Internal."),
        send=_("Write down the refusal"),
    ),
    Desk(
        Act.REPORT_BACK,
        Menu.ANSWER,
        _("Report back…"),
        ReportForm,
        _("What the hotline or authority is told; the submitter's answer is another text."),
        send=_("Note as reported back"),
    ),
)
