from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedbackConfig(AppConfig):
    name = "feedback"
    verbose_name = _("Feedback")

    def ready(self) -> None:
        from feedback import notices, tasks
        from feedback.models import CalendarDay, Category, DeadlinePolicy, Department
        from portal import edition, relay

        relay.register(tasks.carry)
        relay.watch("news", notices.late)
        edition.watch(
            CalendarDay, Category, DeadlinePolicy, Department
        )  # they stand on public pages
