"""How cases belong together: links the office made, and fingerprints by which alike texts are found."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from feedback.models.case import Case


class CaseLinkQuerySet(models.QuerySet["CaseLink"]):
    def of(self, case: Case) -> "CaseLinkQuerySet":
        """Return the links of a case, whichever side it stands on."""
        return self.filter(models.Q(one=case) | models.Q(other=case))


class CaseLink(models.Model):
    """Two cases that have to do with each other; each stays a case of its own."""

    # The older one stands first, so that a pair is kept once.
    one = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    why = models.CharField(_("what they have in common"), max_length=120, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    objects = CaseLinkQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="linked_once"),
            models.CheckConstraint(
                condition=models.Q(one__lt=models.F("other")), name="older_one_first"
            ),
        ]
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id}"


class Fingerprint(models.Model):
    """One keyed hash of a piece of a story; without the key it says nothing of the words."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="fingerprints")
    value = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["value", "case"], name="fingerprint_found")]

    def __str__(self) -> str:
        return str(self.case_id)
