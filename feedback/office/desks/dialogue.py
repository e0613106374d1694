"""The desks at which is asked, noted and added, and more time is given."""

from django.utils.translation import gettext_lazy as _

from feedback.office.desks.desk import Desk, Menu
from feedback.office.forms.dialogue import AskForm, AttachForm, NoteForm, ResumeForm
from feedback.office.forms.timing import AskTimeForm, ExtendForm, RefuseTimeForm
from feedback.vocabulary import Act

DESKS = (
    Desk(
        Act.ASK,
        Menu.SUBMITTER,
        _("Ask the submitter…"),
        AskForm,
        _("The submitter reads the question and can answer it with the tracking code."),
        send=_("Send to the submitter"),
    ),
    Desk(
        Act.NOTE,
        Menu.MATTER,
        _("Write a note…"),
        NoteForm,
        _("Internal: the submitter does not see it. It cannot be changed afterwards."),
        send=_("Write the note"),
    ),
    Desk(
        Act.RESUME,
        Menu.SUBMITTER,
        _("Go on without the answer…"),
        ResumeForm,
        _("The clock runs again; the submitter sees it."),
        send=_("Go on without the answer"),
    ),
    Desk(
        Act.ATTACH,
        Menu.MATTER,
        _("Add files…"),
        AttachForm,
        _("Colleagues see them, the submitter does not."),
    ),
    Desk(
        Act.ASK_TIME,
        Menu.TIME,
        _("Ask for more time…"),
        AskTimeForm,
        _("The management decides; until then the due date stands."),
        send=_("Ask for more time"),
    ),
    Desk(
        Act.EXTEND,
        Menu.TIME,
        _("Grant more time…"),
        ExtendForm,
        _("The submitter sees the new date, the reason, and that the management approved it."),
        send=_("Grant more time"),
    ),
    Desk(
        Act.REFUSE_TIME,
        Menu.TIME,
        _("Refuse more time…"),
        RefuseTimeForm,
        _("The due date stays as it is."),
        send=_("Refuse more time"),
    ),
)
