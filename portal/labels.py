"""Gives labels, and so Chinese, to what Wagtail shows under a field's English name."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import DefaultPageForm
from wagtail.models import Site
from wagtail.sites.views import IndexView
from wagtail.users.forms import PagePermissionsForm
from wagtail.users.views.bulk_actions.assign_role import RoleForm


def name_the_unnamed() -> None:
    """Name the columns of the sites' list and the fields of three small forms."""
    DefaultPageForm.base_fields["include_descendants"].label = _("Include child pages")
    PagePermissionsForm.base_fields["page"].label = _("Page")
    RoleForm.base_fields["role"].label = _("Role")
    for column in IndexView.columns:
        if column.name in ("port", "site_name", "root_page"):
            column.label = Site._meta.get_field(column.name).verbose_name
