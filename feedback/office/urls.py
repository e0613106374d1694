"""The addresses of the office below /admin/cases/; each act has its own, so each can be walked by a test."""

from django.urls import path

from feedback.office.acts import DESKS, ActView, CodeView
from feedback.office.case import AttachmentView, CasePage, ContactView
from feedback.office.inbox import InboxView
from feedback.office.registration import RegisterView
from feedback.vocabulary import Act

app_name = "office"

urlpatterns = [
    path("", InboxView.as_view(), name="inbox"),
    path("register/", RegisterView.as_view(), name="register"),
    path("<int:pk>/", CasePage.as_view(), name="case"),
    path("<int:pk>/contact/", ContactView.as_view(), name="contact"),
    path("<int:pk>/attachment/<uuid:key>/", AttachmentView.as_view(), name="attachment"),
    *(
        path(
            f"<int:pk>/{act.value}/",
            (CodeView if act == Act.SHOW_CODE else ActView).as_view(desk=desk),
            name=act.value,
        )
        for act, desk in DESKS.items()
    ),
]
