"""The addresses of the callback centre."""

from django.urls import path

from feedback.office.callbacks.bringing import BringView
from feedback.office.callbacks.call import CaseCall, PatientCall, RecheckCall
from feedback.office.callbacks.lists import AnsweredList, DischargedList, RecheckList
from feedback.office.callbacks.raised import RaiseView

PATHS = [
    path("callbacks/", AnsweredList.as_view(), name="callbacks"),
    path("callbacks/discharged/", DischargedList.as_view(), name="callbacks_discharged"),
    path("callbacks/rechecks/", RecheckList.as_view(), name="callbacks_rechecks"),
    path("callbacks/list/", BringView.as_view(), name="callbacks_list"),
    path("callbacks/<int:pk>/", CaseCall.as_view(), name="callback"),
    path("callbacks/discharged/<int:pk>/", PatientCall.as_view(), name="callback_discharged"),
    path("callbacks/rechecks/<int:pk>/", RecheckCall.as_view(), name="callback_recheck"),
    path("callbacks/raised/<int:pk>/", RaiseView.as_view(), name="callback_raise"),
]
