"""What the public reads beside the page tree: the feed of case summaries."""

from django.urls import path

from transparency.feeds import SummaryFeed

app_name = "transparency"
urlpatterns = [path("summaries.atom", SummaryFeed(), name="summaries_feed")]
