"""What all feeds share: they are made once an edition, and whoever has them already is sent nothing."""

import hashlib
import re
import uuid
from typing import Any, NamedTuple

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.functional import Promise
from django.utils.html import linebreaks
from django.utils.translation import get_language
from wagtail.models import Site

from feedback import figures
from portal import edition, navigation
from portal.language import either
from portal.models import SiteSettings

ENTRIES = 30
UNSPEAKABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # XML has no way to write these
REVALIDATE = "public, max-age=0, must-revalidate"


class Asked(NamedTuple):
    """What a feed is asked for: the request, and a category where it is the feed of one."""

    request: HttpRequest
    code: str = ""
    name: str = ""


class PublishedFeed(Feed):  # type: ignore[type-arg]
    """A feed of the language in which it is asked for, of all matters or of one category."""

    feed_type = Atom1Feed
    # What never changes about it, whatever it is called: part of its address and its identity.
    section = ""
    label: Promise
    # Whether there is one for each category too.
    by_category = False

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return what is kept of this edition, or make it."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        code = kwargs.get("code", "")
        body = edition.kept(
            ("feed", self.section, code, *navigation.where(request)),
            lambda: super(PublishedFeed, self).__call__(request, *args, **kwargs).content,
        )
        response = HttpResponse(body, content_type=Atom1Feed.content_type)
        response.headers["Cache-Control"] = REVALIDATE
        response.headers["ETag"] = tag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
        response.headers["Content-Length"] = str(len(body))
        kept = get_conditional_response(request, etag=tag, response=response)
        return kept if isinstance(kept, HttpResponse) else response

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Asked:
        """Keep the request, for addresses depend on the site; a category must be one of ours."""
        code = kwargs.get("code", "")
        if not code:
            return Asked(request)
        names = figures.category_names()
        if code not in names:
            raise Http404
        return Asked(request, code, either(*names[code]))

    def title(self, asked: Asked) -> str:
        """Name the feed after what is in it, and the portal."""
        words = {"category": asked.name, "site": SiteSettings.for_request(asked.request).title}
        return self.named(words, of_one=bool(asked.code))

    def named(self, words: dict[str, str], *, of_one: bool) -> str:
        """Return the title, of all or of one category."""
        raise NotImplementedError

    def link(self, asked: Asked) -> str:
        """Lead to the list on the site."""
        whole = asked.request.path.removesuffix(".atom").removesuffix(f"/{asked.code}")
        return f"{front(asked.request)}{whole.rstrip('/')}/"

    def feed_url(self, asked: Asked) -> str:
        """Return the feed's own address."""
        return f"{front(asked.request)}{asked.request.path}"

    def feed_guid(self, asked: Asked) -> str:
        """Identify the feed by its section and language, on whatever address it is served."""
        name = ":".join(filter(None, ["huiyin", self.section, asked.code, get_language()]))
        return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def front(request: HttpRequest) -> str:
    """Return the address of the house as the site has it, whatever host was asked."""
    site = Site.find_for_request(request)
    return site.root_url if site else ""


def speakable(text: str) -> str:
    """Return a text without the signs that XML cannot write."""
    return UNSPEAKABLE.sub("", text)


def paragraphs(*texts: str) -> str:
    """Return texts as the HTML that readers of feeds take them for."""
    text = "\n\n".join(filter(None, texts))
    return str(linebreaks(speakable(text), autoescape=True))
