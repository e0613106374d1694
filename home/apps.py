from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        """Have the house look for its own leaks."""
        from home.selfcheck import schedule
        from portal import chores

        chores.register(1800, "look for leaks", schedule.sweep)
