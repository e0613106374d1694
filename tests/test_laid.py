"""A site that was put back is the site that was laid."""

import pytest

from home.models import HomePage
from home.site import lay_site
from tests import laid as laid_site


@pytest.mark.django_db
def test_a_site_put_back_is_no_other_than_the_one_laid(
    site: HomePage, laid: list[laid_site.Change]
) -> None:
    tables = laid_site.tables()
    before = laid_site.read(tables)
    lay_site()  # what is there is left as it is, so nothing may be missing
    assert [change.table.name for change in laid_site.changes(before, tables)] == []
    assert sum(len(change.rows) for change in laid) > 50
