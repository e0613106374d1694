"""Deadlines: which promise they keep, in what they are counted, and how far reminding has come."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ExtendReason(TextChoices):
    """Why more time is needed; the submitter reads it."""

    EXPERTS = "experts", _("Experts must give their opinion")
    SEVERAL = "several", _("Several departments are involved")
    PAPERS = "papers", _("Papers are still missing")
    OUTSIDE = "outside", _("Another institution must answer first")
    OTHER = "other", pgettext_lazy("reason", "Another reason")


class Alarm(TextChoices):
    """How far the reminding about a due date has come."""

    BEFORE = "before", _("Due soon")
    DUE = "due", _("Due today")
    LATE = "late", _("Overdue: head of department")
    HIGHER = "higher", _("Overdue: hospital management")


# In which order they follow each other; none stands before all.
ALARMS = ("", Alarm.BEFORE, Alarm.DUE, Alarm.LATE, Alarm.HIGHER)


class Complexity(TextChoices):
    """What the deadline depends on beside kind and channel (rule R4)."""

    ON_THE_SPOT = "on_the_spot", _("Settled on the spot")
    STANDARD = "standard", _("Needs investigation")
    SEVERAL = "several", _("Several departments")


class Clock(TextChoices):
    """Which promise a deadline keeps."""

    ACKNOWLEDGE = "acknowledge", _("Acknowledgement")
    REPLY = "reply", _("Reply")
    CALLBACK = "callback", _("Callback")
    EXTERNAL = "external", _("External deadline")
    QUESTION = "question", _("Answer to our question")


class Unit(TextChoices):
    """In what a deadline is counted."""

    WORKING = "working", _("Working days")
    CALENDAR = "calendar", _("Calendar days")


class DayKind(TextChoices):
    """How a day differs from an ordinary one."""

    OFF = "off", _("Day off")
    WORK = "work", _("Make-up working day")
