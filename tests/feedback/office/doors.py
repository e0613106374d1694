"""The doors of the office: every address below /admin/cases/, read from the URL configuration."""

import uuid
from collections.abc import Iterator

from django.urls import reverse

from feedback.models import Case
from feedback.office import urls
from tests.visitor import Page, Visitor

KEY = uuid.UUID("abcdefab-cdef-4abc-8def-abcdefabcdef")
# What an address may take beside the case; one that takes something else needs a word here.
BESIDES = {"key": KEY}
OF_A_CASE = sorted(one.name for one in urls.urlpatterns if str(one.pattern).startswith("<int:pk>/"))
OF_NO_CASE = sorted({one.name for one in urls.urlpatterns} - {*OF_A_CASE})


def address(name: str, case: Case) -> str:
    """Return where a room of a case is."""
    takes = next(one.pattern.converters for one in urls.urlpatterns if one.name == name)
    return reverse(
        f"office:{name}", kwargs={"pk": case.pk, **{k: BESIDES[k] for k in takes if k != "pk"}}
    )


def tried(visitor: Visitor, case: Case) -> Iterator[tuple[str, Page]]:
    """Try each door of a case by each method, as somebody would who has guessed the addresses."""
    typed = {"version": case.version, "text": "?", "reason": "?", "q": case.reference}
    for name in OF_A_CASE:
        yield f"get {name}", visitor.get(address(name, case))
        yield f"post {name}", visitor.post(address(name, case), typed)


def opened(visitor: Visitor, case: Case) -> list[str]:
    """Return the doors behind which somebody finds anything at all."""
    return [f"{door}: {page.status}" for door, page in tried(visitor, case) if page.status != 404]
