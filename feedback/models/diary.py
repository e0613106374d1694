"""The diary: every act on a case, appended and never edited; the audit, the timeline and the outbox."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from feedback.models.case import Case
from feedback.vocabulary import Act, Actor, Stage
from portal.crypto import EncryptedTextField


class CaseEventQuerySet(models.QuerySet["CaseEvent"]):
    def public(self) -> "CaseEventQuerySet":
        """Return the entries the submitter may read."""
        return self.filter(public=True)

    def untold(self) -> "CaseEventQuerySet":
        """Return the entries nobody has carried out of the house yet, oldest first."""
        return self.filter(told_at=None).order_by("pk")


class CaseEvent(models.Model):
    """One act. Only `told_at`, re-encryption and retention may ever write to an entry again."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="diary")
    seq = models.PositiveIntegerField()
    act = models.CharField(_("act"), max_length=12, choices=Act.choices)
    stage_after = models.CharField(max_length=20, choices=Stage.choices)
    actor = models.CharField(max_length=12, choices=Actor.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="case_events",
    )
    text = EncryptedTextField(blank=True, default="")
    # Coded facts of the act (department, due dates, reason); never words about a person.
    facts = models.JSONField(default=dict, blank=True)
    public = models.BooleanField(default=False)
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    objects = CaseEventQuerySet.as_manager()

    class Meta:
        ordering = ["seq"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="diary_without_doubles")
        ]
        indexes = [
            models.Index(
                fields=["id"], name="diary_untold", condition=models.Q(told_at__isnull=True)
            )
        ]
        verbose_name = _("diary entry")
        verbose_name_plural = _("diary")

    def __str__(self) -> str:
        return f"{self.case_id}#{self.seq} {self.act}"
