from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        """Let every change of what the public reads begin a new edition, and name the periodic work."""
        from django.core.management import call_command
        from wagtail.contrib.redirects.models import Redirect
        from wagtail.models import (
            GroupCollectionPermission,
            GroupPagePermission,
            GroupSitePermission,
            Locale,
        )
        from wagtail.signals import post_page_move

        from portal import chores, edition, publishing, relay
        from portal.models import Hospital, PortalImage, PrivacyNotice, SiteSettings

        edition.watch(Hospital, PortalImage, PrivacyNotice, SiteSettings, Redirect)
        # By these the admin's menu differs; what its scripts are told names the locales.
        edition.watch(GroupCollectionPermission, GroupPagePermission, GroupSitePermission, Locale)
        for signal in (post_save, post_delete, post_page_move):
            signal.connect(edition.notice, dispatch_uid="edition")
        chores.register(5, "carry what must leave the house", relay.run_once)
        chores.register(60, "publish what is due", publishing.publish_due)
        chores.register(3600, "clear old sessions", lambda: call_command("clearsessions"))
