"""A case: one voice and what became of it. Who spoke stands in a table of its own."""

import secrets
from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from feedback import vocabulary
from feedback.models.directory import Department
from feedback.vocabulary import Channel, Complexity, Kind, Priority, PublicStage, Stage
from feedback.workflow import Role
from portal.crypto import EncryptedTextField
from portal.models import Hospital, User


def new_salt() -> bytes:
    """Return the salt by which the owner, and nobody else, can find a case in a public list."""
    return secrets.token_bytes(16)


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> "CaseQuerySet":
        """Return those that are still owed an answer."""
        return self.filter(stage__in=vocabulary.OPEN)

    def overdue(self, *, on: date) -> "CaseQuerySet":
        """Return those past their due date; the clock rests while the submitter is asked."""
        return self.open().exclude(stage=Stage.WAITING).filter(due_on__lt=on)

    def visible_to(self, user: User) -> "CaseQuerySet":
        """Return what this person may open: the office all, a department its own, others nothing."""
        if user.has_perm("feedback.work_cases"):
            return self
        if not user.has_perm("feedback.work_department_cases"):
            return self.none()
        own = Department.objects.of(user).values("pk")
        concerned = models.Q(lead_id__in=own) | models.Q(
            pk__in=Case.assisting.through.objects.filter(department_id__in=own).values("case_id")
        )
        return self.filter(concerned, restricted=False)


class Case(models.Model):
    """One voice, from the street to the answer. Its stage changes in `services.step` only."""

    hospital = models.ForeignKey(Hospital, on_delete=models.PROTECT, related_name="cases")
    reference = models.CharField(_("reference"), max_length=20, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    channel = models.CharField(_("channel"), max_length=12, choices=Channel.choices)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices)
    # The number of the last diary entry: gapless, and what two officers cannot both raise.
    version = models.PositiveIntegerField(default=0)
    story = EncryptedTextField(_("story"))
    gist = models.CharField(
        _("gist"),
        max_length=120,
        blank=True,
        help_text=_("One line of your own, without any personal data; the office searches by it."),
    )
    language = models.CharField(_("language"), max_length=10, default="zh-hans")
    happened_on = models.DateField(_("when it happened"), null=True, blank=True)
    about = models.ForeignKey(
        Department,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases_about",
        verbose_name=_("department named by the submitter"),
    )
    lead = models.ForeignKey(
        Department,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases_led",
        verbose_name=_("responsible department"),
    )
    assisting = models.ManyToManyField(
        Department,
        blank=True,
        related_name="cases_assisted",
        verbose_name=_("assisting departments"),
    )
    priority = models.CharField(
        _("priority"), max_length=12, choices=Priority.choices, default=Priority.ROUTINE
    )
    complexity = models.CharField(
        _("complexity"), max_length=12, choices=Complexity.choices, default=Complexity.STANDARD
    )
    restricted = models.BooleanField(_("restricted"), default=False)
    dispute = models.BooleanField(_("medical dispute"), default=False)
    legal_hold = models.BooleanField(_("legal hold"), default=False)
    quarantined = models.BooleanField(_("quarantined"), default=False)

    received_at = models.DateTimeField(_("received"))
    date_known = models.BooleanField(_("date of receipt known"), default=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    due_provisional = models.BooleanField(_("provisional"), default=False)
    acknowledge_by = models.DateField(_("acknowledge by"), null=True, blank=True)
    external_due_on = models.DateField(_("external deadline"), null=True, blank=True)
    waiting_since = models.DateTimeField(null=True, blank=True)
    asked_in = models.CharField(max_length=20, choices=Stage.choices, blank=True)
    # The first answer and the due date that then held: later turns cannot improve timeliness.
    answered_at = models.DateTimeField(_("first answered"), null=True, blank=True)
    answer_due_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    outcome = models.CharField(
        _("outcome"), max_length=16, choices=vocabulary.Outcome.choices, blank=True
    )
    decline_reason = models.CharField(
        max_length=16, choices=vocabulary.DeclineReason.choices, blank=True
    )
    finding = models.TextField(
        _("publishable finding"),
        blank=True,
        help_text=_(
            "What was found, in words that name nobody; a public summary is drafted from it."
        ),
    )
    resolution = models.CharField(
        _("resolution"), max_length=12, choices=vocabulary.Resolution.choices, blank=True
    )
    satisfaction = models.PositiveSmallIntegerField(
        _("satisfaction"), choices=vocabulary.Satisfaction.choices, null=True, blank=True
    )
    rated_at = models.DateTimeField(_("rated"), null=True, blank=True)

    salt = models.BinaryField(default=new_salt, max_length=16)
    code_digest = models.BinaryField(max_length=32, unique=True, null=True, blank=True)
    code_key = models.CharField(max_length=8, blank=True)
    # Whose one-time form this was: a second sending of the same form finds the same case.
    form_key = models.CharField(max_length=64, unique=True, null=True, blank=True)
    external_number = EncryptedTextField(_("work order number"), blank=True, default="")
    external_index = models.CharField(max_length=64, blank=True, db_index=True)
    import_key = models.CharField(max_length=64, unique=True, null=True, blank=True)
    text_key = models.CharField(max_length=64, blank=True, db_index=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        default_permissions = ()
        permissions = [
            ("work_cases", _("May work on all cases (complaint office)")),
            ("work_department_cases", _("May work on the cases of the own department")),
            ("see_contact", _("May see who submitted a case")),
        ]
        indexes = [
            models.Index(fields=["stage", "due_on"], name="case_by_stage_and_due"),
            models.Index(fields=["received_at"], name="case_by_receipt"),
            models.Index(fields=["closed_at"], name="case_by_closing"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        """Say whether the submitter is still owed an answer."""
        return self.stage in vocabulary.OPEN

    @property
    def public_stage(self) -> PublicStage:
        """Return the stage in the fewer words the submitter is told."""
        return vocabulary.PUBLIC_STAGE[Stage(self.stage)]

    @property
    def received_on(self) -> date:
        """Return the day of receipt in the hospital's time zone."""
        return timezone.localdate(self.received_at)

    def is_overdue(self, *, on: date) -> bool:
        """Say whether the due date has passed while the clock was running."""
        running = self.is_open and self.stage != Stage.WAITING
        return running and self.due_on is not None and self.due_on < on

    def is_answered_on_time(self) -> bool | None:
        """Say whether the first answer came by its due date; None while there is none to judge."""
        if self.answered_at is None or self.answer_due_on is None or not self.date_known:
            return None
        return timezone.localdate(self.answered_at) <= self.answer_due_on

    def role_of(self, user: User) -> Role | None:
        """Return in what capacity a member of staff may act here, None for a stranger to the case."""
        if user.has_perm("feedback.work_cases"):
            return Role.OFFICER
        if Case.objects.visible_to(user).filter(pk=self.pk).exists():
            return Role.DEPARTMENT
        return None
