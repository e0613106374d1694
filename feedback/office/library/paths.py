"""The addresses of the case library; taking a case in is a room of the case."""

from django.urls import path

from feedback.office.library.keeping import ChangeView, RemoveView, TakeView
from feedback.office.library.rooms import CompareView, LessonPage, ListView, SheetView

PATHS = [
    path("<int:pk>/lesson/", TakeView.as_view(), name="lesson_take"),
    path("library/", ListView.as_view(), name="library"),
    path("library/compare/", CompareView.as_view(), name="lesson_compare"),
    path("library/<int:pk>/", LessonPage.as_view(), name="lesson"),
    path("library/<int:pk>/change/", ChangeView.as_view(), name="lesson_change"),
    path("library/<int:pk>/remove/", RemoveView.as_view(), name="lesson_remove"),
    path("library/<int:pk>/sheet/", SheetView.as_view(), name="lesson_sheet"),
]
