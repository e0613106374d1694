"""Lays the pages of transparency below the home pages, in both languages. It overwrites nothing."""

from typing import Any

from django.db import transaction
from wagtail.models import Page, Workflow, WorkflowPage

from transparency.models import (
    CommendationIndexPage,
    ImprovementIndexPage,
    ReportIndexPage,
    StatisticsPage,
    SummaryIndexPage,
    TransparencyPage,
)

TEXTS: dict[str, dict[str, dict[str, str]]] = {
    "zh-hans": {
        "overview": {
            "title": "公开与改进",
            "lead": "患者对我们说了什么，我们查明了什么、改了什么。数字可以核对，案例不指认任何人。",
            "search_description": "示例市第一人民医院公开患者反映的办理数据、匿名案例摘要和改进措施，每个数字写明算法。",
        },
        "statistics": {
            "title": "数据公开",
            "lead": "收到多少、按时答复多少、多少人满意。每个数字旁边都写明怎么算、没算进什么。",
            "search_description": "投诉、建议、表扬、咨询的受理数量、按时答复率、解决率和满意率，按月公布，可以下载核对。",
        },
        "summaries": {
            "title": "案例摘要",
            "lead": "已办结事项的匿名摘要：反映了什么，查明了什么，为当事人和为其他患者做了什么。",
            "search_description": "已办结投诉的匿名案例：患者反映了什么，医院查明了什么，怎样处理，怎样避免再发生。",
        },
        "improvements": {
            "title": "改进措施",
            "lead": "很多人说到同一件事，我们就去改。改到哪一步、有没有效果，都写在这里；没改好的，也照实写。",
            "search_description": "医院根据患者反映做出的改进：原因、措施、负责部门、期限，以及评估后有没有效果。",
        },
        "reports": {
            "title": "定期报告",
            "lead": "每月一份：收到什么、怎样办理、改了什么。数字出自冻结的公开数据，不经手工填写；季度、年度终了，再各出一份。",
            "search_description": "医院按月、按季度、按年公布的投诉办理情况报告：受理和办结数量、按时答复率、满意率，以及采取的改进。",
        },
        "commendations": {
            "title": "表扬墙",
            "lead": "患者和家属的感谢，经本人同意登在这里，按科室查看。被表扬人的姓名，经所在科室同意才写出。",
            "search_description": "患者和家属对医院各科室的表扬与感谢，经本人同意公开；姓名经科室同意才刊登。",
        },
    },
    "en": {
        "overview": {
            "title": "What we hear and change",
            "lead": "What patients told us, what we found and what we changed. The figures can be checked; no story names anybody.",
            "search_description": "What patients told Demo City First People's Hospital and what it changed: figures, anonymous case summaries and improvements.",
        },
        "statistics": {
            "title": "The figures",
            "lead": "How many matters came in, how many were answered in time, how many people were satisfied. Beside each figure stands how it is counted and what it leaves out.",
            "search_description": "How many complaints, suggestions, compliments and questions came in, how many were answered in time, resolved and rated well, with the way each is counted.",
        },
        "summaries": {
            "title": "Case summaries",
            "lead": "Closed matters, told without names: what was asked, what we found, what we did for the person and for others.",
            "search_description": "Anonymous summaries of closed complaints: what patients told the hospital, what it found, and what it did so that it does not happen again.",
        },
        "improvements": {
            "title": "Improvements",
            "lead": "When many people tell us the same, we change it. How far each measure is and whether it worked is written here, also when it did not.",
            "search_description": "What the hospital changes because of what patients told it: cause, measure, who sees to it, by when, and whether it worked.",
        },
        "reports": {
            "title": "Reports",
            "lead": "One a month: what came in, how it was dealt with, what changed. The figures are the frozen ones, typed by nobody; each quarter and each year gets a report of its own.",
            "search_description": "Monthly, quarterly and yearly reports of the hospital on the complaints it received: how many, how many answered in time, how people rated the answers, what changed.",
        },
        "commendations": {
            "title": "Thank you",
            "lead": "The thanks of patients and their families, published with their consent, by department. Who is named here has been named with the word of their department.",
            "search_description": "What patients and families thank the departments of the hospital for, published with their consent; names only where the department agreed.",
        },
    },
}
SLUGS = {
    "overview": "transparency",
    "statistics": "statistics",
    "summaries": "summaries",
    "improvements": "improvements",
    "reports": "reports",
    "commendations": "commendations",
}


@transaction.atomic
def lay_transparency(home_zh: Page, home_en: Page | None = None) -> TransparencyPage:
    """Lay what is missing and return the Chinese overview."""
    overview = _lay_tree(home_zh)
    if home_en is not None:
        _lay_tree(home_en, like=overview)
    return overview


def _lay_tree(home: Page, like: TransparencyPage | None = None) -> TransparencyPage:
    overview: TransparencyPage = _lay(TransparencyPage, "overview", home, home, like)
    _lay(StatisticsPage, "statistics", overview, home, like)
    index = _lay(SummaryIndexPage, "summaries", overview, home, like)
    _lay(ImprovementIndexPage, "improvements", overview, home, like)
    _lay(ReportIndexPage, "reports", overview, home, like)
    _lay(CommendationIndexPage, "commendations", overview, home, like)
    review = index.get_workflow()
    if review is not None:
        _show_in_settings(index, review)
    return overview


def _lay(kind: type[Page], name: str, below: Page, home: Page, like: Page | None) -> Any:
    found = kind.objects.child_of(below).first()
    if found:
        return found
    page = kind(
        locale=home.locale,
        slug=SLUGS[name],
        show_in_menus=name == "overview",
        **TEXTS[home.locale.language_code][name],
    )
    twin = kind.objects.descendant_of(like, inclusive=True).first() if like else None
    if twin:
        page.translation_key = twin.translation_key
    below.add_child(instance=page)
    return page


def _show_in_settings(index: SummaryIndexPage, review: Workflow) -> None:
    """Let Wagtail's list of workflows say where the review applies; the pages themselves insist on it."""
    WorkflowPage.objects.get_or_create(page=index.page_ptr, defaults={"workflow": review})
