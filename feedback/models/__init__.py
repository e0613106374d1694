"""The tables of feedback, each in its own room."""

from feedback.models.access import Access
from feedback.models.analysis import CaseTally, MonthLetter, SecondCoding, TallyMark, WordTally
from feedback.models.calendar import CalendarDay, DeadlinePolicy
from feedback.models.callbacks import Callback, CallScript, Discharge
from feedback.models.case import Case
from feedback.models.desk import Presence, ReplyTemplate, SavedFilter
from feedback.models.diary import CaseEvent
from feedback.models.directory import Absence, Category, Department, SphereTeam
from feedback.models.files import Attachment
from feedback.models.finding import CaseCategory, CaseMeasure
from feedback.models.improvement import Improvement, ImprovementEvent, Lesson
from feedback.models.kinship import CaseLink, Fingerprint
from feedback.models.notice import Notice, NoticeWording
from feedback.models.orders import OrderBatch, OrderRow, SubjectMapping, WorkOrder
from feedback.models.person import Consent, Contact

__all__ = [
    "Absence",
    "Access",
    "Attachment",
    "CalendarDay",
    "CallScript",
    "Callback",
    "Case",
    "CaseCategory",
    "CaseEvent",
    "CaseLink",
    "CaseMeasure",
    "CaseTally",
    "Category",
    "Consent",
    "Contact",
    "DeadlinePolicy",
    "Department",
    "Discharge",
    "Fingerprint",
    "Improvement",
    "ImprovementEvent",
    "Lesson",
    "MonthLetter",
    "Notice",
    "NoticeWording",
    "OrderBatch",
    "OrderRow",
    "Presence",
    "ReplyTemplate",
    "SavedFilter",
    "SecondCoding",
    "SphereTeam",
    "SubjectMapping",
    "TallyMark",
    "WordTally",
    "WorkOrder",
]
