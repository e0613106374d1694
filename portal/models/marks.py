"""What the building counts for itself: tries, keys it has used, the edition of its pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tally(models.Model):
    """How often something happened in a stretch of time; counted in one atomic statement.

    A count kept in a shared cache lost two thirds of concurrent hits, and a restart forgets it.
    """

    scope = models.CharField(max_length=20)
    subject = models.CharField(max_length=64, help_text=_("A keyed hash, never an address."))
    window = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "subject", "window"], name="one_tally_a_window"
            )
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.window:%Y-%m-%d %H:%M}"


class KeyMark(models.Model):
    """Which field keys have been used here, so that a house with a wrong key refuses to open."""

    key_id = models.CharField(max_length=16, unique=True)
    first_used = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.key_id


class Edition(models.Model):
    """The number of the public pages' present edition; `portal.edition` raises and reads it."""

    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.number)
