"""What the diary says of the notices an entry caused: to whom, by which way, whether they arrived."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from feedback.models import Notice
from feedback.vocabulary import NoticeState, Way


def said(notices: Iterable[Notice]) -> str:
    """Say it in one line: the submitter's notice first, then how many colleagues have theirs."""
    known = list(notices)
    to_submitter = [_to_submitter(notice) for notice in known if notice.reader_id is None]
    colleagues = Counter((one.way, one.state) for one in known if one.reader_id is not None)
    return _(" · ").join(
        [*to_submitter, *(_to_colleagues(*how, number) for how, number in colleagues.items())]
    )


def _to_submitter(notice: Notice) -> str:
    return _("%(way)s: %(state)s") % {
        "way": notice.get_way_display(),
        "state": notice.get_state_display(),
    }


def _to_colleagues(way: str, state: str, number: int) -> str:
    told = ngettext(
        "%(way)s to %(number)d colleague: %(state)s",
        "%(way)s to %(number)d colleagues: %(state)s",
        number,
    )
    return told % {"way": Way(way).label, "number": number, "state": NoticeState(state).label}
