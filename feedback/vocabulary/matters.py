"""What a matter is: who tells it, how it came, how serious it is, and what was found."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    """What a voice wants. `help` and `report` come by import only."""

    COMPLAINT = "complaint", _("Complaint")
    SUGGESTION = "suggestion", _("Suggestion")
    COMPLIMENT = "compliment", _("Compliment")
    ENQUIRY = "enquiry", _("Enquiry")
    HELP = "help", _("Request for help")
    REPORT = "report", _("Report of misconduct")


PUBLIC_KINDS = (Kind.COMPLAINT, Kind.SUGGESTION, Kind.COMPLIMENT, Kind.ENQUIRY)
# Kinds in which a unit is complained about, so that its head has to keep away.
AGAINST_A_UNIT = (Kind.COMPLAINT, Kind.REPORT)
# The two letters a reference begins with: 投诉, 建议, 表扬, 咨询, 求助, 举报.
REFERENCE_PREFIX = {
    Kind.COMPLAINT: "TS",
    Kind.SUGGESTION: "JY",
    Kind.COMPLIMENT: "BY",
    Kind.ENQUIRY: "ZX",
    Kind.HELP: "QZ",
    Kind.REPORT: "JB",
}


class Channel(TextChoices):
    """How a voice came in."""

    WEB = "web", _("Web form")
    QR = "qr", _("QR poster")
    WECHAT = "wechat", _("WeChat")
    APP = "app", _("App")
    PHONE = "phone", _("Telephone")
    COUNTER = "counter", pgettext_lazy("channel", "Counter")
    ROVING = "roving", _("Roving desk")
    LETTER = "letter", _("Letter")
    EMAIL = "email", pgettext_lazy("channel", "E-mail")
    BOX = "box", _("Suggestion box")
    CALLBACK = "callback", _("Discharge callback")
    SURVEY = "survey", _("Satisfaction survey")
    H12345 = "h12345", _("12345 government hotline")
    H12320 = "h12320", _("12320 health hotline")
    PETITION = "petition", _("Petition transfer")
    AUTHORITY = "authority", _("Referred by an authority")
    INSURANCE = "insurance", _("Medical insurance")
    MEDIA = "media", _("Media")
    STAFF = "staff", _("Staff channel")
    IMPORT = "import", pgettext_lazy("channel", "Import")
    OTHER = "other", _("Other")


PUBLIC_CHANNELS = (Channel.WEB, Channel.QR, Channel.WECHAT, Channel.APP)
STAFF_CHANNELS = (
    Channel.PHONE,
    Channel.COUNTER,
    Channel.LETTER,
    Channel.H12345,
    Channel.ROVING,
    Channel.EMAIL,
    Channel.BOX,
    Channel.CALLBACK,
    Channel.H12320,
    Channel.PETITION,
    Channel.AUTHORITY,
    Channel.STAFF,
    Channel.OTHER,
)
# Passed on by somebody who has a number and a deadline of their own, and wants to be told the result.
TRANSFERS = (Channel.H12345, Channel.H12320, Channel.PETITION, Channel.AUTHORITY, Channel.INSURANCE)


class Relationship(TextChoices):
    """What the submitter is to the patient."""

    SELF = "self", _("The patient")
    SPOUSE = "spouse", _("Wife or husband")
    PARENT = "parent", _("Mother or father")
    CHILD = "child", _("Daughter or son")
    RELATIVE = "relative", _("Another close relative")
    GUARDIAN = "guardian", _("Guardian")
    AGENT = "agent", _("Authorised agent")
    COMPANION = "companion", _("Companion")
    VISITOR = "visitor", _("Visitor or member of the public")
    STAFF = "staff", _("Member of staff")
    LAWYER = "lawyer", _("Lawyer")
    ORG = "org", _("Organisation")
    ANONYMOUS = "anonymous", _("I would rather not say")


class Sphere(TextChoices):
    """What makes a matter restricted; each sphere has a team of its own."""

    INTEGRITY = "integrity", _("Ethics and integrity")
    PRIVACY = "privacy", _("Privacy breach")
    RETALIATION = "retaliation", _("Retaliation")
    STAFF = "staff", _("Staff matter")
    DISPUTE = "dispute", _("Medical dispute")
    OTHER = "other", pgettext_lazy("sphere", "Other restricted matter")


class DeclineReason(TextChoices):
    """Why a matter is not taken up here; the submitter reads it with the right route."""

    COURT = "court", _("Before a court or in mediation")
    HANDLED = "handled", _("Already dealt with by an authority or as a petition")
    VAGUE = "vague", _("No clear subject or facts")
    POLICE = "police", _("A matter for the police")
    OUT_OF_SCOPE = "out_of_scope", _("Not within this hospital's remit")
    REPEAT = "repeat", _("Repeated without anything new")
    ABUSIVE = "abusive", _("Against the law or public order")


class Outcome(TextChoices):
    """What was found, for each category of a case."""

    UPHELD = "upheld", _("Upheld")
    PARTLY = "partly", _("Partly upheld")
    NOT_UPHELD = "not_upheld", _("Not upheld")
    UNVERIFIABLE = "unverifiable", _("Could not be verified")
    EXPLAINED = "explained", _("Explained")
    NA = "na", _("Not applicable")
    ADOPTED = "adopted", _("Adopted")
    PARTLY_ADOPTED = "partly_adopted", _("Partly adopted")
    NOT_ADOPTED = "not_adopted", _("Not adopted for now")
    IN_STUDY = "in_study", _("Being studied")


SUGGESTION_OUTCOMES = (
    Outcome.ADOPTED,
    Outcome.PARTLY_ADOPTED,
    Outcome.NOT_ADOPTED,
    Outcome.IN_STUDY,
)


def outcomes_for(kind: str) -> tuple[Outcome, ...]:
    """Return the outcomes a case of this kind may close with."""
    if kind == Kind.SUGGESTION:
        return SUGGESTION_OUTCOMES
    return tuple(outcome for outcome in Outcome if outcome not in SUGGESTION_OUTCOMES)


class Measure(TextChoices):
    """What was done about it."""

    APOLOGY = "apology", _("Apology")
    EXPLANATION = "explanation", _("Explanation")
    REFUND = "refund", _("Refund")
    REDO = "redo", _("Service done again")
    TRAINING = "training", _("Training")
    DISCIPLINE = "discipline", _("Criticism or sanction")
    PROCESS = "process", _("Process improved")
    FACILITY = "facility", _("Facility repaired or improved")
    IT_FIX = "it_fix", _("System fixed")
    COMPENSATION = "compensation", _("Compensation by the dispute route")
    NONE = "none", _("No measure needed")


class Resolution(TextChoices):
    """Whether the matter is resolved, in the submitter's own judgement."""

    RESOLVED = "resolved", _("Resolved")
    PARTLY = "partly", _("Partly resolved")
    UNRESOLVED = "unresolved", _("Not resolved")
    UNREACHABLE = "unreachable", _("Not reached")


