"""The desks at which the answer is drafted, approved and sent."""

from django.utils.translation import gettext_lazy as _

from feedback.office.desks.desk import Desk, Menu
from feedback.office.forms.answering import ApproveForm, DraftForm, ReplyForm, SendBackForm
from feedback.vocabulary import Act

DESKS = (
    Desk(
        Act.DRAFT,
        Menu.ANSWER,
        _("Draft the reply…"),
        DraftForm,
        _("Internal: the complaint office decides what is sent."),
        send=_("Hand in the draft"),
    ),
    Desk(
        Act.REPLY,
        Menu.ANSWER,
        _("Reply…"),
        ReplyForm,
        _("This is the answer at which the clock stops."),
        send=_("Send the reply"),
    ),
    Desk(
        Act.APPROVE,
        Menu.ANSWER,
        _("Approve the draft…"),
        ApproveForm,
        _("The reply can then be sent in these words, and in no others."),
        send=_("Approve"),
    ),
    Desk(
        Act.SEND_BACK,
        Menu.ANSWER,
        _("Send the draft back…"),
        SendBackForm,
        _("Another draft is asked for."),
        send=_("Send back"),
    ),
)
