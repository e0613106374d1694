"""What somebody reads on the own page of what the voice led to, and what stays inside."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.timezone import localdate
from wagtail.models import Locale, PageViewRestriction

from feedback import services
from feedback.models import Case, Improvement
from home.models import HomePage
from portal import edition
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory
from tests.pages import english, write_improvement
from tests.transparency.conftest import MARCH, hide_among
from tests.visitor import Page, Visitor
from transparency.models import (
    Baseline,
    CaseSummaryPage,
    CommendationIndexPage,
    CommendationPage,
    CommendationSource,
    Evaluation,
    ImprovementPage,
    Progress,
    SummarySource,
    Verdict,
)
from transparency.site import lay_transparency

SECTION = "section[aria-labelledby=led-to-title]"


def own_page(visitor: Visitor, case: Case, address: str = "/feedback/case/") -> Page:
    visitor.post("/feedback/track/", {"code": case.tracking_code})
    return visitor.get(address)


def links(page: Page) -> dict[str, str]:
    """Return the titles under "what your voice led to", each with what is said of it."""
    found = page.soup.select(f"{SECTION} li")
    return {one.a.get_text(strip=True): one.span.get_text(strip=True) for one in found}


def measure_from(*cases: Case, by: User) -> Improvement:
    measure = Improvement.objects.create(
        hospital=cases[0].hospital,
        title="增开窗口",
        problem="排队久。",
        measure="增开窗口。",
        department=DepartmentFactory(ward=True),
        due_on=localdate(),
        by=by,
        at=timezone.now(),
    )
    measure.cases.set(cases)
    return measure


@pytest.fixture
def case(db: None) -> Case:
    return CaseFactory(closed=True)


@pytest.fixture
def told(published: CaseSummaryPage, case: Case) -> CaseSummaryPage:
    """A public summary that was drafted from the case."""
    SummarySource.objects.create(page=published, reference=case.reference)
    edition.forget()
    return published


@pytest.fixture
def notice(site: HomePage, case: Case, officer: User) -> ImprovementPage:
    """A public notice of a measure that is tied to the case."""
    number = measure_from(case, by=officer).pk
    return write_improvement(site, measure_number=number, progress=Progress.UNDERWAY, due=None)


@pytest.fixture
def praised(site: HomePage, case: Case) -> CommendationPage:
    """Praise on the wall that was drafted from the case, with its submitter's consent."""
    hide_among("ATT-01")
    overview = lay_transparency(site)
    wall = CommendationIndexPage.objects.child_of(overview).first() or overview.add_child(
        instance=CommendationIndexPage(title="表扬墙", slug="praise-wall", locale=site.locale)
    )
    services.agree_to_publication(case, agreed=True)
    page = wall.add_child(
        instance=CommendationPage(
            title="谢谢夜班的护理团队",
            slug="praise-1",
            locale=site.locale,
            department="临床科室",
            category="ATT",
            month=MARCH.date().replace(day=1),
            praise="夜里多次来看，说话很轻。",
            live=False,
        )
    )
    CommendationSource.objects.create(key=page.translation_key, reference=case.reference)
    page.save_revision().publish()
    edition.forget()
    return page


def test_a_summary_of_the_own_case_is_found_there(
    visitor: Visitor, case: Case, told: CaseSummaryPage
) -> None:
    page = own_page(visitor, case)
    assert page.soup.select_one(f"{SECTION} a")["href"] == told.url
    assert told.title in links(page)


def test_a_summary_that_nobody_approved_is_not_there(
    visitor: Visitor, case: Case, told: CaseSummaryPage
) -> None:
    CaseSummaryPage.objects.update(done_here="没有人看过的话。")
    edition.forget()
    assert not links(own_page(visitor, case))


def test_a_summary_that_was_taken_down_is_not_there(
    visitor: Visitor, case: Case, told: CaseSummaryPage
) -> None:
    told.unpublish()
    assert not links(own_page(visitor, case))


def test_a_summary_that_was_closed_to_the_public_is_not_there(
    visitor: Visitor, case: Case, told: CaseSummaryPage
) -> None:
    PageViewRestriction.objects.create(page=told, restriction_type="login")
    assert not links(own_page(visitor, case))


def test_somebody_elses_summary_is_not_there(visitor: Visitor, told: CaseSummaryPage) -> None:
    assert not own_page(visitor, CaseFactory(closed=True)).soup.select(SECTION)


def test_where_nothing_is_public_nothing_is_said(visitor: Visitor, case: Case) -> None:
    assert "What your voice led to" not in own_page(visitor, case, "/en/feedback/case/").text


def test_a_measure_is_told_with_how_far_it_is(
    visitor: Visitor, case: Case, notice: ImprovementPage
) -> None:
    said = links(own_page(visitor, case, "/en/feedback/case/"))
    assert said == {notice.title: "Improvement notice: Under way."}


