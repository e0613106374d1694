"""Rooms of transparency in the admin: freezing and publishing figures, drafting from a case."""

from django.urls import path

from transparency.office import drafts, releases

app_name = "transparency_office"
urlpatterns = [
    path("figures/", releases.index, name="releases"),
    path("figures/freeze/", releases.freeze, name="freeze"),
    path("figures/<int:pk>/", releases.preview, name="release"),
    path("figures/<int:pk>/publish/", releases.publish, name="publish"),
    path("draft/<int:case_pk>/", drafts.draft, name="draft"),
    path("drafted/<int:page_pk>/", drafts.drafted, name="drafted"),
]
