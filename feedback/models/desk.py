"""What an office keeps for its own work: reply templates, saved filters, who is on a case just now."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from feedback.models.case import Case
from feedback.models.directory import Category
from feedback.vocabulary import Act, Kind
from portal.models import User

# Whoever has not been heard of for so long has gone.
PRESENT = timedelta(seconds=90)


class ReplyTemplate(models.Model):
    """Words that are used again and again; the officer mends them before they are sent."""

    class Use(models.TextChoices):
        REPLY = Act.REPLY, _("Reply")
        ASK = Act.ASK, _("Question to the submitter")
        DECLINE = Act.DECLINE, _("Decline")
        RESTATE = Act.RESTATE, _("Problem restated")

    title = models.CharField(_("title"), max_length=80)
    use = models.CharField(_("used for"), max_length=12, choices=Use.choices, default=Use.REPLY)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, blank=True)
    category = models.ForeignKey(
        Category,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("category"),
    )
    text = models.TextField(_("text in Chinese"))
    text_en = models.TextField(_("text in English"), blank=True)
    active = models.BooleanField(_("active"), default=True)
    sort = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        ordering = ["sort", "title"]
        verbose_name = _("reply template")
        verbose_name_plural = _("reply templates")

    def __str__(self) -> str:
        return self.title


class SavedFilter(models.Model):
    """A way of looking at the inbox that somebody wants to find again; the own one only."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters"
    )
    name = models.CharField(_("name of the filter"), max_length=40)
    query = models.CharField(max_length=500)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["name"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="a_filter_once")]

    def __str__(self) -> str:
        return self.name


class PresenceQuerySet(models.QuerySet["Presence"]):
    def others(self, case: Case, *, than: User) -> "PresenceQuerySet":
        """Return who else is on a case just now."""
        lately = timezone.now() - PRESENT
        return self.filter(case=case, seen_at__gt=lately).exclude(user=than).select_related("user")


class Presence(models.Model):
    """Somebody has a case open just now; the audit is kept elsewhere."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()
    # Writing something, or only reading.
    writing = models.BooleanField(default=False)

    wagtail_reference_index_ignore = True

    objects = PresenceQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="present_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.user_id}"
