"""The commendation wall: praise that may be read by all, with consent, and names as departments agree.

What no longer has its submitter's consent is on no list, in no feed and at no address, from the moment
the consent is taken back; names are shown only while their department's word stands.
"""

from datetime import date
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from feedback import casebook
from portal import edition
from portal.models import PortalPage
from portal.models.pages import ADDRESS_PANELS
from portal.pageform import PageForm
from transparency.models.drawn import drawn, kept
from transparency.models.summary import Precision, time_of
from transparency.periods import Period
from transparency.tables import category_choices, category_label

COMMENDATIONS_A_PAGE = 12
# What somebody may ask of the wall.
CHOICES = {"department", "page"}
NO_QUOTE = _(
    "These can be the submitter's own words only where the submitter agreed to be quoted. Tell it in "
    "your own words and leave this empty."
)


class CommendationForm(PageForm):
    """The editor's form: a month for a date, and somebody's own words only where they agreed to it."""

    category = forms.ChoiceField(label=_("Category"), choices=category_choices)

    def clean_month(self) -> Any:
        """Keep the month and forget the day."""
        month = self.cleaned_data["month"]
        return month.replace(day=1) if month else month

    def clean_is_quote(self) -> bool:
        """Refuse to call it somebody's own words without their consent to that."""
        is_quote: bool = self.cleaned_data["is_quote"]
        if is_quote and not self.instance.may_be_quoted:
            raise forms.ValidationError(NO_QUOTE)
        return is_quote


class CommendationQuerySet(PageQuerySet):
    """Questions about many commendations."""

    def newest(self) -> "CommendationQuerySet":
        """Return what anybody may read, the newest first, with the words of the departments."""
        found = self.live().public().exclude(pk__in=without_consent())
        newest = found.prefetch_related("agreements").order_by("-first_published_at", "-pk")
        return cast("CommendationQuerySet", newest)


def without_consent() -> frozenset[int]:
    """Return the live commendations that nobody may read: of cases whose consent does not stand.

    It is kept for the edition; whoever takes consent back begins a new one.
    """
    return edition.kept("commendations without consent", _without_consent)


def _without_consent() -> frozenset[int]:
    sources = CommendationSource.objects.values_list("reference", "key")
    key_of = dict(sources)
    standing = casebook.agreed(key_of)
    keys = {key for reference, key in key_of.items() if reference not in standing}
    if not keys:
        return frozenset()
    kin = Q(translation_key__in=keys) | Q(alias_of__translation_key__in=keys)
    return frozenset(CommendationPage.objects.filter(kin, live=True).values_list("pk", flat=True))


class CommendationPage(PortalPage):
    """Praise that somebody agreed to have published, and for whom it is."""

    department = models.CharField(
        _("department"), max_length=80, help_text=_("Whom it is for: a department or its group.")
    )
    category = models.CharField(_("category"), max_length=10)
    month = models.DateField(
        _("month received"),
        help_text=_("Any day of the month. The public reads the month, the quarter or the year."),
    )
    precision = models.CharField(
        _("shown as"), max_length=8, choices=Precision, default=Precision.MONTH
    )
    praise = models.TextField(
        _("what was praised"),
        help_text=_("Told in your own words, or quoted where the submitter agreed to a quotation."),
    )
    is_quote = models.BooleanField(
        _("these are the submitter's own words"),
        default=False,
        help_text=_("Only with consent to a quotation."),
    )
    names = models.CharField(
        _("names of those praised"),
        max_length=120,
        blank=True,
        help_text=_(
            "They are public only when their department has agreed to exactly these names."
        ),
    )

    objects = PageManager.from_queryset(CommendationQuerySet)()

    parent_page_types = ["transparency.CommendationIndexPage"]
    subpage_types: list[str] = []
    base_form_class = CommendationForm
    template = "transparency/commendation_page.html"
    show_in_menus_default = False
    searched = ("title", "department", "praise")
    content_panels = [
        *PortalPage.content_panels,
        FieldRowPanel([FieldPanel("department"), FieldPanel("category")]),
        FieldRowPanel([FieldPanel("month"), FieldPanel("precision")]),
        FieldPanel("praise"),
        FieldPanel("is_quote"),
        FieldPanel("names"),
    ]
    promote_panels = ADDRESS_PANELS

    class Meta:
        verbose_name = _("commendation")
        verbose_name_plural = _("commendations")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page; where consent was taken back there is none."""
        if self.pk in without_consent():
            raise Http404
        answer: HttpResponse = super().serve(request, *args, **kwargs)
        return answer

    @classmethod
    def open_to_search(cls) -> PageQuerySet:
        """Return what anybody may read."""
        return cls.objects.newest()

    @property
    def may_be_found(self) -> bool:
        """Say whether anybody may read it."""
        return bool(self.live) and self.pk not in without_consent()

    @property
    def tie(self) -> "CommendationSource | None":
        """Return the tie to the case it comes from, of its twin and of an alias too; none if typed by hand."""
        keys = [self.translation_key]
        if self.alias_of_id:
            keys.append(self.alias_of.translation_key)
        return CommendationSource.objects.filter(key__in=keys).first()

    @property
    def department_number(self) -> int | None:
        """Return which department gives its word about names, where there is one."""
        source = self.tie
        return source.department_number if source else casebook.department_named(self.department)

    @property
    def may_be_quoted(self) -> bool:
        """Say whether the submitter agreed that the own words are published; a banner cannot be asked."""
        source = self.tie
        return source is not None and casebook.quotable(source.reference)

    @property
    def names_are_agreed(self) -> bool:
        """Say whether the word of the department it is for stands for exactly these names."""
        words = [word for word in self.agreements.all() if word.names == self.names]
        return bool(words) and self.department_number in {one.department_number for one in words}

    @property
    def names_shown(self) -> str:
        """Return the names the public may read."""
        return self.names if self.names and self.names_are_agreed else ""

    @property
    def when(self) -> Period:
        """Return the period the public reads."""
        return time_of(self.month, self.precision)

    @property
    def kind_of_page(self) -> str:
        """Return the name of its kind."""
        return gettext("Commendation")

    @property
    def day_of_page(self) -> date | None:
        """Return the day it first went out."""
        return localdate(self.first_published_at) if self.first_published_at else None

    @property
    def category_label(self) -> str:
        """Return the name of the category in the page's language."""
        return category_label(self.category)


