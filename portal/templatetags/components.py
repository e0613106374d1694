"""The parts every page is composed of: one tag, one template, one stylesheet each.

A component shows what it is given. It asks no database, save for the menu and the way back.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.contrib.messages import get_messages
from django.core.paginator import Page as ListPage
from django.forms.boundfield import BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.models import Page

from portal import assets, edition, frame, gate, navigation, sitemap
from portal.models import PortalPage

register = template.Library()
NUMBER = re.compile(r"[-+]?[\d.,\s]+ ?%?|–")


def component(name: str, **options: Any) -> Any:
    """Make a function the tag of a component, whose template and stylesheet have the same name."""
    return register.inclusion_tag(f"portal/components/{name}.html", name=name, **options)


# --- The frame ------------------------------------------------------------------------------------
@register.simple_tag
def stylesheet() -> str:
    """Return the address of the stylesheet."""
    return reverse("stylesheet", args=[assets.stylesheet().digest])


@register.simple_tag
def html_language() -> str:
    """Return the page's language as HTML writes it."""
    return navigation.HTML_LANGUAGES.get(navigation.language(), navigation.language())


@register.simple_tag(takes_context=True)
def whereabouts(context: Context) -> sitemap.Whereabouts | None:
    """Return the address of this page that counts, and its twins; None where nobody is to find it."""
    request = context.get("request")
    return sitemap.whereabouts(request, context.get("page")) if request else None


@register.filter
def description(page: Page) -> str:
    """Return one sentence for those who see only a link to the page."""
    return sitemap.description(page)


@register.simple_tag
def address(path: str) -> str:
    """Return a fixed address of the house, `/feedback/submit/`, in the page's language."""
    return navigation.address(path)


@register.simple_tag(takes_context=True)
def masthead(context: Context) -> str:
    """Show whose site this is, the telephone, the other language and the menu."""
    page = context.get("page")
    shown = page if isinstance(page, Page) else None
    return frame.masthead(context["request"], context.get("site"), shown)


@component("search_box")
def search_box(where: str, asked: str = "") -> dict[str, Any]:
    """Ask what somebody is looking for; the box in the masthead gives way to a link on a phone."""
    return {"where": where, "asked": asked}


@register.simple_tag(takes_context=True)
def footer(context: Context) -> str:
    """Show how the office is reached, who supervises it, and the filing numbers."""
    return frame.footer(context["request"], context.get("site"))


@register.simple_tag(takes_context=True)
def flash(context: Context) -> str:
    """Show what the last act left to say, without opening a session for those who have none."""
    request = context.get("request")
    kept_in = {settings.SESSION_COOKIE_NAME, "messages"}
    if request is None or kept_in.isdisjoint(request.COOKIES):
        return ""
    waiting = list(get_messages(request))
    return render_to_string("portal/components/flash.html", {"flashes": waiting}) if waiting else ""


@component("tell_us", takes_context=True)
def tell_us(context: Context) -> dict[str, Any]:
    """Ask what somebody has to say to the page above, where that kind of page asks for it."""
    page = context.get("page")
    if not isinstance(page, PortalPage) or not (page.asks_back and page.live):
        return {"about": None}
    return {"about": page.pk}


@component("overruled", takes_context=True)
def overruled(context: Context) -> dict[str, Any]:
    """Say how often, and why, two persons let pass on this page what the gate held back."""
    page = context.get("page")
    if not isinstance(page, PortalPage) or not page.pk:
        return {"reasons": []}
    return {"reasons": edition.kept("overruled", gate.overruled).get(page.pk, [])}


@register.simple_tag(takes_context=True)
def staff_bar(context: Context) -> str:
    """Offer the editor of a page to those who may edit it; nobody else causes a look-up."""
    request, page = context.get("request"), context.get("page")
    if (
        not isinstance(page, Page)
        or request is None
        or settings.SESSION_COOKIE_NAME not in request.COOKIES
    ):
        return ""
    may = request.user.is_authenticated and page.permissions_for_user(request.user).can_edit()
    if not (may and page.pk):
        return ""
    return render_to_string("portal/components/staff_bar.html", {"edited_page": page})


@component("breadcrumbs", takes_context=True)
def breadcrumbs(context: Context, page: Page | str) -> dict[str, Any]:
    """Show the way from the home page to a page, or to a room that has only a name."""
    if isinstance(page, Page):
        *above, here = navigation.trail(page, context["request"])
        return {"above": above, "here": here.title}
    return {"above": [navigation.home()], "here": page}


@component("brand")
def brand() -> dict[str, Any]:
    """Show the mark of the house: 回, the voice within its echoes."""
    return {}


# --- Words ----------------------------------------------------------------------------------------
@component("opening")
def opening(title: str, lead: str = "", over: str = "") -> dict[str, Any]:
    """Open a page: its one h1, a sentence over it and a lead below."""
    return {"title": title, "lead": lead, "over": over}


@component("hero")
def hero(title: str, lead: str = "", over: str = "") -> dict[str, Any]:
    """Open the home page, with room for the echo; the headline breaks between its phrases only."""
    return {"phrases": re.findall(r"[^,，]+[,，]?", title), "lead": lead, "over": over}


@component("button")
def button(
    label: str, href: str = "", kind: str = "primary", name: str = "", value: str = ""
) -> dict[str, Any]:
    """Show a link where an address is given, else a button that sends its form."""
    return {"label": label, "href": href, "kind": kind, "name": name, "value": value}


@component("notice")
def notice(text: str, kind: str = "info", title: str = "") -> dict[str, Any]:
    """Box a sentence; an error is read out at once."""
    return {"text": text, "kind": kind, "title": title}


@component("words")
def words(text: str, name: str = "") -> dict[str, Any]:
    """Show somebody's own words to the letter, line breaks and spaces included."""
    return {"text": text, "name": name}


