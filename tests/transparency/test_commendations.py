"""The commendation wall: nothing without consent, nobody named without the department's word."""

import re
from datetime import date
from typing import Any

import pytest

from feedback import services
from feedback.models import Access, Case, Consent
from feedback.vocabulary import Kind, Stage
from home.models import HomePage
from portal import gate, search
from portal.gate import HeldBack, Level
from portal.models import User
from tests.factories import CaseFactory, DepartmentFactory
from tests.transparency.conftest import hide_among
from tests.transparency.praise import (
    NAMES,
    PRAISE,
    THANKS,
    WALL,
    agree,
    compliment,
    draft_of,
    name,
    publish,
    wall,
    write_thanks,
    written,
)
from tests.visitor import Visitor
from transparency import praising
from transparency.management.thanks import THANKS as THANKS_LAID
from transparency.management.thanks import publish_thanks
from transparency.models import CommendationPage, CommendationSource, Passed, Tombstone
from transparency.models.commendation import NO_QUOTE
from transparency.site import lay_transparency

CANARY = "金丝雀故事"


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


def kinds(page: Any) -> set[str]:
    return {one.kind for one in gate.findings(page)}


def titles(visitor: Visitor, path: str = WALL) -> list[str]:
    return [one.get_text(strip=True) for one in visitor.get(path).soup.select(".card__title")]


# --- From a case ----------------------------------------------------------------------------------
def test_the_draft_holds_coded_fields_and_the_finding(case: Case, officer: User) -> None:
    page = draft_of(case, officer)
    assert (page.department, page.category, page.month) == (
        "心内科",
        "PRO",
        case.received_on.replace(day=1),
    )
    assert (page.praise, page.live, page.names) == (case.finding, False, "")


def test_no_word_of_the_submitter_is_in_the_draft(case: Case, officer: User) -> None:
    kept = str(draft_of(case, officer).latest_revision.content)
    assert not [word for word in (CANARY, "王桂兰", "13800138000", case.reference) if word in kept]


def test_an_english_compliment_is_drafted_for_the_english_wall(officer: User) -> None:
    page = draft_of(compliment(language="en"), officer)
    assert (page.get_parent().pk, page.department) == (wall("en").pk, "Cardiology")
    assert page.title == "Thanks to Cardiology"


def test_a_second_press_finds_the_first_draft(case: Case, officer: User) -> None:
    first = draft_of(case, officer)
    assert praising.draft(case.pk, by=officer) == (first, False)
    assert CommendationSource.objects.count() == 1


def test_its_time_is_told_as_coarsely_as_it_needs_to_hide(officer: User) -> None:
    assert draft_of(compliment(category="FEE-01"), officer).precision == "year"


def test_without_consent_nothing_is_drafted_and_the_case_says_so_nowhere(officer: User) -> None:
    case = compliment(agreed=False)
    with pytest.raises(praising.NotPublishable):
        praising.draft(case.pk, by=officer)
    assert not CommendationPage.objects.exists()
    assert not Access.objects.filter(case=case, reading="extract").exists()


def test_a_complaint_is_no_commendation(officer: User) -> None:
    case = compliment(kind=Kind.COMPLAINT)
    with pytest.raises(praising.NotPublishable):
        praising.draft(case.pk, by=officer)


def test_without_a_wall_the_officer_is_told(case: Case, officer: User) -> None:
    for language in ("zh-hans", "en"):
        wall(language).delete()
    with pytest.raises(praising.NotPublishable):
        praising.draft(case.pk, by=officer)


# --- Consent --------------------------------------------------------------------------------------
def test_what_has_consent_stands_on_the_wall(public: CommendationPage, visitor: Visitor) -> None:
    assert titles(visitor) == [public.title]
    assert PRAISE in visitor.get(public.url).text


def test_consent_that_is_taken_back_takes_it_from_everywhere_at_once(
    public: CommendationPage, case: Case, visitor: Visitor
) -> None:
    for path in (public.url, WALL, "/transparency/commendations.atom", "/sitemap.xml"):
        assert public.url in visitor.get(path).body.decode()
    services.agree_to_publication(case, agreed=False)
    assert visitor.get(public.url).status == 404
    for path in (WALL, "/transparency/commendations.atom", "/sitemap.xml", "/transparency/"):
        text = visitor.get(path).body.decode()
        assert PRAISE[:9] not in text
        assert public.url not in text


