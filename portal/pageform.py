"""The form an editor writes a page in; it finds an address where the title gives none."""

from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from wagtail.admin.forms import WagtailAdminPageForm


class PageForm(WagtailAdminPageForm):
    """Wagtail's form, except that nobody has to think of an address.

    Wagtail makes the address from the title, and of a Chinese title nothing is left: the draft
    could not be saved, for a reason that stands on the other tab.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

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
