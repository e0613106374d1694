"""From a case to the wall: nothing without consent."""

import pytest

from feedback import services
from feedback.models import Access, Case, Consent
from feedback.vocabulary import Kind
from portal import gate
from portal.gate import HeldBack, Level
from portal.models import User
from tests.transparency.praise import (
    CANARY,
    PRAISE,
    THANKS,
    WALL,
    compliment,
    draft_of,
    kinds,
    publish,
    titles,
    wall,
    write_thanks,
    written,
)
from tests.visitor import Visitor
from transparency import praising
from transparency.models import CommendationPage, CommendationSource, Passed, Tombstone
from transparency.models.commendation import NO_QUOTE


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


def test_a_twin_stays_tied_when_the_first_page_is_deleted(
    case: Case, public: CommendationPage, visitor: Visitor
) -> None:
    twin = publish(public.copy_for_translation(wall("en").locale))
    CommendationPage.objects.get(pk=public.pk).delete()
    assert visitor.get(twin.url).status == 200
    services.agree_to_publication(case, agreed=False)
    assert visitor.get(twin.url).status == 404


def test_a_page_from_a_case_is_not_copied(public: CommendationPage, superuser: User) -> None:
    root = Visitor(superuser)
    answer = root.get(f"/admin/pages/{public.pk}/copy/")
    assert "不能复制" in root.get(answer.to).text
    assert CommendationPage.objects.filter(slug__startswith=public.slug).count() == 1
