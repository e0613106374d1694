"""What the public reads, as it is kept: frozen figures, pages, and who approved what."""

from transparency.models.approval import Approval, NotApproved, SummarySource
from transparency.models.improvement import (
    Effect,
    ImprovementIndexPage,
    ImprovementPage,
    Progress,
)
from transparency.models.pages import StatisticsPage, SummaryIndexPage, TransparencyPage
from transparency.models.release import Altered, Release
from transparency.models.review import PrivacyReviewTask
from transparency.models.summary import CaseSummaryPage

__all__ = [
    "Altered",
    "Approval",
    "CaseSummaryPage",
    "Effect",
    "ImprovementIndexPage",
    "ImprovementPage",
    "NotApproved",
    "PrivacyReviewTask",
    "Progress",
    "Release",
    "StatisticsPage",
    "SummaryIndexPage",
    "SummarySource",
    "TransparencyPage",
]
