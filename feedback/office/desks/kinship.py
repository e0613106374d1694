"""The desks at which cases that belong together are joined and parted."""

from django.utils.translation import gettext_lazy as _

from feedback.office.desks.desk import Desk, Menu
from feedback.office.forms.kinship import LinkForm, MergeForm, SplitForm, UnlinkForm, UnmergeForm
from feedback.vocabulary import Act

DESKS = (
    Desk(
        Act.MERGE,
        Menu.TOGETHER,
        _("Merge into another case…"),
        MergeForm,
        _(
            "It is handled there. Its submitter keeps the own page and reads the same answer there, "
            "word for word."
        ),
        send=_("Merge"),
    ),
    Desk(
        Act.UNMERGE,
        Menu.TOGETHER,
        _("Handle separately again…"),
        UnmergeForm,
        _("Its first deadline still holds."),
    ),
    Desk(
        Act.SPLIT,
        Menu.TOGETHER,
        _("Split off a part…"),
        SplitForm,
        _("For a voice that is about two things; each gets its own answer."),
        send=_("Make it a case of its own"),
    ),
    Desk(
        Act.LINK,
        Menu.TOGETHER,
        _("Link with another case…"),
        LinkForm,
        _("Each stays a case of its own; colleagues find one from the other."),
        send=_("Link"),
    ),
    Desk(
        Act.UNLINK,
        Menu.TOGETHER,
        _("Remove a link…"),
        UnlinkForm,
        _("For a link that was a mistake."),
        send=_("Remove the link"),
    ),
)
