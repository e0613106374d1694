"""Both walls, a compliment with consent, and the page that was made of it."""

import pytest

from feedback.models import Case
from home.models import HomePage
from portal.models import User
from tests.transparency.conftest import hide_among
from tests.transparency.praise import (
    CANARY,
    PRAISE,
    compliment,
    draft_of,
    publish,
)
from transparency.models import CommendationPage
from transparency.site import lay_transparency


@pytest.fixture(autouse=True)
def walls(site: HomePage) -> None:
    """Both walls, and enough matters of the same field to hide among."""
    lay_transparency(site, site.get_translations().first())
    hide_among("PRO-01")


@pytest.fixture
def case(db: None) -> Case:
    return compliment(story=f"{CANARY}，谢谢。")


@pytest.fixture
def public(case: Case, officer: User) -> CommendationPage:
    """A commendation from a case whose submitter agreed, live."""
    return publish(draft_of(case, officer), praise=PRAISE)