def test_the_search_no_longer_finds_it(
    public: CommendationPage, case: Case, visitor: Visitor
) -> None:
    assert len(visitor.get("/search/?q=夜里值班").soup.select(".hit")) == 1
    services.agree_to_publication(case, agreed=False)
    assert not visitor.get("/search/?q=夜里值班").soup.select(".hit")


def test_its_twin_in_the_other_language_goes_with_it(
    public: CommendationPage, case: Case, visitor: Visitor
) -> None:
    twin = public.copy_for_translation(wall("en").locale)
    twin = publish(twin, title="Thanks to Cardiology", praise="A nurse helped an old man.")
    assert visitor.get(twin.url).status == 200
    services.agree_to_publication(case, agreed=False)
    assert visitor.get(twin.url).status == 404


def test_a_dispute_takes_it_down_too(
    public: CommendationPage, case: Case, officer: User, visitor: Visitor
) -> None:
    services.dispute(case, by=officer, team=[officer])
    assert visitor.get(public.url).status == 404


def test_the_hourly_round_lays_a_tombstone(
    public: CommendationPage, case: Case, visitor: Visitor
) -> None:
    services.agree_to_publication(case, agreed=False)
    assert praising.sweep() == 1
    assert praising.sweep() == 0
    answer = visitor.get(public.url)
    assert answer.status == 410
    assert str(Tombstone.objects.get().why) in answer.text
    assert not CommendationPage.objects.get().live


def test_the_round_leaves_what_has_consent(public: CommendationPage) -> None:
    assert praising.sweep() == 0
    assert CommendationPage.objects.get().live


def test_consent_given_again_lets_it_out_again(
    public: CommendationPage, case: Case, visitor: Visitor
) -> None:
    services.agree_to_publication(case, agreed=False)
    services.agree_to_publication(case, agreed=True)
    assert visitor.get(public.url).status == 200


def test_without_standing_consent_nothing_is_published(case: Case, officer: User) -> None:
    page = draft_of(case, officer)
    services.agree_to_publication(case, agreed=False)
    assert "consent" in kinds(page)
    with pytest.raises(HeldBack):
        publish(page)


def test_nobody_can_overrule_missing_consent(case: Case, officer: User, editor: User) -> None:
    page = draft_of(case, officer)
    services.agree_to_publication(case, agreed=False)
    (found,) = [one for one in gate.findings(page) if one.kind == "consent"]
    assert not found.way
    wish = Visitor(editor).post(
        f"/admin/transparency/gate/{page.pk}/{found.mark}/", {"reason": "x"}
    )
    assert wish.status == 404
    Passed.objects.create(page_id=page.pk, mark=found.mark, kind="consent")
    assert "consent" in kinds(page)


def test_an_alias_of_it_has_the_same_consent(case: Case, public: CommendationPage) -> None:
    alias = public.create_alias(update_slug="other", parent=wall())
    services.agree_to_publication(case, agreed=False)
    assert "consent" in kinds(alias)
    assert praising.sweep() == 2


# --- By hand --------------------------------------------------------------------------------------
@pytest.fixture
def by_hand(editor: User) -> CommendationPage:
    """A draft that an editor typed from a banner."""
    words = {**THANKS, "slug": "banner", "live": False, "locale": wall().locale}
    page = wall().add_child(instance=CommendationPage(**words))
    page.save_revision(user=editor)
    return page


def test_what_is_typed_by_hand_needs_the_word_that_the_giver_agreed(
    by_hand: CommendationPage,
) -> None:
    (found,) = gate.findings(by_hand)
    assert (found.kind, found.level, bool(found.tick)) == ("giver", Level.SOFT, True)
    with pytest.raises(HeldBack):
        by_hand.get_latest_revision().publish()


def test_that_word_stands_beside_the_tick(by_hand: CommendationPage, editor: User) -> None:
    (found,) = gate.findings(by_hand)
    page = Visitor(editor).get(f"/admin/pages/{by_hand.pk}/edit/")
    (label,) = page.soup.select("#gate label")
    assert str(found.tick) in label.get_text()


def test_a_copy_needs_that_word_anew(public: CommendationPage) -> None:
    copy = public.copy(update_attrs={"slug": "copy"}, keep_live=False)
    assert "giver" in kinds(copy)


