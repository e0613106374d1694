"""A case: one voice and what became of it. Who spoke stands in a table of its own."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from feedback import vocabulary
from feedback.models import sight
from feedback.models.clocked import Clocked
from feedback.models.directory import Department
from feedback.models.sight import CaseQuerySet as CaseQuerySet
from feedback.vocabulary import (
    Channel,
    Complexity,
    Kind,
    Priority,
    PublicStage,
    Resolution,
    Sphere,
    Stage,
)
from feedback.workflow import APPROVED_FIRST, Role
from portal.crypto import EncryptedTextField
from portal.models import Hospital, User

HOSPITAL_RESOLUTIONS = [
    (one.value, one.label) for one in Resolution if one != Resolution.UNREACHABLE
]


def new_salt() -> bytes:
    """Return the salt by which the owner, and nobody else, can find a case in a public list."""
    return secrets.token_bytes(16)


class Case(Clocked):
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
    # Where a roving desk was spoken to; not where the matter happened.
    place = models.CharField(
        _("place of the roving desk"), max_length=80, blank=True, default="", db_default=""
    )
    # What a department is told of a colleague's matter instead of the colleague's own words.
    neutral = EncryptedTextField(
        _("the matter in neutral words"), blank=True, default="", db_default=""
    )
    # Coded by the office for the statistics; a band and a profession name nobody.
    age_band = models.CharField(
        _("age of the patient"),
        max_length=8,
        choices=vocabulary.AgeBand.choices,
        blank=True,
        default="",
        db_default="",
    )
    profession = models.CharField(
        _("profession concerned"),
        max_length=12,
        choices=vocabulary.Profession.choices,
        blank=True,
        default="",
        db_default="",
    )
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
    # Who stays responsible until the lead has taken the case on; nobody stands for the office.
    held_by = models.ForeignKey(
        Department,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases_held",
        verbose_name=_("responsible until it is taken on"),
    )
    taken_on_at = models.DateTimeField(null=True, blank=True)
    # A department's objection that waits for its decision.
    objected_at = models.DateTimeField(null=True, blank=True)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases_in_charge",
        verbose_name=_("officer in charge"),
    )
    # Since when something came back that the officer in charge has not looked at.
    came_back_at = models.DateTimeField(_("came back"), null=True, blank=True)
    priority = models.CharField(
        _("priority"), max_length=12, choices=Priority.choices, default=Priority.ROUTINE
    )
    complexity = models.CharField(
        _("complexity"), max_length=12, choices=Complexity.choices, default=Complexity.STANDARD
    )
    restricted = models.BooleanField(_("restricted"), default=False)
    sphere = models.CharField(
        _("sphere"), max_length=12, choices=Sphere.choices, blank=True, default="", db_default=""
    )
    # Beside the team of the sphere: the special group of this one case.
    team = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="cases_of_team", verbose_name=_("team")
    )
    # Persons the matter names: they can neither open it nor be given it.
    barred = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="cases_barred",
        verbose_name=_("barred"),
    )
    dispute = models.BooleanField(_("medical dispute"), default=False)
    legal_hold = models.BooleanField(_("legal hold"), default=False)
    quarantined = models.BooleanField(_("quarantined"), default=False)

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

    callback_by = models.DateField(_("call back by"), null=True, blank=True)
    called_back_at = models.DateTimeField(_("called back"), null=True, blank=True)
    # What the submitter said on the telephone, as somebody else wrote it down.
    callback_resolution = models.CharField(
        max_length=12, choices=Resolution.choices, blank=True, default="", db_default=""
    )
    callback_satisfaction = models.PositiveSmallIntegerField(
        choices=vocabulary.Satisfaction.choices, null=True, blank=True
    )
    # Whether the hospital itself holds the matter for resolved; the submitter is asked apart.
    hospital_resolution = models.CharField(
        _("resolved in the hospital's judgement"),
        max_length=12,
        choices=HOSPITAL_RESOLUTIONS,
        blank=True,
        default="",
        db_default="",
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )
    split_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    fingerprinted_at = models.DateTimeField(null=True, blank=True)
    # The first of the cases told in the same words, found by their fingerprints; itself for that one.
    told_alike = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="alike"
    )

    salt = models.BinaryField(default=new_salt, max_length=16)
    code_digest = models.BinaryField(max_length=32, unique=True, null=True, blank=True)
    code_key = models.CharField(max_length=8, blank=True)
    # Whose one-time form this was: a second sending of the same form finds the same case.
    form_key = models.CharField(max_length=64, unique=True, null=True, blank=True)
    external_number = EncryptedTextField(_("work order number"), blank=True, default="")
    external_index = models.CharField(max_length=64, blank=True, db_index=True)
    import_key = models.CharField(max_length=64, unique=True, null=True, blank=True)
    # A keyed hash of who spoke: telephone, else e-mail, else the account of an imported ledger.
    submitter_key = models.CharField(
        max_length=64, blank=True, default="", db_default="", db_index=True
    )
    text_key = models.CharField(max_length=64, blank=True, db_index=True)

    # Wagtail shows what refers to a department or a person to whoever may edit those.
    wagtail_reference_index_ignore = True

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
            ("approve_cases", _("May approve extensions and replies (management)")),
            ("call_back", _("May call submitters and patients back (callback centre)")),
            ("oversee_cases", _("May read cases without persons and texts (oversight)")),
            ("audit_cases", _("May read who opened what (auditor)")),
        ]
        indexes = [
            models.Index(fields=["stage", "due_on"], name="case_by_stage_and_due"),
            # Three of them hold what decides who sees a case: so the inbox is counted and put in order
            # without reading a single case.
            models.Index(
                fields=["stage", "first_due_on", "restricted", "sphere", "lead", "held_by"],
                name="case_by_stage_and_first_due",
            ),
            models.Index(fields=["received_at"], name="case_by_receipt"),
            models.Index(fields=["answered_at"], name="case_by_answer"),
            models.Index(fields=["closed_at"], name="case_by_closing"),
            models.Index(
                fields=["officer", "stage", "restricted", "sphere"],
                name="case_by_officer",
                condition=models.Q(officer__isnull=False),
            ),
            models.Index(
                fields=["came_back_at", "officer", "restricted", "sphere"],
                name="case_came_back",
                condition=models.Q(came_back_at__isnull=False),
            ),
            models.Index(
                fields=["id"],
                name="case_without_fingerprints",
                condition=models.Q(fingerprinted_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def public_stage(self) -> PublicStage:
        """Return the stage in the fewer words the submitter is told.

        A merged case goes its submitter's way as any other: it is answered when the other one is.
        """
        if self.stage == Stage.MERGED:
            return PublicStage.ANSWERED if self.answered_at else PublicStage.WORKING
        return vocabulary.PUBLIC_STAGE[Stage(self.stage)]

    @property
    def is_against_a_unit(self) -> bool:
        """Say whether somebody complains about the unit that is named."""
        return self.kind in vocabulary.AGAINST_A_UNIT

    @property
    def needs_approval(self) -> bool:
        """Say whether a reply goes out only in words the management has approved."""
        return self.dispute or self.priority in APPROVED_FIRST

    @property
    def responsible(self) -> Department | None:
        """Return who answers for the case now: the first unit until another has taken it on (rule R3).

        None stands for the complaint office.
        """
        return self.lead if self.taken_on_at else self.held_by

    def roles_of(self, user: User) -> frozenset[Role]:
        """Return in what capacities a member of staff may act here; none for a stranger to the case."""
        if not Case.objects.visible_to(user).filter(pk=self.pk).exists():
            return frozenset()
        return self.roles_if_seen(user)

    def roles_if_seen(self, user: User) -> frozenset[Role]:
        """Return the capacities of somebody who is known to see the case."""
        return sight.roles(self, user)
