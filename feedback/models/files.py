"""Attachments of a case: the original sealed with its hash, a safe copy for whoever may see the case."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from feedback.models import sight
from feedback.models.case import Case
from feedback.models.diary import CaseEvent
from feedback.vocabulary import Actor, FileState
from portal.crypto import EncryptedTextField
from portal.models import User


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def unchecked(self) -> "AttachmentQuerySet":
        """Return those nobody has made safe yet, oldest first."""
        return self.filter(state=FileState.RECEIVED).order_by("pk")

    def told_to(self, user: User, case: Case) -> "AttachmentQuerySet":
        """Return those of a case that a department or the office may open.

        Of a colleague's matter a department opens what a department added.
        """
        own = self.filter(case=case)
        return own if sight.reads_story(case, user) else own.filter(actor=Actor.DEPARTMENT)


class Attachment(models.Model):
    """One file. Its bytes decide what it is; both copies are encrypted and lie outside the web root."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="attachments")
    event = models.ForeignKey(
        CaseEvent, on_delete=models.CASCADE, null=True, related_name="attachments"
    )
    name = EncryptedTextField(pgettext_lazy("of a file", "name"))
    actor = models.CharField(max_length=12, choices=Actor.choices)
    kind = models.CharField(max_length=8)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    original = models.CharField(max_length=200)
    safe = models.CharField(max_length=200, blank=True)
    safe_type = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=12, choices=FileState.choices, default=FileState.RECEIVED)
    tries = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return str(self.key)
