"""People who sign in, and the hospital everything belongs to."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.language import either


class User(AbstractUser):  # type: ignore[django-manager-missing]
    """A member of staff; patients have no accounts."""

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def get_full_name(self) -> str:
        """Return the family name first and without a space where the name is Chinese."""
        if not self.last_name or self.last_name.isascii():
            return super().get_full_name()
        return f"{self.last_name}{self.first_name}"


class Named(models.Model):
    """Something with a short name in Chinese and, beside it, in English."""

    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Return the name in the language of the page being built."""
        return either(self.name, self.name_en)


class Hospital(Named):  # type: ignore[django-manager-missing]
    """The house a case, a department, a policy and a release belong to; one row by default."""

    code = models.SlugField(_("code"), max_length=20, unique=True)

    class Meta:
        verbose_name = _("hospital")
        verbose_name_plural = _("hospitals")
