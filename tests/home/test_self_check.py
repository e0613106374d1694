"""The house looks for its own leaks: it finds every one that is laid for it, and leaves nothing behind."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any
from urllib.parse import quote

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.utils import translation
from wagtail.models import PageViewRestriction, Site

from feedback.models import Case, Contact
from feedback.planting import fields, private_fields
from home.feeds import NewsFeed
from home.models import NewsPage
from home.selfcheck import doors, plants, run
from home.selfcheck.walk import Walk, front_of
from home.site import lay_site
from portal import edition, pagecache
from portal.canaries import Canaries
from portal.crypto import EncryptedTextField
from portal.lifeline import Lifeline
from transparency.models import CaseSummaryPage
from transparency.opendata import File

pytestmark = pytest.mark.django_db
# Sealed, and no words: counts that the attacker's tests are about.
NOT_WORDS = {"transparency.Said.counts"}
NEWS = "/news/self-check/"


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: Any) -> Iterator[plants.House]:
    """A laid site with everything planted, for all tests here; each test's own changes are undone."""
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("zh-hans"):
        cache.clear()
        edition.forget()
        lay_site()
        yield plants.plant(Canaries())
        transaction.set_rollback(True)
    edition.forget()
    cache.clear()


@pytest.fixture
def walk(planted: plants.House, db: None) -> Walk:
    """Somebody who reads one address after another and knows what was planted."""
    Site.clear_site_root_paths_cache()
    return Walk(planted.canaries, [front_of(Site.objects.get(is_default_site=True).root_url)])


def read(walk: Walk, path: str) -> dict[str, set[str]]:
    walk.get(walk.fronts[0] + path)
    assert walk.unread == []
    return walk.leaks


# --- What is planted ------------------------------------------------------------------------------
def test_no_private_field_of_a_case_is_left_out(planted: plants.House) -> None:
    private = {f"feedback.{fields.short(field)}" for field in private_fields()}
    assert len(private) > 50
    assert private - planted.canaries.fields == set()


def test_a_new_private_table_nobody_planted_is_noticed(
    planted: plants.House, monkeypatch: pytest.MonkeyPatch
) -> None:
    canaries, of = Canaries(), fields.Rows.of
    monkeypatch.setattr(
        fields.Rows,
        "of",
        lambda self, model: Contact.objects.none() if model is Contact else of(self, model),
    )
    scene = type("Scene", (), {"others": {}})()
    fields.fill(canaries, fields.Rows(set(planted.planted.closed), 0, scene))
    private = {f"feedback.{fields.short(field)}" for field in private_fields()}
    assert "feedback.Contact.name" in private - canaries.fields


def test_every_sealed_field_of_the_house_is_planted(planted: plants.House) -> None:
    sealed = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, EncryptedTextField)
    }
    assert sealed - planted.canaries.fields - NOT_WORDS == set()


def test_cases_stand_in_every_stage_and_some_are_public_in_figures(planted: plants.House) -> None:
    assert planted.missing == []
    stages = set(Case.objects.values_list("stage", flat=True))
    assert len(stages) >= 13
    assert (
        CaseSummaryPage.objects.live().filter(source__reference__in=_references(planted)).exists()
    )


def _references(planted: plants.House) -> list[str]:
    numbers = planted.planted.publishable
    return list(Case.objects.filter(pk__in=numbers).values_list("reference", flat=True))


# --- It finds what is laid for it -----------------------------------------------------------------
def test_the_front_page_gives_nothing_away(walk: Walk) -> None:
    assert read(walk, "/") == {}


