"""The notices people are sent, to submitters and to staff: which entry causes one, how far it has come."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from feedback.models.diary import CaseEvent
from feedback.vocabulary import UNDER_WAY, News, NoticeState, Way


class NoticeQuerySet(models.QuerySet["Notice"]):
    def due(self, *, at: datetime) -> "NoticeQuerySet":
        """Return what a worker may take up now, the longest waiting first."""
        return self.filter(state=NoticeState.WAITING, not_before__lte=at).order_by("not_before")

    def under_way(self) -> "NoticeQuerySet":
        """Return what has not come to an end yet."""
        return self.filter(state__in=UNDER_WAY)


class Notice(models.Model):
    """One message, caused by one diary entry. It holds neither an address nor a word of the case."""

    event = models.ForeignKey(CaseEvent, on_delete=models.CASCADE, related_name="notices")
    way = models.CharField(
        max_length=8, choices=Way.choices, default=Way.EMAIL, db_default=Way.EMAIL
    )
    # A member of staff; without one the submitter is written to.
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
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

    wagtail_reference_index_ignore = True

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
        constraints = [
            models.UniqueConstraint(
                fields=["event"],
                condition=Q(reader__isnull=True),
                name="one_notice_to_the_submitter",
            ),
            models.UniqueConstraint(fields=["event", "reader"], name="one_notice_a_reader"),
        ]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")

    def __str__(self) -> str:
        return f"{self.event_id} {self.kind} {self.state}"


class NoticeWording(models.Model):
    """What a notice of one occasion says, in the hospital's own words; without one our own are used."""

    occasion = models.CharField(_("occasion"), max_length=12, choices=News.choices, unique=True)
    body = models.TextField(_("words in Chinese"), max_length=600)
    body_en = models.TextField(_("words in English"), max_length=1200)
    sms_template = models.CharField(
        _("template code of the text message"),
        max_length=40,
        blank=True,
        help_text=_("As the gateway has approved it; without one no text message goes out."),
    )

    class Meta:
        ordering = ["occasion"]
        verbose_name = _("wording of a notice")
        verbose_name_plural = _("wording of notices")

    def __str__(self) -> str:
        return str(News(self.occasion).label)
