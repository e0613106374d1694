"""What is planted in the storeys above the cases: drafts, hidden pages, papers, pictures, accounts.

Some of it goes out, as it would by people's hands: figures with the planted cases in them, a summary
drafted from one of them, a picture that says of itself where it was taken.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models, transaction
from django.utils import timezone
from PIL import Image, PngImagePlugin
from wagtail.documents.models import Document
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Comment,
    Locale,
    Page,
    PageViewRestriction,
)

from feedback import figures, planting
from feedback.planting import Planted
from home.models import NewsIndexPage, NewsPage
from portal import search
from portal.canaries import Canaries
from portal.models import Hospital, User
from transparency import drafting, releases
from transparency.models.review import approve
from transparency.periods import Period

# Other words than in the cases: the publish gate would know those again, and rightly.
NOTE = "下周内部培训改在二楼会议室{0}，请各科室先不要对外说{0}，名单另发{0}。"
WORDS = {
    "matter": "患者甲在门诊等候较久，没有人说明原因。",
    "finding": "当天开放的窗口少于排班。",
    "done_here": "向患者甲道歉并说明原因。",
    "done_for_others": "高峰时段增开窗口。",
}
EDITOR = ("access_admin",)
# By these the rules of the house say that something may not be published just now.
NOT_NOW = (
    ValidationError,
    PermissionDenied,
    drafting.NotPublishable,
    figures.StillCounting,
    ValueError,
)


@dataclass
class House:
    """Everything planted, and what of it the walk begins with."""

    canaries: Canaries
    planted: Planted
    # Addresses nobody is to read anything at.
    closed: list[str] = field(default_factory=list)
    # What could not be published as people would, by what it is.
    missing: list[str] = field(default_factory=list)


def plant(canaries: Canaries) -> House:
    """Plant it all, from the cases up to the pages."""
    hospital = Hospital.objects.order_by("pk")[0]
    house = House(canaries, planting.plant(hospital, canaries))
    officer = house.planted.officer
    officer.user_permissions.add(*Permission.objects.filter(codename__in=EDITOR))
    editor = User.objects.create(
        username=canaries.word("portal.User.username"),
        first_name=canaries.sentence("portal.User.first_name", "{0}"),
        last_name=canaries.sentence("portal.User.last_name", "欧阳{0}"),
        email=f"{canaries.word('portal.User.email')}@example.org",
    )
    _try(house, "figures", lambda: _figures(hospital))
    _try(house, "summary", lambda: _summary(house, editor))
    _try(house, "draft", lambda: drafting.draft(house.planted.closed[0], by=officer))
    _drafts(canaries, editor)
    _news(house, editor)
    _paper(house)
    return house


def _try(house: House, name: str, act: Any) -> None:
    """Publish something; where the rules of the house forbid it just now, go on without."""
    try:
        with transaction.atomic():
            act()
    except NOT_NOW:
        house.missing.append(name)


def _figures(hospital: Hospital) -> None:
    """Freeze and publish the last month anew, the planted cases among the others."""
    before = timezone.localdate().replace(day=1) - timedelta(days=1)
    month = Period(before.year, before.month, before.month)
    figures.recount(start=month.start, end=month.end)
    reason = ("自查", "Self-check")
    releases.publish(releases.freeze(hospital, month, reason=reason))


def _summary(house: House, editor: User) -> None:
    """Draft a summary from a planted case, write it, have it approved by another account, publish it."""
    officer = house.planted.officer
    page, _is_new = drafting.draft(house.planted.publishable[0], by=officer)
    for name, words in WORDS.items():
        setattr(page, name, words)
    revision = page.save_revision(user=editor)
    approve(page, by=officer)
    revision.publish(user=officer)


def _drafts(canaries: Canaries, editor: User) -> None:
    """Leave on one live page of each kind a draft with a string in every text, and a colleague's remark."""
    for kind in search.kinds():
        page = kind.objects.live().order_by("path").first()
        if page is None:
            continue
        for one in kind._meta.concrete_fields:
            if isinstance(one, models.CharField | models.TextField) and _is_words(one):
                label = f"{kind._meta.label}.{one.name} (draft)"
                setattr(page, one.name, canaries.sentence(label, "内部草稿{0}"))
        page.save_revision(user=editor, clean=False)
        Comment.objects.create(
            page=page,
            user=editor,
            text=canaries.sentence("wagtailcore.Comment.text", NOTE),
            contentpath="title",
        )


def _is_words(one: "models.Field[Any, Any]") -> bool:
    """Say whether editors write words there: not a choice, a code, or what Wagtail keeps for itself."""
    kept = {"path", "url_path", "slug", "draft_title", "search_text", "category", "latest_revision"}
    return one.editable and not one.choices and one.name not in kept


def _news(house: House, editor: User) -> None:
    """Publish news with a photo that tells where it was taken; lay beside it news for members only."""
    index = NewsIndexPage.objects.live().order_by("path").first()
    if index is None:
        house.missing.append("news")
        return
    canaries, today = house.canaries, timezone.localdate()
    photo = _photo(canaries, editor)
    page = NewsPage(title="门诊楼开放新入口", slug="self-check", picture=photo, owner=editor)
    page.picture_alt, page.published_on, page.locale = "门诊楼入口", today, index.locale
    index.add_child(instance=page)
    hidden = NewsPage(
        title=canaries.sentence("home.NewsPage.title (restricted)", "内部培训{0}"),
        lead=canaries.sentence("home.NewsPage.lead (restricted)", NOTE),
        slug="self-check-restricted",
        published_on=today,
        locale=Locale.objects.get(pk=index.locale_id),
    )
    index.add_child(instance=hidden)
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    house.closed.append(Page.objects.get(pk=hidden.pk).url or "")


def _photo(canaries: Canaries, editor: User) -> Any:
    """Upload a picture through the editors' form, its metadata full of strings."""
    picture, kept = Image.new("RGB", (800, 600), "teal"), BytesIO()
    told, exif = PngImagePlugin.PngInfo(), picture.getexif()
    label = "portal.PortalImage.file (metadata)"
    told.add_text("Author", canaries.word(label))
    told.add_itxt("Comment", canaries.sentence(label, NOTE), zip=True)
    exif[0x010E] = canaries.word(label)
    picture.save(kept, "PNG", pnginfo=told, exif=exif)
    form = get_image_form(get_image_model())(
        {"title": "门诊楼入口", "collection": Collection.get_first_root_node().pk},
        {"file": SimpleUploadedFile("entrance.png", kept.getvalue(), "image/png")},
        instance=get_image_model()(uploaded_by_user=editor),
        user=User(is_superuser=True, is_active=True),
    )
    if not form.is_valid():
        raise ValidationError(form.errors.as_text())
    return form.save()


def _paper(house: House) -> None:
    """Lay a paper into a collection that only members may open."""
    canaries = house.canaries
    shut = Collection.get_first_root_node().add_child(
        name=canaries.sentence("wagtailcore.Collection.name", "内部{0}")
    )
    CollectionViewRestriction.objects.create(
        collection=shut, restriction_type=CollectionViewRestriction.LOGIN
    )
    label = "wagtaildocs.Document"
    body = f"%PDF-1.4\n{canaries.sentence(f'{label}.file', NOTE)}\n%%EOF".encode()
    paper = Document.objects.create(
        title=canaries.sentence(f"{label}.title", "名单{0}"),
        file=ContentFile(body, name="training.pdf"),
        collection=shut,
    )
    house.closed.append(paper.url)
