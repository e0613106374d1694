from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedbackConfig(AppConfig):
    name = "feedback"
    verbose_name = _("Feedback")

    def ready(self) -> None:
        from feedback import checks, notices, tasks  # noqa: F401 - the checks register themselves
        from feedback.imports import orders
        from feedback.models import CalendarDay, Category, DeadlinePolicy, Department
        from feedback.services import (
            alarms,
            coding,
            discharges,
            month_letter,
            recount,
            tallies,
            wordcount,
        )
        from portal import chores, edition, relay

        chores.register(900, "remind of what is due", alarms.sweep)
        chores.register(3600, "count due dates anew", recount.sweep)
        chores.register(3600, "forget sheets nobody took in", orders.forget)
        chores.register(3600, "count the words of the stories", wordcount.sweep)
        chores.register(900, "count the months of the reports", tallies.sweep)
        chores.register(43200, "draw cases to be coded again", coding.sweep)
        chores.register(86400, "erase who was called long ago", discharges.sweep)
        chores.register(1800, "write the letter of the month", month_letter.sweep)
        relay.register(tasks.carry)
        relay.watch("news", notices.late)
        edition.watch(
            CalendarDay, Category, DeadlinePolicy, Department
        )  # they stand on public pages
