"""The desks at which is said what a case is about, and how pressing it is."""

from django.utils.translation import gettext_lazy as _

from feedback.office.desks.desk import Desk, Menu
from feedback.office.forms.sorting import ClassifyForm, PrioritiseForm
from feedback.vocabulary import Act

DESKS = (
    Desk(
        Act.CLASSIFY,
        Menu.MATTER,
        _("Classify…"),
        ClassifyForm,
        _("For the office and the statistics; the submitter does not see it."),
        leads_on=True,
    ),
    Desk(
        Act.PRIORITISE,
        Menu.MATTER,
        _("Priority…"),
        PrioritiseForm,
        _("Urgent when patients may come to harm; then the management approves the reply."),
        send=_("Set the priority"),
    ),
)
