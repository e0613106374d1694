"""The way of a case: its stages, its acts, and on which side of the desk somebody stood."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stage(TextChoices):
    """Where in the procedure a case stands."""

    RECEIVED = "received", _("Received")
    REGISTERED = "registered", _("Registered")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    # The code is the field's older word 已转办; the act is called assign everywhere.
    ASSIGNED = "transferred", _("Assigned")
    INVESTIGATING = "investigating", _("Under investigation")
    WAITING = "waiting_complainant", _("Waiting for the submitter")
    DRAFTING = "drafting", _("Reply being drafted")
    REPLIED = "replied", _("Replied")
    CALLBACK = "callback", _("Callback")
    CLOSED = "closed", _("Closed")
    REOPENED = "reopened", _("Reopened")
    MERGED = "merged", _("Merged")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# Stages in which the hospital still owes the submitter an answer.
OPEN = frozenset(
    {
        Stage.RECEIVED,
        Stage.REGISTERED,
        Stage.ACCEPTED,
        Stage.ASSIGNED,
        Stage.INVESTIGATING,
        Stage.WAITING,
        Stage.DRAFTING,
        Stage.REOPENED,
    }
)
# Stages in which nothing more is expected of anybody.
ENDED = frozenset({Stage.DECLINED, Stage.CLOSED, Stage.MERGED, Stage.WITHDRAWN})


class PublicStage(TextChoices):
    """What the submitter is told: fewer words for the same path."""

    RECEIVED = "received", pgettext_lazy("public stage", "Received")
    WORKING = "working", _("Being looked into")
    WAITING = "waiting", _("Waiting for you")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed")
    DECLINED = "declined", _("Not taken up")
    WITHDRAWN = "withdrawn", _("Withdrawn")


PUBLIC_STAGE = {
    Stage.RECEIVED: PublicStage.RECEIVED,
    Stage.REGISTERED: PublicStage.RECEIVED,
    Stage.ACCEPTED: PublicStage.WORKING,
    Stage.ASSIGNED: PublicStage.WORKING,
    Stage.INVESTIGATING: PublicStage.WORKING,
    Stage.DRAFTING: PublicStage.WORKING,
    Stage.REOPENED: PublicStage.WORKING,
    Stage.WAITING: PublicStage.WAITING,
    Stage.REPLIED: PublicStage.ANSWERED,
    Stage.CALLBACK: PublicStage.ANSWERED,
    Stage.CLOSED: PublicStage.CLOSED,
    Stage.MERGED: PublicStage.CLOSED,
    Stage.DECLINED: PublicStage.DECLINED,
    Stage.WITHDRAWN: PublicStage.WITHDRAWN,
}


class Act(TextChoices):
    """What somebody did to a case; each leaves one entry in the diary."""

    # Coming in
    SUBMIT = "submit", pgettext_lazy("act", "Submitted")
    REGISTER = "register", _("Registered by the office")
    IMPORT = "import", _("Imported")
    SHOW_CODE = "show_code", _("Tracking code shown")
    ACCEPT = "accept", _("Accepted")
    DECLINE = "decline", _("Declined")
    RESTATE = "restate", _("Problem restated")
    CONFIRM = "confirm", _("Problem confirmed")
    CORRECT = "correct", _("Problem corrected by the submitter")
    # What it is, and how pressing
    CLASSIFY = "classify", _("Classified")
    PRIORITISE = "prioritise", _("Priority changed")
    # Who works on it
    ASSIGN = "assign", _("Assigned")
    TAKE_ON = "take_on", _("Taken on by the department")
    RETURN = "return", _("Returned with an objection")
    UPHOLD = "uphold", _("Objection upheld")
    OVERRULE = "overrule", _("Objection overruled")
    HAND_OVER = "hand_over", _("Handed over")
    REMIND = "remind", _("Reminder")
    ESCALATE = "escalate", _("Escalated")
    SEEN = "seen", _("Seen")
    # Talking to the submitter
    ASK = "ask", _("Question to the submitter")
    ANSWER = "answer", _("Answer from the submitter")
    RESUME = "resume", _("Gone on without an answer")
    MESSAGE = "message", _("Message from the submitter")
    NOTE = "note", _("Internal note")
    ATTACH = "attach", _("Attachment added")
    # More time
    ASK_TIME = "ask_time", _("Extension asked for")
    EXTEND = "extend", _("Extended")
    REFUSE_TIME = "refuse_time", _("Extension refused")
    DUE = "due", _("Due date changed")
    # The answer
    DRAFT = "draft", _("Reply drafted")
    APPROVE = "approve", _("Draft approved")
    SEND_BACK = "send_back", _("Draft sent back")
    REPLY = "reply", _("Reply")
    CALL_BACK = "call_back", pgettext_lazy("act", "Called back")
    RATE = "rate", _("Rated")
    CONSENT = "consent", _("Publication agreed to")
    REVOKE = "revoke", _("Consent to publication withdrawn")
    # With a hotline or authority that passed the matter on
    URGE = "urge", _("Urged by the hotline")
    CONTEST = "contest", _("Dispatch contested")
    CONTEST_WON = "contest_won", _("Taken back by the hotline")
    CONTEST_LOST = "contest_lost", _("Contest refused by the hotline")
    REPORT_BACK = "report_back", _("Reported back to the hotline")
    # The end, and a new beginning
    REOPEN = "reopen", _("Reopened")
    CLOSE = "close", _("Closed")
    WITHDRAW = "withdraw", _("Withdrawn")
    # Cases that belong together
    MERGE = "merge", _("Merged into another case")
    JOIN = "join", _("Another case merged into this one")
    SHARE = "share", _("Answered together with another case")
    UNMERGE = "unmerge", _("Handled separately again")
    SPLIT = "split", _("Part of it split off")
    LINK = "link", _("Linked with another case")
    UNLINK = "unlink", _("Link removed")
    # Protection
    RESTRICT = "restrict", _("Restricted to a team")
    UNRESTRICT = "unrestrict", _("Restriction lifted")
    BAR = "bar", _("Conflict of interest noted")
    UNBAR = "unbar", _("Conflict of interest removed")
    REVEAL = "reveal", _("Contact shown")
    DISPUTE = "dispute", _("Marked as a medical dispute")
    UNDISPUTE = "undispute", _("No longer a medical dispute")
    DELIVER = "deliver", _("Route notice delivered")
    SEAL = "seal", _("Evidence sealed")
    HOLD = "hold", _("Legal hold")
    RELEASE = "release", _("Legal hold lifted")


class Actor(TextChoices):
    """On which side of the desk somebody stood."""

    SUBMITTER = "submitter", _("You")
    OFFICE = "office", _("Complaint office")
    DEPARTMENT = "department", _("Department")
    DIRECTOR = "director", _("Hospital management")
    SYSTEM = "system", _("System")


class Delivery(TextChoices):
    """How a paper reached somebody."""

    HAND = "hand", pgettext_lazy("delivery", "Handed over")
    POST = "post", _("By post")
    READ_OUT = "read_out", _("Read out on the telephone")
    ONLINE = "online", _("On the case page")


class FileState(TextChoices):
    """How far an attachment has come."""

    RECEIVED = "received", _("Being checked")
    SAFE = "safe", _("Ready")
    REFUSED = "refused", _("Could not be opened safely")


class Reading(TextChoices):
    """What a member of staff opened."""

    CASE = "case", _("Case opened")
    CONTACT = "contact", _("Contact shown")
    ATTACHMENT = "attachment", _("Attachment opened")
    EXPORT = "export", _("Exported")
    EXTRACT = "extract", _("Extract made for publication")
    PRINT = "print", _("Printed")
