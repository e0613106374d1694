"""The citizen's rooms. No name, number or tracking code stands in any of these addresses."""

from django.urls import path

from feedback.public import attachment, case, kin, news, staff, submit, track
from feedback.vocabulary import Act

app_name = "feedback"
urlpatterns = [
    path("submit/", submit.submit, name="submit"),
    path("staff/", staff.staff, name="staff"),
    path("receipt.txt", submit.receipt_file, name="receipt_file"),
    path("track/", track.track, name="track"),
    path("case/", case.case, name="case"),
    path("case/confirm/", case.act, {"act": Act.CONFIRM}, name="confirm"),
    path("case/correct/", case.act, {"act": Act.CORRECT}, name="correct"),
    path("case/message/", case.act, {"act": Act.MESSAGE}, name="message"),
    path("case/answer/", case.act, {"act": Act.ANSWER}, name="answer"),
    path("case/rate/", case.act, {"act": Act.RATE}, name="rate"),
    path("case/reopen/", case.act, {"act": Act.REOPEN}, name="reopen"),
    path("case/consent/", case.act, {"act": Act.CONSENT}, name="consent"),
    path("case/revoke/", case.act, {"act": Act.REVOKE}, name="revoke"),
    path("case/part/", kin.part, name="part"),
    path("case/withdraw/", case.withdraw, name="withdraw"),
    path("case/news/", news.news, name="news"),
    path("case/leave/", case.leave, name="leave"),
    path("left/", case.left, name="left"),
    path("attachment/<uuid:key>/", attachment.attachment, name="attachment"),
]
