"""The news a submitter is sent by e-mail: which entry causes it and how far it has come."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from feedback.models.diary import CaseEvent
from feedback.vocabulary import UNDER_WAY, News, NoticeState


class NoticeQuerySet(models.QuerySet["Notice"]):
    def due(self, *, at: datetime) -> "NoticeQuerySet":
        """Return what a worker may take up now, the longest waiting first."""
        return self.filter(state=NoticeState.WAITING, not_before__lte=at).order_by("not_before")

    def under_way(self) -> "NoticeQuerySet":
        """Return what has not come to an end yet."""
        return self.filter(state__in=UNDER_WAY)


class Notice(models.Model):
    """One mail, caused by one diary entry. It holds neither an address nor a word of the case."""

    event = models.OneToOneField(CaseEvent, on_delete=models.CASCADE, related_name="notice")
    kind = models.CharField(max_length=12, choices=News.choices)
    state = models.CharField(
        max_length=12, choices=NoticeState.choices, default=NoticeState.WAITING
    )
    tries = models.PositiveSmallIntegerField(default=0)
    # How many workers did not come back from it.
    crashes = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    not_before = models.DateTimeField()
    queued_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    # From here on the mail server may have it: it is never handed over again.
    handed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    # Why not, or not yet: a short code, never what a server said.
    failure = models.CharField(max_length=20, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["not_before"],
                name="notice_under_way",
                condition=Q(state__in=["waiting", "sending"]),
            )
        ]
        verbose_name = _("e-mail news")
        verbose_name_plural = _("e-mail news")

    def __str__(self) -> str:
        return f"{self.event_id} {self.kind} {self.state}"
