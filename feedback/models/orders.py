"""Work orders of hotlines and authorities: a day's file, each of its rows, and what is reported back."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from feedback.models.case import Case
from feedback.models.directory import Category
from feedback.vocabulary import Channel, RowFate
from portal.crypto import EncryptedTextField
from portal.models import Hospital


class OrderBatch(models.Model):
    """One file of work orders, kept so that the answers go back in its own shape."""

    hospital = models.ForeignKey(Hospital, on_delete=models.PROTECT, related_name="order_batches")
    channel = models.CharField(_("channel"), max_length=12, choices=Channel.choices)
    # The columns as the file names them, in its order.
    header = models.JSONField()
    # So that the same file is known when it comes again.
    digest = models.CharField(max_length=64, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("brought in"))

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["-at", "-pk"]
        verbose_name = _("file of work orders")
        verbose_name_plural = _("files of work orders")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class OrderRow(models.Model):
    """One row of such a file and what became of it; none is dropped without a word."""

    batch = models.ForeignKey(OrderBatch, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    fate = models.CharField(max_length=10, choices=RowFate.choices)
    # Why it was rejected: a sentence that repeats no cell.
    reason = models.CharField(max_length=250, blank=True)
    case = models.ForeignKey(
        Case, on_delete=models.SET_NULL, null=True, blank=True, related_name="order_rows"
    )
    # The cells as they came, as JSON; they name persons.
    cells = EncryptedTextField(blank=True, default="")

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["batch", "line"]
        constraints = [models.UniqueConstraint(fields=["batch", "line"], name="one_row_a_line")]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.line}"


class WorkOrder(models.Model):
    """What a hotline or authority wants of a case beside the answer to the submitter.

    Its number and its deadline stand in the case: `external_number`, `external_due_on`.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="order")
    office = models.CharField(_("passed on by"), max_length=80, blank=True)
    # Its own classification, as it wrote it.
    subject = models.CharField(_("its category"), max_length=200, blank=True)
    dispatched_at = models.DateTimeField(_("dispatched"), null=True, blank=True)
    urges = models.PositiveSmallIntegerField(_("urged"), default=0)
    contested_at = models.DateTimeField(_("contested"), null=True, blank=True)
    contest_decided_at = models.DateTimeField(null=True, blank=True)
    contest_won = models.BooleanField(null=True)
    reported_at = models.DateTimeField(_("reported back"), null=True, blank=True)
    # What was reported; the submitter's answer is another text.
    report = EncryptedTextField(_("report"), blank=True, default="")

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["reported_at"], name="order_by_report")]
        verbose_name = _("work order")
        verbose_name_plural = _("work orders")

    def __str__(self) -> str:
        return str(self.case_id)


class SubjectMapping(models.Model):
    """Which of our categories a category of a hotline's own tree means; the office fills it."""

    channel = models.CharField(_("channel"), max_length=12, choices=Channel.choices)
    # The path as the hotline writes it, its levels joined by " / ".
    path = models.CharField(_("its category"), max_length=200)
    category = models.ForeignKey(
        Category,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="mapped_from",
        verbose_name=pgettext_lazy("of a mapping", "our category"),
    )
    # Not a matter of this hospital: such an order is to be contested.
    foreign = models.BooleanField(_("not a matter of this hospital"), default=False)

    class Meta:
        ordering = ["channel", "path"]
        constraints = [
            models.UniqueConstraint(fields=["channel", "path"], name="one_mapping_a_path")
        ]
        verbose_name = _("category of a hotline")
        verbose_name_plural = _("categories of hotlines")

    def __str__(self) -> str:
        return self.path
