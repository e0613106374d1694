"""What the public reads beside the page tree: open data, the log of corrections, and the feeds."""

from django.urls import path

from transparency.feeds import FEEDS
from transparency.public import data, files
from transparency.public.corrections import corrections
from transparency.public.method import method
from transparency.public.selfcheck import self_check

app_name = "transparency"
urlpatterns = [
    path("corrections/", corrections, name="corrections"),
    path("method/", method, name="method"),
    path("self-check/", self_check, name="self_check"),
    path("data/", data.catalogue, name="data"),
    path("data/catalogue.json", files.descriptor, name="data_descriptor"),
    path("data/dictionary/", data.dictionary, name="data_dictionary"),
    path("data/dictionary.<slug:kind>", files.dictionary, name="data_dictionary_file"),
    path("data/schema/<slug:name>.json", files.schema, name="data_schema"),
    path("data/<str:period>/", data.period, name="data_period"),
    path("data/<str:period>/v<int:version>/<str:name>", files.release_file, name="data_file"),
]
for feed in FEEDS:
    urlpatterns.append(path(f"{feed.section}.atom", feed(), name=f"{feed.section}_feed"))
    if feed.by_category:
        one = path(f"{feed.section}/<slug:code>.atom", feed(), name=f"{feed.section}_feed_of")
        urlpatterns.append(one)
