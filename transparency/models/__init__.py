"""What the public reads, as it is kept: frozen figures, pages, and who approved what."""

from transparency.models.activity import Activity
from transparency.models.approval import Approval, NotApproved, SummarySource
from transparency.models.gate import Passed
from transparency.models.improvement import (
    Effect,
    ImprovementIndexPage,
    ImprovementPage,
    Progress,
)
from transparency.models.pages import SummaryIndexPage, TransparencyPage
from transparency.models.release import Altered, Release
from transparency.models.report import ReportIndexPage, ReportPage
from transparency.models.review import PrivacyReviewTask
from transparency.models.statistics import StatisticsPage
from transparency.models.summary import CaseSummaryPage
from transparency.models.tombstone import Tombstone

__all__ = [
    "Activity",
    "Altered",
    "Approval",
    "CaseSummaryPage",
    "Effect",
    "ImprovementIndexPage",
    "ImprovementPage",
    "NotApproved",
    "Passed",
    "PrivacyReviewTask",
    "Progress",
    "Release",
    "ReportIndexPage",
    "ReportPage",
    "StatisticsPage",
    "SummaryIndexPage",
    "SummarySource",
    "Tombstone",
    "TransparencyPage",
]
