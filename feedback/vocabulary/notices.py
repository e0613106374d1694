"""On what occasion somebody is written to, by which way, and how far it has come."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class News(TextChoices):
    """On what occasion somebody is written to; more than this a notice never says."""

    RECEIPT = "receipt", _("Receipt")
    CONFIRM = "confirm", _("Problem to be confirmed")
    QUESTION = "question", _("Question to the submitter")
    REPLY = "reply", _("Reply")
    DUE = "due", _("Due date changed")
    RATING = "rating", _("Rating asked for")
    # To staff
    ASSIGNED = "assigned", _("Case assigned, to the department")
    REMINDER = "reminder", _("Reminder, to staff")
    ESCALATION = "escalation", _("Escalation, to superiors")
    APPROVAL = "approval", _("Something to approve, to the management")


STAFF_NEWS = frozenset({News.ASSIGNED, News.REMINDER, News.ESCALATION, News.APPROVAL})


class Way(TextChoices):
    """By which way a notice leaves the house."""

    EMAIL = "email", pgettext_lazy("way", "E-mail")
    SMS = "sms", _("Text message")


class NoticeState(TextChoices):
    """How far a notice has come, as the office reads it."""

    WAITING = "waiting", _("waiting to be sent")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("could not be delivered")
    # The worker died while the server had it: sending again could send it twice.
    UNCERTAIN = "uncertain", _("perhaps not delivered")
    DROPPED = "dropped", _("not sent")


UNDER_WAY = (NoticeState.WAITING, NoticeState.SENDING)