@pytest.mark.parametrize("way", ["body", "header", "cookie", "JSON"])
def test_a_story_on_a_page_is_found(walk: Walk, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    story = Case.objects.order_by("-pk")[0].story[:12]
    monkeypatch.setattr(NewsPage, "serve", lambda page, request: WAYS_OUT[way](story))
    assert read(walk, NEWS) == {NEWS: {"feedback.Case.story"}}


def _in_header(story: str) -> HttpResponse:
    return HttpResponse("", headers={"X-Debug": quote(story)})


def _in_cookie(story: str) -> HttpResponse:
    response = HttpResponse("")
    response.set_cookie("seen", quote(story))
    return response


WAYS_OUT: dict[str, Any] = {
    "body": HttpResponse,
    "header": _in_header,
    "cookie": _in_cookie,
    "JSON": lambda story: JsonResponse({"said": story}),
}


def test_a_draft_in_a_feed_is_found(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    hidden = NewsPage.objects.get(slug="self-check-restricted")
    monkeypatch.setattr(NewsFeed, "items", lambda self, *given: [hidden])
    assert "home.NewsPage.title (restricted)" in read(walk, "/news.atom")["/news.atom"]


def test_hidden_news_whose_lock_is_gone_is_found_everywhere(walk: Walk) -> None:
    PageViewRestriction.objects.all().delete()
    edition.forget()
    walk.everywhere(["/news/", "/news.atom", "/search/?q=内部培训"])
    assert {"/news/", "/news.atom", "/sitemap.xml"} & set(walk.leaks) == {"/news/", "/news.atom"}
    assert any(address.startswith("/search/") for address in walk.leaks)


def test_a_photo_that_tells_where_it_was_taken_is_found(walk: Walk) -> None:
    word = walk.canaries.word("planted")
    name = default_storage.save("images/told.jpg", _jpeg(word))
    assert read(walk, f"/media/{name}") == {f"/media/{name}": {"planted"}}


def _jpeg(word: str) -> Any:
    kept, picture = BytesIO(), plants.Image.new("RGB", (4, 4))
    exif = picture.getexif()
    exif[0x010E] = word
    picture.save(kept, "JPEG", exif=exif)
    return plants.ContentFile(kept.getvalue())


def test_a_file_in_an_archive_of_open_data_is_found(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, story = BytesIO(), Case.objects.order_by("-pk")[0].story
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("figures.csv", f"month,note\n2026-10,{story}\n")
    packed = File(kept.getvalue(), "application/zip", "all.zip")
    monkeypatch.setattr("transparency.opendata.dictionary_file", lambda *given: packed)
    assert set(read(walk, "/transparency/data/dictionary.csv").popitem()[1]) == {
        "feedback.Case.story"
    }


def test_an_error_page_that_tells_too_much_is_found(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = Contact.objects.order_by("-pk")[0].name
    monkeypatch.setattr("portal.lifeline.recall", lambda host: Lifeline(telephone=name))
    doors.ask_apart(walk)
    assert any("(500)" in address for address in walk.leaks)


def test_an_owners_page_kept_for_everybody_is_found(
    walk: Walk, planted: plants.House, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.PAGE_CACHE_SECONDS = 600
    monkeypatch.setattr(pagecache, "CLOSED", ())
    monkeypatch.setattr(pagecache, "_is_everybodys", lambda response: response.status_code == 200)
    monkeypatch.setattr(pagecache, "_key", lambda request: f"page:{request.path}")
    run._prove(planted, walk.fronts[0])
    assert "/feedback/case/" in read(walk, "/feedback/case/")


def test_an_address_that_cannot_be_read_is_said_and_is_no_success(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(NewsPage, "serve", lambda page, request: 1 / 0)
    walk.get(walk.fronts[0] + NEWS)
    assert walk.unread == [NEWS]


def test_an_address_that_names_somebody_is_told_without_the_name(walk: Walk) -> None:
    name = walk.canaries.name("Contact.name")
    assert walk._shown(f"{walk.fronts[0]}/news/{name}/") == "/news/"


def test_a_run_that_does_not_find_the_strings_even_with_their_owner_is_void(
    walk: Walk, planted: plants.House
) -> None:
    nobody = replace(planted, planted=replace(planted.planted, code=""))
    with pytest.raises(run.Void):
        run._prove(nobody, walk.fronts[0])
