"""What each public figure is called and counts, who wrote it down, and what it cannot say."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from feedback.rates import Recorder

Label = str | Promise

# Kept in each release, so that old figures keep the definitions they were counted by.
DEFINITIONS = {
    "received": gettext_noop(
        "All matters that reached the hospital in the period, through any channel, counted by the day of receipt."
    ),
    "answered": gettext_noop(
        "Matters that were given their first answer in substance in the period, whenever they had come in."
    ),
    "closed": gettext_noop(
        "Matters closed in the period with a finding and the measures taken, whenever they had come in."
    ),
    "open": gettext_noop(
        "Matters that still waited for an answer, or had been taken up again, at the end of the last day of the period, whenever they had come in."
    ),
    "due": gettext_noop(
        "Matters whose answer was due in the period. Left out: what the submitter withdrew, what was merged with another matter, and what has no known date of receipt."
    ),
    "on_time": gettext_noop(
        "Of the matters whose answer was due in the period, those answered by their due date. A matter that is past its day without an answer counts as late. The clock rests while the hospital waits for the submitter. The due date is the one that held on the day of the answer; the submitter is told of each change and its reason."
    ),
    "extended": gettext_noop(
        "Extensions granted in the period, each with a reason that the submitter was told. One matter can be extended once only."
    ),
    "reopened": gettext_noop(
        "Matters taken up again in the period after they had been answered, because the submitter brought new facts."
    ),
    "declined": gettext_noop(
        "Matters the hospital declined in the period, each with a listed reason and the right place to go."
    ),
    "undated": gettext_noop("Received matters whose day of receipt nobody wrote down."),
    "withdrawn": gettext_noop("Received matters that the submitter took back."),
    "rated": gettext_noop(
        "Of the answers given in the period, those that the submitter rated alone, without anybody listening."
    ),
    "satisfied": gettext_noop(
        "Of the submitters who rated an answer given in the period, those who were fairly satisfied or better. Silence is not counted as satisfaction."
    ),
    "own_resolved": gettext_noop(
        "Of the submitters who rated an answer given in the period, those who chose “resolved”; partly resolved is counted apart."
    ),
    "reached": gettext_noop(
        "Of the answers given in the period, those after which somebody of the hospital reached the submitter by telephone."
    ),
    "call_resolved": gettext_noop(
        "Of the submitters reached by telephone, those who said “resolved”. The caller wrote it down; one call in ten is made again by a third person."
    ),
    "silent": gettext_noop(
        "Of the answers given in the period, those of which nobody knows what the submitter thinks: neither rated nor reached by telephone."
    ),
    "hospital_resolved": gettext_noop(
        "Of the matters closed in the period, those the hospital itself calls resolved. It is the hospital's own judgement."
    ),
    "days": gettext_noop(
        "Working days from the receipt to the first answer, of the matters received in the period. What is not answered yet counts as longer than everything answered, so leaving hard matters open makes nothing look faster."
    ),
    "per_visits": gettext_noop(
        "Matters received for each 10,000 outpatient and emergency visits of the period."
    ),
    "per_discharges": gettext_noop("Matters received for each 1,000 discharges of the period."),
}

COUNTS: dict[str, Label] = {
    "received": pgettext_lazy("figures", "Received"),
    "answered": gettext_lazy("Answered"),
    "closed": pgettext_lazy("figures", "Closed"),
    "open": gettext_lazy("Still open at the end"),
    "extended": gettext_lazy("Extended"),
    "reopened": gettext_lazy("Taken up again"),
    "declined": gettext_lazy("Declined, with a reason"),
}
# Part, label, what the whole is called, who wrote it down.
SHARES: tuple[tuple[str, str, Label, Label, Recorder], ...] = (
    ("on_time", "due", gettext_lazy("Answered on time"),
     gettext_lazy("due in the period"), Recorder.SYSTEM),
    ("hospital_resolved", "closed", gettext_lazy("Resolved, says the hospital"),
     gettext_lazy("closed in the period"), Recorder.HOSPITAL),
    ("call_resolved", "reached", gettext_lazy("Resolved, said on the telephone"),
     gettext_lazy("reached by telephone"), Recorder.CALLER),
    ("own_resolved", "rated", gettext_lazy("Resolved, says the submitter"),
     gettext_lazy("rated the answer"), Recorder.SUBMITTER),
    ("satisfied", "rated", gettext_lazy("Satisfied with the answer"),
     gettext_lazy("rated the answer"), Recorder.SUBMITTER),
    ("silent", "answered", gettext_lazy("Nobody knows what they think"),
     gettext_lazy("answered in the period"), Recorder.SYSTEM),
)  # fmt: skip
HEADLINES = ("received", "closed", "on_time", "own_resolved", "satisfied")
TITLES: dict[str, Label] = {
    "by_kind": gettext_lazy("By kind"),
    "by_category": gettext_lazy("By category"),
    "by_group": gettext_lazy("By group of departments"),
    "by_channel": gettext_lazy("By channel"),
    "by_month": gettext_lazy("By month"),
}
CAPTIONS: dict[str, Label] = {
    "by_kind": gettext_lazy("Matters by kind"),
    "by_category": gettext_lazy("Matters by category"),
    "by_group": gettext_lazy("Matters by group of departments"),
    "by_channel": gettext_lazy("Matters by channel"),
    "by_month": gettext_lazy("Matters by month"),
}
FIRST: dict[str, Label] = {
    "by_kind": pgettext_lazy("of a matter", "Kind"),
    "by_category": gettext_lazy("Category"),
    "by_group": gettext_lazy("Group of departments"),
    "by_channel": gettext_lazy("Channel"),
    "by_month": gettext_lazy("Month"),
}
# What stands beside a count, whether somebody opens its definition or not.
CAVEATS: dict[str, Label] = {
    "received": gettext_lazy(
        "More can mean that more went wrong, or that speaking up became easier."
    ),
    "answered": gettext_lazy("An answer in substance; a confirmation of receipt is none."),
    "closed": gettext_lazy("The hospital closes a matter; the submitter need not agree."),
    "open": gettext_lazy("Also what came in long before the period."),
    "extended": gettext_lazy("Answered by the new day, a matter counts as on time."),
    "reopened": gettext_lazy("Who was not content and gave up is not among them."),
    "declined": gettext_lazy("The hospital decides what it declines."),
    "per_visits": gettext_lazy(
        "One person may come often; visits make months of unlike size comparable, no more."
    ),
    "per_discharges": gettext_lazy(
        "All matters stand over the discharges, also those of outpatients."
    ),
}
# Of how much a share speaks, what else was said, and what it leaves out.
COVERAGE: dict[str, Label] = {
    "on_time": gettext_lazy(
        "Left out here: matters withdrawn by the submitter (%(withdrawn)s) and matters of unknown date of receipt (%(undated)s)."
    ),
    "hospital_resolved": gettext_lazy(
        "Partly resolved: %(hospital_partly)s. Not resolved: %(hospital_unresolved)s. Closed without a judgement: %(hospital_unjudged)s."
    ),
    "call_resolved": gettext_lazy(
        "Reached by telephone: %(reached)s of %(answered)s answered. Partly resolved: %(call_partly)s. Not resolved: %(call_unresolved)s. Did not say: %(call_unsaid)s."
    ),
    "own_resolved": gettext_lazy(
        "Rated: %(rated)s of %(answered)s answered. Partly resolved: %(own_partly)s. Not resolved: %(own_unresolved)s. Did not say: %(own_unsaid)s."
    ),
    "satisfied": gettext_lazy(
        "Rated: %(rated)s of %(answered)s answered. Who did not rate is counted neither way."
    ),
    "silent": gettext_lazy("Silence is not satisfaction, and not its opposite."),
}
