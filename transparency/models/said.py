"""The raw counts behind a release, sealed: so that later releases count the same months alike."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.crypto import EncryptedTextField
from transparency.models.release import Release


class Said(models.Model):
    """What a release has counted, month by month. Only the freezing of a later release reads it."""

    release = models.OneToOneField(Release, on_delete=models.CASCADE, related_name="said")
    counts = EncryptedTextField(_("counts"))

    class Meta:
        default_permissions = ()
        verbose_name = _("counts behind a release")
        verbose_name_plural = _("counts behind releases")

    def __str__(self) -> str:
        return str(self.release_id)
