"""The desks at which is done what follows the reply."""

from django.utils.translation import gettext_lazy as _

from feedback.office.desks.desk import Desk, Menu
from feedback.office.forms.aftercare import CallBackForm, CloseForm, ReopenForm, WithdrawForm
from feedback.vocabulary import Act

DESKS = (
    Desk(
        Act.REOPEN,
        Menu.ANSWER,
        _("Reopen…"),
        ReopenForm,
        _("The case is taken up again."),
    ),
    Desk(
        Act.CLOSE,
        Menu.ANSWER,
        _("Close…"),
        CloseForm,
        _("With an outcome for each category and the measures taken."),
    ),
    Desk(
        Act.CALL_BACK,
        Menu.SUBMITTER,
        _("Called back…"),
        CallBackForm,
        _("What the submitter said when called after the answer. Internal."),
        send=_("Write down the callback"),
        leads_on=True,
    ),
    Desk(
        Act.WITHDRAW,
        Menu.SUBMITTER,
        _("Withdraw…"),
        WithdrawForm,
        _("On the submitter’s word; the case stays on record."),
        send=_("Withdraw"),
    ),
)
