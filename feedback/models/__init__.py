"""The tables of feedback, each in its own room."""

from feedback.models.access import Access
from feedback.models.calendar import CalendarDay, DeadlinePolicy
from feedback.models.case import Case
from feedback.models.desk import Presence, ReplyTemplate, SavedFilter
from feedback.models.diary import CaseEvent
from feedback.models.directory import Absence, Category, Department, SphereTeam
from feedback.models.files import Attachment
from feedback.models.finding import CaseCategory, CaseMeasure
from feedback.models.kinship import CaseLink, Fingerprint
from feedback.models.notice import Notice, NoticeWording
from feedback.models.person import Consent, Contact

__all__ = [
    "Absence",
    "Access",
    "Attachment",
    "CalendarDay",
    "Case",
    "CaseCategory",
    "CaseEvent",
    "CaseLink",
    "CaseMeasure",
    "Category",
    "Consent",
    "Contact",
    "DeadlinePolicy",
    "Department",
    "Fingerprint",
    "Notice",
    "NoticeWording",
    "Presence",
    "ReplyTemplate",
    "SavedFilter",
    "SphereTeam",
]
