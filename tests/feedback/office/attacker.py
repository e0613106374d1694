"""Somebody who may enter the admin and looks everywhere for what is not theirs."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse

from feedback.models import Case, Category
from feedback.office.queues import QUEUES
from feedback.vocabulary import Kind, Stage
from tests.feedback.office.doors import tried
from tests.visitor import Page, Visitor

INBOX = "/admin/cases/"


def views(case: Case) -> list[str]:
    """Return the ways to look at the inbox that could show a case, or count it."""
    category = Category.objects.get(code="ETH-01")
    chosen = [
        *({"show": name} for name in QUEUES),
        *({"sort": sort} for sort in ("newest", "oldest", "reference")),
        {"stage": Stage(case.stage)}, {"kind": Kind(case.kind)}, {"channel": case.channel},
        {"category": category.code}, {"category": "ETH"}, {"department": case.lead_id or ""},
        {"officer": case.officer_id or ""}, {"officer": 0},
        {"q": case.reference}, {"q": case.reference[:6]}, {"q": case.gist},
    ]  # fmt: skip
    return [INBOX, *(f"{INBOX}?{urlencode(one)}" for one in chosen)]


def lists(visitor: Visitor, case: Case) -> Iterator[tuple[str, Page]]:
    """Look at every list and count."""
    for url in views(case):
        yield url, visitor.get(url)
    for words in ("TS-", case.reference, case.gist, "GD-4711", "13800138000"):
        yield f"search {words}", visitor.post(INBOX, {"q": words})
        export = {"q": words, "format": "csv"}
        yield f"export {words}", visitor.post(reverse("office:export"), export)
    yield "start page", visitor.get("/admin/")


def wagtails(visitor: Visitor, case: Case) -> Iterator[tuple[str, Page]]:
    """Look into the rooms Wagtail has beside the lists, and its own search and logs."""
    category = Category.objects.get(code="ETH-01")
    for name, pk in (("departments", case.lead_id), ("categories", category.pk)):
        for room in ("usage", "history", "delete"):
            url = f"/admin/{name}/{room}/{pk}/"
            yield url, visitor.get(url)
    for url in (
        f"/admin/users/{case.officer_id}/", f"/admin/users/{case.officer_id}/delete/",
        "/admin/reports/site-history/", f"/admin/pages/search/?q={case.reference}",
        "/admin/teams/", "/admin/absences/",
    ):  # fmt: skip
        yield url, visitor.get(url)


def ticks(visitor: Visitor, case: Case) -> Iterator[tuple[str, Page]]:
    """Tick a case by its number in the page of several at once."""
    for act in ("assign", "hand_over", "remind"):
        form = {"case": [case.pk], "act": act, "to": case.lead_id, "text": "?"}
        yield f"bulk {act}", visitor.post(reverse("office:bulk"), form)
        yield f"bulk {act} done", visitor.post(reverse("office:bulk"), {**form, "do": "1"})


def neighbours(visitor: Visitor, case: Case, plain: Case) -> Iterator[tuple[str, Page]]:
    """Try to reach a case from another that may be opened."""
    yield from tried(visitor, plain)
    for act in ("merge", "link", "unlink"):
        url = reverse(f"office:{act}", args=[plain.pk])
        form = {"version": plain.version, "reference": case.reference, "why": "?"}
        yield f"{act} with", visitor.get(f"{url}?with={case.pk}")
        yield f"{act} it", visitor.post(url, form)
        yield f"{act} it, sure", visitor.post(url, {**form, "confirmed": case.pk})


def everywhere(visitor: Visitor, case: Case, plain: Case) -> Iterator[tuple[str, Page]]:
    """Look everywhere for one case, also from another that may be opened."""
    yield from lists(visitor, case)
    yield from wagtails(visitor, case)
    yield from ticks(visitor, case)
    yield from neighbours(visitor, case, plain)
