"""What the office learns with: callbacks, work orders, improvement measures, and what is counted."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CallOccasion(TextChoices):
    """Why somebody is called."""

    REPLIED = "replied", _("After the reply")
    DISCHARGED = "discharged", _("After discharge")


class RowFate(TextChoices):
    """What became of a row of a file; none is dropped without a word."""

    IMPORTED = "imported", _("Imported")
    REPEATED = "repeated", _("Repeated")
    CHANGED = "changed", _("Repeated with another text")
    REJECTED = "rejected", pgettext_lazy("row", "Rejected")


class AgeBand(TextChoices):
    """How old the patient is; 14 is where a child's own consent begins (PIPL art. 31)."""

    CHILD = "0-13", _("0 to 13")
    YOUTH = "14-17", _("14 to 17")
    YOUNG = "18-44", _("18 to 44")
    MIDDLE = "45-59", _("45 to 59")
    OLDER = "60-74", _("60 to 74")
    OLD = "75+", _("75 and over")


class Profession(TextChoices):
    """Whose conduct or work a matter is about; never which person's."""

    DOCTOR = "doctor", _("Doctors")
    NURSE = "nurse", _("Nurses")
    TECHNICIAN = "technician", _("Technicians")
    PHARMACIST = "pharmacist", _("Pharmacists")
    ADMIN = "admin", _("Administration")
    CASHIER = "cashier", _("Cashiers and registration")
    GUIDE = "guide", _("Guides")
    GUARD = "guard", _("Security")
    CLEANER = "cleaner", _("Cleaners")
    CARER = "carer", _("Care assistants")
    CONTRACTOR = "contractor", _("Contractors")
    OTHER = "other", pgettext_lazy("profession", "Others")


class Phase(TextChoices):
    """How far an improvement measure has come: plan, do, check, act (PDCA)."""

    PLAN = "plan", _("Planned")
    DO = "do", _("Being carried out")
    CHECK = "check", _("Done, effect being checked")
    ACT = "act", _("Evaluated")
    DROPPED = "dropped", _("Given up")


# Phases in which somebody still has something to do.
UNFINISHED = frozenset({Phase.PLAN, Phase.DO, Phase.CHECK})


class Effect(TextChoices):
    """What the measure did, in the words the public will read."""

    FEWER = "fewer", _("Fewer such matters")
    UNCHANGED = "unchanged", _("No clear change")
    TOO_FEW = "too_few", _("Too few to tell")
    CAME_BACK = "came_back", _("Better at first, then it came back")


class Dimension(TextChoices):
    """Along what a roll-up counts; a value of two parts has a bar between them."""

    TOTAL = "total", _("Total")
    CHANNEL = "channel", _("Channel")
    DEPARTMENT = "department", _("Department")
    CATEGORY = "category", _("Category")
    # department number | category code
    DEPARTMENT_CATEGORY = "dept_category", _("Department and category")
    # The codes of two categories of one case, the smaller first; each also with itself.
    PAIR = "pair", _("Two categories of one case")
    # Weekday (1 to 7, Monday first) | hour (0 to 23) of receipt.
    HOUR = "hour", _("Weekday and hour")
    RELATIONSHIP = "relationship", _("Relationship to the patient")
    AGE = "age", _("Age of the patient")
    PROFESSION = "profession", _("Profession")
    SEVERITY = "severity", _("Severity")
    HARM = "harm", _("Harm")
    CARE_STAGE = "care_stage", _("Stage of care")
    # Letters of HCAT's category | severity.
    HCAT = "hcat", "HCAT"
    OUTCOME = "outcome", _("Outcome")
    MEASURE = "measure", _("Measure")
    # Working days from receipt to the first answer.
    DAYS = "days", _("Days until the answer")
    # department number | working days
    DEPARTMENT_DAYS = "dept_days", _("Department and days")


class Count(TextChoices):
    """What a roll-up counts, each in the month of its own day."""

    RECEIVED = "received", pgettext_lazy("count", "Received")
    UNDATED = "undated", _("Date of receipt not known")
    DECLINED = "declined", pgettext_lazy("count", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("count", "Withdrawn")
    MERGED = "merged", pgettext_lazy("count", "Merged")
    ANSWERED = "answered", pgettext_lazy("count", "Answered")
    CLOSED = "closed", pgettext_lazy("count", "Closed")
    REOPENED = "reopened", pgettext_lazy("count", "Reopened")
    EXTENDED = "extended", pgettext_lazy("count", "Extended")
    # In the month in which the first answer came due.
    DUE = "due", _("First answer came due")
    ON_TIME = "on_time", _("Of these answered on time")
    # In the month of the first answer, of everything answered in it.
    CALLABLE = "callable", _("Answered, with a telephone number")
    CALLED = "called", _("Of these called back")
    REACHED = "reached", _("Of these reached")
    RECHECKED = "rechecked", _("Callbacks checked again")
    RECHECK_DIFFERS = "recheck_differs", _("Of these with another result")
    CALL_RESOLVED = "call_resolved", _("Resolved, said on the telephone")
    CALL_PARTLY = "call_partly", _("Partly resolved, said on the telephone")
    CALL_UNRESOLVED = "call_unresolved", _("Not resolved, said on the telephone")
    CALL_GRADED = "call_graded", _("Graded on the telephone")
    CALL_SATISFIED = "call_satisfied", _("Satisfied, said on the telephone")
    RATED = "rated", _("Rated by the submitter")
    OWN_RESOLVED = "own_resolved", _("Resolved, said by the submitter")
    OWN_PARTLY = "own_partly", _("Partly resolved, said by the submitter")
    OWN_UNRESOLVED = "own_unresolved", _("Not resolved, said by the submitter")
    OWN_SATISFIED = "own_satisfied", _("Satisfied, said by the submitter")
    SILENT = "silent", _("Neither reached nor rated")
    # In the month of closing.
    HOSPITAL_RESOLVED = "hospital_resolved", _("Resolved, said by the hospital")
    HOSPITAL_PARTLY = "hospital_partly", _("Partly resolved, said by the hospital")
    HOSPITAL_UNRESOLVED = "hospital_unresolved", _("Not resolved, said by the hospital")
    # At the end of the month.
    OPEN = "open", _("Open at the end")


class Cohort(TextChoices):
    """What became of the cases of one month, counted in that month and not when it happened."""

    # Of what was received in the month; with `Count.UNDATED` and what is overdue it is everything.
    ANSWERED = "then_answered", _("Answered, or declined with a reason")
    WITHDRAWN = "then_withdrawn", pgettext_lazy("count", "Withdrawn")
    MERGED = "then_merged", pgettext_lazy("count", "Merged")
    WITHIN = "then_within", _("Still within the deadline")
    # Of what was first answered in the month.
    REOPENED = "then_reopened", _("Reopened since")
    BOTH = "both_judged", _("Judged by the hospital and by the submitter")
    BOTH_HOSPITAL = "both_hospital", _("Of these resolved, said by the hospital")
    BOTH_SUBMITTER = "both_submitter", _("Of these resolved, said by the submitter")