def test_the_editor_ticks_it_off_and_publishes(by_hand: CommendationPage, editor: User) -> None:
    desk = Visitor(editor)
    sent = written(by_hand, desk, **{"action-publish": "1"})
    assert desk.post(f"/admin/pages/{by_hand.pk}/edit/", sent).status == 200
    assert not CommendationPage.objects.get().live
    (found,) = gate.findings(by_hand)
    desk.post(f"/admin/pages/{by_hand.pk}/edit/", {**sent, "gate-seen": found.mark})
    assert CommendationPage.objects.get().live


# --- Own words ------------------------------------------------------------------------------------
def test_own_words_need_a_consent_of_their_own(case: Case, officer: User, editor: User) -> None:
    page, desk = draft_of(case, officer), Visitor(editor)
    answer = desk.post(
        f"/admin/pages/{page.pk}/edit/", written(page, desk, is_quote="on", title="改过的题目")
    )
    assert str(NO_QUOTE) in answer.text
    assert answer.soup.select_one("[name=title]")["value"] == "改过的题目"
    page.is_quote = True
    assert "consent" in kinds(page)


def test_with_consent_to_a_quotation_they_are_shown_as_such(
    case: Case, officer: User, visitor: Visitor
) -> None:
    page = draft_of(case, officer)
    Consent.objects.create(
        case=case, purpose=Consent.Purpose.QUOTE, channel="web", given_at=case.received_at
    )
    page = publish(page, praise=PRAISE, is_quote=True)
    assert visitor.get(page.url).soup.select_one("blockquote").get_text(strip=True) == PRAISE


def test_what_is_typed_by_hand_is_nobody_s_own_words() -> None:
    page = write_thanks()
    page.is_quote = True
    assert "consent" in kinds(page)


# --- Names ----------------------------------------------------------------------------------------
def test_names_hold_it_back_until_the_department_agrees(public: CommendationPage) -> None:
    page = name(public)
    assert kinds(page) == {"names"}
    with pytest.raises(HeldBack):
        page.get_latest_revision().publish()


def test_agreed_names_are_shown(public: CommendationPage, doctor: User, visitor: Visitor) -> None:
    page = name(public)
    agree(page, doctor)
    publish(page)
    with visitor.expect_private():
        assert NAMES in visitor.get(public.url).text
        assert NAMES in visitor.get(WALL).text
    assert NAMES not in visitor.get("/transparency/commendations.atom").body.decode()


@pytest.mark.parametrize("other", ["赵志远、陈思敏", "陈思敏", "赵志远医生"])
def test_only_exactly_the_agreed_names(
    public: CommendationPage, doctor: User, chen: User, other: str
) -> None:
    agree(name(public), doctor)
    assert "names" in kinds(name(public, other))


@pytest.mark.parametrize("field", ["title", "praise", "search_description", "slug"])
def test_agreed_names_stand_in_no_other_field(
    public: CommendationPage, doctor: User, field: str
) -> None:
    page = name(public)
    agree(page, doctor)
    setattr(page, field, f"谢谢{NAMES}。")
    assert "known" in kinds(page)


def test_a_number_among_the_names_is_found(public: CommendationPage, doctor: User) -> None:
    assert "mobile" in kinds(name(public, "赵志远 13912345678"))


def test_a_word_that_is_taken_back_takes_the_names_off_at_once(
    public: CommendationPage, doctor: User, visitor: Visitor
) -> None:
    page = name(public)
    agree(page, doctor)
    publish(page)
    praising.decline(praising.asked_about(page.pk, by=doctor), names=NAMES, by=doctor)
    assert NAMES not in visitor.get(public.url).text
    assert NAMES not in visitor.get(WALL).text
    row = CommendationPage.objects.get(pk=page.pk)
    assert (row.names, row.get_latest_revision_as_object().names) == ("", "")
    assert row.live


def test_a_page_of_before_cannot_bring_the_names_back(
    public: CommendationPage, doctor: User
) -> None:
    page = name(public)
    agree(page, doctor)
    page = publish(page)
    named = page.get_latest_revision()
    praising.decline(praising.asked_about(page.pk, by=doctor), names=NAMES, by=doctor)
    with pytest.raises(HeldBack):
        named.publish()


