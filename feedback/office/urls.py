"""The addresses of the office below /admin/cases/; each act has its own, so each can be walked by a test."""

from django.urls import path

from feedback.office.acts import ActView, CodeView
from feedback.office.bulk import BulkView
from feedback.office.calendars import YearView
from feedback.office.callbacks.paths import PATHS as CALLBACKS
from feedback.office.case import AttachmentView, CasePage, ContactView
from feedback.office.coding import CodingList, CodingView
from feedback.office.desks import DESKS
from feedback.office.export import ExportView
from feedback.office.improvements.paths import PATHS as IMPROVEMENTS
from feedback.office.kinship import PairView, SplitView
from feedback.office.leafing import RememberingInbox
from feedback.office.library.paths import PATHS as LIBRARY
from feedback.office.orders.paths import PATHS as ORDERS
from feedback.office.paper import CaseFile, RegistrationSheet, RouteNotice
from feedback.office.polling import PresenceView
from feedback.office.registration import RegisterView
from feedback.office.reports.shelf import ShelfView, report
from feedback.office.saved import RemoveView, RestoreView, SaveView
from feedback.office.siblings import SiblingsView
from feedback.office.spot import SpotView
from feedback.office.tryout import TryView
from feedback.vocabulary import Act

app_name = "office"

# The acts whose page does more than one form.
VIEWS: dict[str, type[ActView]] = {
    Act.SHOW_CODE: CodeView,
    Act.MERGE: PairView,
    Act.LINK: PairView,
    Act.UNLINK: PairView,
    Act.SPLIT: SplitView,
}

urlpatterns = [
    path("", RememberingInbox.as_view(), name="inbox"),
    path("due/", TryView.as_view(), name="tryout"),
    path("calendar-year/", YearView.as_view(), name="calendar_year"),
    path("bulk/", BulkView.as_view(), name="bulk"),
    path("export/", ExportView.as_view(), name="export"),
    path("filters/save/", SaveView.as_view(), name="filter_save"),
    path("filters/restore/", RestoreView.as_view(), name="filter_restore"),
    path("filters/<int:pk>/remove/", RemoveView.as_view(), name="filter_remove"),
    path("second-coding/", CodingList.as_view(), name="second_codings"),
    path("second-coding/<int:pk>/", CodingView.as_view(), name="second_coding"),
    path("reports/", ShelfView.as_view(), name="reports"),
    path("reports/<slug:slug>/", report, name="report"),
    *IMPROVEMENTS,
    *LIBRARY,
    *CALLBACKS,
    *ORDERS,
    path("register/", RegisterView.as_view(), name="register"),
    path("on-the-spot/", SpotView.as_view(), name="spot"),
    path("<int:pk>/", CasePage.as_view(), name="case"),
    path("<int:pk>/sheet/", RegistrationSheet.as_view(), name="registration_sheet"),
    path("<int:pk>/route-notice/", RouteNotice.as_view(), name="route_notice"),
    path("<int:pk>/file/", CaseFile.as_view(), name="case_file"),
    path("<int:pk>/presence/", PresenceView.as_view(), name="presence"),
    path("<int:pk>/siblings/", SiblingsView.as_view(), name="siblings"),
    path("<int:pk>/contact/", ContactView.as_view(), name="contact"),
    path("<int:pk>/attachment/<uuid:key>/", AttachmentView.as_view(), name="attachment"),
    *(
        path(
            f"<int:pk>/{desk.act.value}/",
            VIEWS.get(desk.act, ActView).as_view(desk=desk),
            name=desk.act.value,
        )
        for desk in DESKS.values()
    ),
]
