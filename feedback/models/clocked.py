"""The clocks of a case: when it came in, by when which promise is due, and when it was kept."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce, Least
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from feedback import vocabulary
from feedback.vocabulary import Stage, Unit


class Clocked(models.Model):
    """What of a case has to do with time."""

    stage: str
    received_at = models.DateTimeField(_("received"))
    date_known = models.BooleanField(_("date of receipt known"), default=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    due_provisional = models.BooleanField(_("provisional"), default=False)
    # From which day and by which promise the due date was counted, to count it anew; no number of
    # days stands for a date that was set by hand.
    due_since = models.DateField(null=True, blank=True)
    due_days = models.PositiveSmallIntegerField(null=True, blank=True)
    due_unit = models.CharField(
        max_length=8, choices=Unit.choices, blank=True, default="", db_default=""
    )
    # An extension that was asked for and waits for its decision.
    extend_to = models.DateField(_("extension asked for until"), null=True, blank=True)
    extend_reason = models.CharField(
        max_length=12,
        choices=vocabulary.ExtendReason.choices,
        blank=True,
        default="",
        db_default="",
    )
    extend_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    # How far the reminding about which due date has come.
    alarm = models.CharField(
        max_length=8, choices=vocabulary.Alarm.choices, blank=True, default="", db_default=""
    )
    alarm_due_on = models.DateField(null=True, blank=True)
    acknowledge_by = models.DateField(_("acknowledge by"), null=True, blank=True)
    external_due_on = models.DateField(_("external deadline"), null=True, blank=True)
    # The earlier of both deadlines: it is what the office goes by. Only the database writes it.
    first_due_on = models.GeneratedField(
        expression=Least(
            Coalesce("due_on", "external_due_on"), Coalesce("external_due_on", "due_on")
        ),
        output_field=models.DateField(null=True),
        db_persist=True,
        verbose_name=_("due first"),
    )
    waiting_since = models.DateTimeField(null=True, blank=True)
    asked_in = models.CharField(max_length=20, choices=Stage.choices, blank=True)
    answer_by = models.DateField(_("answer of the submitter by"), null=True, blank=True)
    # The problem in the office's words, which waits for the submitter to agree.
    restated_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    # The diary number of the draft the management approved; none while nothing is.
    approved_seq = models.PositiveIntegerField(default=0, db_default=0)
    # The first answer and the due date that then held: later turns cannot improve timeliness.
    answered_at = models.DateTimeField(_("first answered"), null=True, blank=True)
    answer_due_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_open(self) -> bool:
        """Say whether the submitter is still owed an answer."""
        return self.stage in vocabulary.OPEN

    @property
    def received_on(self) -> date:
        """Return the day of receipt in the hospital's time zone."""
        return timezone.localdate(self.received_at)

    @property
    def first_due(self) -> date | None:
        """Return the earlier of the own and the external deadline (for a row not yet read again)."""
        return min(filter(None, (self.due_on, self.external_due_on)), default=None)

    def is_overdue(self, *, on: date) -> bool:
        """Say whether the earlier deadline has passed while the clock was running."""
        running = self.is_open and self.stage != Stage.WAITING
        return running and self.first_due is not None and self.first_due < on

    def is_answered_on_time(self) -> bool | None:
        """Say whether the first answer came by its due date; None while there is none to judge."""
        if self.answered_at is None or self.answer_due_on is None or not self.date_known:
            return None
        return timezone.localdate(self.answered_at) <= self.answer_due_on
