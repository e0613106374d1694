"""The panel beside the story: what was told before in the same words, for those who read the story."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from feedback import workflow
from feedback.fingerprints import Alike
from feedback.models import Case
from feedback.office.desks import DESKS
from feedback.office.rooms import CaseView
from feedback.services import similar
from feedback.vocabulary import Act

WORDS = {
    Alike.SAME: _("nearly the same text"),
    Alike.PASSAGES: _("long passages alike"),
}
# What can be done with two cases that belong together.
JOINING = ((Act.MERGE, _("Merge with this one…")), (Act.LINK, _("Link…")))


def beside(room: CaseView) -> list[dict[str, Any]]:
    """Return what stands in the panel; nothing for those who do not read the story either."""
    if not room.reads_story:
        return []
    open_now = workflow.open_acts(room.case.stage, *room.roles)
    acts = [(act, label) for act, label in JOINING if act in open_now and act in DESKS]
    return [
        {
            "case": found.case,
            "alike": WORDS[found.alike],
            "same_telephone": found.same_telephone,
            "ways": [(_way(act, room.case, found.case), label) for act, label in acts],
        }
        for found in similar.find(room.case, room.user)
    ]


def _way(act: Act, case: Case, other: Case) -> str:
    """Return the address of a desk with the other case filled in; its number opens nothing."""
    desk = reverse(f"office:{act.value}", args=[case.pk])
    return f"{desk}?{urlencode({'with': other.pk})}"
