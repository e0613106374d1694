"""What somebody looked at and let pass in a page, and why. Never the words themselves."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Passed(models.Model):
    """One finding of the gate that is let pass on one page: a hint ticked off, or a block overruled.

    An overruled block needs two accounts and a reason that everybody may read; how many there were
    stands on the public page.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    # A keyed hash of kind, field and words: the same words elsewhere have to be looked at anew.
    mark = models.CharField(max_length=64)
    kind = models.CharField(max_length=12)
    overruled = models.BooleanField(_("overruled"), default=False)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_number = models.BigIntegerField(null=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    granted_number = models.BigIntegerField(null=True)
    at = models.DateTimeField(auto_now_add=True)
    granted_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        permissions = [("overrule_gate", _("May let pass what the publish gate holds back"))]
        constraints = [
            models.UniqueConstraint(fields=["page", "mark"], name="one_word_a_finding"),
            models.CheckConstraint(
                condition=models.Q(granted_number=None)
                | ~models.Q(granted_number=models.F("asked_number")),
                name="nobody_grants_the_own_wish",
            ),
        ]
        verbose_name = _("finding let pass")
        verbose_name_plural = _("findings let pass")

    def __str__(self) -> str:
        return f"{self.page_id} {self.kind}"
