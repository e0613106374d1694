"""What a voice led to that anybody can read: pages of upper storeys, asked for by reference and measure.

A case that was merged is told what the leading one led to, never whose it is. A dispute and a
restricted matter are told nothing: that it is behind a public page stays inside.
"""

from feedback.models import Case
from portal import buttons, navigation
from portal.buttons import Link


def of(case: Case) -> list[Link]:
    """Return the public pages (`hooks.register("register_voice_led_to")`); one question for all of it."""
    if case.restricted or case.dispute:
        return []
    handled_as = [pk for pk in (case.pk, case.merged_into_id) if pk]
    open_to_all = Case.objects.filter(pk__in=handled_as, restricted=False, dispute=False)
    rows = list(open_to_all.order_by("pk").values_list("reference", "improvements"))
    references = list(dict.fromkeys(reference for reference, _measure in rows))
    measures = sorted({measure for _reference, measure in rows if measure})
    return buttons.offered("register_voice_led_to", references, measures, navigation.language())
