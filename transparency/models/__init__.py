"""What the public reads, as it is kept: frozen figures, pages, and who approved what."""

from transparency.effect import Span, Verdict
from transparency.models.activity import Activity
from transparency.models.approval import Approval, NotApproved, SummarySource
from transparency.models.commendation import (
    CommendationIndexPage,
    CommendationPage,
    CommendationSource,
    NamesAgreed,
)
from transparency.models.evaluation import Baseline, Evaluation
from transparency.models.gate import Passed
from transparency.models.improvement import (
    ImprovementIndexPage,
    ImprovementPage,
    Progress,
)
from transparency.models.pages import SummaryIndexPage, TransparencyPage
from transparency.models.release import Altered, Release
from transparency.models.report import ReportIndexPage, ReportPage
from transparency.models.review import PrivacyReviewTask
from transparency.models.said import Said
from transparency.models.statistics import StatisticsPage
from transparency.models.summary import CaseSummaryPage
from transparency.models.tombstone import Tombstone
from transparency.models.topic import TopicPage
from transparency.models.watch import GateWatch, SelfCheck

__all__ = [
    "Activity",
    "Altered",
    "Approval",
    "Baseline",
    "CaseSummaryPage",
    "CommendationIndexPage",
    "CommendationPage",
    "CommendationSource",
    "Evaluation",
    "GateWatch",
    "ImprovementIndexPage",
    "ImprovementPage",
    "NamesAgreed",
    "NotApproved",
    "Passed",
    "PrivacyReviewTask",
    "Progress",
    "Release",
    "ReportIndexPage",
    "ReportPage",
    "Said",
    "SelfCheck",
    "Span",
    "StatisticsPage",
    "SummaryIndexPage",
    "SummarySource",
    "Tombstone",
    "TopicPage",
    "TransparencyPage",
    "Verdict",
]
