"""Every kind of public page there is, one of each, live and clean; and every place of it that holds words."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from home.models import HomePage, NewsIndexPage, NewsPage
from portal.models import PortalImage, PortalPage, User
from tests.pages import write_improvement
from tests.transparency.conftest import put_out, write_summary
from tests.transparency.planted import document, plant
from tests.transparency.praise import write_thanks
from transparency.models import (
    CaseSummaryPage,
    CommendationPage,
    ImprovementPage,
    ReportIndexPage,
    ReportPage,
    SummaryIndexPage,
    TopicPage,
    TransparencyPage,
)
from transparency.periods import Period

KINDS: list[type[PortalPage]] = sorted(
    (model for model in apps.get_models() if issubclass(model, PortalPage)),
    key=lambda model: model.__name__,
)
# What of a page's row is no text of the public: keys, what is made from others, what nobody reads.
NO_WORDS = {
    "path", "url_path", "draft_title", "search_text", "translation_key",
}  # fmt: skip


def below(index: type[Page]) -> Any:
    """Return the Chinese page of a kind, to hang another one below."""
    return index.objects.get(locale__language_code="zh-hans", depth__gt=1)


def hung(index: type[Page], page: Page) -> Any:
    parent = below(index)
    page.locale = parent.locale
    parent.add_child(instance=page)
    return page


def news(**cast: User) -> NewsPage:
    return hung(NewsIndexPage, NewsPage(title="东门停车", slug="parking-east"))


def summary(*, editor: User, reviewer: User) -> CaseSummaryPage:
    return put_out(write_summary(below(SummaryIndexPage), by=editor), by=reviewer)


def topic(**cast: User) -> TopicPage:
    words = {"heard": "叫号不知道要等多久。", "doing": "大屏显示前面还有几位。"}
    month = date(2026, 10, 1)
    page = TopicPage(title="候诊", slug="topic-10", category="PRO", month=month, **words)
    return hung(TransparencyPage, page)


def report(**cast: User) -> ReportPage:
    period = Period.read("2026-10")
    release = plant("2026-10", document(period, received=100))
    page = ReportPage(title="十月报告", slug="2026-10", release=release)
    return hung(ReportIndexPage, page)


# How one of a kind comes about that does not stand on every site. A new kind needs a line here.
MAKERS: dict[type[PortalPage], Callable[..., Any]] = {
    NewsPage: news,
    CaseSummaryPage: summary,
    ImprovementPage: lambda **cast: write_improvement(below(HomePage)),
    CommendationPage: lambda **cast: write_thanks(),
    TopicPage: topic,
    ReportPage: report,
}


def one_of(kind: type[PortalPage], *, editor: User, reviewer: User) -> Any:
    """Return a live page of a kind, as the house lays or people make it."""
    if kind in MAKERS:
        made = MAKERS[kind](editor=editor, reviewer=reviewer)
        return kind.objects.get(pk=made.pk)
    return kind.objects.live().order_by("path").first()


# --- Every place that holds words -----------------------------------------------------------------
def planted(page: Any, text: str) -> Iterator[tuple[str, Any]]:
    """Yield copies of a page, each with the text in one place, and the name of the place."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for place, value in in_blocks(field.stream_block, text):
                yield f"{field.name}: {place}", changed(page, field.name, field.to_python(value))
        elif isinstance(field, models.ForeignKey) and hasattr(field.related_model, "file"):
            for name, picture in pictures(text):
                yield f"{field.name}: {name}", changed(page, field.name, picture)
        elif _is_text(field):
            yield field.name, changed(page, field.name, text)


def changed(page: Any, name: str, value: Any) -> Any:
    other = type(page).objects.get(pk=page.pk)
    setattr(other, name, value)
    return other


def _is_text(field: Any) -> bool:
    texts = isinstance(field, (models.CharField, models.TextField))
    ours = field.model is not Page or field.name not in NO_WORDS
    return texts and ours and not field.choices and field.name not in NO_WORDS


def in_blocks(block: blocks.Block, text: str) -> Iterator[tuple[str, Any]]:
    """Yield raw values of a block, each with the text in one of its leaves."""
    ways = (way for kind, way in LEAVES if isinstance(block, kind))
    way = next(ways, None)
    assert way is not None, f"nobody tests {block!r}"
    yield from way(block, text)


def _in_stream(block: Any, text: str) -> Iterator[tuple[str, Any]]:
    for name, child in block.child_blocks.items():
        for place, value in in_blocks(child, text):
            yield f"{name} {place}".strip(), [{"type": name, "value": value}]


def _in_struct(block: Any, text: str) -> Iterator[tuple[str, Any]]:
    for name, child in block.child_blocks.items():
        for place, value in in_blocks(child, text):
            yield f"{name} {place}".strip(), {name: value}


def _in_list(block: Any, text: str) -> Iterator[tuple[str, Any]]:
    for place, value in in_blocks(block.child_block, text):
        yield place, [value]


def _in_rich_text(block: Any, text: str) -> Iterator[tuple[str, Any]]:
    yield "", f"<p>{text}</p>"
    yield "link", f'<p><a href="tel:{text}">a</a></p>'


def _in_leaf(block: Any, text: str) -> Iterator[tuple[str, Any]]:
    yield "", text


def _in_table(block: Any, text: str) -> Iterator[tuple[str, Any]]:
    for place in ("caption", "heading", "cell"):
        said = {one: text if one == place else "a" for one in ("caption", "heading", "cell")}
        columns = [{"type": "text", "heading": said["heading"]}]
        rows = [{"values": [said["cell"]]}]
        yield place, {"caption": said["caption"], "columns": columns, "rows": rows}


def _in_picture(block: Any, text: str) -> Iterator[tuple[str, Any]]:
    for name, picture in pictures(text):
        yield name, {"image": picture.pk, "alt_text": "", "decorative": True}
    clean = picture_of({})
    yield "alt text", {"image": clean.pk, "alt_text": text, "decorative": False}


def pictures(text: str) -> Iterator[tuple[str, PortalImage]]:
    """Yield pictures, each with the text in one of the places that belong to the picture itself."""
    for name in ("title", "description", "source"):
        yield name, picture_of({name: text})
    yield "file name", picture_of({}, name=f"{text}.png")


def picture_of(words: dict[str, str], name: str = "gate.png") -> PortalImage:
    picture = PortalImage(**{"title": "停车场", **words}, width=1, height=1)
    picture.file.name = f"original_images/{name}"
    PortalImage.objects.bulk_create([picture])
    return PortalImage.objects.latest("pk")


# A picture's block and a table's are structures too, so they come first. The last can hold no words.
LEAVES: list[tuple[Any, Callable[[Any, str], Iterator[tuple[str, Any]]]]] = [
    (ImageBlock, _in_picture),
    (TypedTableBlock, _in_table),
    (blocks.StreamBlock, _in_stream),
    (blocks.StructBlock, _in_struct),
    (blocks.ListBlock, _in_list),
    (blocks.RichTextBlock, _in_rich_text),
    ((blocks.CharBlock, blocks.TextBlock), _in_leaf),
    (
        (blocks.ChoiceBlock, blocks.DecimalBlock, blocks.BooleanBlock, blocks.StaticBlock),
        lambda block, text: iter(()),
    ),
]
