"""The form an editor writes a page in; it finds an address where the title gives none."""

from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from portal import gate

# The buttons by which a page goes to the public, or to those who let it out.
GOING_OUT = frozenset({"action-publish", "action-submit", "action-restart-workflow"})


LOOK_FIRST = _("Save it as a draft first: then you can look at what was found, one by one.")


class PageForm(WagtailAdminPageForm):
    """Wagtail's form, except that nobody has to think of an address.

    Wagtail makes the address from the title, and of a Chinese title nothing is left: the draft
    could not be saved, for a reason that stands on the other tab.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def _post_clean(self) -> None:
        """Say what holds the page back before it is sent on its way; drafts are kept as they are."""
        super()._post_clean()
        self.looked_at: list[gate.Finding] = []
        if self.errors or not GOING_OUT.intersection(self.data):
            return
        self.found = gate.findings(self.instance)
        seen = set(self.data.getlist("gate-seen")) if hasattr(self.data, "getlist") else set()
        if not self.instance.pk and any(one.level is gate.Level.SOFT for one in self.found):
            self.add_error(None, LOOK_FIRST)
        for found in self.found:
            if found.level is gate.Level.SOFT and found.mark in seen and self.instance.pk:
                self.looked_at.append(found)
            else:
                self.add_error(found.where if found.where in self.fields else None, found.sentence)

    def save(self, commit: bool = True) -> Any:
        """Keep the page, and that what was found in it was looked at."""
        page = super().save(commit=commit)
        if self.looked_at and page.pk:
            gate.looked_at(page, self.looked_at, self.for_user)
        return page

    def clean_slug(self) -> str:
        """Return what was typed, else the address the page has, else a free one."""
        slug: str = self.cleaned_data["slug"] or self.instance.slug
        return slug or self._free(slugify(self.cleaned_data.get("title", "")) or self._by_day())

    def _by_day(self) -> str:
        kind = self.instance._meta.model_name.removesuffix("page") or "page"
        return f"{kind}-{timezone.localdate():%Y-%m-%d}"

    def _free(self, slug: str) -> str:
        taken = set(self.parent_page.get_children().values_list("slug", flat=True))
        numbers = range(2, len(taken) + 3)
        return next(s for s in (slug, *(f"{slug}-{n}" for n in numbers)) if s not in taken)
