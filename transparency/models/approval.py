"""Who approved which wording of a summary, and from which case it was drafted. Never a page's text."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision


class NotApproved(PermissionDenied):
    """Nobody but its author has approved this wording, so it cannot go out.

    As a `PermissionDenied` it becomes a refusal, never an error page, on every route of the admin.
    """

    def __init__(self, *args: Any) -> None:
        super().__init__(*(args or (str(SENTENCE),)))


SENTENCE = _(
    "A summary goes out only when another account than its author's has approved exactly this "
    "wording. Submit it for review."
)


class Approval(models.Model):
    """One account's word for one revision of a summary, with a fingerprint of what it says.

    The accounts stand here as numbers too, so that a deleted account does not take back its word.
    A revision may be purged; the fingerprint then still says what was approved.
    """

    page = models.ForeignKey(
        "transparency.CaseSummaryPage", on_delete=models.CASCADE, related_name="approvals"
    )
    revision = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, related_name="approvals"
    )
    fingerprint = models.CharField(max_length=64)
    author_number = models.BigIntegerField()
    approver_number = models.BigIntegerField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("approved"), auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(author_number=models.F("approver_number")),
                name="nobody_approves_the_own_words",
            )
        ]
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")

    def __str__(self) -> str:
        return f"{self.page_id} {self.revision_id}"


class SummarySource(models.Model):
    """The tie between a summary and the case it was drafted from: not copied, never published."""

    page = models.OneToOneField(
        "transparency.CaseSummaryPage", on_delete=models.CASCADE, related_name="source"
    )
    reference = models.CharField(_("reference"), max_length=20, unique=True)
    drafted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("source of a summary")
        verbose_name_plural = _("sources of summaries")

    def __str__(self) -> str:
        return self.reference