class Satisfaction(IntegerChoices):
    """How satisfied the submitter is; silence is not an answer."""

    VERY_DISSATISFIED = 1, _("Very dissatisfied")
    DISSATISFIED = 2, _("Dissatisfied")
    FAIRLY = 3, _("Fairly satisfied")
    SATISFIED = 4, _("Satisfied")
    VERY_SATISFIED = 5, _("Very satisfied")


# 满意率 counts fairly satisfied and above (Beijing's swift-response practice, domain rule 1.4).
SATISFIED_FROM = Satisfaction.FAIRLY


class Severity(IntegerChoices):
    """How serious a problem is (HCAT)."""

    NOT_PRESENT = 0, _("Not present")
    LOW = 1, _("Low")
    MEDIUM = 2, _("Medium")
    HIGH = 3, _("High")


class Harm(IntegerChoices):
    """What harm is described (HCAT)."""

    NONE = 0, _("None or unknown")
    MINIMAL = 1, _("Minimal")
    MINOR = 2, _("Minor")
    MODERATE = 3, _("Moderate")
    MAJOR = 4, _("Major")
    CATASTROPHIC = 5, _("Catastrophic")


class CareStage(TextChoices):
    """At which step of care it happened (HCAT's stage of care)."""

    ACCESS = "access", _("Booking and access")
    ADMISSION = "admission", _("Admission or triage")
    EXAM = "exam", _("Examination and diagnosis")
    PROCEDURE = "procedure", _("Surgery or procedure")
    WARD = "ward", _("Care on the ward")
    DISCHARGE = "discharge", _("Discharge or transfer")
    FOLLOWUP = "followup", _("Follow-up")
    NA = "na", _("Not applicable")


class Priority(TextChoices):
    """How soon somebody must look."""

    ROUTINE = "routine", _("Routine")
    IMPORTANT = "important", _("Important")
    URGENT = "urgent", _("Urgent: patient safety")
    MAJOR = "major", _("Major: group, media or casualties")
