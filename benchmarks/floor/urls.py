"""The floor's addresses."""

from django.urls import path

from benchmarks.floor import views

urlpatterns = [
    path("constant/", views.constant, name="constant"),
    path("page/<slug:slug>/", views.page, name="page"),
    path("submit/", views.submit, name="submit"),
    path("track/", views.track, name="track"),
    path("cases/", views.inbox, name="inbox"),
]
