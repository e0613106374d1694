"""Puts the demo hospital's news on its pages, with the pictures beside it. It overwrites nothing."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from home.demo.pieces import DRAWINGS, PIECES, Drawing, Piece
from home.models import NewsIndexPage, NewsPage
from portal.models import PortalImage

PICTURES = Path(__file__).with_name("pictures")
SOURCE = "本项目自绘 / Drawn for this project"
NINE, SATURDAY = time(9), 5
DAY = {
    "zh-hans": lambda day: f"{day.month} 月 {day.day} 日",
    "en": lambda day: f"{day.day} {day:%B}",
}


@transaction.atomic
def lay_news(*, today: date) -> None:
    """Publish the pieces that are missing, the oldest first, each in both languages."""
    pictures = {drawing.name: _picture(drawing) for drawing in DRAWINGS}
    for piece in sorted(PIECES, key=lambda piece: -piece.days_ago):
        for index in NewsIndexPage.objects.order_by("path"):
            _publish(piece, index, pictures.get(piece.picture), today)


def _picture(drawing: Drawing) -> PortalImage:
    found: PortalImage | None = PortalImage.objects.filter(title=drawing.title).first()
    return found or _load(drawing)


def _load(drawing: Drawing) -> PortalImage:
    x, y, width, height = drawing.focus
    with (PICTURES / f"{drawing.name}.webp").open("rb") as file:
        picture: PortalImage = PortalImage.objects.create(
            title=drawing.title,
            source=SOURCE,
            file=ImageFile(file, name=f"{drawing.name}.webp"),
            focal_point_x=x,
            focal_point_y=y,
            focal_point_width=width,
            focal_point_height=height,
        )
    return picture


def _publish(piece: Piece, index: NewsIndexPage, picture: PortalImage | None, today: date) -> None:
    if index.get_children().filter(slug=piece.slug).exists():
        return
    day = today - timedelta(days=piece.days_ago)
    moment = timezone.make_aware(datetime.combine(day, NINE))
    page = NewsPage(
        locale=index.locale,
        slug=piece.slug,
        section=piece.section,
        published_on=day,
        picture=picture,
        first_published_at=moment,
        last_published_at=moment,
        **_words(piece, index.locale.language_code, today),
    )
    twin = NewsPage.objects.filter(slug=piece.slug).first()
    if twin:
        page.translation_key = twin.translation_key
    _below(index, page)


def _words(piece: Piece, language: str, today: date) -> dict[str, Any]:
    """Return the words, the coming Saturday written into the sentences that name it."""
    coming = today + timedelta(days=(SATURDAY - today.weekday()) % 7)
    saturday = DAY[language](coming)
    words = piece.words[language]
    return {
        name: word.format(saturday=saturday) if isinstance(word, str) else word
        for name, word in words.items()
    }


def _below(index: Page, page: NewsPage) -> None:
    index.refresh_from_db()  # it has one child more each time
    index.add_child(instance=page)
