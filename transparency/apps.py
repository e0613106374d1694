from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TransparencyConfig(AppConfig):
    name = "transparency"
    verbose_name = _("Transparency")

    def ready(self) -> None:
        """Let an approval that comes or goes begin a new edition, as releases and pages do."""
        from portal import edition
        from transparency.models import Approval

        edition.watch(Approval)
