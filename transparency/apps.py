from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TransparencyConfig(AppConfig):
    name = "transparency"
    verbose_name = _("Transparency")

    def ready(self) -> None:
        """Hang in what the house asks of transparency: editions, tombstones, the gate, the monthly report."""
        from wagtail.signals import page_published, page_unpublished, post_page_move

        from portal import chores, edition, gate
        from transparency import (
            bulletins,
            correcting,
            gating,
            judging,
            noticing,
            praising,
            watching,
        )
        from transparency.models import (
            Approval,
            CommendationSource,
            NamesAgreed,
            SelfCheck,
            Tombstone,
        )

        edition.watch(Approval, CommendationSource, NamesAgreed, SelfCheck, Tombstone)
        gate.ask(gating.question, gating.note, gating.reasons)
        page_unpublished.connect(correcting.was_unpublished, dispatch_uid="tombstones")
        for signal in (page_published, post_page_move):
            signal.connect(correcting.stands_again, dispatch_uid="tombstones")
        chores.register(3600, "prepare the reports of the month", bulletins.sweep)
        chores.register(3600, "take down commendations without consent", praising.sweep)
        chores.register(3600, "let notices follow their measures", noticing.sweep)
        chores.register(3600, "judge measures by the published figures", judging.sweep)
        chores.register(21600, "read the public pages with the gate", watching.sweep)
