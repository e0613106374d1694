"""The lists an office keeps: its departments with their contacts, and the categories of a matter."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal import edition
from portal.models import Hospital, Named, User


class DepartmentQuerySet(models.QuerySet["Department"]):
    def offered(self) -> "DepartmentQuerySet":
        """Return those a submitter may name on the form."""
        return self.filter(active=True, public=True)

    def by_number(self) -> dict[int, "Department"]:
        """Return all of them by their number as kept for the edition: for names, nothing else."""
        return edition.kept("departments", self.model._default_manager.in_bulk)

    def of(self, user: User) -> "DepartmentQuerySet":
        """Return those this person answers for."""
        return self.filter(models.Q(contacts=user) | models.Q(head=user)).distinct()


class Department(Named):
    """A unit of the hospital that answers for its matters."""

    hospital = models.ForeignKey(
        Hospital, on_delete=models.PROTECT, related_name="departments", verbose_name=_("hospital")
    )
    code = models.SlugField(_("code"), max_length=30, help_text=_("Used in links and QR posters."))
    group = models.CharField(
        pgettext_lazy("of departments", "group"),
        max_length=40,
        blank=True,
        help_text=_("Published figures name groups, never wards."),
    )
    head = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="heads",
        verbose_name=_("head of department"),
    )
    contacts = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="departments",
        verbose_name=_("contacts"),
        help_text=_("They see the matters assigned to this department."),
    )
    active = models.BooleanField(_("active"), default=True)
    public = models.BooleanField(_("offered on the public form"), default=True)
    sort = models.PositiveSmallIntegerField(_("order"), default=100)

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        ordering = ["sort", "code"]
        constraints = [
            models.UniqueConstraint(fields=["hospital", "code"], name="one_department_a_code")
        ]
        verbose_name = _("department")
        verbose_name_plural = _("departments")


class CategoryQuerySet(models.QuerySet["Category"]):
    def subjects(self) -> "CategoryQuerySet":
        """Return the second level, by which cases are classified."""
        return self.filter(parent__isnull=False, active=True).select_related("parent")


class Category(Named):
    """What a matter is about, in two levels; a code is never used twice."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("belongs to"),
    )
    hcat = models.CharField(
        "HCAT",
        max_length=10,
        blank=True,
        help_text=_("Letters of the Healthcare Complaints Analysis Tool, for example Q/S."),
    )
    owner = models.CharField(_("usual owner"), max_length=80, blank=True)
    confidential = models.BooleanField(
        _("confidential"), default=False, help_text=_("Departments do not see such cases.")
    )
    asks_safety = models.BooleanField(_("asks whether somebody is in danger"), default=False)
    active = models.BooleanField(_("active"), default=True)
    sort = models.PositiveSmallIntegerField(_("order"), default=100)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["sort", "code"]
        verbose_name = _("category")
        verbose_name_plural = _("categories")

    @property
    def path(self) -> str:
        """Return the name under that of its parent."""
        return f"{self.parent.label} › {self.label}" if self.parent else self.label
