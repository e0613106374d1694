"""The desks at which people are protected."""

from django.utils.translation import gettext_lazy as _

from feedback.office.desks.desk import Desk, Menu
from feedback.office.forms.protection import (
    BarForm,
    DeliverForm,
    DisputeForm,
    HoldForm,
    ReleaseForm,
    RestrictForm,
    SealForm,
    UnbarForm,
    UndisputeForm,
    UnrestrictForm,
)
from feedback.vocabulary import Act

DESKS = (
    Desk(
        Act.RESTRICT,
        Menu.PROTECTION,
        _("Restrict to a team…"),
        RestrictForm,
        _("Nobody else sees the case, in lists, counts and searches neither."),
    ),
    Desk(
        Act.UNRESTRICT,
        Menu.PROTECTION,
        _("Lift the restriction…"),
        UnrestrictForm,
        _("All of the complaint office and the departments asked see the case again."),
    ),
    Desk(
        Act.BAR,
        Menu.PROTECTION,
        _("Note a conflict of interest…"),
        BarForm,
        _(
            "Whom the matter is about can neither open it nor be given it; this takes effect at once."
        ),
    ),
    Desk(
        Act.UNBAR,
        Menu.PROTECTION,
        _("Remove a conflict of interest…"),
        UnbarForm,
        _("These persons may open the case again."),
    ),
    Desk(
        Act.DISPUTE,
        Menu.PROTECTION,
        _("Mark as a medical dispute…"),
        DisputeForm,
        _("With its special group and the route notice."),
    ),
    Desk(
        Act.UNDISPUTE,
        Menu.PROTECTION,
        _("No longer a medical dispute…"),
        UndisputeForm,
        _("The legal hold stays until it is lifted."),
        send=_("Take the mark off"),
    ),
    Desk(
        Act.DELIVER,
        Menu.PROTECTION,
        _("Route notice delivered…"),
        DeliverForm,
        _("The submitter sees on the own page when and how."),
        send=_("Write down the delivery"),
    ),
    Desk(
        Act.SEAL,
        Menu.PROTECTION,
        _("Seal evidence…"),
        SealForm,
        _("Writes down what was sealed and fixes the hashes of all attachments."),
    ),
    Desk(
        Act.HOLD,
        Menu.PROTECTION,
        _("Put on legal hold…"),
        HoldForm,
        _("Nothing of the case is deleted until the hold is lifted."),
    ),
    Desk(
        Act.RELEASE,
        Menu.PROTECTION,
        _("Lift the legal hold…"),
        ReleaseForm,
        _("The case is deleted at the end of its retention, as any other."),
    ),
)
