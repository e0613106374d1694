"""The desks at which is said who works on a case: departments, and the officer in charge."""

from django.utils.translation import gettext_lazy as _

from feedback.office.desks.desk import Desk, Menu
from feedback.office.forms.charge import HandOverForm, RemindForm, SeenForm
from feedback.office.forms.departments import (
    AssignForm,
    OverruleForm,
    ReturnForm,
    TakeOnForm,
    UpholdForm,
)
from feedback.vocabulary import Act

DESKS = (
    Desk(
        Act.ASSIGN,
        Menu.WORK,
        _("Assign…"),
        AssignForm,
        _("The contacts of the departments see the case from then on, but not who submitted it."),
    ),
    Desk(
        Act.TAKE_ON,
        Menu.WORK,
        _("Take the case on"),
        TakeOnForm,
        _("From now on your department answers for it."),
        asks=False,
    ),
    Desk(
        Act.RETURN,
        Menu.WORK,
        _("Object…"),
        ReturnForm,
        _("Until it is decided nothing changes hands, and the deadline runs on."),
        send=_("Send to the complaint office"),
    ),
    Desk(
        Act.UPHOLD,
        Menu.WORK,
        _("Uphold the objection…"),
        UpholdForm,
        _("The case comes back to the complaint office, to be assigned anew."),
        send=_("Take the case back"),
        leads_on=True,
    ),
    Desk(
        Act.OVERRULE,
        Menu.WORK,
        _("Overrule the objection…"),
        OverruleForm,
        _("The department goes on with the case and answers for it."),
        send=_("Leave it with the department"),
    ),
    Desk(
        Act.HAND_OVER,
        Menu.WORK,
        _("Hand over…"),
        HandOverForm,
        _("Another officer is in charge from then on."),
        send=_("Hand over"),
    ),
    Desk(
        Act.REMIND,
        Menu.WORK,
        _("Remind…"),
        RemindForm,
        _(
            "Whoever has to act now gets a message: the department that has the case, or the officer in charge."
        ),
        send=_("Remind"),
    ),
    Desk(
        Act.SEEN,
        Menu.WORK,
        _("Seen"),
        SeenForm,
        _("What came back has been read and asks for nothing more."),
        asks=False,
    ),
)
