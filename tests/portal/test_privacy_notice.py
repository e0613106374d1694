from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.models import PrivacyNotice

pytestmark = pytest.mark.django_db


def notice(*, days: int) -> PrivacyNotice:
    since = timezone.localdate() + timedelta(days=days)
    return PrivacyNotice.objects.create(
        version="2026-9", body="<p>甲</p>", body_en="<p>A</p>", in_force_from=since
    )


def test_a_text_that_people_agreed_to_is_not_changed_any_more() -> None:
    agreed = notice(days=0)
    agreed.body = "<p>乙</p>"
    with pytest.raises(ValidationError):
        agreed.full_clean()


def test_a_text_not_yet_in_force_can_still_be_mended() -> None:
    coming = notice(days=1)
    coming.body = "<p>乙</p>"
    coming.full_clean()


def test_a_new_version_stands_beside_the_old_one() -> None:
    notice(days=-1)
    assert PrivacyNotice.current().text == "<p>甲</p>"
