"""Which of our categories a hotline's own category means: what was seen and nobody has said, and the tree."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Exists, F, OuterRef, Q
from django.forms import BaseFormSet, formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import BooleanColumn

from feedback.imports import subjects, uploads
from feedback.imports.sheets import Unopened
from feedback.models import Case, Category, SubjectMapping, WorkOrder
from feedback.office.fields import CategoryField
from feedback.office.keeping import ListViewSet
from feedback.office.rooms import OfficeView, only_officers
from feedback.vocabulary import TRANSFERS, Channel
from portal.models import User

# So many are asked about at once, the most frequent first.
AT_ONCE = 20
CHANNELS = [(one.value, one.label) for one in TRANSFERS]


class TreeForm(forms.Form):
    """A hotline's tree of categories, as a sheet with a column for each level."""

    channel = forms.ChoiceField(label=_("Passed on by"), choices=CHANNELS)
    file = forms.FileField(
        label=_("Sheet with the tree"),
        help_text=_("XLSX or CSV, up to three columns: first, second and third level."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
        allow_empty_file=True,
    )

    def clean_file(self) -> list[str]:
        """Read the paths, or say in a sentence why not."""
        try:
            sheets = [lines for lines in uploads.read(self.cleaned_data["file"]) if lines]
            return subjects.tree(sheets[0])
        except Unopened as trouble:
            raise forms.ValidationError(str(trouble)) from None


class SeenForm(forms.Form):
    """One category of a hotline, and what the office says of it."""

    channel = forms.ChoiceField(choices=CHANNELS, widget=forms.HiddenInput)
    path = forms.CharField(max_length=200, widget=forms.HiddenInput)
    category = CategoryField(
        Category.objects.none(), label=_("Our category"), required=False, empty_label=_("not said")
    )
    foreign = forms.BooleanField(label=_("Not a matter of this hospital"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = Category.objects.subjects()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse to call a category ours and not ours."""
        said = self.cleaned_data
        if said.get("category") and said.get("foreign"):
            self.add_error("foreign", gettext("Choose one of the two."))
        return said

    def save(self) -> bool:
        """Keep what was said; nothing where nothing was."""
        said = self.cleaned_data
        if not said.get("category") and not said.get("foreign"):
            return False
        SubjectMapping.objects.update_or_create(
            channel=said["channel"],
            path=said["path"],
            defaults={"category": said["category"], "foreign": said["foreign"]},
        )
        return True


Seen = formset_factory(SeenForm, extra=0, max_num=AT_ONCE, absolute_max=AT_ONCE)


def seen(user: User) -> list[dict[str, Any]]:
    """Return the categories orders came under of which nobody has said anything, the most frequent first.

    Counted are the cases this person may open.
    """
    said = SubjectMapping.objects.filter(
        Q(category__isnull=False) | Q(foreign=True),
        channel=OuterRef("case__channel"),
        path=OuterRef("subject"),
    )
    orders = WorkOrder.objects.filter(case__in=Case.objects.visible_to(user).values("pk"))
    named = orders.exclude(subject="").filter(~Exists(said), case__channel__in=TRANSFERS)
    paths = named.values(channel=F("case__channel"), path=F("subject"))
    found = paths.annotate(number=Count("pk")).order_by("-number", "path")[:AT_ONCE]
    return [{**one, "channel_label": Channel(one["channel"]).label} for one in found]


class CategoriesRoom(OfficeView):
    """Where the office says what a hotline's categories mean to us."""

    template_name = "feedback/office/order_categories.html"
    http_method_names = ["get", "post", "head"]
    header_icon = "tag"
    dispatch = only_officers(OfficeView.dispatch)

    def get_page_title(self) -> str:
        """Name the room."""
        return gettext("Categories of hotlines")

    @property
    def here(self) -> str:
        """Return where this room is."""
        return reverse("office:order_categories")

    def way_here(self) -> list[tuple[str, str]]:
        """Lead back to the files."""
        return [
            (gettext("Work orders"), reverse("office:orders")),
            (self.get_page_title(), self.here),
        ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask about what was seen."""
        return self.show(Seen(initial=seen(self.user)), TreeForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep what was said, or take in a tree."""
        if "tree" in request.POST:
            return self.plant(TreeForm(request.POST, request.FILES))
        asked = Seen(request.POST, initial=seen(self.user))
        if not asked.is_valid():
            return self.show(asked, TreeForm())
        kept = sum(form.save() for form in asked if form.cleaned_data.get("path"))
        said = ngettext("%(number)d category is kept.", "%(number)d categories are kept.", kept)
        messages.success(request, said % {"number": kept})
        return redirect(self.here)

    def plant(self, form: TreeForm) -> HttpResponse:
        """Add what the list does not have yet."""
        if not form.is_valid():
            return self.show(Seen(initial=seen(self.user)), form)
        added = subjects.load(form.cleaned_data["file"], channel=form.cleaned_data["channel"])
        said = ngettext(
            "%(number)d category was added to the list.",
            "%(number)d categories were added to the list.",
            added,
        )
        messages.success(self.request, said % {"number": added})
        return redirect(self.here)

    def show(self, asked: "BaseFormSet[SeenForm]", tree: TreeForm) -> HttpResponse:
        """Show the room."""
        return self.render_to_response(self.get_context_data(asked=asked, tree=tree))


class SubjectForm(WagtailAdminModelForm):
    """One category of a hotline; a path is written as orders bring it."""

    class Meta:
        model = SubjectMapping
        fields = ("channel", "path", "category", "foreign")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = CHANNELS
        self.fields["category"].queryset = Category.objects.subjects()
        self.fields["path"].help_text = _(
            "Its levels, parted by “ / ”; what is said of a level holds below it."
        )

    def clean_path(self) -> str:
        """Write it as it is looked up."""
        path = subjects.path(self.cleaned_data["path"])
        if not path:
            raise forms.ValidationError(_("Write the hotline's own category."))
        return path

    def clean(self) -> dict[str, Any]:
        """Refuse to call a category ours and not ours."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("category") and said.get("foreign"):
            self.add_error("foreign", gettext("Choose one of the two."))
        return said


class SubjectViewSet(ListViewSet):
    model = SubjectMapping
    model_form = SubjectForm
    name = "subjects"
    icon = "tag"
    list_display = (
        "path",
        "channel",
        "category",
        BooleanColumn("foreign", label=_("not a matter of this hospital"), sort_key="foreign"),
    )
    list_filter = ("channel", "foreign")
    search_fields = ("path",)
    search_backend_name = None