def test_a_measure_that_is_overdue_is_called_so(
    visitor: Visitor, case: Case, notice: ImprovementPage
) -> None:
    notice.due = localdate().replace(year=2020, day=1)
    notice.save()
    said = links(own_page(visitor, case, "/en/feedback/case/"))
    assert said[notice.title] == "Improvement notice: promised, and overdue."


def test_a_measure_that_was_judged_says_what_the_figures_said_last(
    visitor: Visitor, case: Case, notice: ImprovementPage
) -> None:
    baseline = Baseline.objects.create(
        notice=notice.translation_key, category="PRO", done=localdate().replace(day=1)
    )
    for months, verdict in ((1, Verdict.TOO_FEW), (3, Verdict.CAME_BACK)):
        Evaluation.objects.create(baseline=baseline, months=months, verdict=verdict)
    edition.forget()
    assert "It came back." in links(own_page(visitor, case, "/en/feedback/case/"))[notice.title]


def test_a_measure_without_a_public_notice_is_not_told(
    visitor: Visitor, case: Case, officer: User
) -> None:
    measure_from(case, by=officer)
    assert not links(own_page(visitor, case))


def test_a_notice_of_another_measure_is_not_told(visitor: Visitor, notice: ImprovementPage) -> None:
    assert not links(own_page(visitor, CaseFactory(closed=True)))


def test_a_page_in_the_other_language_is_marked_as_such(
    visitor: Visitor, case: Case, notice: ImprovementPage
) -> None:
    link = own_page(visitor, case, "/en/feedback/case/").soup.select_one(f"{SECTION} a")
    assert (link["lang"], link["hreflang"]) == ("zh-Hans", "zh-Hans")


def test_a_page_there_is_in_the_readers_language_is_the_one_that_is_offered(
    visitor: Visitor, case: Case, notice: ImprovementPage
) -> None:
    twin = write_improvement(english(HomePage.objects.get(locale=Locale.get_default())))
    twin.translation_key = notice.translation_key
    twin.save()
    link = own_page(visitor, case, "/en/feedback/case/").soup.select_one(f"{SECTION} a")
    assert link["href"] == twin.url
    assert not link.has_attr("lang")


def test_praise_on_the_wall_is_found_there(
    visitor: Visitor, case: Case, praised: CommendationPage
) -> None:
    said = links(own_page(visitor, case, "/en/feedback/case/"))
    assert said == {praised.title: "On the commendation wall"}


def test_praise_whose_consent_was_taken_back_is_not_there(
    visitor: Visitor, case: Case, praised: CommendationPage
) -> None:
    services.agree_to_publication(case, agreed=False)
    assert not links(own_page(visitor, case))


@pytest.fixture
def merged(case: Case) -> Case:
    """Another person's case that is handled together with this one."""
    other = CaseFactory(merged=True)
    Case.objects.filter(pk=other.pk).update(merged_into=case)
    return other


@pytest.mark.usefixtures("told", "notice")
def test_who_was_merged_sees_what_the_leading_case_led_to(
    visitor: Visitor, merged: Case, case: Case
) -> None:
    page = own_page(visitor, merged)
    assert len(links(page)) == 2
    assert case.reference not in page.body.decode()


def test_who_was_merged_is_not_led_to_the_words_of_another(
    visitor: Visitor, merged: Case, praised: CommendationPage
) -> None:
    CommendationPage.objects.update(is_quote=True)
    edition.forget()
    assert not links(own_page(visitor, merged))


def test_who_leads_does_not_see_what_the_merged_one_led_to(
    visitor: Visitor, merged: Case, case: Case, told: CaseSummaryPage
) -> None:
    SummarySource.objects.update(reference=merged.reference)
    edition.forget()
    assert not links(own_page(visitor, case))


@pytest.mark.parametrize("barrier", ["restricted", "dispute"])
@pytest.mark.usefixtures("told", "notice")
def test_of_a_protected_matter_nothing_is_told(
    visitor: Visitor, case: Case, merged: Case, barrier: str
) -> None:
    Case.objects.filter(pk=case.pk).update(**{barrier: True})
    assert not links(own_page(visitor, case))
    assert not links(own_page(visitor, merged))


@pytest.mark.usefixtures("told", "notice")
def test_it_costs_one_question(visitor: Visitor, case: Case) -> None:
    own_page(visitor, case)
    with CaptureQueriesContext(connection) as asked:
        visitor.get("/feedback/case/")
    assert len(asked) == 5


def test_it_is_kept_by_no_cache(visitor: Visitor, case: Case, notice: ImprovementPage) -> None:
    assert "no-store" in own_page(visitor, case).response.headers["Cache-Control"]
