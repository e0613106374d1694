"""Editors see the page beside the form before it is published."""

from home.models import HomePage
from portal.models import User
from tests.visitor import Visitor


def test_the_editor_may_frame_a_draft_and_nobody_else(superuser: User, site: HomePage) -> None:
    draft = Visitor(superuser).get(f"/admin/pages/{site.pk}/view_draft/")
    policy = draft.response["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "unsafe-inline" not in policy


def test_a_public_page_is_framed_by_nobody(visitor: Visitor, site: HomePage) -> None:
    assert "frame-ancestors 'none'" in visitor.get("/").response["Content-Security-Policy"]
