"""Compliments with consent and commendations, as officers and editors make them."""

from datetime import date
from itertools import count
from typing import Any

from feedback import services
from feedback.models import Case
from feedback.vocabulary import Kind
from portal import gate
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory
from tests.transparency.conftest import MARCH
from tests.visitor import Visitor
from transparency import gating, praising
from transparency.models import CommendationIndexPage, CommendationPage

SLUGS = map("thanks-{}".format, count(1))
WALL = "/transparency/commendations/"
PRAISE = "夜里值班的护士扶老人去做检查，一路说明，没有一句不耐烦。"
NAMES = "赵志远"
THANKS = {
    "title": "感谢心内科",
    "department": "心内科",
    "category": "ATT",
    "month": date(2026, 3, 1),
    "praise": PRAISE,
}
CANARY = "金丝雀故事"


def wall(language: str = "zh-hans") -> CommendationIndexPage:
    """Return the wall of one language."""
    return CommendationIndexPage.objects.get(locale__language_code=language)


def compliment(*, agreed: bool = True, **other: Any) -> Case:
    """Return a closed compliment for Dr Zhao's ward, with or without consent to publication."""
    wanted = {"kind": Kind.COMPLIMENT, "category": "PRO-02", "received_at": MARCH}
    ward = DepartmentFactory(ward=True)
    case: Case = CaseFactory(**{**wanted, "about": ward, "closed": True, **other})
    if agreed:
        services.agree_to_publication(case, agreed=True)
    return case


def write_thanks(language: str = "zh-hans", **other: Any) -> CommendationPage:
    """Put a commendation typed by hand on the wall; the editor knows that the giver agreed."""
    index = wall(language)
    words = {**THANKS, "slug": next(SLUGS), "locale": index.locale, "live": False, **other}
    page = index.add_child(instance=CommendationPage(**words))
    revision = page.save_revision()
    gating.note(page, gating.question(page), None)
    revision.publish()
    return CommendationPage.objects.get(pk=page.pk)


def draft_of(case: Case, by: User) -> CommendationPage:
    """Return what the officer's button drafts."""
    return praising.draft(case.pk, by=by)[0]


def as_written(page: CommendationPage) -> CommendationPage:
    """Return the page as last written, whoever wrote it."""
    return CommendationPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def publish(page: CommendationPage, **changes: Any) -> CommendationPage:
    """Write something and publish it, as the editor does; hints are looked at."""
    page = as_written(page)
    for name, value in changes.items():
        setattr(page, name, value)
    revision = page.save_revision()
    gating.note(page, gating.question(page), None)
    revision.publish()
    return CommendationPage.objects.get(pk=page.pk)


def name(page: CommendationPage, names: str = NAMES) -> CommendationPage:
    """Write names into a draft of it."""
    page = as_written(page)
    page.names = names
    page.save_revision()
    return page


def agree(page: CommendationPage, by: User, names: str = NAMES) -> None:
    """Give the department's word."""
    question = praising.asked_about(page.pk, by=by)
    assert question is not None
    praising.agree(question, names=names, by=by)


def written(page: CommendationPage, by: Visitor, **changed: str) -> dict[str, str]:
    """Return what the editor's form would send, with some of it changed; nothing is ticked."""
    form = by.get(f"/admin/pages/{page.pk}/edit/").soup.select_one("#page-edit-form")
    sent = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        if field.get("type") in {"submit", "button", "checkbox"}:
            continue
        chosen = field.select_one("option[selected]")
        text = field.get_text().removeprefix("\n") if field.name == "textarea" else None
        sent[field["name"]] = chosen["value"] if chosen else text or field.get("value", "")
    return {**sent, **changed}


def kinds(page: Any) -> set[str]:
    return {one.kind for one in gate.findings(page)}


def titles(visitor: Visitor, path: str = WALL) -> list[str]:
    return [one.get_text(strip=True) for one in visitor.get(path).soup.select(".card__title")]
