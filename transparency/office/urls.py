"""Rooms of transparency in the admin: freezing and publishing figures, drafting from a case."""

from django.urls import path

from transparency.office import drafts, gate, naming, notices, praise, releases

app_name = "transparency_office"
urlpatterns = [
    path("figures/", releases.index, name="releases"),
    path("figures/freeze/", releases.freeze, name="freeze"),
    path("figures/freeze-missing/", releases.freeze_missing, name="freeze_missing"),
    path("figures/unpublished/", releases.unpublished, name="unpublished"),
    path("figures/publish-all/", releases.publish_all, name="publish_all"),
    path("figures/<int:pk>/", releases.preview, name="release"),
    path("figures/<int:pk>/publish/", releases.publish, name="publish"),
    path("gate/<int:page_pk>/<slug:mark>/", gate.wish, name="wish"),
    path("gate/<int:pk>/", gate.grant, name="grant"),
    path("draft/<int:case_pk>/", drafts.draft, name="draft"),
    path("drafted/<int:page_pk>/", drafts.drafted, name="drafted"),
    path("commendation/<int:case_pk>/", praise.draft, name="commendation"),
    path("commendation-drafted/<int:page_pk>/", praise.drafted, name="commendation_drafted"),
    path("names/", naming.index, name="names"),
    path("names/<int:page_pk>/", naming.look, name="names_of"),
    path("names/<int:page_pk>/<slug:word>/", naming.answer, name="names_answer"),
    path("notice/<int:number>/", notices.draft, name="notice"),
    path("notice-drafted/<int:page_pk>/", notices.drafted, name="notice_drafted"),
]