def test_the_twin_needs_a_word_of_its_own(public: CommendationPage, doctor: User) -> None:
    agree(name(public), doctor)
    twin = public.copy_for_translation(wall("en").locale)
    assert "names" in kinds(name(twin))
    assert praising.asked_about(twin.pk, by=doctor)


def test_for_a_banner_the_department_of_that_name_is_asked(doctor: User, chen: User) -> None:
    DepartmentFactory(ward=True)
    page = name(write_thanks())
    assert praising.asked_about(page.pk, by=doctor)
    assert not praising.asked_about(page.pk, by=chen)


def test_where_no_department_can_be_asked_the_editor_is_told_what_to_write() -> None:
    page = name(write_thanks(department="哪儿也没有"))
    (found,) = gate.findings(page)
    assert (
        found.kind,
        "list of departments" in str(found.advice) or "科室名单" in str(found.advice),
    ) == ("names", True)


# --- The wall -------------------------------------------------------------------------------------
def test_an_empty_wall_says_so(visitor: Visitor) -> None:
    assert visitor.get(WALL).soup.select("main .notice")


def test_the_wall_can_be_narrowed_to_a_department(visitor: Visitor) -> None:
    write_thanks(title="心", department="心内科")
    write_thanks(title="儿", department="儿科")
    assert titles(visitor) == ["儿", "心"]
    assert titles(visitor, f"{WALL}?department=心内科") == ["心"]


@pytest.mark.parametrize("asked", ["", "x", "%00", "儿", "'"])
def test_an_unknown_department_shows_all(visitor: Visitor, asked: str) -> None:
    write_thanks(department="儿科")
    assert len(titles(visitor, f"{WALL}?department={asked}")) == 1


def test_a_long_wall_has_pages(visitor: Visitor) -> None:
    for number in range(13):
        write_thanks(title=f"第{number}面")
    assert titles(visitor, f"{WALL}?page=2") == ["第0面"]


@pytest.mark.parametrize(
    ("precision", "told"),
    [("month", "2026年3月"), ("quarter", "2026年第一季度"), ("year", "2026年")],
)
def test_the_time_is_told_as_exactly_as_was_chosen(
    visitor: Visitor, precision: str, told: str
) -> None:
    page = write_thanks(precision=precision)
    assert page.when.label in visitor.get(page.url).text
    assert ("3月" in visitor.get(page.url).soup.select_one(".record").get_text()) is (
        precision == "month"
    )


def test_the_feed_tells_what_is_praised(public: CommendationPage, visitor: Visitor) -> None:
    feed = visitor.get("/transparency/commendations.atom").body.decode()
    assert PRAISE in feed
    assert "心内科" in feed


def test_the_overview_leads_to_the_wall(visitor: Visitor) -> None:
    for front in ("", "/en"):
        assert visitor.get(f"{front}/transparency/").soup.select(f"main a[href='{front}{WALL}']")


@pytest.mark.parametrize(("rows", "queries"), [(1, 30), (12, 30)])
def test_the_wall_costs_the_same_for_many(
    visitor: Visitor, rows: int, queries: int, django_assert_max_num_queries: Any
) -> None:
    for _number in range(rows):
        write_thanks()
    visitor.get("/")
    with django_assert_max_num_queries(queries):
        visitor.get(WALL)


def test_the_demonstration_hangs_its_thanks_once_and_asks_for_one_name(
    doctor: User, editor: User, visitor: Visitor
) -> None:
    DepartmentFactory(ward=True)
    for _again in range(2):
        publish_thanks(today=date(2026, 11, 22))
    assert len(titles(visitor)) == len(titles(visitor, f"/en{WALL}")) == len(THANKS_LAID)
    assert [one.is_agreed for one in praising.asked(doctor)] == [False]
    assert not visitor.get(WALL).soup.find(string=re.compile(NAMES))


def test_a_commendation_is_open_to_search_by_kind() -> None:
    assert CommendationPage in search.kinds()


def test_a_case_that_was_withdrawn_has_no_consent(db: None) -> None:
    case = CaseFactory(stage=Stage.WITHDRAWN)
    Consent.objects.create(
        case=case, purpose=Consent.Purpose.PUBLISH, channel="web", given_at=case.received_at
    )
    assert not praising.casebook.agreed([case.reference])
