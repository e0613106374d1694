"""The addresses of the improvement measures; each step has its own, so each can be walked by a test."""

from django.urls import path

from feedback.office.improvements.begin import BeginView
from feedback.office.improvements.forms import FORMS
from feedback.office.improvements.listing import ListView
from feedback.office.improvements.room import MeasurePage, MoveView

PATHS = [
    path("improvements/", ListView.as_view(), name="improvements"),
    path("improvements/begin/", BeginView.as_view(), name="improvement_begin"),
    path("improvements/<int:pk>/", MeasurePage.as_view(), name="improvement"),
    *(
        path(
            f"improvements/<int:pk>/{move.value}/",
            MoveView.as_view(move=move),
            name=f"improvement_{move.value}",
        )
        for move in FORMS
    ),
]
