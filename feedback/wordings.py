"""What a notice says: the hospital's own words where it has some, ours otherwise; never a word of the case.

In the hospital's words a few names in braces stand for what is filled in. Nothing else is: whoever
writes them cannot reach a case.
"""

import re
from collections.abc import Mapping

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Site

from feedback.models import NoticeWording
from feedback.vocabulary import STAFF_NEWS, News
from portal.models import SiteSettings

FOR_ALL = ("portal", "telephone", "address")
FOR_STAFF = ("portal", "telephone", "reference", "link")
# Without it nobody finds the page.
NEEDED = {True: "link", False: "address"}
FIELD = re.compile(r"\{([^{}]*)\}")
BRACE = re.compile(r"[{}]")
# Longer values of a template are refused by the gateway.
LONGEST_IN_A_TEXT = 35


def fields_of(occasion: str) -> tuple[str, ...]:
    """Return what may stand in braces in the words for an occasion."""
    return FOR_STAFF if occasion in STAFF_NEWS else FOR_ALL


def needed_in(occasion: str) -> str:
    """Return what has to stand in braces in the words for an occasion."""
    return NEEDED[occasion in STAFF_NEWS]


def unknown(words: str, occasion: str) -> list[str]:
    """Return what stands in braces in some words and is not to be filled in, lone braces too."""
    known = fields_of(occasion)
    wrong = [f"{{{name}}}" for name in FIELD.findall(words) if name not in known]
    return list(dict.fromkeys(wrong + BRACE.findall(FIELD.sub("", words))))


def filled(words: str, values: Mapping[str, str]) -> str:
    """Fill in what stands in braces; what is unknown stays as it was written."""
    return FIELD.sub(lambda found: values.get(found[1], found[0]), words)


def site() -> SiteSettings:
    """Return the names and numbers of the house."""
    house: SiteSettings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    return house


def language(wanted: str) -> str:
    """Return a language that is spoken here."""
    return wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def body(occasion: News, values: Mapping[str, str], own: NoticeWording | None) -> str:
    """Return a whole mail in the language of the moment; of `values` only what its readers may have."""
    values = {name: values[name] for name in fields_of(occasion)}
    english = (translation.get_language() or "").startswith("en")
    words = (own.body_en if english else own.body) if own else ""
    if words.strip():
        said = filled(words.strip(), values)
    else:
        said = render_to_string(
            f"feedback/mail/words_{_readers(occasion)}.txt", {"told": TOLD[occasion](), **values}
        ).strip()
    return render_to_string(
        f"feedback/mail/{_readers(occasion)}.txt", {"words": said, "portal": values["portal"]}
    )


def _readers(occasion: News) -> str:
    return "staff" if occasion in STAFF_NEWS else "news"


def subject(occasion: News, portal: str) -> str:
    """Return a line that says nothing to whoever looks over a shoulder."""
    if occasion in STAFF_NEWS:
        said = _("%(portal)s: something waits for you") % {"portal": portal}
    else:
        said = _("%(portal)s: there is news for you") % {"portal": portal}
    return " ".join(said.split())


def text_values(house: SiteSettings) -> dict[str, str]:
    """Return what fills the template of a text message: the name of the portal, and that is all.

    Templates are approved in Chinese only, so the name is Chinese too.
    """
    return {"portal": " ".join(house.portal_name.split())[:LONGEST_IN_A_TEXT]}


TOLD = {
    News.RECEIPT: lambda: _("What you told us has arrived."),
    News.CONFIRM: lambda: _(
        "We have written down your matter in our words. Please tell us whether we understood you."
    ),
    News.QUESTION: lambda: _("We have a question for you."),
    News.REPLY: lambda: _("We have answered you."),
    News.DUE: lambda: _("The day by which you will be answered has changed."),
    News.RATING: lambda: _("Please tell us what you think of our answer."),
    News.ASSIGNED: lambda: _("A case has been assigned to your department."),
    News.REMINDER: lambda: _("A case waits for you."),
    News.ESCALATION: lambda: _("The answer to a case is overdue."),
    News.APPROVAL: lambda: _("Something waits for your decision."),
}