@component("question")
def question(question: str, answer: str) -> dict[str, Any]:
    """Show a question that opens its answer."""
    return {"question": question, "answer": answer}


@component("picture")
def picture(image: Any, caption: str = "", alt: str | None = None) -> dict[str, Any]:
    """Show a picture with its alternative text, its own unless another is given, and a caption."""
    return {"image": image, "caption": caption, "alt": alt, "has_alt": alt is not None}


@component("stage_tag")
def stage_tag(label: str, tone: str = "neutral") -> dict[str, Any]:
    """Show where a case is; tones are neutral, active, waiting and done."""
    return {"label": label, "tone": tone}


@component("facts")
def facts(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """List what is known, leaving out what is empty; zero is a value."""
    return {"pairs": [pair for pair in pairs if pair[1] or (pair[1] == 0 and pair[1] is not False)]}


@component("timeline")
def timeline(entries: Iterable[Any]) -> dict[str, Any]:
    """Tell what happened, one entry after the other, in the order given."""
    return {"entries": entries}


@component("card")
def card(
    title: str, href: str, text: str = "", meta: str = "", level: int = 2, image: Any = None
) -> dict[str, Any]:
    """Show one of several things to read; the whole card is the link, its picture only decorates."""
    parts = {"title": title, "href": href, "text": text, "meta": meta}
    return {**parts, "level": level, "image": image}


@component("hit")
def hit(hit: Any) -> dict[str, Any]:
    """Show what was found, with the words that were asked for marked."""
    return {"hit": hit}


@component("public_links")
def public_links(links: Iterable[Any], kept_open: bool = False) -> dict[str, Any]:
    """List public pages another storey offers; `kept_open` leaves the page one is on where it is."""
    return {"links": links, "kept_open": kept_open}


@component("way")
def way(
    title: str, text: str, href: str, label: str, links: Iterable[tuple[str, str]] = ()
) -> dict[str, Any]:
    """Show one of the ways in on the home page, with shortcuts."""
    return {"title": title, "text": text, "href": href, "label": label, "links": links}


@component("steps")
def steps(items: Iterable[Any], current: int = 0) -> dict[str, Any]:
    """Number the steps of a procedure; `current` counts from one."""
    return {"steps": [_step(item) for item in items], "current": current}


def _step(item: Any) -> tuple[Any, Any]:
    if isinstance(item, Mapping):
        return item["title"], item["text"]
    return (item, "") if isinstance(item, str) else tuple(item)


@component("promises")
def promises(items: Iterable[Any]) -> dict[str, Any]:
    """Show the deadlines the hospital holds itself to."""
    return {"promises": items}


@register.simple_tag(takes_context=True)
def contact_box(context: Context) -> str:
    """Show telephone, hours and counter for those who would rather speak."""
    return frame.contact_box(context["request"], context.get("site"))


@component("file_list")
def file_list(attachments: Iterable[Any]) -> dict[str, Any]:
    """List files with their size; one that may not be opened yet says why."""
    return {"attachments": attachments}


@component("code_groups")
def code_groups(code: str) -> dict[str, Any]:
    """Show a tracking code in groups of four that can be selected, and read out digit by digit."""
    digits = re.sub(r"\D", "", code)
    groups = [digits[start : start + 4] for start in range(0, len(digits), 4)]
    return {"groups": groups, "spoken": ", ".join(" ".join(group) for group in groups)}


@component("tool")
def tool(what: str, source: str = "") -> dict[str, str]:
    """Offer to "print" the page or to "copy" the element of an id; unseen where there is no script."""
    return {"what": what, "source": source}


@component("pager", takes_context=True)
def pager(context: Context, page: ListPage[Any]) -> dict[str, Any]:
    """Lead to the previous and the next page of a list, keeping its filters."""
    return {"list_page": page, "request": context["request"]}


# --- Numbers --------------------------------------------------------------------------------------
def _written(value: Any) -> str:
    return (
        f"{value:,}"
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool)
        else str(value)
    )


def _part(table: Any, name: str) -> Any:
    return table.get(name) if isinstance(table, dict) else getattr(table, name, None)


@component("figure")
def figure(count: int | str | None, label: str, note: str = "") -> dict[str, Any]:
    """Show one number and what it counts; None is withheld."""
    return {"count": None if count is None else _written(count), "label": label, "note": note}


@component("withheld")
def withheld() -> dict[str, Any]:
    """Show the sign for a number that is kept back, and why."""
    return {}


@component("data_table")
def data_table(table: Any) -> dict[str, Any]:
    """Show a table whose first column names the row; None is withheld, numbers stand at the right."""
    rows = [[_cell(value) for value in row] for row in _part(table, "rows")]
    numeric = [
        any(row[i]["is_number"] for row in rows if i < len(row))
        for i in range(len(rows[0]) if rows else 0)
    ]
    headings = _part(table, "headings")
    return {
        "caption": _part(table, "caption"),
        "note": _part(table, "note"),
        "headings": [(text, i < len(numeric) and numeric[i]) for i, text in enumerate(headings)],
        "rows": rows,
        "has_withheld": any(cell["text"] is None for row in rows for cell in row),
    }


def _cell(value: Any) -> dict[str, Any]:
    is_number = value is None or bool(NUMBER.fullmatch(_written(value)))
    return {"text": None if value is None else _written(value), "is_number": is_number}


# --- Forms ----------------------------------------------------------------------------------------
@register.filter
def first_control(field: BoundField) -> str:
    """Return the id of what a link to a question leads to: of several choices, the first."""
    if field.use_fieldset and field.subwidgets:
        return str(field.subwidgets[0].id_for_label)
    return str(field.id_for_label or field.auto_id)
