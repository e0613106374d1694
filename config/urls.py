"""All addresses of the house. Chinese stands at the root, English below `/en/`."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from home.feeds import NewsFeed
from portal import views as portal_views
from portal.search import search
from portal.sitemap import sitemap

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.forbidden"
handler404 = "portal.errors.not_found"
handler500 = "portal.errors.server_error"

urlpatterns = [
    re_path(r"^healthz/?$", portal_views.alive, name="healthz"),
    re_path(r"^readyz/?$", portal_views.ready, name="readyz"),
    path("robots.txt", portal_views.robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("assets/<slug:digest>/site.css", portal_views.stylesheet, name="stylesheet"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]
if settings.SERVE_MEDIA:
    urlpatterns += [path("media/images/<path:path>", portal_views.picture, name="picture")]
urlpatterns += i18n_patterns(
    path("feedback/", include("feedback.public.urls")),
    path("transparency/", include("transparency.public.urls")),
    path("news.atom", NewsFeed(), name="news_feed"),
    path("search/", search, name="search"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
