from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        """Let every change of what the public reads begin a new edition."""
        from wagtail.contrib.redirects.models import Redirect
        from wagtail.signals import post_page_move

        from portal import edition
        from portal.models import Hospital, PortalImage, PrivacyNotice, SiteSettings

        edition.watch(Hospital, PortalImage, PrivacyNotice, SiteSettings, Redirect)
        for signal in (post_save, post_delete, post_page_move):
            signal.connect(edition.notice, dispatch_uid="edition")
