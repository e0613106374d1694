import pytest
from django.contrib.auth.models import Group

from portal.models import User
from tests.visitor import Visitor


@pytest.mark.django_db
def test_only_the_groups_of_this_house_are_offered() -> None:
    assert not Group.objects.filter(name__in=["Moderators", "Editors"]).exists()


@pytest.mark.parametrize(
    "room", ["/admin/snippets/portal/privacynotice/", "/admin/settings/portal/sitesettings/"]
)
def test_an_editor_keeps_the_privacy_notice_and_the_telephone_numbers(
    editor: User, site: object, room: str
) -> None:
    page = Visitor(editor).get(room)
    assert (Visitor(editor).follow(page) if page.to else page).status == 200