class CommendationIndexPage(PortalPage):
    """The commendation wall, by department."""

    parent_page_types = ["transparency.TransparencyPage"]
    subpage_types = ["transparency.CommendationPage"]
    max_count_per_parent = 1
    template = "transparency/commendation_index_page.html"

    class Meta:
        verbose_name = _("commendation wall")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add one page of the wall; what somebody chose from it is drawn for that one request."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        if CHOICES.isdisjoint(request.GET):
            return {**context, **kept("commendations", self, request, lambda: self._shown(request))}
        return {**context, **self._shown(request)}

    def _shown(self, request: HttpRequest) -> dict[str, Any]:
        found = self._chosen(request)
        wall: SafeString = drawn("commendations", self, request, found)
        return {"list_page": found["list_page"], "commendations": wall}

    def _chosen(self, request: HttpRequest) -> dict[str, Any]:
        """Return one page of commendations and the departments they can be chosen by."""
        published = CommendationPage.objects.child_of(self).newest()
        names = published.order_by("department").values_list("department", flat=True)
        departments = list(dict.fromkeys(names))
        chosen = request.GET.get("department", "")
        chosen = chosen if chosen in departments else ""
        found = published.filter(department=chosen) if chosen else published
        list_page = Paginator(found, COMMENDATIONS_A_PAGE).get_page(request.GET.get("page"))
        list_page.object_list = list(list_page.object_list)
        return {"list_page": list_page, "departments": departments, "chosen": chosen}


class CommendationSource(models.Model):
    """The tie between a commendation and the compliment it comes from: not copied, never published.

    It holds the key that the page shares with its twins, so that each of them stays tied when another goes.
    """

    key = models.UUIDField(_("commendation"), unique=True)
    reference = models.CharField(_("reference"), max_length=20, unique=True)
    # The department that can agree to names, by its number.
    department_number = models.BigIntegerField(null=True)
    may_quote = models.BooleanField(default=False)
    drafted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("source of a commendation")
        verbose_name_plural = _("sources of commendations")

    def __str__(self) -> str:
        return self.reference


class NamesAgreed(models.Model):
    """A department's word that exactly these names may be published on one commendation."""

    page = models.ForeignKey(CommendationPage, on_delete=models.CASCADE, related_name="agreements")
    names = models.CharField(_("names of those praised"), max_length=120)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    agreed_number = models.BigIntegerField()
    # For which department; a page that is for another one since has no word.
    department_number = models.BigIntegerField()
    at = models.DateTimeField(_("agreed"), auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ["-at", "-pk"]
        verbose_name = _("agreement to names")
        verbose_name_plural = _("agreements to names")

    def __str__(self) -> str:
        return f"{self.page_id} {self.at:%Y-%m-%d}"
