"""What the public reads beside the page tree: feeds and data."""

from django.urls import URLPattern

app_name = "transparency"
urlpatterns: list[URLPattern] = []
