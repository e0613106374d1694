"""The tables of feedback, each in its own room."""

from feedback.models.access import Access
from feedback.models.calendar import CalendarDay, DeadlinePolicy
from feedback.models.case import Case
from feedback.models.diary import CaseEvent
from feedback.models.directory import Category, Department
from feedback.models.files import Attachment
from feedback.models.finding import CaseCategory, CaseMeasure
from feedback.models.notice import Notice
from feedback.models.person import Consent, Contact

__all__ = [
    "Access",
    "Attachment",
    "CalendarDay",
    "Case",
    "CaseCategory",
    "CaseEvent",
    "CaseMeasure",
    "Category",
    "Consent",
    "Contact",
    "DeadlinePolicy",
    "Department",
    "Notice",
]
