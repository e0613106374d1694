"""The lists an office keeps: its departments with their contacts, and the categories of a matter."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from feedback.vocabulary import Sphere
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
    group_en = models.CharField(
        _("group in English"), max_length=60, blank=True, default="", db_default=""
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

    def people(self) -> list[User]:
        """Return who answers for this department: its contacts and its head."""
        people = {user.pk: user for user in self.contacts.filter(is_active=True)}
        if self.head and self.head.is_active:
            people[self.head.pk] = self.head
        return list(people.values())

    def is_answered_for_by(self, user: User) -> bool:
        """Say whether somebody is a contact or the head of this department."""
        return self.head_id == user.pk or self.contacts.filter(pk=user.pk).exists()


class CategoryQuerySet(models.QuerySet["Category"]):
    def subjects(self) -> "CategoryQuerySet":
        """Return the second level, by which cases are classified."""
        return self.filter(parent__isnull=False, active=True).select_related("parent")

    def by_code(self) -> dict[str, "Category"]:
        """Return all of them by their code as kept for the edition: for names, nothing else."""
        everything = self.model._default_manager
        return edition.kept("categories", lambda: everything.in_bulk(field_name="code"))


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
    sphere = models.CharField(
        _("sphere"),
        max_length=12,
        choices=Sphere.choices,
        blank=True,
        default="",
        db_default="",
        help_text=_("Which team alone sees such cases; for confidential categories only."),
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


class SphereTeamQuerySet(models.QuerySet["SphereTeam"]):
    def members_at_work(self) -> models.QuerySet[Any, tuple[str, int]]:
        """Return each sphere with each of its members who still works here."""
        return self.filter(members__is_active=True).order_by().values_list("sphere", "members")

    def spheres_of(self, user: User) -> list[str]:
        """Return the spheres whose restricted cases this person of the office may open."""
        teams: dict[str, set[int]] = {}
        for sphere, member in self.members_at_work():
            teams.setdefault(sphere, set()).add(member)
        return open_spheres(user, teams)

    def is_named(self, sphere: str) -> bool:
        """Say whether anybody who still works here is in the team of a sphere."""
        return self.filter(sphere=sphere, members__is_active=True).exists()


def open_spheres(user: User, teams: dict[str, set[int]]) -> list[str]:
    """Return the spheres whose restricted cases a person of the office may open, of who is in the teams.

    A sphere for which nobody is named, or nobody who still works here, stays with the whole
    office: nothing is forgotten. What is restricted without a sphere belongs to the others. A
    dispute has a special group of its own and falls to the management only, who end it.
    """
    named = dict(teams)
    if not user.has_perm("feedback.approve_cases"):
        named.setdefault(Sphere.DISPUTE, set())
    mine = [one.value for one in Sphere if user.pk in named.get(one, {user.pk})]
    return [*mine, ""] if Sphere.OTHER in mine else mine


class SphereTeam(models.Model):
    """Who works on the restricted matters of a sphere; nobody else knows of them."""

    sphere = models.CharField(_("sphere"), max_length=12, choices=Sphere.choices, unique=True)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="sphere_teams",
        verbose_name=_("members"),
        help_text=_("Only they see such cases, in lists, counts and searches too."),
    )

    objects = SphereTeamQuerySet.as_manager()

    class Meta:
        ordering = ["sphere"]
        verbose_name = _("team for restricted matters")
        verbose_name_plural = _("teams for restricted matters")

    def __str__(self) -> str:
        return str(Sphere(self.sphere).label)

    def present(self) -> list[User]:
        """Return the members who still work here."""
        return [member for member in self.members.all() if member.is_active]


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def represented_by(self, user: User, *, on: date) -> "AbsenceQuerySet":
        """Return the absences on a day for which this person stands in."""
        return self.filter(deputy=user, start__lte=on, end__gte=on)


class Absence(models.Model):
    """An officer is away and a deputy sees what waits for them; the cases stay in charge of the officer."""

    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="absences",
        verbose_name=_("officer"),
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="stands_in",
        verbose_name=_("deputy"),
    )
    start = models.DateField(_("from"))
    end = models.DateField(_("until"))

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["-end"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gte=models.F("start")), name="absence_ends"
            ),
            models.CheckConstraint(
                condition=~models.Q(officer=models.F("deputy")), name="another_stands_in"
            ),
        ]
        verbose_name = _("absence")
        verbose_name_plural = _("absences")

    def __str__(self) -> str:
        return f"{self.officer.get_username()} {self.start} – {self.end}"
