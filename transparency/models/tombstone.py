"""What stands where a public page was withdrawn: that it was there, when it went, and why."""

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# Where nobody was asked for a reason; kept as signs, and said in the reader's language.
EXPIRED, UNSAID, CONSENT_ENDED = "~expired", "~unsaid", "~consent"
STANDARD = {
    EXPIRED: _("It was put up for a time that was set beforehand, and this time is over."),
    UNSAID: _("No reason was written down."),
    CONSENT_ENDED: _("The consent to publish it no longer stands."),
}


class Tombstone(models.Model):
    """A withdrawn page. It keeps the address and the reason, never a word of the page itself."""

    # As asked by browsers, with the language prefix and the closing slash.
    path = models.CharField(_("address"), max_length=700, unique=True)
    # The label of its model, so that it can be named in any language.
    kind = models.CharField(_("kind of page"), max_length=60)
    reason = models.TextField(
        _("why it was withdrawn"),
        max_length=300,
        help_text=_("Everybody reads it. Write nothing of what the page gave away."),
    )
    published_on = models.DateField(_("published"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"))
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-withdrawn_at"]
        default_permissions = ()
        verbose_name = _("withdrawn page")
        verbose_name_plural = _("withdrawn pages")

    def __str__(self) -> str:
        return self.path

    @property
    def why(self) -> str:
        """Return the reason as the public reads it."""
        return str(STANDARD.get(self.reason, self.reason))

    @property
    def is_in_own_words(self) -> bool:
        """Say whether an editor wrote the reason, in the language of the page."""
        return self.reason not in STANDARD

    @property
    def is_english(self) -> bool:
        """Say whether the page stood among the English ones."""
        return self.path.startswith("/en/")

    @property
    def kind_label(self) -> str:
        """Return the name of its kind; a kind there is no longer is just a page."""
        try:
            return str(apps.get_model(self.kind)._meta.verbose_name)
        except (LookupError, ValueError):
            return gettext("page")
